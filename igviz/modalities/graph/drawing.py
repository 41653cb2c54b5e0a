"""What is drawn of a graph: circles and lines, and which rows of its features each stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from igviz.modalities.graph.figure import DIRECTED
from igviz.modalities.graph.layout import Floats, computed, fitted
from igviz.modalities.graph.read import Graph

Line = tuple[int, int, int]  # the circles that it joins, and the order of a bond
AROMATIC = 4  # the order of an aromatic bond
_BETWEEN = {2: "=", 3: "≡", AROMATIC: "≈", DIRECTED: "→"}


@dataclass(frozen=True, eq=False)
class Drawing:
    """Circles and lines.

    Attributes
    ----------
    names, labels : tuple of str
        What each circle is called, and what stands in it.
    given : array or None, shape (circles, 2)
        Where the circles stand, where that is known.
    lines : tuple of Line
        The circles that each line joins, and the order of the bond: 1 to 3, 4 for an aromatic one,
        0 where nothing is known of a bond, or `igviz.modalities.graph.figure.DIRECTED`.
    of_node, of_edge : tuple of int
        For each node and each edge of the graph, the circle or line that it is added to; lines
        count on after the circles.
    main : tuple of int
        The node that gives each circle its name.
    noun : str
        What one circle is called.
    """

    names: tuple[str, ...]
    labels: tuple[str, ...]
    given: Floats | None
    lines: tuple[Line, ...]
    of_node: tuple[int, ...]
    of_edge: tuple[int, ...]
    main: tuple[int, ...]
    noun: str = "node"

    @property
    def places(self) -> Floats:
        """Where the circles stand, on 0..1, y down."""
        pairs = tuple((one, other) for one, other, _ in self.lines)
        return fitted(computed(len(self.names), pairs) if self.given is None else self.given)

    def only(self, circles: Sequence[int]) -> tuple[Drawing, list[int]]:
        """The drawing of some of its circles with the lines between them; and which lines."""
        new = {old: number for number, old in enumerate(circles)}
        kept = [k for k, (a, b, _) in enumerate(self.lines) if a in new and b in new]
        names, labels = ([each[old] for old in circles] for each in (self.names, self.labels))
        lines = [(new[a], new[b], order) for a, b, order in (self.lines[k] for k in kept)]
        given = None if self.given is None else self.given[list(circles)]
        drawn = replace(
            self, names=tuple(names), labels=tuple(labels), lines=tuple(lines), given=given
        )
        return drawn, kept

    def parts(self, with_edges: bool) -> tuple[str, ...]:
        """What circles are called, and lines by their ends: C1=O2, node 0–node 1."""
        if not with_edges:
            return self.names
        told = [f"{self.names[a]}{_BETWEEN.get(k, '–')}{self.names[b]}" for a, b, k in self.lines]
        return (*self.names, *told)

    def groups(self, with_edges: bool) -> tuple[int, ...] | None:
        """The part that each row of points is added to; None where each row is its own."""
        groups = (*self.of_node, *(self.of_edge if with_edges else ()))
        return None if groups == tuple(range(len(groups))) else groups


def plain(graph: Graph) -> Drawing:
    """A graph as circles and lines; the two directions of an edge are one line."""
    nodes = graph.nodes
    names = graph.names or tuple(f"node {number}" for number in range(nodes))
    labels = graph.names or tuple(map(str, range(nodes)))
    of_node = tuple(range(nodes))
    lines, of_edge = joined(graph, of_node, {})
    return Drawing(names, labels, _given(graph), lines, of_node, of_edge, of_node)


def joined(
    graph: Graph, of_node: Sequence[int], orders: dict[tuple[int, int], int]
) -> tuple[tuple[Line, ...], tuple[int, ...]]:
    """The lines between circles, and for each edge the line or circle that it is added to.

    ``orders`` are those of bonds between circles, if there are any; an edge from a circle to
    itself belongs to that.
    """
    circles = max(of_node) + 1
    ends = [(of_node[a], of_node[b]) for a, b in graph.edge_index.T.tolist()]
    both = set(ends)
    found: dict[tuple[int, int], int] = {}
    lines: list[Line] = []
    of_edge: list[int] = []
    for a, b in ends:
        if a == b:
            of_edge.append(a)
            continue
        key = (min(a, b), max(a, b))
        if key not in found:
            found[key] = len(lines)
            usual = 0 if orders else 1
            order = orders.get(key, usual if (b, a) in both else DIRECTED)
            lines.append((a, b, order))
        of_edge.append(circles + found[key])
    return tuple(lines), tuple(of_edge)


def _given(graph: Graph) -> Floats | None:
    """Places in the plane that the graph brings along, (n, 2)."""
    pos = graph.fields.get("pos")
    if pos is None:
        return None
    values = np.asarray(pos.detach().cpu() if hasattr(pos, "detach") else pos)
    fits = values.shape == (graph.nodes, 2) and values.dtype.kind in "fiu"
    if not fits or not np.isfinite(values).all():
        return None
    return values.astype(np.float64) * [1, -1]  # mathematicians' y points up
