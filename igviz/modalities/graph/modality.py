"""Graphs and molecules as a kind of input; see `igviz.modalities.modality.Modality`."""

from __future__ import annotations

from typing import Any

from igviz.errors import InputError
from igviz.modalities.graph.baselines import BASELINES
from igviz.modalities.graph.call import is_graph_model
from igviz.modalities.graph.fields import is_molecule, looks_like_graph
from igviz.modalities.graph.input import OpenGraph
from igviz.models.model import Model
from igviz.options import How

baselines = BASELINES


def accepts(source: object, model: Model, options: How) -> bool:
    """A graph is told by what it holds or by given edges, a SMILES string by its model."""
    if options["edge_index"] is not None or looks_like_graph(source) or is_molecule(source):
        return True
    text = isinstance(source, str) and model.tokenizer is None
    return text and model.once(is_graph_model)


def is_one(source: list[Any], options: How) -> bool:  # noqa: ARG001
    """A list holds several graphs."""
    return False


def open(source: object, model: Model, options: How) -> OpenGraph:  # noqa: A001 - the seam's name
    """Read one graph as the model will see it."""
    if options["background"] is not None:
        raise InputError(
            "A background was given for a graph; it is for rows of a table. Leave it out; "
            "baseline='mean' is the mean over the graph's own nodes."
        )
    return OpenGraph(model, source, options["edge_index"], options["feature_names"])
