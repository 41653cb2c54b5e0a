"""What a graph holds by name, and the same for several copies side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import numpy as np
import torch
from torch import Tensor

from igviz.errors import InputError
from igviz.models.dense import check_dense

# Names that say how many graphs there are and where each begins: made anew for every batch.
COUNTED = ("batch", "ptr", "num_nodes", "num_graphs", "batch_size")


def fields_of(source: object) -> dict[str, Any]:
    """Everything that a mapping or an object holds by name; nothing of it is copied."""
    if isinstance(source, Mapping):
        return {str(name): value for name, value in source.items()}
    told = getattr(source, "to_dict", None)
    held = told() if callable(told) else getattr(source, "__dict__", {})
    fields = {str(name): value for name, value in dict(held).items()}
    for name in ("x", "edge_index", "edge_attr", "pos"):  # which may be properties
        fields.setdefault(name, getattr(source, name, None))
    return fields


def array_like(value: object, what: str) -> Tensor:
    """A tensor of what holds numbers; errors call it ``what``."""
    if isinstance(value, Tensor):
        check_dense(value, what)
        return value.detach().cpu()  # where it may be drawn; the model gets it on its own device
    if not isinstance(value, (np.ndarray, list, tuple)):
        raise InputError(
            f"{what} is an object of type {type(value).__name__}; pass a tensor or an array."
        )
    try:
        return torch.as_tensor(np.asarray(value))
    except (TypeError, ValueError, RuntimeError):
        raise InputError(f"{what} holds what is no number; pass a tensor or an array.") from None


def counted(rows: int, nodes: int, device: torch.device) -> dict[str, Any]:
    """Which graph each node of several copies belongs to, and how many there are."""
    return {
        "batch": torch.arange(rows, device=device).repeat_interleave(nodes),
        "ptr": torch.arange(rows + 1, device=device) * nodes,
        "num_nodes": rows * nodes,
        "num_graphs": rows,
        "batch_size": rows,
    }


def beside(edge_index: Tensor, rows: int, nodes: int) -> Tensor:
    """The edges of several copies of a graph, block by block: (2, rows × m)."""
    first = torch.arange(rows, device=edge_index.device) * nodes
    return (edge_index[:, None] + first[None, :, None]).reshape(len(edge_index), -1)


def tiled(name: str, value: Any, rows: int, nodes: int, edges: int) -> Any:
    """One field of several copies: what there is for each node, edge or graph, once for each.

    Whether it was meant so is seen by the model's answers, see `igviz.modalities.graph.call`.
    """
    if not isinstance(value, Tensor) or value.ndim == 0:
        return value
    whole = not value.is_floating_point() and value.dtype != torch.bool
    if whole and value.ndim == 2 and ("index" in name or name == "face"):
        return beside(value, rows, nodes)
    if len(value) in (nodes, edges, 1):
        return value.repeat(rows, *[1] * (value.ndim - 1))
    return value


def looks_like_graph(source: object) -> bool:
    """Whether something holds node features and edges, as PyTorch Geometric's data does."""
    if isinstance(source, Mapping):
        return "x" in source and "edge_index" in source
    if isinstance(source, (Tensor, np.ndarray, str, bytes, type)):
        return False
    return hasattr(source, "edge_index") and hasattr(source, "x")


def is_molecule(source: object) -> bool:
    """Whether something is RDKit's molecule, told by what such have."""
    kind = cast("Any", type(source))
    return hasattr(kind, "GetNumAtoms") and hasattr(kind, "GetAtomWithIdx")
