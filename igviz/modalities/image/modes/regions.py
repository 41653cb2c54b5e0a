"""The attribution added up over regions, as colour over the dimmed image."""

from __future__ import annotations

import numpy as np

from igviz.modalities.image.maps import Maps
from igviz.modalities.image.modes.mode import Clip, Mode, Style
from igviz.modalities.image.modes.overlay import over_image
from igviz.modalities.image.regioned import Regioned
from igviz.stills.legend import colours
from igviz.stills.paint import OPENING
from igviz.stills.paint.arrays import Pixels, pixels

#: What is left of a picture's light where regions meet.
BORDER = 0.65


def _draw(maps: Maps, style: Style) -> Pixels:
    drawn = over_image(maps, style, clip_above_percentile=style.clip)
    if not isinstance(maps, Regioned):
        return drawn
    return pixels(np.where(maps.borders[..., None], BORDER * drawn, drawn))


def _legend(style: Style, meet: bool) -> str:  # noqa: ARG001 - what every mode is asked with
    return f"{colours(style.palette, style.polarity)[:-1]}: the sum of each region, by its area."


REGIONS = Mode(
    "regions",
    "regions",
    _draw,
    _legend,
    clip=Clip(OPENING["clip_above_percentile"]),
    strength=OPENING["strength"],
    signed=True,
    grained=False,
    of=Regioned.of,
)
