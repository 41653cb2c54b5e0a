"""The stills of a graph; see `igviz.modalities.stills.Stills`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from igviz.modalities.graph.figure import GraphFigure
from igviz.modalities.graph.page import html
from igviz.modalities.graph.ranked import parts
from igviz.modalities.graph.terminal import letters as terminal
from igviz.stills.look import Look, check_takes

if TYPE_CHECKING:
    import matplotlib.figure

__all__ = ["bundle", "draw", "html", "modes", "terminal", "words"]

modes: tuple[str, ...] = ()


def draw(figure: GraphFigure, look: Look) -> matplotlib.figure.Figure:
    """Draw the graph in colour, its strongest nodes and the path."""
    check_takes(look, ("polarity", "palette"), "A graph")
    from igviz.modalities.graph.plot import draw_graph

    return draw_graph(figure, look)


def bundle(figure: GraphFigure) -> dict[str, Any]:
    """The strongest nodes as HTML: a table that can be searched and copied."""
    return {"text/html": html([figure])}


def words(figure: GraphFigure) -> list[tuple[str, float]]:
    """Each node with its attribution, and each edge if features of these are on the path."""
    return [(part.name, part.value) for part in parts(figure)]
