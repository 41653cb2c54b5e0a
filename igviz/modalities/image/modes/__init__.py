"""The ways of drawing the attribution over an image, as in ``js/src/modalities/image/modes``."""

from __future__ import annotations

from igviz.modalities.image.maps import Grained, Maps
from igviz.modalities.image.modes.heat import HEAT
from igviz.modalities.image.modes.image import IMAGE
from igviz.modalities.image.modes.mode import Mode, Style
from igviz.modalities.image.modes.outline import OUTLINE
from igviz.modalities.image.modes.overlay import OVERLAY
from igviz.modalities.image.modes.regions import REGIONS
from igviz.modalities.image.modes.window import WINDOW
from igviz.modalities.image.words import only_cancels, over_what
from igviz.stills.legend import absence
from igviz.stills.look import Look, check_among

# In the order of the view's buttons.
MODES = {mode.name: mode for mode in (WINDOW, OVERLAY, REGIONS, HEAT, OUTLINE, IMAGE)}


def mode_of(look: Look) -> Mode:
    """The mode that a look asks for; pictures open as the overlay."""
    name = look.get("mode", OVERLAY.name)
    check_among("mode", name, MODES)
    return MODES[name]


def legend(mode: Mode, maps: Maps, style: Style) -> str:
    """One sentence on what a picture shows, or on why it shows nothing."""
    if mode.clip is None:
        return mode.legend(style, maps.signs_meet)
    pixels = maps.pixels if isinstance(maps, Grained) else maps
    nothing, summed = (absence(style.polarity, *one.signs) for one in (pixels, maps))
    if nothing or not isinstance(maps, Grained):
        return nothing or mode.legend(style, maps.signs_meet)
    if summed:
        return only_cancels(maps, summed)
    return f"{mode.legend(style, maps.signs_meet)[:-1]}{over_what(maps, style.polarity)}."
