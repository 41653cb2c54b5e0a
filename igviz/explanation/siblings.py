"""Explainers of many rows at once: the model is asked about all of them together."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from igviz.engine.problem import LOOKED_AT
from igviz.errors import InputError, ModelError, TargetError
from igviz.explanation.cache import Cache
from igviz.explanation.explainer import Explainer
from igviz.modalities.choose import baselines_of
from igviz.modalities.classes import Classes
from igviz.modalities.modality import Baseline, Input
from igviz.models.activation import meaning
from igviz.models.outputs import are_scores
from igviz.models.probe import probe
from igviz.models.randomness import random_state_kept
from igviz.models.targets import is_function

_NO_NUMBER = "The model's output for this input holds NaN or infinity; check the weights, and {}."


def may_be_siblings(first: Explainer, count: int) -> bool:
    """Whether inputs may be many rows of one table, of which the first is explained already."""
    target = first.options["target"]
    return (
        count > LOOKED_AT
        and first.inputs.ndim == 2
        and first.outputs.ndim == 2
        and type(first.explainable) is Classes
        and not (isinstance(target, list) or is_function(target))
    )


def siblings(
    first: Explainer, inputs: Mapping[int, Input]
) -> tuple[dict[int, Explainer], dict[int, str]]:
    """Make explainers of other rows, which share all that is known of the model with the first.

    Parameters
    ----------
    first : Explainer
    inputs : mapping of int to Input
        Every row by its number, that of the first among them.

    Returns
    -------
    dict of int to Explainer
    dict of int to str
        Why others have none: their sentences.
    """
    shape = first.inputs.shape
    baselines: dict[int, Sequence[Baseline]] = {}
    failures: dict[int, str] = {}
    for number, source in inputs.items():
        try:
            if source.facts.inputs.shape != shape:
                raise InputError(
                    f"The row has {source.facts.inputs.shape[1]} values and the first {shape[1]}; "
                    "pass rows of one table."
                )
            baselines[number] = baselines_of(source, first.baseline, first.options["seed"])
        except InputError as error:
            failures[number] = str(error)
    numbers = list(baselines)
    rows = _placed(first, [inputs[number].facts.inputs for number in numbers])
    starts = _placed(first, [one.tensor for number in numbers for one in baselines[number]])
    per_row = len(starts) // max(1, len(rows))
    with random_state_kept():
        outputs = probe(first.forward, rows, first.batch_size)
        at_starts = _outputs_at(first, starts)
    said = meaning(
        first.model.forward,
        first.forward,
        first.options["output"],
        outputs,
        rows,
        starts[::per_row],
        first.model.labels,
    )
    explainers: dict[int, Explainer] = {}
    for k, number in enumerate(numbers):
        output = outputs[k : k + 1]
        one = copy.copy(first)
        one.input, one.inputs, one.outputs = inputs[number], rows[k : k + 1], output
        one.baselines, one.meaning = baselines[number], said
        one.explainable = one.input.targets(output)
        one.cache = Cache()
        one.take_starts(at_starts[k * per_row : (k + 1) * per_row])
        try:
            if not are_scores(output):
                raise ModelError(_NO_NUMBER.format(one.input.facts.hint))
            one.targets = [one.target_of(first.options["target"])]
        except (InputError, ModelError, TargetError) as error:
            failures[number] = str(error)
        else:
            explainers[number] = one
    return explainers, failures


def _placed(first: Explainer, tensors: Sequence[Tensor]) -> Tensor:
    return first.model.placed(torch.cat(list(tensors)))


def _outputs_at(first: Explainer, starts: Tensor) -> Tensor:
    """The model's output at all baselines, most of which are the same for every row."""
    unique, places = torch.unique(starts, dim=0, return_inverse=True)
    return probe(first.forward, unique, first.batch_size)[places]
