"""Modules of which torch kept the operations only, so that nothing inside can be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import nn
from torch.fx import GraphModule

from igviz.models.reach import modules_of


def closed_tables(forward: object) -> Iterator[tuple[str, nn.Module]]:
    """Those that look something up in a table, each with how it was made."""
    for module in modules_of(forward):
        if isinstance(module, torch.jit.ScriptModule):
            if _looks_up_in_script(module):
                yield "scripted or traced", module
        elif isinstance(module, GraphModule) and any(
            node.op == "call_function" and str(node.target).startswith("aten.embedding")
            for node in module.graph.nodes
        ):
            yield "exported", module


def _looks_up_in_script(module: torch.jit.ScriptModule) -> bool:
    try:
        graph: Any = module.inlined_graph
    except (AttributeError, RuntimeError):  # it has no method called forward
        return False
    return any(
        graph.findNode(f"aten::{name}") is not None for name in ("embedding", "embedding_bag")
    )
