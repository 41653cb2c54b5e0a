"""A volume as a matplotlib figure: the strongest slice across each axis, and the path."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure as MatplotlibFigure

from igviz.modalities.volume.figure import VolumeFigure
from igviz.modalities.volume.slices import Slices
from igviz.stills.canvas import GREY, Canvas, aspect_of, curves, families, footing, heading
from igviz.stills.legend import absence, colours
from igviz.stills.look import Look
from igviz.stills.paint import OPENING, Palette, Polarity, palette_named
from igviz.stills.paint.arrays import Pixels


def draw_volume(figure: VolumeFigure, look: Look) -> MatplotlibFigure:
    """Draw slices above, projections along the same axes below, and the path at the right."""
    slices = Slices.of(figure)
    palette = palette_named(look.get("palette", "green-red"))
    polarity: Polarity = look.get("polarity", "both")
    strengths = slices.strengths(polarity, look.get("clip", OPENING["clip_above_percentile"]))
    canvas = Canvas(figsize=(12, 6.2), layout="constrained")
    spaces = canvas.add_gridspec(2, 4, width_ratios=(1, 1, 1, 1.25))
    for axis, name in enumerate(slices.axes):
        at = slices.strongest(axis)
        for row, place, title in ((0, at, f"{name} {at}"), (1, None, f"projection along {name}")):
            drawn = slices.drawn(axis, place, strengths, palette)
            _picture(canvas.add_subplot(spaces[row, axis]), drawn, title)
    curves(canvas.add_subplot(spaces[0, 3]), canvas.add_subplot(spaces[1, 3]), figure, palette)
    style: dict[str, Any] = {"x": 0.01, "ha": "left", "family": families(), "parse_math": False}
    canvas.suptitle(heading(figure), **style)
    meaning = _meaning(slices, palette, polarity)
    canvas.supxlabel(footing(figure, meaning), fontsize=9, color=GREY, **style)
    return canvas


def _meaning(slices: Slices, palette: Palette, polarity: Polarity) -> str:
    nothing = absence(polarity, bool((slices.values > 0).any()), bool((slices.values < 0).any()))
    return nothing or colours(palette, polarity)


def _picture(axes: Axes, drawn: Pixels, title: str) -> None:
    axes.imshow(drawn, interpolation="nearest", aspect=aspect_of(drawn))
    axes.set_title(title, fontsize=10, color=GREY, parse_math=False)
    axes.set_axis_off()
