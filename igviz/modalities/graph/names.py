"""Names of the features of nodes and edges."""

from __future__ import annotations

from igviz.errors import InputError
from igviz.modalities.graph.read import Graph
from igviz.modalities.names import listed_names


def names_of(feature_names: object, graph: Graph, with_edges: bool) -> tuple[str, ...]:
    """What features are called: those of nodes, then those of edges that are on the path.

    Parameters
    ----------
    feature_names : list of str or None
        One for each feature of a node, and of an edge after these if there are more.
    graph : Graph
    with_edges : bool
    """
    nodes = int(graph.x.shape[1])
    attr = graph.edge_attr if with_edges else None
    edges = 0 if attr is None else attr[0].numel()
    counted = (
        *(f"feature {number}" for number in range(nodes)),
        *(f"edge feature {number}" for number in range(edges)),
    )
    names = listed_names(feature_names, "feature of a node")
    if names is None:
        return counted
    if len(names) not in (nodes, nodes + edges):
        more = f", or {nodes + edges} with those of edges" if edges else ""
        raise InputError(
            f"{len(names)} feature_names were given, and a node has {nodes} features; pass one "
            f"name for each, in order{more}."
        )
    return (*names, *counted[len(names) :])
