"""The attribution as colour over the dimmed image."""

from __future__ import annotations

from typing import Unpack

from igviz.modalities.image.maps import Maps
from igviz.modalities.image.modes.mode import Clip, Mode, Style
from igviz.stills.legend import colours
from igviz.stills.paint import OPENING, overlay_maps
from igviz.stills.paint.arrays import Pixels
from igviz.stills.paint.overlay import Emphasis

_DIMMED = (1 - OPENING["image_strength"]) / OPENING["strength"]


def image_strength(strength: float) -> float:
    """How strongly the image shines through at a given strength of colour (0.5 gives 0.7)."""
    return 1 - _DIMMED * strength


def over_image(maps: Maps, style: Style, **emphasis: Unpack[Emphasis]) -> Pixels:
    """Draw the attribution, emphasised so, over an image that is the dimmer the stronger it is."""
    return overlay_maps(
        maps.positive,
        maps.negative,
        maps.image,
        polarity=style.polarity,
        strength=style.strength,
        image_strength=image_strength(style.strength),
        palette=style.palette,
        together=maps.together,
        **emphasis,
    )


def _draw(maps: Maps, style: Style) -> Pixels:
    return over_image(maps, style, clip_above_percentile=style.clip)


def _legend(style: Style, meet: bool) -> str:
    text = colours(style.palette, style.polarity)
    mixed = meet and style.polarity == "both"
    return f"{text[:-1]}, {style.palette.both_name} does both." if mixed else text


OVERLAY = Mode(
    "overlay",
    "overlay",
    _draw,
    _legend,
    clip=Clip(OPENING["clip_above_percentile"]),
    strength=OPENING["strength"],
    signed=True,
)
