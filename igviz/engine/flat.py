"""Scores that change along the path while their gradient is zero wherever it is asked for."""

from __future__ import annotations

import numpy as np
import torch

from igviz.engine.batches import Points
from igviz.engine.evaluator import Evaluations, Evaluator
from igviz.engine.failures import Failures
from igviz.quadrature.rules import Floats

ROUNDING = 64  # units in the last place by which two scores may differ for rounding alone
HALVINGS = 12  # of a path, down to where its score changes: a rise as steep as that is found
UNUSED = "The score does not use this input, so its attribution is zero."
FLAT = (
    "The score changes from {} at the baseline to {} at the input, but its gradient is zero all "
    "the way, as of .detach(), rounding, comparisons or a backward that returns nothing; have the "
    "model return a score that is differentiable in its input, or the float model where a "
    "quantised one was made of it."
)


class Flats:
    """Gives up examples whose gradient does not see that their score changes.

    Parameters
    ----------
    evaluator : Evaluator
    failures : Failures
        Gets to know of them.
    n_baselines : int
        How many consecutive rows are one example.
    ends : ndarray, shape (examples, targets, 2)
        The scores explained at both ends of every path.
    """

    def __init__(
        self, evaluator: Evaluator, failures: Failures, n_baselines: int, ends: Floats
    ) -> None:
        self.evaluator, self.failures, self.n_baselines = evaluator, failures, n_baselines
        self.ends = ends
        changes = np.abs(ends[..., 1] - ends[..., 0])
        # Examples and targets of which no gradient but zero was seen.
        dtype = evaluator.dtype or evaluator.path.inputs.dtype
        rounding = ROUNDING * torch.finfo(dtype).eps
        self.flat = changes > rounding * np.abs(ends).max(2, initial=0)
        self._seen = np.zeros(len(ends), bool)

    def notice(self, evaluations: Evaluations) -> None:
        """See which gradients of a batch are not zero."""
        if not self.flat.any():
            return
        examples = evaluations.points.examples // self.n_baselines
        steps = evaluations.step_gradients
        steep = np.asarray((steps != 0).reshape(*steps.shape[:2], -1).any(2).cpu())
        rows, targets = np.nonzero(steep)
        self.flat[examples[rows], targets] = False
        self._seen[examples] = True

    def give_up(self) -> None:
        """After a round, look for a gradient where the score changes, and fail where none is."""
        for example in np.flatnonzero(self.flat.any(1) & self._seen).tolist():
            for target in np.flatnonzero(self.flat[example]).tolist():
                self.flat[example, target] = False
                rows = range(example * self.n_baselines, (example + 1) * self.n_baselines)
                if not any(self._rises(row, target) for row in rows):
                    start, end = (f"{score:.3g}" for score in self.ends[example, target])
                    self.failures.sentences.setdefault(example, FLAT.format(start, end))

    def _rises(self, row: int, target: int) -> bool:
        """Whether there is a gradient where the score of a row changes."""
        edges = np.array([0.0, 1.0])
        scores = self.evaluator.scores(Points(np.array([row, row]), edges))[:, target]
        for _ in range(HALVINGS):
            middle = edges.mean()
            points = Points(np.array([row]), np.array([middle]))
            (found,) = self.evaluator(points)
            if bool((found.step_gradients[0, target] != 0).any()):
                return True
            score = found.scores[0, target]
            left = abs(score - scores[0]) >= abs(scores[1] - score)
            edges = np.array([edges[0], middle] if left else [middle, edges[1]])
            scores = np.array([scores[0], score] if left else [score, scores[1]])
        return False
