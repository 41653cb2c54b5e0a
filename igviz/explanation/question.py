"""What is asked of one input; those that can share batches are computed together."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from igviz.engine.attribution import Attribution
from igviz.engine.problem import Problem
from igviz.explanation.explanation import Explanation
from igviz.modalities.modality import Baseline
from igviz.models.targets import Target

if TYPE_CHECKING:
    from igviz.explanation.explainer import Explainer


@dataclass(frozen=True, eq=False)
class Question:
    """Some targets of an explainer's input, from some baselines."""

    explainer: Explainer
    targets: Sequence[Target]
    baselines: Sequence[Baseline]

    @property
    def key(self) -> Hashable:
        """What questions that share batches have in common.

        The forward function of a text holds the ids and masks of that text, so that no other text
        shares its batches.
        """
        explainer = self.explainer
        shape, rows = explainer.inputs.shape, explainer.batch_size
        how = explainer.meaning.activation, explainer.input.facts.shown
        return explainer.forward, shape, how, len(self.baselines), rows

    @property
    def many(self) -> bool:
        """See `igviz.modalities.modality.InputFacts`."""
        return self.explainer.input.facts.many

    def problem(self) -> Problem:
        """See `Explainer.problem`."""
        return self.explainer.problem(self.targets, self.baselines)

    def explanation(self, attribution: Attribution, target: int, last: bool) -> Explanation:
        """See `Explainer.explanation`."""
        target_ = self.targets[target]
        return self.explainer.explanation(attribution, target_, self.baselines, last)
