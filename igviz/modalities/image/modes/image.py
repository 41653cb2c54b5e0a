"""The image alone."""

from __future__ import annotations

from igviz.modalities.image.maps import Maps
from igviz.modalities.image.modes.mode import Mode, Style
from igviz.stills.paint.arrays import Pixels


def _draw(maps: Maps, style: Style) -> Pixels:  # noqa: ARG001 - what every mode is asked with
    return maps.image


def _legend(style: Style, meet: bool) -> str:  # noqa: ARG001 - what every mode is asked with
    return "What the model saw."


IMAGE = Mode("image", "image", _draw, _legend)
