"""How attribution is drawn: NumPy arrays in, pictures out.

Everything here works from plain maps, never from a model, and is mirrored in TypeScript;
``tests/golden/paint.json`` holds the vectors on which both painters must agree.
"""

from __future__ import annotations

from igviz.stills.paint.heat import heat_map, heat_scale
from igviz.stills.paint.outline import clean_up, outline
from igviz.stills.paint.overlay import (
    OPENING,
    emphasise,
    overlay_maps,
)
from igviz.stills.paint.palettes import PALETTES, Palette, palette_named
from igviz.stills.paint.polarity import POLARITIES, Polarity
from igviz.stills.paint.steps import (
    running_map,
    scaled_image,
    step_window,
)
from igviz.stills.paint.thresholds import mass_threshold, scale_by_mass
from igviz.stills.paint.tokens import token_colours
from igviz.stills.paint.window import window, window_scale

__all__ = [
    "OPENING",
    "PALETTES",
    "POLARITIES",
    "Palette",
    "Polarity",
    "clean_up",
    "emphasise",
    "heat_map",
    "heat_scale",
    "mass_threshold",
    "outline",
    "overlay_maps",
    "palette_named",
    "running_map",
    "scale_by_mass",
    "scaled_image",
    "step_window",
    "token_colours",
    "window",
    "window_scale",
]
