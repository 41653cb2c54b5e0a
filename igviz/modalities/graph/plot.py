"""A graph as a matplotlib figure: circles and lines in colour, strongest nodes and the path."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure as MatplotlibFigure
from matplotlib.patches import Circle

from igviz.modalities.graph.figure import MOST_LABELLED, GraphFigure
from igviz.modalities.graph.ranked import by_size, noun, parts
from igviz.stills.canvas import bars, curves, families, sheet
from igviz.stills.legend import absence, colours
from igviz.stills.look import Look
from igviz.stills.paint import Palette, Polarity, palette_named
from igviz.stills.paint.arrays import pixels
from igviz.stills.paint.palettes import RGB, css
from igviz.stills.paint.polarity import shows
from igviz.stills.paint.tokens import ink

# Inches.
_LEFT, _FOOT, _CURVES, _ROW = 6.2, 0.95, 1.0, 0.24
_MOST_BARS = 10
_PAPER: RGB = (255, 255, 255)
_LINE: RGB = (153, 153, 153)


def draw_graph(figure: GraphFigure, look: Look) -> MatplotlibFigure:
    """Draw the graph at the left, the path and the strongest nodes at the right."""
    palette = palette_named(look.get("palette", "green-red"))
    polarity: Polarity = look.get("polarity", "both")
    every = parts(figure)
    strongest = [one for one in by_size(every) if one.value and shows(polarity, one.value)]
    ranked = [(one.name, one.value) for one in strongest[:_MOST_BARS]]
    paths, low = 2 * _CURVES + 0.95, _ROW * max(len(ranked), 4)
    tall = paths + max(low, 1.4)
    canvas, place = sheet(figure, colours(palette, polarity), tall, _FOOT)
    _graph(place(0.15, 0, _LEFT, tall), figure, [one.value for one in every], palette, polarity)
    upper, lower = place(7.6, 0, 4.2, _CURVES), place(7.6, _CURVES + 0.3, 4.2, _CURVES)
    curves(upper, lower, figure, palette)
    signs = any(one.value > 0 for one in every), any(one.value < 0 for one in every)
    title = f"strongest {noun(figure)}s"
    bars(place(8.2, paths, 3.6, low), title, ranked, palette, absence(polarity, *signs))
    return canvas


def _graph(
    axes: Axes, figure: GraphFigure, values: list[float], palette: Palette, polarity: Polarity
) -> None:
    circles, width = len(figure["labels"]), figure["box"][0]
    drawn = np.array([value if shows(polarity, value) else 0.0 for value in values])
    full = float(np.abs(values).max(initial=0.0))
    axes.axis("off")
    axes.set_aspect("equal")
    axes.set_xlim(0, width)
    axes.set_ylim(figure["box"][1], 0)
    of_lines = drawn[circles:] if len(values) > circles else np.zeros(len(figure["paths"]))
    _lines(axes, figure, laid(of_lines, full, palette, _LINE))
    _circles(axes, figure, laid(drawn[:circles], full, palette, _PAPER))


def _lines(axes: Axes, figure: GraphFigure, colours: Any) -> None:
    strokes: list[Any] = []
    inks: list[str] = []
    for drawn, colour in zip(figure["paths"], colours, strict=True):
        each = segments(drawn)
        strokes += each
        inks += [css(rgb(colour))] * len(each)
    thick = 1.2 if len(figure["labels"]) <= MOST_LABELLED else 0.4
    axes.add_collection(LineCollection(strokes, colors=inks, linewidths=thick, zorder=1))


def _circles(axes: Axes, figure: GraphFigure, colours: Any) -> None:
    size = figure["radius"]
    places = np.array(figure["places"]).reshape(-1, 2)[: len(colours)]
    inches = size * _LEFT / figure["box"][0]
    labelled, about = len(places) <= MOST_LABELLED, set(figure["about"])
    for number, (place, colour) in enumerate(zip(places, colours, strict=True)):
        label, spoken_of = figure["labels"][number], number in about
        edge = "#222222" if spoken_of else "#bbbbbb"
        shape = Circle(
            tuple(place), size, facecolor=css(rgb(colour)), edgecolor=edge,
            linewidth=2.0 if spoken_of else 0.6, zorder=2,
        )  # fmt: skip
        axes.add_patch(shape)
        if labelled and label:
            room = inches * (72 if len(label) < 3 else 180 / len(label))
            axes.annotate(
                label, tuple(place), ha="center", va="center", fontsize=min(10.0, room),
                color=css(rgb(ink(colour))), family=families(), parse_math=False, zorder=3,
            )  # fmt: skip


def laid(values: Any, full: float, palette: Palette, paper: RGB) -> Any:
    """Colours of values as they lie on a colour, the thinner the closer to zero."""
    shares = np.abs(values)[:, None] / (full or 1.0)
    ends = np.where(values[:, None] > 0, palette.heat_positive[1], palette.heat_negative[1])
    return pixels(np.asarray(paper) + shares * (ends - np.asarray(paper)))


def rgb(colour: Any) -> RGB:
    """A row of an array as a colour."""
    red, green, blue = (int(each) for each in colour)
    return red, green, blue


def segments(drawn: str) -> list[list[tuple[float, ...]]]:
    """The points of each stroke of a path."""
    strokes = drawn.split("M")[1:]
    return [[tuple(map(float, at.split())) for at in one.split("L")] for one in strokes]
