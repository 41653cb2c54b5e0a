"""Graphs: from whatever a person hands over to tensors that fit each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from igviz.errors import InputError, not_finite
from igviz.modalities.graph.fields import COUNTED, array_like, fields_of, looks_like_graph

_NEEDED = (
    "a data object with .x and .edge_index, a mapping {'x': ..., 'edge_index': ...}, or node "
    "features with edge_index="
)
_OWN = ("x", "edge_index", "edge_attr", "names", *COUNTED)


@dataclass(frozen=True, eq=False)
class Graph:
    """One graph of n nodes and m edges.

    Attributes
    ----------
    x : Tensor, shape (n, f)
        Node features, floating.
    edge_index : Tensor of int64, shape (2, m)
        The nodes that each edge leads from and to.
    edge_attr : Tensor or None, shape (m, ...)
        Edge features as they were given.
    fields : mapping of str
        Whatever else the graph holds.
    source : object or None
        The data object, where it is one: a model that takes such gets a copy of it.
    names : tuple of str or None
        What the nodes are called, where somebody said it.
    """

    x: Tensor
    edge_index: Tensor
    edge_attr: Tensor | None
    fields: Mapping[str, Any]
    source: object = None
    names: tuple[str, ...] | None = None

    @property
    def nodes(self) -> int:
        """How many nodes there are."""
        return len(self.x)

    @property
    def edges(self) -> int:
        """How many edges there are, each direction counted."""
        return int(self.edge_index.shape[1])


def read_graph(source: object, edge_index: object = None, whole: bool = True) -> Graph:
    """Read one graph.

    Parameters
    ----------
    source : data object, mapping, tuple (x, edge_index, edge_attr), or node features
        Nothing handed over is changed.
    edge_index : Tensor or array (2, m), optional
        The edges, where the source is node features alone.
    whole : bool
        Whether node features may be whole numbers, which are then taken as floating ones.

    Raises
    ------
    InputError
        Something is missing, is no number, or does not fit the rest.
    """
    fields = _fields(source, edge_index)
    x = _features(array_like(fields.get("x"), "x (the node features)"), whole)
    edges = _edges(array_like(fields["edge_index"], "edge_index"), len(x))
    _refuse_several(fields.get("batch"))
    attr = fields.get("edge_attr")
    if attr is not None:
        attr = _edge_features(array_like(attr, "edge_attr"), edges)
    names = _names(fields.get("names"), len(x))
    others = {k: v for k, v in fields.items() if k not in _OWN and v is not None}
    given = isinstance(source, (Mapping, tuple)) or not looks_like_graph(source)
    return Graph(x, edges, attr, others, None if given else source, names)


def _fields(source: object, edge_index: object) -> dict[str, Any]:
    if isinstance(source, tuple) and 2 <= len(source) <= 3:
        return dict(zip(("x", "edge_index", "edge_attr"), source, strict=False))
    if looks_like_graph(source):
        fields = fields_of(source)
        if edge_index is not None:
            fields["edge_index"] = edge_index
        if fields["x"] is None or fields["edge_index"] is None:
            lacking = "x" if fields["x"] is None else "edge_index"
            raise InputError(f"The graph has no {lacking}; pass {_NEEDED}.")
        return fields
    if edge_index is None:
        raise InputError(f"The graph is an object of type {type(source).__name__}; pass {_NEEDED}.")
    return {"x": source, "edge_index": edge_index}


def _features(x: Tensor, whole: bool) -> Tensor:
    if x.ndim != 2 or not x.shape[1]:
        raise InputError(
            f"x has shape {tuple(x.shape)}; pass node features of shape (nodes, features), such "
            "as x[:, None] for one feature each."
        )
    if not len(x):
        raise InputError("The graph has no nodes; pass one with at least one row in x.")
    if not x.is_floating_point():
        if not whole and x.dtype != torch.bool:
            raise InputError(
                f"x holds whole numbers ({x.dtype}), which the model looks up in a table, so that "
                "nothing lies between two of them; pass a model of floating-point features, such "
                "as a function that takes what the table returns."
            )
        x = x.float()
    return _finite(x, "x")


def _edges(edges: Tensor, nodes: int) -> Tensor:
    if edges.ndim != 2 or edges.shape[0] != 2:
        turned = ", such as edge_index.T" if edges.ndim == 2 and edges.shape[1] == 2 else ""
        raise InputError(
            f"edge_index has shape {tuple(edges.shape)}; pass (2, edges): the nodes that each "
            f"edge leads from, and to{turned}."
        )
    if edges.numel() and (edges.is_floating_point() or edges.dtype == torch.bool):
        raise InputError(
            f"edge_index holds {edges.dtype}, and it names nodes by whole numbers; pass "
            "edge_index.long()."
        )
    edges = edges.long()
    if edges.numel() and (int(edges.min()) < 0 or int(edges.max()) >= nodes):
        wrong = int(edges.max()) if int(edges.max()) >= nodes else int(edges.min())
        raise InputError(
            f"edge_index names node {wrong}, and x has {nodes} nodes, 0 to {nodes - 1}; pass the "
            "edges between these."
        )
    return edges


def _edge_features(attr: Tensor, edges: Tensor) -> Tensor:
    if attr.ndim == 0 or len(attr) != edges.shape[1]:
        raise InputError(
            f"edge_attr has shape {tuple(attr.shape)}, and edge_index has {edges.shape[1]} edges; "
            "pass one row of features for each edge, in the same order."
        )
    if attr.ndim > 2:
        raise InputError(f"edge_attr has shape {tuple(attr.shape)}; pass (edges, features).")
    return _finite(attr, "edge_attr") if attr.is_floating_point() else attr


def _finite(values: Tensor, what: str) -> Tensor:
    bad = int((~values.isfinite()).sum())
    if bad:
        raise InputError(
            not_finite(f"{what} holds {bad} of {values.numel()} values", "x.nan_to_num()")
        )
    return values


def _refuse_several(batch: object) -> None:
    if isinstance(batch, Tensor) and batch.numel() and int(batch.max()) > int(batch.min()):
        raise InputError(
            f"The data holds {int(batch.max()) + 1} graphs; pass one, or a list of them to explain "
            "each, such as batch.to_data_list()."
        )


def _names(names: object, nodes: int) -> tuple[str, ...] | None:
    if names is None:
        return None
    if isinstance(names, (str, bytes)) or not isinstance(names, Sequence) or len(names) != nodes:
        count = f"{len(names)} names" if isinstance(names, Sequence) else type(names).__name__
        raise InputError(
            f"The graph's names are {count}, and it has {nodes} nodes; "
            "give a list with one for each, in order."
        )
    return tuple(map(str, names))
