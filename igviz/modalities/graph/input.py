"""One graph with its model: the path runs through its features, its edges stay."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

import numpy as np
import torch
from torch import Tensor

from igviz.modalities.baselines import joined
from igviz.modalities.classes import Classes
from igviz.modalities.graph.baselines import BASELINES, GraphBaseline, make_baselines, packed
from igviz.modalities.graph.call import APART_NOTE, Graphs, form_of
from igviz.modalities.graph.display import GraphDisplay
from igviz.modalities.graph.drawing import Drawing, plain
from igviz.modalities.graph.fields import is_molecule
from igviz.modalities.graph.figure import MOST_LABELLED
from igviz.modalities.graph.molecule import STRAYED_NOTE, drawn, graph_of, read_molecule
from igviz.modalities.graph.names import names_of
from igviz.modalities.graph.read import read_graph
from igviz.modalities.graph.targets import Nodes
from igviz.modalities.modality import Baseline, InputFacts, Menu
from igviz.models.model import Model
from igviz.quadrature.shown import Shown
from igviz.visible import one_line

HINT = "pass the graph as the model takes it, with all that it needs beside x and edge_index"

_LONGEST_TITLE = 120


class OpenGraph:
    """One graph; see `igviz.modalities.modality.Input`."""

    def __init__(
        self, model: Model, source: object, edge_index: object, feature_names: object
    ) -> None:
        self.model = model
        self.molecule: Any = None
        title = ""
        if isinstance(source, str) or is_molecule(source):
            self.molecule = read_molecule(source)
            title = one_line(source, _LONGEST_TITLE) if isinstance(source, str) else ""
            source = graph_of(source, self.molecule, model.transform)
        self.title = title
        self.graph = read_graph(source, edge_index, whole=not model.looks_up)
        if model.has_weights and not model.is_double and self.graph.x.dtype == torch.float64:
            self.graph = replace(self.graph, x=self.graph.x.float())
        self.with_edges = self._edges_on_path()
        self.names = names_of(feature_names, self.graph, self.with_edges)
        self.drawing = self._drawing()
        self._open(model)

    def _open(self, model: Model) -> None:
        forward = Graphs(model, self.graph, self.with_edges)
        inputs = packed(self.graph.x, self.graph.edge_attr if self.with_edges else None)
        # What fails on the input is told when the model is asked for its output.
        with contextlib.suppress(Exception):
            forward.settle(model.placed(inputs))
        shown = Shown(1, self.drawing.groups(self.with_edges))
        notes = (*self._notes(), *([APART_NOTE] if forward.apart else []))
        provenance = {"nodes": str(self.graph.nodes), "edges": str(self.graph.edges)}
        self.facts = InputFacts(forward, inputs, shown, HINT, notes, provenance)

    @property
    def menu(self) -> Menu:
        """Zero features, or the mean of the graph's own."""
        instead = "zero" if self.graph.x.any() else "mean"
        return Menu(BASELINES, "zero", instead, "node features of the same shape (baseline=x)")

    def refresh(self, model: Model) -> None:
        """Compute with the model as it is now."""
        self.model = model
        self._open(model)

    def baselines(self, spec: object, seed: int) -> list[GraphBaseline]:  # noqa: ARG002
        """See `igviz.modalities.graph.baselines.make_baselines`."""
        return make_baselines(spec, self.graph, self.with_edges)

    def targets(self, outputs: Tensor) -> Classes | Nodes:
        """Classes of the graph, or of each of its nodes."""
        forward = cast("Graphs", self.facts.forward)
        if forward.of_nodes and outputs.ndim == 3:
            names = self.graph.names or tuple(f"node {i}" for i in range(self.graph.nodes))
            return Nodes(outputs, self.model.labels, names)
        return Classes(outputs, self.model.labels)

    def display(self, baselines: Sequence[Baseline], about: Sequence[int]) -> GraphDisplay:
        """The drawing, and the mean of the baselines."""
        each = [baseline.tensor[0].double() for baseline in baselines]
        mean = torch.stack(each).mean(0).float().numpy()
        inputs: Any = self.facts.inputs[0].float().numpy()
        names = joined(baselines)
        width = int(self.graph.x.shape[1])
        return GraphDisplay(
            self.drawing,
            inputs,
            np.asarray(mean),
            self.names,
            width,
            names,
            tuple(about),
            self.title,
        )

    def _edges_on_path(self) -> bool:
        """Whether the model takes features of edges that can lie between two others."""
        attr = self.graph.edge_attr
        if attr is None or not attr.is_floating_point() or not attr.numel():
            return False
        form = form_of(self.model, self.graph)
        if not (form.data or "edge_attr" in form.names):
            return False
        inputs = self.model.placed(packed(self.graph.x, attr))
        with contextlib.suppress(Exception):  # told when the model is asked for its output
            return Graphs(self.model, self.graph, with_edges=True).uses_edges(inputs)
        return True

    def _drawing(self) -> Drawing:
        self._strayed = False
        if self.molecule is not None:
            made = drawn(self.molecule, self.graph)
            self._strayed = made is None
            if made is not None:
                return made
        return plain(self.graph)

    def _notes(self) -> list[str]:
        notes = [STRAYED_NOTE] if self._strayed else []
        form = form_of(self.model, self.graph)
        fields = self.graph.fields
        stayed = [n for n in form.names if isinstance(fields.get(n), Tensor) and n != "pos"]
        taken = form.data or "edge_attr" in form.names
        if self.graph.edge_attr is not None and not self.with_edges and taken:
            floats = self.graph.edge_attr.is_floating_point()
            notes += ["The score does not change with edge_attr."] if floats else []
            stayed += [] if floats else ["edge_attr"]
        if len(self.drawing.names) > MOST_LABELLED:
            notes.append("There are many nodes, of which those without attribution are not drawn.")
        if stayed:
            notes.append(f"{', '.join(stayed)} stayed the same along the path.")
        return notes
