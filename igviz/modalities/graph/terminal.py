"""An explanation of a graph for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from igviz.figure.formats import signed
from igviz.figure.sentences import NO_ATTRIBUTION
from igviz.modalities.graph.figure import GraphFigure
from igviz.modalities.graph.ranked import by_size, counted, parts
from igviz.stills.console import Console, RenderableType
from igviz.stills.terminal import bars, closing, heading, meaning, told, written

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
    return written(on, _parts(figure, on))


def _parts(figure: GraphFigure, on: Console) -> Iterator[RenderableType]:
    ranked = [part for part in by_size(parts(figure)) if part.value]
    yield from heading(figure, on)
    yield ""
    if ranked:
        named = [(part.name, part.value) for part in ranked[:_MOST]]
        yield bars(named, abs(ranked[0].value), on)
    else:
        yield told(NO_ATTRIBUTION)
    if others := ranked[_MOST:]:
        total = sum(part.value for part in others)
        yield told(f"{signed(total)} {counted(figure, len(others))}")
    yield ""
    yield meaning(on)
    yield from closing(figure)
