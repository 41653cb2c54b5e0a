"""A text as a matplotlib figure: the coloured sentence, its strongest words and the path."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure as MatplotlibFigure

from igviz.modalities.text.figure import TokensFigure
from igviz.modalities.text.laid import laid
from igviz.modalities.text.legend import legend
from igviz.modalities.text.sentence import LINE, draw_sentence, laid_out
from igviz.modalities.text.units import muted, scale_of, strongest, words
from igviz.stills.canvas import (
    GREY,
    MARGIN,
    WIDTH,
    Canvas,
    bars,
    curves,
    families,
    footing,
    heading,
)
from igviz.stills.legend import absence
from igviz.stills.look import Look
from igviz.stills.paint import Polarity, palette_named

# Inches.
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
    ranked = [(unit.text, unit.value) for unit in strongest(units, _MOST_WORDS)]
    beside = place(2.3, _FOOT, 3.9, _CHARTS - 0.45)
    bars(beside, "strongest words", ranked, palette, nothing)
    half = (_CHARTS - 0.45 - 0.4) / 2
    curves(place(7.0, _FOOT + half + 0.4, 4.8, half), place(7.0, _FOOT, 4.8, half), figure, palette)
    return canvas
