"""What the wire holds of a graph."""

from __future__ import annotations

from typing import Literal

from igviz.figure.arrays import WireArray
from igviz.figure.schema import Facts, Steps

# Of a circle or line so many features are told, the strongest.
MOST_PARTS = 5
# Beyond so many nodes a graph is drawn as dots, without names.
MOST_LABELLED = 300
# In place of the order of a bond: a line that leads one way.
DIRECTED = -1


class GraphFigure(Facts):
    """One explanation of a graph of N circles and L lines.

    A circle is a node, or an atom with its hydrogens; a line is an edge with both its directions.
    ``labels`` stand in the circles, ``places`` are their x and y, where the longer side of the
    drawing is 1, and a line is the two circles that it joins and the order of a bond (4 is
    aromatic, 0 unknown, -1 leads one way).

    ``names``, ``values`` and ``error`` are of the U parts: the circles, then the lines where
    features of edges are on the path. ``parts`` (U, 5, 4) holds the strongest features of each:
    number, input, baseline, attribution; the number is -1 where there are no more. ``totals`` are
    the attributions of all ``features`` summed over the graph, and ``about`` the circles that the
    target speaks of.
    """

    kind: Literal["graph"]
    noun: str
    names: list[str]
    labels: list[str]
    places: list[float]
    radius: float
    lines: list[list[int]]
    features: list[str]
    totals: list[float]
    parts: WireArray
    about: list[int]
    values: WireArray
    error: WireArray | None
    steps: Steps
