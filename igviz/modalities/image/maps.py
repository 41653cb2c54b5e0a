"""An image's figure as the painters take it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from igviz.cached import cached_property
from igviz.figure.arrays import unwire
from igviz.modalities.image.figure import ImageFigure
from igviz.stills.paint import Polarity
from igviz.stills.paint.arrays import Floats, Pixels
from igviz.stills.paint.grain import added_up, cancelled, coarsest, lasting, nearest, surroundings

# In the wire's precision, as in the view: a sum that is rounded otherwise is another picture.
Map = NDArray[np.float32]


@dataclass(frozen=True)
class Maps:
    """An image, (H, W, 3), and the magnitude of each sign of its attribution, (H, W).

    The signs are drawn ``together`` where one scale serves both. ``wide`` is the grain that says
    whether what is painted keeps its sign.
    """

    together: ClassVar[bool] = False

    image: Pixels
    positive: Map
    negative: Map
    wide: int = field(default=1, kw_only=True)

    @classmethod
    def of(cls, figure: ImageFigure, grain: float | None = None) -> Maps:
        """The maps of a figure, pixel by pixel or added up: over a width, or as it opens."""
        opening = figure["grain"]
        width = opening if grain is None else nearest(grain)
        wide = surroundings(width, opening)
        arrays = map(unwire, (figure["image"], figure["positive"], figure["negative"]))
        pixels = Maps(*arrays, wide=surroundings(1, opening))
        width = min(width, coarsest(pixels.positive.shape))
        return pixels if width == 1 else Grained.made(pixels, width, wide)

    @cached_property
    def signed(self) -> Map:
        """The attribution, summed over channels."""
        return self.positive - self.negative

    @cached_property
    def absolute(self) -> Map:
        """The size of the attribution, summed over channels."""
        return self.positive + self.negative

    @property
    def signs(self) -> tuple[bool, bool]:
        """Whether something raises the score, and whether something lowers it."""
        return bool(self.positive.any()), bool(self.negative.any())

    def cancels(self, polarity: Polarity) -> float:
        """The share of the painted area whose wider neighbourhoods have not its sign, 0..1."""
        around = added_up(self.signed, self.wide).astype(np.float32)
        return cancelled(self.signed, around, polarity)

    def like(self, signed: Floats) -> Floats:
        """Another map (H, W) of the same picture, made ready to draw as this one is."""
        return signed

    @property
    def signs_meet(self) -> bool:
        """Whether one channel of some pixel raises the score and another lowers it."""
        return bool(((self.positive > 0) & (self.negative > 0)).any())


@dataclass(frozen=True)
class Grained(Maps):
    """The same added up over neighbourhoods, less what wider neighbourhoods take back.

    Attributes
    ----------
    grain : int
        Width of the neighbourhoods in pixels.
    sums, around : array, shape (H, W)
        All that the neighbourhoods, and the wider ones, add up to.
    pixels : Maps
        The attribution pixel by pixel.
    """

    together: ClassVar[bool] = True

    grain: int
    sums: Map
    around: Map
    pixels: Maps

    @classmethod
    def made(cls, pixels: Maps, grain: int, around: int) -> Grained:
        """Add the attribution of pixels up."""
        sums, wide = (added_up(pixels.signed, g).astype(np.float32) for g in (grain, around))
        kept = np.where(lasting(sums, wide), sums, np.float32(0))
        signs = kept.clip(0, None), (-kept).clip(0, None)
        return cls(pixels.image, *signs, grain, sums, wide, pixels)

    def like(self, signed: Floats) -> Floats:
        """What its neighbourhoods add up to, less what is left out in the end."""
        return np.where(self.signed == 0, 0.0, added_up(signed, self.grain))

    def cancels(self, polarity: Polarity) -> float:
        """The share of the painted area that is left out, 0..1."""
        return cancelled(self.sums, self.around, polarity)

    def finer(self, polarity: Polarity) -> float:
        """The share of the pixels painted without sums that these do not bear out, 0..1."""
        return self.pixels.cancels(polarity)
