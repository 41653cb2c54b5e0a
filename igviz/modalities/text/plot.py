"""A text as a matplotlib figure: the coloured sentence, its strongest words and the path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure as MatplotlibFigure

from igviz.figure.formats import signed
from igviz.figure.visible import one_line
from igviz.modalities.text.figure import TokensFigure
from igviz.modalities.text.laid import laid
from igviz.modalities.text.legend import legend
from igviz.modalities.text.sentence import LINE, draw_sentence, laid_out
from igviz.modalities.text.units import Unit, muted, scale_of, strongest, words
from igviz.stills.canvas import GREY, Canvas, curves, families, footing, heading
from igviz.stills.legend import absence
from igviz.stills.look import Look
from igviz.stills.paint import Palette, Polarity, palette_named
from igviz.stills.paint.palettes import css

# Inches.
WIDTH, MARGIN = 12.0, 0.15
_HEAD, _FOOT, _CHARTS = 0.55, 1.05, 2.7
_ROOM = 72 * (WIDTH - 2 * MARGIN)
_MOST_WORDS = 10


def draw_tokens(figure: TokensFigure, look: Look) -> MatplotlibFigure:
    """Draw the sentence above, its strongest words and the path below."""
    palette = palette_named(look.get("palette", "green-red"))
    polarity: Polarity = look.get("polarity", "both")
    every = words(figure)
    units = muted(every, polarity)
    colours = laid(units, scale_of([figure]), palette)
    pieces = laid_out(units, figure["after"], colours, _ROOM)
    lines = 1 + max((piece.line for piece in pieces), default=0)
    sentence = lines * LINE / 72
    height = _HEAD + sentence + _CHARTS + _FOOT
    canvas = Canvas(figsize=(WIDTH, height))
    style: dict[str, Any] = {"ha": "left", "family": families(), "parse_math": False}
    at = MARGIN / WIDTH
    canvas.text(at, 1 - 0.12 / height, heading(figure), va="top", fontsize=12, **style)
    meaning = footing(figure, legend([figure], palette, polarity))
    canvas.text(at, 0.1 / height, meaning, va="bottom", fontsize=9, color=GREY, **style)

    def place(left: float, bottom: float, width: float, tall: float) -> Axes:
        return canvas.add_axes((left / WIDTH, bottom / height, width / WIDTH, tall / height))

    nothing = absence(
        polarity, any(unit.value > 0 for unit in every), any(unit.value < 0 for unit in every)
    )
    top = place(MARGIN, height - _HEAD - sentence, WIDTH - 2 * MARGIN, sentence)
    draw_sentence(top, pieces, lines, _ROOM)
    _bars(place(2.3, _FOOT, 3.9, _CHARTS - 0.45), strongest(units, _MOST_WORDS), palette, nothing)
    half = (_CHARTS - 0.45 - 0.4) / 2
    curves(place(7.0, _FOOT + half + 0.4, 4.8, half), place(7.0, _FOOT, 4.8, half), figure, palette)
    return canvas


def _bars(axes: Axes, ranked: Sequence[Unit], palette: Palette, nothing: str) -> None:
    axes.set_title("strongest words", fontsize=10, color=GREY)
    axes.spines[:].set_visible(False)
    axes.set_xticks([])
    if not ranked:
        axes.set_yticks([])
        axes.text(0.5, 0.5, nothing, ha="center", color=GREY, transform=axes.transAxes)
        return
    inks = {True: css(palette.heat_positive[1]), False: css(palette.heat_negative[1])}
    values, rows = [unit.value for unit in ranked], range(len(ranked))
    axes.barh(rows, values, color=[inks[value > 0] for value in values], height=0.72)
    axes.axvline(0, color=GREY, linewidth=0.5)
    labels = [one_line(unit.text, 22) or "·" for unit in ranked]
    axes.set_yticks(rows, labels, family=families(), parse_math=False, fontsize=10)
    axes.tick_params(length=0)
    axes.set_ylim(max(len(ranked), 4) - 0.5, -0.5)
    # Room for the numbers beyond the ends of the bars.
    least, most = min(0.0, *values), max(0.0, *values)
    room = 0.25 * (most - least)
    axes.set_xlim(least - room * (least < 0), most + room * (most > 0))
    for row, value in zip(rows, values, strict=True):
        axes.annotate(
            signed(value), (value, row), (4 if value > 0 else -4, 0), textcoords="offset points",
            ha="left" if value > 0 else "right", va="center", fontsize=9, color=GREY,
        )  # fmt: skip
