"""What the wire holds of a graph."""

from __future__ import annotations

from typing import Literal

from igviz.figure.arrays import WireArray
from igviz.figure.schema import Facts, Steps

# Beyond so many nodes a graph is drawn as dots, without names.
MOST_LABELLED = 300
# In place of the order of a bond: a line that leads one way.
DIRECTED = -1


class GraphFigure(Facts):
    """One explanation of a graph of N circles and L lines.

    A circle is a node, or an atom with its hydrogens; a line is an edge with both its directions.
    ``labels`` stand in the circles; ``box`` is the width and height of the drawing, and ``paths``
    are the strokes of the lines, as SVG has them.

    ``names``, ``places`` (x and y), ``told``, ``values`` and ``error`` are of the U parts: the
    circles, then the lines where features of edges are on the path. What is told of a part are its
    strongest features, each a name and what it adds. ``totals`` are the attributions of the
    strongest ``features``, summed over the graph, and ``about`` the circles that the target speaks
    of.
    """

    kind: Literal["graph"]
    noun: str
    names: list[str]
    labels: list[str]
    box: list[float]
    places: list[float]
    radius: float
    paths: list[str]
    told: list[list[list[str]]]
    features: list[str]
    totals: list[float]
    about: list[int]
    values: WireArray
    error: WireArray | None
    steps: Steps
