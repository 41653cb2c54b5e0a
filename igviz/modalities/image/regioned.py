"""An image's attribution added up over regions, as the painters take it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from igviz.figure.arrays import unwire
from igviz.modalities.image.figure import ImageFigure
from igviz.modalities.image.maps import Maps
from igviz.modalities.image.regions.regions import Regions
from igviz.stills.paint import Polarity
from igviz.stills.paint.arrays import Floats


@dataclass(frozen=True)
class Regioned(Maps):
    """Each pixel has the mean of its region: the sum over it for each pixel of its area.

    Attributes
    ----------
    regions : Regions
    sums : array, shape (R,)
        What the attribution adds up to over each region.
    """

    together: ClassVar[bool] = True

    regions: Regions
    sums: Floats

    @classmethod
    def of(cls, figure: ImageFigure, grain: float | None = None) -> Regioned:  # noqa: ARG003
        """The maps of a figure."""
        return cls.made(Maps.of(figure, 1), regions_in(figure))

    @classmethod
    def made(cls, pixels: Maps, regions: Regions) -> Regioned:
        """Add the attribution of pixels up."""
        sums = regions.sums(pixels.signed)
        means = (sums / np.maximum(regions.areas, 1)).astype(np.float32)[regions.labels]
        return cls(pixels.image, means.clip(0, None), (-means).clip(0, None), regions, sums)

    def cancels(self, polarity: Polarity) -> float:  # noqa: ARG002
        """Regions are taken as they are."""
        return 0.0

    @property
    def borders(self) -> NDArray[np.bool_]:
        """Where a pixel's neighbour at the right or below is in another region."""
        labels = self.regions.labels
        borders = np.zeros(labels.shape, bool)
        borders[:, :-1] |= labels[:, 1:] != labels[:, :-1]
        borders[:-1] |= labels[1:] != labels[:-1]
        return borders


def regions_in(figure: ImageFigure) -> Regions:
    """The regions of a figure."""
    wire = figure["regions"]
    labels = unwire(wire["labels"])
    return Regions(labels, tuple(wire["names"]), wire["edge"], wire["given"])


def region_sums(figure: ImageFigure) -> list[tuple[str, float]]:
    """Each region with what its attribution adds up to, in order."""
    maps = Regioned.of(figure)
    return list(zip(maps.regions.names, map(float, maps.sums), strict=True))
