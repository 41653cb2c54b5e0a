"""What an explanation shows of a graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from igviz.engine.attribution import Attribution
from igviz.figure.arrays import numbers, rounded, wire
from igviz.figure.formats import number, signed
from igviz.modalities.display import as_array, signed_steps, summed_steps
from igviz.modalities.graph.drawing import Drawing
from igviz.modalities.graph.figure import MOST_LABELLED
from igviz.modalities.graph.layout import Floats
from igviz.modalities.graph.size import measured
from igviz.visible import legible, one_line

_LONGEST_LABEL, _LONGEST_NAME = 12, 40
# Of so many parts so many features are told, and so many of the whole graph.
MOST_TOLD, MOST_PARTS, MOST_TOTALS = 1000, 5, 6


@dataclass(frozen=True, eq=False)
class GraphDisplay:
    """What is shown of a graph: its drawing, and what every feature is at both ends of the path.

    ``inputs`` and ``baseline`` are rows of features, (n, width) or (n + m, width); the first
    ``node_features`` names of features are those of nodes, the others of edges.
    """

    features: ClassVar[str] = "nodes"
    judged: ClassVar[str] = "nodes (sums over features)"

    drawing: Drawing
    inputs: NDArray[np.float32]
    baseline: NDArray[np.float32]
    names: tuple[str, ...]
    node_features: int
    baseline_name: str
    about: tuple[int, ...] = ()
    title: str = ""

    def parts(self, attribution: Attribution) -> dict[str, Any]:
        """See `igviz.modalities.modality.Display`."""
        with_edges = len(self.inputs) > len(self.drawing.of_node)
        values = as_array(attribution.attributions[0]).astype(np.float64)
        groups = np.array((*self.drawing.of_node, *(self.drawing.of_edge if with_edges else ())))
        count = len(self.drawing.parts(with_edges))
        sums = summed(values.sum(1), groups, count)
        drawn, kept = self._drawn(sums, with_edges)
        sigma = attribution.map_sigma
        error = None if sigma is None else summed(as_array(sigma[0]), groups, count)[kept]
        size, apart = measured(drawn), self._apart(values)
        totals = apart.sum(0)
        strongest, told = _strongest(totals, MOST_TOTALS), self._told(apart, groups, count)
        places = dict(zip(kept, range(len(kept)), strict=True))
        return {
            "kind": "graph",
            "noun": drawn.noun,
            "names": [legible(name)[:200] for name in drawn.parts(with_edges)],
            "labels": [one_line(label, _LONGEST_LABEL) for label in drawn.labels],
            "box": list(size.box),
            "places": numbers(size.parts(with_edges).reshape(-1)),
            "radius": size.radius,
            "paths": size.paths,
            "told": [told[part] for part in kept],
            "features": [self._named(feature) for feature in strongest],
            "totals": numbers(totals[strongest]),
            "about": [places[self.drawing.of_node[node]] for node in self.about],
            "values": wire(sums[kept].astype(np.float32)),
            "error": None if error is None else wire(rounded(error)),
            "steps": steps(attribution, groups, kept),
        }

    def _drawn(self, sums: Floats, with_edges: bool) -> tuple[Drawing, list[int]]:
        """The drawing and its parts; of many nodes those that have an attribution."""
        whole, circles = self.drawing, len(self.drawing.names)
        if circles <= MOST_LABELLED or not sums.any():
            return whole, list(range(len(sums)))
        there = sums[:circles] != 0
        for (one, other, _), value in zip(whole.lines, sums[circles:], strict=False):
            there[[one, other]] |= value != 0
        there[[whole.of_node[node] for node in self.about]] = True
        kept = np.flatnonzero(there).tolist()
        drawn, lines = whole.only(kept)
        return drawn, kept + [circles + line for line in lines] * with_edges

    def _apart(self, rows: NDArray[Any]) -> Floats:
        """Rows of features, (rows, names): those of nodes and of edges in columns of their own."""
        nodes, own = len(self.drawing.of_node), self.node_features
        wide = np.zeros((len(rows), len(self.names)), np.float64)
        wide[:nodes, :own] = rows[:nodes, :own]
        wide[nodes:, own:] = rows[nodes:, : len(self.names) - own]
        return wide

    def _told(self, values: Floats, groups: Any, count: int) -> list[list[list[str]]]:
        """Of every part its strongest features: name, way and attribution; of the largest parts.

        ``values`` are `_apart`, since a circle may have edges within it.
        """
        every, rows = summed(values, groups, count), self._main_rows(groups, count)
        ends = self._apart(self.baseline), self._apart(self.inputs)
        told: list[list[list[str]]] = [[] for _ in range(count)]
        for part in _strongest(every.sum(1), MOST_TOLD):
            for feature in _strongest(every[part], MOST_PARTS):
                row = rows[int(feature >= self.node_features)][part]
                way = " → ".join(number(float(end[row, feature])) for end in ends)
                value = signed(float(every[part, feature]))
                told[part].append([self._named(feature), f"{way}, {value}"])
        return told

    def _named(self, feature: int) -> str:
        return one_line(self.names[feature], _LONGEST_NAME)

    def _main_rows(self, groups: Any, count: int) -> NDArray[np.int64]:
        """The node and the edge that stand for each part, as rows of features, (2, parts)."""
        nodes, rows = len(self.drawing.of_node), np.zeros((2, count), np.int64)
        rows[0, : len(self.drawing.main)] = self.drawing.main
        rows[1, groups[nodes:][::-1]] = np.arange(nodes, len(groups))[::-1]  # the first of each
        return rows


def _strongest(values: Floats, most: int) -> list[int]:
    """The places of the largest values but zero, whatever the sign, at most so many."""
    order = np.argsort(-np.abs(values), kind="stable")[:most]
    return [int(place) for place in order if values[place]]


def summed(values: NDArray[Any], groups: Any, count: int) -> Floats:
    """Rows of values added up by the part that each belongs to, (parts, ...)."""
    total = np.zeros((count, *values.shape[1:]), np.float64)
    np.add.at(total, groups, values)
    return total


def steps(attribution: Attribution, groups: Any, kept: list[int]) -> Any:
    """The kept step gradients of some parts; as they are where each row is a part."""
    if len(groups) == len(kept) and (groups == np.array(kept)).all():
        return signed_steps(attribution)
    count = max(groups) + 1
    return summed_steps(attribution, lambda steps: summed(steps.T, groups, count).T[:, kept])
