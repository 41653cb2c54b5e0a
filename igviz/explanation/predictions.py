"""What a model says of an input and of a baseline, in classes and scores."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from igviz.figure.schema import SHOWN_CLASSES, BaselinePrediction, Prediction
from igviz.modalities.modality import Targets
from igviz.models.activation import Meaning
from igviz.models.outputs import are_independent
from igviz.models.score import Score
from igviz.models.targets import Target

_MANY_NOTE = "Each label has a probability of its own, as the model is said to be multi-label."
_SIGMOID_NOTE = (
    "The outputs lie between 0 and 1 without adding up to 1, so each is taken as a probability of "
    "its own; pass output='logit' to explain them as raw scores."
)
LOG_NOTE = (
    "The model returns probabilities, from which logits cannot be told; the logarithm of the "
    "probability is explained."
)


class Predictions:
    """Turns raw outputs (rows, ...) into predictions and notes.

    Parameters
    ----------
    targets : Targets
        The values of the output and their names.
    meaning : Meaning
        What scores are, and what turns raw outputs into them.
    """

    def __init__(self, targets: Targets, meaning: Meaning) -> None:
        self.targets = targets
        self.output, self.activation = meaning.output, meaning.activation

    def best(self, outputs: Tensor) -> tuple[Prediction, ...]:
        """The likeliest targets of the input, best first; empty where there is no choice."""
        name, target_at = self.targets.name, self.targets.target_at
        return tuple(
            {"index": index, "label": name(target_at(index)), "score": score}
            for index, score in self.targets.best(self._scores(outputs), SHOWN_CLASSES)
            if math.isfinite(score)  # the logarithm of a probability of zero is not
        )

    def at_baseline(self, outputs: Tensor, target: Target) -> BaselinePrediction | None:
        """What the model says at the baselines, on average; None where there is no choice."""
        scores = torch.stack([self._scores(row[None]) for row in outputs]).mean(0)
        rivals = self.targets.rivals(scores, target)
        if rivals is None or not rivals.scores.isfinite().all():
            return None
        top = int(rivals.scores.argmax())
        return {
            "label": rivals.name(top),
            "score": float(rivals.scores[top]),
            "entropy": self._entropy(rivals.scores.double()),
        }

    def notes(self, outputs: Tensor) -> list[str]:
        """What a reader should know of how the outputs were taken."""
        notes = [LOG_NOTE] if self.activation == "log" else []
        already = self.activation is None and are_independent(outputs)
        if self.output == "probability" and already:
            notes.append(_SIGMOID_NOTE)
        if self.activation == "sigmoid" and (self.targets.count or 0) > 1:
            notes.append(_MANY_NOTE)
        return notes

    def _scores(self, outputs: Tensor) -> Tensor:
        return Score([], self.activation).activate(outputs.float())

    def _entropy(self, scores: Tensor) -> float | None:
        """Entropy of what excludes each other, as a share of its maximum."""
        shares = scores if self.output == "probability" else scores.softmax(0)
        if self.activation == "sigmoid" or abs(float(shares.sum()) - 1) > 1e-3:
            return None  # each is a probability of its own
        return float(torch.special.entr(shares).sum()) / math.log(len(shares))
