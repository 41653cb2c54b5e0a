"""An image's figure as the painters take it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from igviz.figure.arrays import unwire
from igviz.modalities.image.figure import ImageFigure
from igviz.stills.paint.arrays import Floats, Pixels


@dataclass(frozen=True)
class Maps:
    """An image, (H, W, 3), and the magnitude of each sign of its attribution, (H, W)."""

    image: Pixels
    positive: Floats
    negative: Floats

    @classmethod
    def of(cls, figure: ImageFigure) -> Maps:
        """The maps of a figure."""
        both = (unwire(figure[sign]).astype(np.float64) for sign in ("positive", "negative"))
        return cls(unwire(figure["image"]), *both)

    @cached_property
    def signed(self) -> Floats:
        """The attribution, summed over channels."""
        return self.positive - self.negative

    @cached_property
    def absolute(self) -> Floats:
        """The size of the attribution, summed over channels."""
        return self.positive + self.negative

    @property
    def signs_meet(self) -> bool:
        """Whether one channel of some pixel raises the score and another lowers it."""
        return bool(((self.positive > 0) & (self.negative > 0)).any())
