"""The strongest channels of an image that has more than colours, for stills and terminals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from igviz.figure.arrays import unwire
from igviz.figure.formats import others_name
from igviz.modalities.image.figure import MOST_SHOWN, ImageFigure

Named = tuple[str, float]  # a channel and its attribution, summed over all pixels


class Strongest(NamedTuple):
    """The channels that are shown one by one, strongest first, and the others in one."""

    shown: list[Named]
    others: list[Named]

    @property
    def rows(self) -> list[Named]:
        """All of them, the others as one row."""
        if not self.others:
            return self.shown
        return [*self.shown, (self.others_name, sum(value for _, value in self.others))]

    @property
    def others_name(self) -> str:
        """What the others are called together."""
        return others_name(len(self.others))


def channels(figure: ImageFigure) -> list[Named]:
    """Each channel with its attribution, in the model's order; empty for colours."""
    if "channels" not in figure:
        return []
    own = figure["channels"]
    values: Sequence[float] = unwire(own["values"]).astype(np.float64).tolist()
    return list(zip(own["names"], values, strict=True))


def strongest(figure: ImageFigure, most: int = MOST_SHOWN) -> Strongest:
    """At most so many channels by falling magnitude, and the others."""
    ranked = sorted(channels(figure), key=lambda named: -abs(named[1]))
    return Strongest(ranked[:most], ranked[most:])
