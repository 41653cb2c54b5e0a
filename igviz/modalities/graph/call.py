"""A graph model as a function of points of a path: several copies of one graph at once.

Copies stand side by side as one graph without edges between them, as graph libraries batch graphs;
a model that answers such a batch in another way is called with one graph at a time.
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Mapping
from typing import Any, NamedTuple

import torch
from torch import Tensor

from igviz.errors import InputError
from igviz.modalities.graph.fields import beside, counted, tiled
from igviz.modalities.graph.read import Graph
from igviz.models.around import Around
from igviz.models.guard import guarded
from igviz.models.model import Model
from igviz.models.outputs import output_tensor
from igviz.models.reach import modules_of
from igviz.models.rows import computing_dtype, same_output

APART_NOTE = (
    "The model answers two graphs in one batch differently than each alone, or takes no batch, so "
    "one graph was computed at a time."
)
_POSITIONAL = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
_LIBRARY = "torch_geometric"


class Form(NamedTuple):
    """How a model is called: with one data object, or with tensors by these names.

    The first two names may be ``x`` and ``edge_index`` by place, whatever the model calls them.
    """

    data: bool
    by_place: bool = False
    names: tuple[str, ...] = ()


class Data:
    """A graph as a model takes it that takes one object; what is not there is no attribute."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self.__dict__.update({"edge_attr": None, **fields})


def is_graph_model(model: Model) -> bool:
    """Whether a model says that it takes graphs: by an argument's name, or by its layers."""
    names = model.parameters or {}
    layers = (type(module).__module__.partition(".")[0] for module in modules_of(model.forward))
    return "edge_index" in names or _LIBRARY in layers


def form_of(model: Model, graph: Graph) -> Form:
    """How a model is called with a graph, by its signature.

    Raises
    ------
    InputError
        It needs something that the graph does not hold.
    """
    given = model.parameters
    if given is None:
        return Form(graph.source is not None, by_place=True)
    taken = [p for p in given.values() if p.kind in (*_POSITIONAL, inspect.Parameter.KEYWORD_ONLY)]
    needed = [p.name for p in taken if p.default is inspect.Parameter.empty]
    if "edge_index" not in given and len(taken) > 0 and len(needed) <= 1:
        return Form(data=True)
    names = [p.name for p in taken]
    by_place = not {"x", "edge_index"} <= set(names)
    rest = names[2:] if by_place else names
    held = {"x", "edge_index", *graph.fields, *counted(1, 1, torch.device("cpu"))}
    held |= {"edge_attr"} if graph.edge_attr is not None else set()
    lacking = [name for name in rest if name in needed and name not in held]
    if lacking:
        raise InputError(
            f"The model also takes {lacking[0]!r}, which the graph does not hold; pass it with the "
            f"rest, as in {{'x': x, 'edge_index': edge_index, {lacking[0]!r}: ...}}."
        )
    return Form(False, by_place, tuple(name for name in rest if name in held))


class Graphs(Around):
    """A model as a function of features, (rows, n, f) or (rows, n + m, width) with those of edges.

    Nodes come first, then edges; narrower rows are filled up with zeros, which nothing reads.

    Attributes
    ----------
    apart : bool
        Whether one graph is computed at a time.
    of_nodes : bool
        Whether the model answers for each node rather than for the graph.
    """

    def __init__(self, model: Model, graph: Graph, with_edges: bool) -> None:
        super().__init__(model.forward)
        self.graph, self.form, self.with_edges = graph, form_of(model, graph), with_edges
        self.apart, self.of_nodes = False, False
        self.dtype = model.dtype  # in which the model gets its points

    def forward(self, points: Tensor) -> Tensor:
        """The model's output for each row of points: (rows, K), or (rows, n, K) of nodes."""
        if self.apart and len(points) > 1:
            return torch.cat([self._shaped(self._called(row[None]), 1) for row in points])
        return self._shaped(self._called(points), len(points))

    def settle(self, points: Tensor) -> None:
        """See how the model answers, once for the input (1, ...): alone, and beside another."""
        points = points.to(self.dtype or points.dtype)
        with guarded(self, asking=True), torch.no_grad():
            self.of_nodes = False
            first = self._called(points)
            self.of_nodes = len(first.shape) > 0 and len(first) == self.graph.nodes > 1
            pair = torch.cat([points, points / 2])
            self.apart = True
            alone = self.forward(pair)
            self.apart = not self._same_together(pair, alone)

    def uses_edges(self, points: Tensor) -> bool:
        """Whether the answer to the input (1, ...) changes with features of edges."""
        with guarded(self, asking=True):
            points = points.to(self.dtype or points.dtype, copy=True).requires_grad_()
            answer = self._called(points).square().sum()
            (gradient,) = torch.autograd.grad(answer, points, allow_unused=True)
        return gradient is not None and bool(gradient[:, self.graph.nodes :].any())

    def _same_together(self, pair: Tensor, alone: Tensor) -> bool:
        try:
            together = self._shaped(self._called(pair), len(pair))
        except Exception:  # noqa: BLE001 - whatever a batch fails of, single graphs may not
            return False
        if together.shape != alone.shape:
            return False
        scale = float(alone.abs().max()) or 1.0
        same = same_output(computing_dtype(self, alone))
        return bool(((together - alone).abs() <= same * scale).all())

    def _called(self, points: Tensor) -> Tensor:
        """The output of one call, with everything that the model takes."""
        fields = self._fields(points)
        form = self.form
        if form.data:
            return output_tensor(self.model(self._data(fields)))
        first = (fields["x"], fields["edge_index"]) if form.by_place else ()
        return output_tensor(self.model(*first, **{name: fields[name] for name in form.names}))

    def _fields(self, points: Tensor) -> dict[str, Any]:
        """All that a graph holds, of so many copies, with the features at these points."""
        graph, rows = self.graph, len(points)
        sizes = rows, graph.nodes, graph.edges

        def placed(name: str, value: Any) -> Any:
            if not isinstance(value, Tensor):
                return value
            on = value.to(points.device, points.dtype if value.is_floating_point() else None)
            return tiled(name, on, *sizes)

        made = {name: placed(name, value) for name, value in graph.fields.items()}
        made |= counted(rows, graph.nodes, points.device)
        width = graph.x.shape[1]
        made["x"] = points[:, : graph.nodes, :width].reshape(-1, width)
        made["edge_index"] = beside(graph.edge_index.to(points.device), rows, graph.nodes)
        if graph.edge_attr is not None:
            made["edge_attr"] = placed("edge_attr", graph.edge_attr)
        if self.with_edges and graph.edge_attr is not None:
            shape = graph.edge_attr.shape[1:]
            values = points[:, graph.nodes :, : shape.numel()]
            made["edge_attr"] = values.reshape(rows * graph.edges, *shape)
        return made

    def _data(self, fields: Mapping[str, Any]) -> object:
        """One object for a model that takes such: a copy of the one that was handed over."""
        if self.graph.source is None:
            return Data(fields)
        data = copy.copy(self.graph.source)
        held = {"x", "edge_index", "edge_attr", "batch", *self.graph.fields} & set(fields)
        held |= {"ptr"} if getattr(data, "ptr", None) is not None else set()
        for name in held:
            setattr(data, name, fields[name])
        return data

    def _shaped(self, output: Tensor, rows: int) -> Tensor:
        """An output with one row for each graph."""
        if self.of_nodes:
            each = output.reshape(rows, self.graph.nodes, *output.shape[1:])
            return each if each.ndim > 2 else each[..., None]
        alone = output.ndim == 0 or (rows == 1 and len(output) != 1)
        return output[None] if alone else output
