"""Graphs and graph models of every form of call, all of which cost milliseconds."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import torch
from small import drawn_tokens, finished
from torch import Tensor, nn

from igviz.explanation.explanation import Explanation
from igviz.explanation.many import explainer_of
from igviz.figure.arrays import wire

FEATURES, CLASSES = 3, 2
# A square with a tail: 0–1–2–3–0, 3–4.
ENDS = [(0, 1), (1, 2), (2, 3), (3, 0), (3, 4)]


def edges(ends: list[tuple[int, int]] = ENDS) -> Tensor:
    """Both directions of each edge, (2, 2m)."""
    both = [*ends, *((b, a) for a, b in ends)]
    return torch.tensor(both, dtype=torch.long).reshape(-1, 2).T


def features(nodes: int = 5) -> Tensor:
    """Node features in which every number is another, none of them zero."""
    return torch.sin(torch.arange(1.0, nodes * FEATURES + 1)).reshape(nodes, FEATURES)


def data(**more: Any) -> SimpleNamespace:
    """What graph libraries hand over, told by what it has."""
    return SimpleNamespace(**{"x": features(), "edge_index": edges(), **more})


def pooled(nodes: Tensor, batch: Tensor | None) -> Tensor:
    """The sum over the nodes of each graph."""
    if batch is None:
        return nodes.sum(0, keepdim=True)
    return nodes.new_zeros(int(batch.max()) + 1, nodes.shape[1]).index_add(0, batch, nodes)


class Base(nn.Module):
    """Two rounds of sums over neighbours, written by hand."""

    def __init__(self, width: int = 6) -> None:
        super().__init__()
        with torch.random.fork_rng():
            torch.manual_seed(2)
            self.first = nn.Linear(FEATURES, width)
            self.second = nn.Linear(width, width)
            self.last = nn.Linear(width, CLASSES)

    def hidden(self, x: Tensor, edge_index: Tensor) -> Tensor:
        source, target = edge_index
        for layer in (self.first, self.second):
            gathered = x.index_add(0, target, x[source])
            x = torch.tanh(layer(gathered))
        return x


class OfGraph(Base):
    """model(x, edge_index, batch)."""

    def forward(self, x: Tensor, edge_index: Tensor, batch: Tensor | None = None) -> Tensor:
        scores: Tensor = self.last(pooled(self.hidden(x, edge_index), batch))
        return scores


class OfNodes(Base):
    """model(x, edge_index), an answer for each node."""

    def forward(self, x: Tensor, edge_index: Tensor) -> Tensor:
        scores: Tensor = self.last(self.hidden(x, edge_index))
        return scores


class OfData(OfGraph):
    """model(data), as graph libraries' examples are written."""

    def forward(self, data: Any) -> Tensor:  # type: ignore[override]
        return OfGraph.forward(self, data.x, data.edge_index, data.batch)


class Alone(Base):
    """model(x, edge_index) that takes all nodes for those of one graph."""

    def forward(self, x: Tensor, edge_index: Tensor) -> Tensor:
        scores: Tensor = self.last(self.hidden(x, edge_index).mean(0, keepdim=True))
        return scores


class Mixing(OfGraph):
    """Takes a batch, and lets its graphs see each other."""

    def forward(self, x: Tensor, edge_index: Tensor, batch: Tensor | None = None) -> Tensor:
        hidden = self.hidden(x - x.mean(0), edge_index)
        scores: Tensor = self.last(pooled(hidden, batch))
        return scores


class WithEdges(Base):
    """model(x, edge_index, edge_attr, batch): each message is times what its edge says."""

    def __init__(self) -> None:
        super().__init__()
        with torch.random.fork_rng():
            torch.manual_seed(3)
            self.of_edge = nn.Linear(2, FEATURES)

    def forward(
        self, x: Tensor, edge_index: Tensor, edge_attr: Tensor, batch: Tensor | None = None
    ) -> Tensor:
        source, target = edge_index
        told = x[source] * self.of_edge(edge_attr)
        hidden = torch.tanh(self.first(x.index_add(0, target, told)))
        scores: Tensor = self.last(pooled(hidden, batch))
        return scores


class Linear(nn.Module):
    """A weight times each feature, added up over all nodes: known in closed form."""

    def __init__(self, weights: Tensor) -> None:
        super().__init__()
        self.weights = nn.Parameter(weights)

    def forward(self, x: Tensor, edge_index: Tensor, batch: Tensor | None = None) -> Tensor:  # noqa: ARG002
        return pooled((x * self.weights).sum(1, keepdim=True), batch)


def explained(model: Any = None, source: Any = None, **how: Any) -> Explanation:
    """Explain a graph, without a progress bar."""
    given = {"progress": False, "labels": ["low", "high"], **how}
    source = data() if source is None else source
    return explainer_of(model or OfGraph().eval(), source, **given).explain()


def drawn_graph(**change: Any) -> Any:
    """Return the figure of a graph made without any model: three circles in a row."""
    import numpy as np

    text = drawn_tokens()
    shared = {key: value for key, value in text.items() if key not in ("tokens", "after", "about")}
    figure: Any = {
        **shared,
        "kind": "graph",
        "noun": "node",
        "names": ["a", "b", "c"],
        "labels": ["a", "b", "c"],
        "box": [1000, 200],
        "places": [100, 100, 500, 100, 900, 100],
        "radius": 40,
        "paths": ["M100 100L500 100", "M500 100L900 100"],
        "told": [[["size", "0 → 1, +0.5"]], [], []],
        "features": ["size", "colour"],
        "totals": [0.5, -0.25],
        "about": [],
        "values": wire(np.array([0.5, -0.25, 0.0], np.float32)),
        "steps": {**text["steps"], "signed": wire(np.zeros((2, 3), np.int8))},
        **change,
    }
    return finished(figure, "nodes")
