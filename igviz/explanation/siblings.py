"""Explainers of many rows at once: the model is asked about all of them together."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from itertools import accumulate

import torch
from torch import Tensor

from igviz.engine.problem import LOOKED_AT
from igviz.errors import InputError, ModelError, TargetError
from igviz.explanation.explainer import Explainer
from igviz.explanation.singular import normalises
from igviz.modalities.choose import baselines_of
from igviz.modalities.classes import Classes
from igviz.modalities.modality import Baseline, Input, InputFacts
from igviz.models.activation import meaning
from igviz.models.probe import probe
from igviz.models.randomness import random_state_kept
from igviz.models.targets import is_function


def may_be_siblings(first: Explainer, count: int) -> bool:
    """Whether inputs may be many rows of one table, of which the first is explained already."""
    target = first.options["target"]
    return (
        count > LOOKED_AT
        and first.input.facts.many
        and first.forward is first.model.forward  # and holds nothing of the first row
        and first.outputs.ndim == 2
        and type(first.explainable) is Classes
        and not (isinstance(target, list) or is_function(target) or normalises(first.forward))
    )


def siblings(
    first: Explainer, inputs: Mapping[int, Input]
) -> tuple[dict[int, Explainer], dict[int, str]] | None:
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
    None
        In place of both, where they have to be asked about one by one.
    """
    baselines: dict[int, Sequence[Baseline]] = {}
    failures: dict[int, str] = {}
    for number, source in inputs.items():
        if not _alike(source.facts, first.input.facts):
            return None
        try:
            baselines[number] = baselines_of(source, first.baseline, first.options["seed"])
        except InputError as error:
            failures[number] = str(error)
    try:
        asked = _Asked(first, {number: inputs[number] for number in baselines}, baselines)
    except Exception:  # noqa: BLE001 - whatever a model fails of in one row, others have answers
        return None
    explainers: dict[int, Explainer] = {}
    for k, number in enumerate(baselines):
        one = copy.copy(first)
        one.begin(inputs[number], baselines[number], asked.meaning)
        try:
            one.take_outputs(*asked.row(k))
        except (InputError, ModelError, TargetError) as error:
            failures[number] = str(error)
        else:
            explainers[number] = one
    return explainers, failures


class _Asked:
    """What the model answers to rows and their baselines, all at once."""

    def __init__(
        self,
        first: Explainer,
        inputs: Mapping[int, Input],
        baselines: Mapping[int, Sequence[Baseline]],
    ) -> None:
        placed = first.model.placed
        self.rows = placed(torch.cat([one.facts.inputs for one in inputs.values()]))
        starts = placed(torch.cat([one.tensor for own in baselines.values() for one in own]))
        self.ends = list(accumulate(map(len, baselines.values())))
        # Most baselines are the same for every row.
        unique, places = torch.unique(starts, dim=0, return_inverse=True)
        with random_state_kept():
            self.outputs = probe(first.forward, self.rows, first.batch_size)
            self.at_starts = probe(first.forward, unique, first.batch_size)[places]
        # Of NaN and infinity nothing can be told.
        fine = self.outputs.isfinite().all(1)
        fine = fine if fine.any() else torch.ones_like(fine)
        rows = self.outputs[fine], self.rows[fine], starts[self._firsts()][fine]
        how = first.options["output"], *rows
        self.meaning = meaning(first.model.forward, first.forward, *how, labels=first.model.labels)

    def row(self, k: int) -> tuple[Tensor, Tensor, Tensor]:
        """A row, and the model's output there and at its baselines."""
        start = self.ends[k - 1] if k else 0
        own = slice(k, k + 1)
        return self.rows[own], self.outputs[own], self.at_starts[start : self.ends[k]]

    def _firsts(self) -> list[int]:
        """Where the first baseline of each row stands."""
        return [0, *self.ends[:-1]]


def _alike(facts: InputFacts, first: InputFacts) -> bool:
    """Whether a row is of the table that the first is of."""
    return (
        facts.forward is first.forward
        and facts.shown == first.shown
        and facts.inputs.shape == first.inputs.shape
        and facts.inputs.dtype == first.inputs.dtype
    )
