"""A row of a table as a matplotlib figure: waterfall, strongest features and the path."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure as MatplotlibFigure

from igviz.figure.formats import score_in
from igviz.modalities.tabular.features import Step, by_size, features, reach, steps
from igviz.modalities.tabular.figure import TabularFigure
from igviz.stills.canvas import GREY, bars, beside, curves, ink, name_rows, sheet
from igviz.stills.legend import absence, colours
from igviz.stills.look import Look
from igviz.stills.paint import Palette, Polarity, palette_named
from igviz.stills.paint.polarity import shows

# Inches.
_FOOT, _ROW, _CURVES = 0.95, 0.24, 1.0
_MOST_BARS = 10


def draw_row(figure: TabularFigure, look: Look) -> MatplotlibFigure:
    """Draw the waterfall at the left, the path and the strongest features at the right."""
    palette = palette_named(look.get("palette", "green-red"))
    polarity: Polarity = look.get("polarity", "both")
    made, every = steps(figure), features(figure)
    strongest = [one for one in by_size(every) if one.value and shows(polarity, one.value)]
    ranked = [(one.name, one.value) for one in strongest[:_MOST_BARS]]
    paths, low = 2 * _CURVES + 0.95, _ROW * max(len(ranked), 4)
    tall = max(_ROW * (len(made) + 2), paths + low)
    canvas, place = sheet(figure, colours(palette, polarity), tall, _FOOT)
    _waterfall(place(2.75, 0, 3.2, _ROW * (len(made) + 2)), figure, made, palette, polarity)
    upper, lower = place(7.6, 0, 4.2, _CURVES), place(7.6, _CURVES + 0.3, 4.2, _CURVES)
    curves(upper, lower, figure, palette)
    signs = any(one.value > 0 for one in every), any(one.value < 0 for one in every)
    nothing = absence(polarity, *signs)
    spreads = [one.spread for one in strongest[:_MOST_BARS] if one.spread is not None]
    bars(place(8.2, paths, 3.6, low), "strongest features", ranked, palette, nothing, spreads)
    return canvas


def _waterfall(
    axes: Axes, figure: TabularFigure, made: Sequence[Step], palette: Palette, polarity: Polarity
) -> None:
    """Floating bars one below another, from F(x') to F(x); of the other sign they are faint."""
    axes.set_title("from the baseline to the input", fontsize=10, color=GREY)
    axes.spines[:].set_visible(False)
    axes.set_xticks([])
    last = len(made) + 1
    for row, step in enumerate(made, 1):
        faint = 1.0 if shows(polarity, step.value) else 0.25
        colour = ink(step.value, palette)
        axes.barh(row, step.value, left=step.start, color=colour, height=0.72, alpha=faint)
        beside(axes, row, step.value, step.end)
    ends = [figure["baseline_score"], *(step.end for step in made)]
    for row, score in enumerate(ends):  # what one leaves, the next begins with
        axes.vlines(score, row - 0.36, row + 1.36, color=GREY, linewidth=0.6)
    for row, score in ((0, figure["baseline_score"]), (last, figure["score"])):
        axes.annotate(
            score_in(figure, score), (score, row), (4, 0), textcoords="offset points",
            va="center", fontsize=9, fontweight="bold",
        )  # fmt: skip
    low, high = reach(figure, made)
    room = 0.3 * (high - low or 1.0)
    axes.set_xlim(low - room, high + room)
    axes.set_ylim(last + 0.6, -0.6)
    name_rows(axes, ["F(x′), the baseline", *(step.name for step in made), "F(x), the input"], 36)
