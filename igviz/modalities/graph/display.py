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
        size, totals = measured(drawn), self._totals(values)
        strongest, told = _strongest(totals, MOST_TOTALS), self._told(values, groups, count)
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

    def _totals(self, values: Floats) -> Floats:
        """The attribution of each feature, summed over nodes or edges."""
        nodes, own = len(self.drawing.of_node), self.node_features
        of_edges = values[nodes:].sum(0)[: len(self.names) - own]
        return np.concatenate([values[:nodes].sum(0)[:own], of_edges])

    def _told(self, values: Floats, groups: Any, count: int) -> list[list[list[str]]]:
        """Of every part its strongest features: name, way and attribution; of the largest parts."""
        every, rows = summed(values, groups, count), self._main_rows(groups, count)
        told: list[list[list[str]]] = [[] for _ in range(count)]
        for part in _strongest(every.sum(1), MOST_TOLD):
            first = 0 if part < len(self.drawing.names) else self.node_features
            last = self.node_features if first == 0 else len(self.names)
            for feature in _strongest(every[part, : last - first], MOST_PARTS):
                ends = self.baseline[rows[part], feature], self.inputs[rows[part], feature]
                way = " → ".join(number(float(end)) for end in ends)
                value = signed(float(every[part, feature]))
                told[part].append([self._named(first + feature), f"{way}, {value}"])
        return told

    def _named(self, feature: int) -> str:
        return one_line(self.names[feature], _LONGEST_NAME)

    def _main_rows(self, groups: Any, count: int) -> NDArray[np.int64]:
        """The row of features that stands for each part."""
        rows = np.zeros(count, np.int64)
        rows[groups[::-1]] = np.arange(len(groups))[::-1]  # the first of each
        rows[: len(self.drawing.main)] = self.drawing.main
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
