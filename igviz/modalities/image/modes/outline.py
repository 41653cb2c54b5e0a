"""Borders of the regions that hold most of the attribution."""

from __future__ import annotations

from igviz.modalities.image.maps import Maps
from igviz.modalities.image.modes.mode import Clip, Mode, Style
from igviz.modalities.image.modes.overlay import over_image
from igviz.stills.legend import capital
from igviz.stills.paint.arrays import Pixels

# Of the mass, in percent: what an outlined region takes as full strength.
_CLIP_ABOVE = 95


def _draw(maps: Maps, style: Style) -> Pixels:
    return over_image(
        maps,
        style,
        clip_above_percentile=_CLIP_ABOVE,
        clip_below_percentile=style.clip,
        morphological_cleanup=True,
        outlines=True,
    )


def _legend(style: Style, meet: bool) -> str:  # noqa: ARG001 - what every mode is asked with
    up, down = style.palette.positive_name, style.palette.negative_name
    if style.polarity == "positive":
        return f"{capital(up)} outlines what raises the score."
    if style.polarity == "negative":
        return f"{capital(down)} outlines what lowers the score."
    return f"{capital(up)} outlines what raises the score, {down} what lowers it."


OUTLINE = Mode(
    "outline", "outline", _draw, _legend, clip=Clip(40, 0, _CLIP_ABOVE), strength=0.8, signed=True
)
