"""An image's figure as the painters take it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from igviz.cached import cached_property
from igviz.figure.arrays import unwire
from igviz.modalities.image.figure import ImageFigure
from igviz.stills.paint.arrays import Pixels

# In the wire's precision, as in the view: a sum that is rounded otherwise is another picture.
Map = NDArray[np.float32]


@dataclass(frozen=True)
class Maps:
    """An image, (H, W, 3), and the magnitude of each sign of its attribution, (H, W)."""

    image: Pixels
    positive: Map
    negative: Map

    @classmethod
    def of(cls, figure: ImageFigure) -> Maps:
        """The maps of a figure."""
        return cls(*map(unwire, (figure["image"], figure["positive"], figure["negative"])))

    @cached_property
    def signed(self) -> Map:
        """The attribution, summed over channels."""
        return self.positive - self.negative

    @cached_property
    def absolute(self) -> Map:
        """The size of the attribution, summed over channels."""
        return self.positive + self.negative

    @property
    def signs_meet(self) -> bool:
        """Whether one channel of some pixel raises the score and another lowers it."""
        return bool(((self.positive > 0) & (self.negative > 0)).any())
