"""A series as a matplotlib figure: its channels over their attributions, intervals and the path."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as MatplotlibFigure
from numpy.typing import NDArray

from igviz.modalities.series.columns import (
    Array,
    array,
    by_size,
    edges,
    extremes,
    is_upward,
    parts,
    shades,
    sums,
)
from igviz.modalities.series.figure import COVER, MOST_LINES, SHADE, SeriesFigure
from igviz.stills.canvas import GREY, bars, curves, families, sheet
from igviz.stills.legend import absence, colours
from igviz.stills.look import Look
from igviz.stills.paint import Palette, Polarity, palette_named
from igviz.stills.paint.polarity import shows
from igviz.visible import one_line

# Inches.
_LEFT, _LINES = 0.75, 5.5
_FOOT, _CURVES, _ROW = 1.05, 1.0, 0.24
_MOST_BARS = 8
# The colour of the strongest column covers the page so far.
_COVER = 0.75


def draw_series(figure: SeriesFigure, look: Look) -> MatplotlibFigure:
    """Draw the channels at the left, the path and the strongest intervals at the right."""
    palette = palette_named(look.get("palette", "green-red"))
    polarity: Polarity = look.get("polarity", "both")
    count = len(figure["channels"])
    strip = count > MOST_LINES
    each = 3.2 if strip or count == 1 else 0.85
    ranked = [part for part in by_size(parts(figure)) if shows(polarity, part.value)][:_MOST_BARS]
    paths, low = 2 * _CURVES + 0.95, _ROW * max(len(ranked), 4)
    rows = 1 if strip else count
    tall = max(rows * each + 0.35 * (rows - 1), paths + low)
    canvas, place = sheet(figure, colours(palette, polarity), tall, _FOOT)
    room = (tall - 0.35 * (rows - 1)) / rows
    axes = [place(_LEFT, row * (room + 0.35), _LINES, room) for row in range(rows)]
    if strip:
        _strip(axes[0], figure, palette, polarity)
    else:
        _lines(axes, figure, palette, polarity)
    upper, lower = place(7.4, 0, 4.4, _CURVES), place(7.4, _CURVES + 0.3, 4.4, _CURVES)
    curves(upper, lower, figure, palette)
    values = array(figure, "values")
    nothing = absence(polarity, bool((values > 0).any()), bool((values < 0).any()))
    named = [(part.name, part.value) for part in ranked]
    bars(place(8.3, paths, 3.5, low), "strongest intervals", named, palette, nothing)
    return canvas


def _lines(axes: list[Axes], figure: SeriesFigure, palette: Palette, polarity: Polarity) -> None:
    """One channel below another, each over the colours of what it adds to the score."""
    inputs, baseline = array(figure, "inputs"), array(figure, "baseline")
    at = edges(inputs.shape[1])
    painted = _painted(sums(array(figure, "values"), at), palette, polarity)
    for row, (one, name) in enumerate(zip(axes, figure["channels"], strict=True)):
        low, high = extremes(inputs[row], at)
        start = extremes(baseline[row], at)[0]
        places = (at[:-1] + at[1:] - 1) / 2
        if len(low) < inputs.shape[1]:  # a column holds several steps, from the least to the most
            one.fill_between(places, low, high, color="#22262b", linewidth=0.7)
        else:
            one.plot(places, low, color="#22262b", linewidth=1)
        one.plot(places, start, color=GREY, linewidth=0.8, linestyle=(0, (4, 3)))
        least, most = min(low.min(), start.min()), max(high.max(), start.max())
        room = 0.08 * (most - least) or 1.0
        ends = (-0.5, inputs.shape[1] - 0.5)
        extent = (*ends, least - room, most + room)
        one.imshow(painted[row][None], extent=extent, aspect="auto", interpolation="nearest")
        one.set(xlim=ends, ylim=extent[2:])
        _title(one, name)
        _ticks(one, figure, labels=row == len(axes) - 1)


def _strip(axes: Axes, figure: SeriesFigure, palette: Palette, polarity: Polarity) -> None:
    """Time by channel: what each is, in grey, under the colours of what it adds to the score."""
    values = array(figure, "values")
    at = edges(values.shape[1])
    count, ends = len(values), (-0.5, values.shape[1] - 0.5)
    grey = np.repeat(1 - SHADE * shades(figure, at)[..., None], 3, axis=-1)
    painted = _painted(sums(values, at), palette, polarity, COVER)
    extent = (*ends, count - 0.5, -0.5)
    for layer in (grey, painted):
        axes.imshow(layer, extent=extent, aspect="auto", interpolation="nearest")
    if is_upward(figure):
        axes.invert_yaxis()
    some = list(range(0, count, -(-count // 16)))
    names = [one_line(figure["channels"][at], 12) or "·" for at in some]
    axes.set_yticks(some, names, family=families(), parse_math=False)
    _ticks(axes, figure, labels=True)


def _painted(
    totals: Array, palette: Palette, polarity: Polarity, most: float = _COVER
) -> NDArray[np.float64]:
    """Colours of columns, (C, columns, 4): the stronger an attribution, the more it covers."""
    full = abs(totals).max() or 1.0
    inks = [np.array(end[1]) / 255 for end in (palette.heat_negative, palette.heat_positive)]
    cover = np.where(np.vectorize(lambda value: shows(polarity, value))(totals), abs(totals), 0)
    colour = np.where((totals > 0)[..., None], inks[1], inks[0])
    return np.concatenate([colour, (most * cover / full)[..., None]], axis=-1)


def _title(axes: Axes, name: str) -> None:
    style: dict[str, Any] = {"family": families(), "parse_math": False}
    axes.set_title(one_line(name, 40), fontsize=9, color=GREY, loc="left", pad=3, **style)


def _ticks(axes: Axes, figure: SeriesFigure, labels: bool) -> None:
    ticks = figure["ticks"]
    axes.set_xticks([tick["at"] for tick in ticks], [tick["label"] for tick in ticks])
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize=8, colors=GREY, labelbottom=labels)
