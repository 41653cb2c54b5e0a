"""Where the nodes of a graph stand when it is drawn; the same for the same graph."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Up to so many nodes, distances on paper follow those along the edges, which takes n³; more of them
# move so many times, the less often the longer that takes.
_FEW, _SEED = 60, 0
_ROUNDS = ((500, 50), (1000, 15), (100_000_000, 4))


@lru_cache(maxsize=8)
def computed(nodes: int, edges: tuple[tuple[int, int], ...]) -> Floats:
    """Places for nodes that have none, (n, 2); the same array each time, which nobody changes."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from(edges)
    if nodes <= _FEW:
        found = nx.kamada_kawai_layout(graph)
    else:
        rounds = next(rounds for most, rounds in _ROUNDS if nodes <= most)
        found = nx.spring_layout(graph, seed=_SEED, iterations=rounds, k=1.6 / np.sqrt(nodes))
    return np.array([found[node] for node in range(nodes)], np.float64).reshape(nodes, 2)


def fitted(places: Floats) -> Floats:
    """Places with the longer side from 0 to 1 along x, and the other from 0 on; y points down."""
    low, high = places.min(0), places.max(0)
    span = high - low
    if span[1] > 1.25 * span[0]:  # pages are wider than high
        places = places[:, ::-1] * [1, -1]
        low, span = places.min(0), span[::-1]
    size = float(span.max()) or 1.0
    moved: Floats = (places - low) / size
    return moved if span.any() else np.full_like(moved, 0.5)
