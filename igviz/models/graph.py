"""What autograd's graph of an output shows of how it came about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from torch import Tensor

MOST = 20_000  # operations looked at


def operations_in(output: Tensor) -> frozenset[str]:
    """The operations that led to an output, as far as its graph shows them."""
    return frozenset(node.name() for node in _nodes(output))


def reaches(output: Tensor, points: Tensor) -> bool:
    """Whether the graph of an output leads back to a tensor, as far as can be told."""
    count = 0
    for count, node in enumerate(_nodes(output), 1):  # noqa: B007 - how many there were is asked
        if getattr(node, "variable", None) is points:
            return True
    return count >= MOST


def _nodes(output: Tensor) -> Iterator[Any]:
    waiting, seen = [output.grad_fn], set[Any]()
    while waiting and len(seen) < MOST:
        node = waiting.pop()
        if node is not None and node not in seen:
            seen.add(node)
            yield node
            waiting += [following for following, _ in node.next_functions]
