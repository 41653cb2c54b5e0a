"""One volume with its model, which takes the tensor as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from torch import Tensor

from igviz.modalities.baselines import joined
from igviz.modalities.classes import Classes
from igviz.modalities.display import as_array
from igviz.modalities.modality import Baseline, InputFacts, Menu
from igviz.modalities.tensor_baselines import TensorBaseline, make_baselines
from igviz.modalities.tensors import in_its_precision, read_tensor, shown_sums, takes
from igviz.modalities.volume.baselines import BASELINES, named_for
from igviz.modalities.volume.display import VolumeDisplay
from igviz.modalities.volume.layout import Layout, layout_of
from igviz.modalities.volume.whole import floating
from igviz.modalities.volume.window import window_for
from igviz.models.model import Model

HINT = "pass the volume as the model takes it, such as (C, D, H, W), scaled as in training"


class OpenVolume:
    """One volume; see `igviz.modalities.modality.Input`."""

    def __init__(self, model: Model, source: object, window: object) -> None:
        self.labels = model.labels
        source, said = floating(source, model)
        values = in_its_precision(read_tensor(source, "The volume"), source, model)

        def fits(layout: Layout) -> bool:
            return takes(model, layout.put(values))

        self.layout, notes = layout_of(values.shape, model.first_layer, fits)
        notes = (*said, *notes)
        inputs = self.layout.put(values)
        self.volume = as_array(self.layout.channels_first(inputs[0]))
        channels = len(self.volume)
        if channels not in (1, 3):
            self.volume = self.volume[:1]
            notes = (*notes, f"Of {channels} channels the first is shown below the attribution.")
        self.window = window_for(window, self.volume)
        shown = shown_sums(inputs[0].numel() // channels, self.layout.channel_dim)
        self.facts = InputFacts(model.forward, inputs, shown, HINT, notes)
        instead = "blur" if values.std(correction=0) > 0 else "zero"
        names = BASELINES if values.any() else BASELINES[:1]  # of zeros the others are zero, too
        self.menu = Menu(names, "zero", instead, "another volume as baseline")

    def refresh(self, model: Model) -> None:
        """Compute with the model as it is now."""
        self.facts = replace(self.facts, forward=model.forward)

    def baselines(self, spec: object, seed: int) -> list[TensorBaseline]:
        """See `igviz.modalities.tensor_baselines.make_baselines`."""
        return make_baselines(spec, self.facts.inputs, named_for(self.layout), seed, self._like)

    def targets(self, outputs: Tensor) -> Classes:
        """Classes, or the one number of a regression."""
        return Classes(outputs, self.labels)

    def display(self, baselines: Sequence[Baseline], about: Sequence[int]) -> VolumeDisplay:  # noqa: ARG002
        """The volume through its window."""
        names = joined(baselines)
        layout = self.layout
        return VolumeDisplay(self.volume, layout.axes, self.window, layout.channel_dim, names)

    def _like(self, values: Tensor) -> Tensor | None:
        """A tensor in the shape of this volume, with or without what stands around it."""
        given, taken = self.layout.given, tuple(self.facts.inputs.shape)
        shape = tuple(values.shape)
        if shape in (given, (1, *given)):
            return self.layout.put(values)
        return values.reshape(taken) if shape in (taken, taken[1:]) else None
