"""One array with its model, which takes it as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from igviz.errors import InputError
from igviz.modalities.array.display import ArrayDisplay
from igviz.modalities.baselines import joined, zero
from igviz.modalities.classes import Classes
from igviz.modalities.display import as_array
from igviz.modalities.modality import Baseline, InputFacts, Menu
from igviz.modalities.tensor_baselines import TensorBaseline, make_baselines
from igviz.modalities.tensors import in_its_precision, read_tensor, shown_sums, takes
from igviz.models.model import Model

if TYPE_CHECKING:
    from igviz.modalities.tensor_baselines import Named

BASELINES: tuple[str, ...] = ("zero", "mean")
HINT = "pass the array as the model takes it, with or without a batch dimension of 1"
HINT_OF_ROWS = f"{HINT}, rows of a table as a list, such as list(x), and a grey picture as x[None]"


class OpenArray:
    """One array; see `igviz.modalities.modality.Input`."""

    def __init__(self, model: Model, source: object) -> None:
        self.labels = model.labels
        values = read_tensor(source, "The array")
        if values.ndim == 0:
            raise InputError(
                f"The array is the single number {values.item():g}, without an axis; pass it as a "
                "row of one value, such as x[None], and a model of rows."
            )
        values = in_its_precision(values, source, model)
        inputs = values[None]
        if len(values) == 1 and values.ndim > 1 and takes(model, values):
            inputs = values
        shown = shown_sums(inputs[0].numel())
        hint = HINT_OF_ROWS if values.ndim == 2 else HINT
        self.facts = InputFacts(model.forward, inputs, shown, hint)
        instead = "mean" if values.std(correction=0) > 0 else "zero"
        names = BASELINES if values.any() else BASELINES[:1]  # of zeros the mean is zero, too
        self.menu = Menu(names, "zero", instead, "another array as baseline")

    def refresh(self, model: Model) -> None:
        """Compute with the model as it is now."""
        self.facts = replace(self.facts, forward=model.forward)

    def baselines(self, spec: object, seed: int) -> list[TensorBaseline]:
        """See `igviz.modalities.tensor_baselines.make_baselines`."""
        return make_baselines(spec, self.facts.inputs, _NAMED, seed, self._like)

    def targets(self, outputs: Tensor) -> Classes:
        """Classes, or the one number of a regression."""
        return Classes(outputs, self.labels)

    def display(self, baselines: Sequence[Baseline], about: Sequence[int]) -> ArrayDisplay:  # noqa: ARG002
        """The values of the array."""
        names = joined(baselines)
        return ArrayDisplay(as_array(self.facts.inputs[0]), names)

    def _like(self, values: Tensor) -> Tensor | None:
        shape = tuple(self.facts.inputs.shape)
        return values.reshape(shape) if tuple(values.shape) in (shape, shape[1:]) else None


def _mean(inputs: Tensor, seed: int) -> Tensor:  # noqa: ARG001
    return torch.full_like(inputs, float(inputs.double().mean()))


_NAMED: Named = {"zero": zero, "mean": _mean}
