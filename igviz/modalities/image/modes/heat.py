"""The attribution alone, on a scale with zero in the middle."""

from __future__ import annotations

from igviz.modalities.image.maps import Maps
from igviz.modalities.image.modes.mode import Clip, Mode, Scale, Style
from igviz.stills.legend import colours
from igviz.stills.paint import heat_map, heat_scale
from igviz.stills.paint.arrays import Pixels
from igviz.stills.paint.palettes import RGB


def _draw(maps: Maps, style: Style) -> Pixels:
    return heat_map(
        maps.signed,
        style.palette,
        percentile=style.clip,
        polarity=style.polarity,
        image=maps.image,
        cover=style.strength,
    )


def _legend(style: Style, meet: bool) -> str:  # noqa: ARG001 - what every mode is asked with
    return colours(style.palette, style.polarity)


def _scale(maps: Maps, style: Style) -> Scale:
    def shown(stops: tuple[RGB, ...], hidden_by: str) -> list[RGB]:
        # The sign that is left out is drawn as zero, so its half of the bar is, too.
        return [stops[0]] * len(stops) if style.polarity == hidden_by else list(stops)

    below = shown(style.palette.heat_negative, "positive")
    above = shown(style.palette.heat_positive, "negative")
    return Scale([*reversed(below), *above[1:]], heat_scale(maps.signed, style.clip))


HEAT = Mode("heat", "heat map", _draw, _legend, clip=Clip(99.5), signed=True, scale=_scale)
