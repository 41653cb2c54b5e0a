"""How the colours of words lie on a page, of which a still may not know whether it is dark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from igviz.modalities.text.units import UNSEEN, Colours, Unit, painted, rgb
from igviz.stills.paint.arrays import pixels
from igviz.stills.paint.palettes import RGB, Palette
from igviz.stills.paint.tokens import ink

WHITE: RGB = (255, 255, 255)
BLACK: RGB = (0, 0, 0)
# From this share of the scale on a colour hides the page.
SOLID = 0.3


@dataclass(frozen=True)
class Laid:
    """The colour behind a word.

    Attributes
    ----------
    colour : tuple of int
        The scale's own, on 0..255.
    cover : float
        How much of the page it hides, 0..1: the less the closer a word is to zero, as the middle of
        the scale would weigh more on a light page than its ends.
    """

    colour: RGB
    cover: float

    @property
    def text(self) -> RGB | None:
        """Black or white where it stands out on any page; None where the page's own text does.

        What stands out on the colour over black and over white does so over all between them.
        Where the two differ, a page is written in the right one of both.
        """
        over_white, over_black = self.on(WHITE)[1], self.on(BLACK)[1]
        return over_white if over_white == over_black else None

    def on(self, paper: RGB) -> Colours:
        """Background and text on a page of a known colour."""
        below = np.asarray(paper, np.float64)
        mixed = pixels(below + self.cover * (np.asarray(self.colour) - below))
        return rgb(mixed.tolist()), rgb(ink(mixed).tolist())


def laid(
    units: Sequence[Unit], scale: float, palette: str | Palette = "green-red"
) -> list[Laid | None]:
    """The colours of `painted` as they lie on a page; None for bare ones."""
    return [
        _laid(colours[0], abs(unit.value) / scale) if colours else None
        for unit, colours in zip(units, painted(units, scale, palette), strict=True)
    ]


def _laid(colour: RGB, share: float) -> Laid | None:
    cover = min(1.0, (share - UNSEEN) / (SOLID - UNSEEN))
    return Laid(colour, cover) if cover > 0 else None
