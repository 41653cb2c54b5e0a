"""An array as a matplotlib figure: a heat map of one plane, the strongest positions, the path."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure as MatplotlibFigure
from matplotlib.ticker import MaxNLocator

from igviz.modalities.array.figure import ArrayFigure
from igviz.modalities.array.places import (
    Plane,
    plane_of,
    plane_values,
    strongest,
    values_of,
)
from igviz.stills.canvas import GREY, Canvas, aspect_of, bars, curves, families, footing, heading
from igviz.stills.legend import absence, colours
from igviz.stills.look import Look
from igviz.stills.paint import Palette, Polarity, heat_map, heat_scale, palette_named
from igviz.stills.paint.arrays import Floats
from igviz.stills.paint.polarity import shows

_MOST_BARS = 10
_CLIP = 99.5  # percentile of magnitudes in the end colours


def draw_array(figure: ArrayFigure, look: Look) -> MatplotlibFigure:
    """Draw a plane where there is one, the strongest positions and the path."""
    values = values_of(figure)
    palette = palette_named(look.get("palette", "green-red"))
    polarity: Polarity = look.get("polarity", "both")
    canvas, plane = Canvas(figsize=(12, 5), layout="constrained"), plane_of(values)
    widths = (1.1, 1, 1) if plane else (1, 1)
    spaces = canvas.add_gridspec(2, len(widths), width_ratios=widths)
    if plane:
        scale = heat_scale(values.reshape(1, -1), look.get("clip", _CLIP))
        _heat(canvas.add_subplot(spaces[:, 0]), values, plane, scale, palette, polarity)
    drawn = values if polarity == "both" else values * shows_where(values, polarity)
    nothing = absence(polarity, bool((values > 0).any()), bool((values < 0).any()))
    list_ = canvas.add_subplot(spaces[:, -2])
    bars(list_, "strongest positions", strongest(drawn, _MOST_BARS), palette, nothing)
    curves(canvas.add_subplot(spaces[0, -1]), canvas.add_subplot(spaces[1, -1]), figure, palette)
    style: dict[str, Any] = {"x": 0.01, "ha": "left", "family": families(), "parse_math": False}
    canvas.suptitle(heading(figure), **style)
    meaning = footing(figure, nothing or colours(palette, polarity))
    canvas.supxlabel(meaning, fontsize=9, color=GREY, **style)
    return canvas


def shows_where(values: Floats, polarity: Polarity) -> Any:
    """Which values a polarity lets show."""
    return values > 0 if shows(polarity, 1.0) else values < 0


def _heat(
    axes: Axes, values: Floats, plane: Plane, scale: float, palette: Palette, polarity: Polarity
) -> None:
    drawn = heat_map(plane_values(values, plane), palette, scale, polarity=polarity)
    axes.imshow(drawn, interpolation="nearest", aspect=aspect_of(drawn))
    axes.set_title(plane.said, fontsize=10, color=GREY)
    axes.set_ylabel(f"axis {plane.rows}", fontsize=9, color=GREY)
    axes.set_xlabel(f"axis {plane.columns}", fontsize=9, color=GREY)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(integer=True))
    axes.tick_params(labelsize=8, colors=GREY)
