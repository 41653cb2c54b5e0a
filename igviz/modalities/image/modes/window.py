"""The image, dimmed where the attribution is small."""

from __future__ import annotations

from igviz.modalities.image.maps import Maps
from igviz.modalities.image.modes.mode import Clip, Mode, Style
from igviz.stills.paint import window
from igviz.stills.paint.arrays import Pixels


def _draw(maps: Maps, style: Style) -> Pixels:
    return window(maps.absolute, maps.image, style.clip, depth=style.strength)


def _legend(style: Style, meet: bool) -> str:  # noqa: ARG001 - what every mode is asked with
    return "Bright pixels matter for the score, dark ones do not."


WINDOW = Mode("window", "window", _draw, _legend, clip=Clip(99))
