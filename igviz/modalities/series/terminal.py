"""An explanation of a series for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from igviz.modalities.series.columns import Array, array, by_size, edges, parts, sums
from igviz.modalities.series.figure import MOST_LINES, SeriesFigure
from igviz.stills.console import Console, RenderableType, Text
from igviz.stills.paint import PALETTES
from igviz.stills.paint.palettes import css
from igviz.stills.terminal import cut, ranking, told

_MOST = 8
_BLOCKS = "▁▂▃▄▅▆▇█"
# Of the strongest column: what is less keeps the colour of the page.
_COLOURED = 0.1


def letters(figure: SeriesFigure, on: Console) -> str:
    """One explanation as lines of text: each channel as a sparkline, and the strongest intervals.

    Parameters
    ----------
    figure : SeriesFigure
    on : Console

    Returns
    -------
    str
        Ends without a line feed. No escape sequence in it stems from a channel's name.
    """
    strongest = [(part.name, part.value) for part in by_size(parts(figure))[:_MOST]]
    return ranking(figure, strongest, on, above=[*_lines(figure, on), ""])


def _lines(figure: SeriesFigure, on: Console) -> Iterator[RenderableType]:
    """Each channel under its name, where there are several, and how many more there are."""
    names = figure["channels"]
    for at, line in enumerate(_sparklines(figure, on.width)[:MOST_LINES]):
        if len(names) > 1:
            yield cut(names[at] or "·", on)
        yield line
    if len(names) > MOST_LINES:
        more = len(names) - MOST_LINES
        yield told(f"and {more} more channel{'' if more == 1 else 's'}")


def _sparklines(figure: SeriesFigure, width: int) -> list[Text]:
    """Each channel in as many letters as there is room for, in the colour of its attributions."""
    inputs, values = array(figure, "inputs"), array(figure, "values")
    at = edges(inputs.shape[1], width)
    means, totals = sums(inputs, at) / np.diff(at), sums(values, at)
    full = float(abs(totals).max())
    return [_sparkline(*pair, full) for pair in zip(means, totals, strict=True)]


def _sparkline(means: Array, totals: Array, full: float) -> Text:
    low, high = float(means.min()), float(means.max())
    levels = (means - low) / (high - low or 1.0) * (len(_BLOCKS) - 1)
    palette, line = PALETTES["green-red"], Text()
    for level, total in zip(levels.round().astype(int), totals, strict=True):
        ink = (palette.heat_positive if total > 0 else palette.heat_negative)[1]
        line.append(_BLOCKS[level], css(ink) if abs(total) > _COLOURED * full else "")
    return line
