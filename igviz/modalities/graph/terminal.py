"""An explanation of a graph for a terminal."""

from __future__ import annotations

from igviz.figure.formats import signed
from igviz.modalities.graph.figure import GraphFigure
from igviz.modalities.graph.ranked import by_size, counted, parts
from igviz.stills.console import Console
from igviz.stills.terminal import ranking

_MOST = 10


def letters(figure: GraphFigure, on: Console) -> str:
    """One explanation as lines of text: the strongest nodes with their bars.

    Parameters
    ----------
    figure : GraphFigure
    on : Console

    Returns
    -------
    str
        Ends without a line feed. No escape sequence in it stems from anybody's name.
    """
    ranked = [(part.name, part.value) for part in by_size(parts(figure)) if part.value]
    others = [value for _, value in ranked[_MOST:]]
    rest = f"{signed(sum(others))} {counted(figure, len(others))}" if others else ""
    return ranking(figure, ranked[:_MOST], on, rest=rest)
