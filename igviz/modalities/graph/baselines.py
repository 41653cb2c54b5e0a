"""Baselines of a graph: what its features are where the path begins; its edges stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from igviz.errors import InputError, meant, not_finite
from igviz.modalities.baselines import number_given
from igviz.modalities.graph.fields import array_like, fields_of, looks_like_graph
from igviz.modalities.graph.read import Graph
from igviz.modalities.numbers import is_number

BASELINES: tuple[str, ...] = ("zero", "mean")
_NEEDED = (
    "'zero', 'mean', a number, node features of the graph's shape, a mapping with 'x' and "
    "'edge_attr', or a list of these"
)


@dataclass(frozen=True, eq=False)
class GraphBaseline:
    """One baseline.

    Attributes
    ----------
    tensor : Tensor, shape (1, rows, width)
        Features of nodes, then of edges where these are on the path.
    name : str
        ``"zero"``, ``"mean"``, ``"0.5"``, ``"features"``.
    """

    tensor: Tensor
    name: str


def packed(x: Tensor, edges: Tensor | None) -> Tensor:
    """Features of nodes, then of edges, as one row of points: (1, n + m, width)."""
    if edges is None:
        return x[None]
    edges = edges.reshape(len(edges), -1).to(x)
    whole = x.new_zeros(1, len(x) + len(edges), max(x.shape[1], edges.shape[1]))
    whole[0, : len(x), : x.shape[1]] = x
    whole[0, len(x) :, : edges.shape[1]] = edges
    return whole


def make_baselines(spec: object, graph: Graph, with_edges: bool) -> list[GraphBaseline]:
    """Return the baselines that a person asked for.

    Parameters
    ----------
    spec : str, number, tensor, mapping, data object, or a list of these
        ``"zero"``; ``"mean"``, of each feature over the nodes (and over the edges); a number, the
        value of every feature; node features; node and edge features by name.
    graph : Graph
    with_edges : bool
        Whether features of edges are on the path.
    """
    several = spec if isinstance(spec, (list, tuple)) else [spec]
    if not several:
        raise InputError(f"The list of baselines is empty; it needs {_NEEDED}.")
    edges = graph.edge_attr if with_edges else None
    return [_made(one, graph.x, edges) for one in several]


def _made(spec: object, x: Tensor, edges: Tensor | None) -> GraphBaseline:
    if isinstance(spec, str):
        if spec not in BASELINES:
            raise InputError(
                f"baseline {spec!r} is unknown; it must be {_NEEDED}{meant(spec, BASELINES)}"
            )
        mean = spec == "mean"
        return GraphBaseline(packed(_filled(x, mean), _maybe(edges, mean)), spec)
    if is_number(spec):
        value = number_given(spec, x.dtype)
        filled = None if edges is None else torch.full_like(edges, value)
        return GraphBaseline(packed(torch.full_like(x, value), filled), f"{value:g}")
    named = fields_of(spec) if looks_like_graph(spec) or isinstance(spec, Mapping) else {"x": spec}
    start, of_edges = _like(named.get("x"), x, "x"), None
    if edges is not None:
        of_edges = _like(named.get("edge_attr"), edges, "edge_attr")
    return GraphBaseline(packed(start, of_edges), "features")


def _filled(values: Tensor, mean: bool) -> Tensor:
    if not (mean and len(values)):
        return torch.zeros_like(values)
    return values.mean(0, keepdim=True).expand_as(values)


def _maybe(edges: Tensor | None, mean: bool) -> Tensor | None:
    return None if edges is None else _filled(edges, mean)


def _like(given: object, values: Tensor, name: str) -> Tensor:
    """Other features of the same shape; zero where none are given."""
    if given is None:
        return torch.zeros_like(values)
    start = array_like(given, f"The baseline's {name}")
    if start.shape != values.shape:
        raise InputError(
            f"The baseline's {name} has shape {tuple(start.shape)}, and the graph's has "
            f"{tuple(values.shape)}; pass a value for each of its features, or {_NEEDED}."
        )
    bad = int((~start.isfinite()).sum())
    if bad:
        holds = f"The baseline's {name} holds {bad} of {start.numel()} values"
        raise InputError(not_finite(holds, "x.nan_to_num()"))
    return start.to(values)
