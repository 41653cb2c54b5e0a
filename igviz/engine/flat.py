"""Scores that change along the path while their gradient is zero wherever it is asked for."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from igviz.engine.batches import Points
from igviz.engine.evaluator import Evaluations, Evaluator
from igviz.engine.failures import Failures
from igviz.quadrature.rules import Bools, Floats, Ints

ROUNDING = 64  # units in the last place by which two scores may differ for rounding alone
HALVINGS = 20  # of a path, down to where its score changes: a rise as steep as that is found
UNUSED = "The score does not use this input, so its attribution is zero."
FLAT = (
    "The score changes from {} at the baseline to {} at the input, but its gradient is zero all "
    "the way to where it changes, as of .detach(), rounding, comparisons or a backward that gives "
    "nothing; have the model return a score that is differentiable in its input, or pass the float "
    "model where a quantised one was made of it."
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
        self._eps = torch.finfo(evaluator.dtype or evaluator.path.inputs.dtype).eps
        # Examples and targets whose score changes, and of which no gradient but zero was seen.
        self.flat = self._differ(ends[..., 0], ends[..., 1])
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
        """After a round, look for gradients where scores change, and fail examples without any."""
        for target in range(self.flat.shape[1]):
            examples = np.flatnonzero(self.flat[:, target] & self._seen)
            self.flat[examples, target] = False
            rows = (examples[:, None] * self.n_baselines + np.arange(self.n_baselines)).ravel()
            rises = self._rise(rows, target) if len(rows) else np.zeros(0, bool)
            for example in examples[~rises.reshape(-1, self.n_baselines).any(1)].tolist():
                start, end = (f"{score:.3g}" for score in self.ends[example, target])
                self.failures.sentences.setdefault(example, FLAT.format(start, end))

    def _rise(self, rows: Ints, target: int) -> Bools:
        """Whether there is a gradient where a row's score changes, or no change after all.

        Scores of both ends are computed in one batch here, in which rounding is the same.
        """
        low, high = np.zeros(len(rows)), np.ones(len(rows))
        both = self.evaluator.scores(Points(np.tile(rows, 2), np.concatenate([low, high])))
        first, last = both[: len(rows), target].copy(), both[len(rows) :, target].copy()
        rises = ~self._differ(first, last)
        for _ in range(HALVINGS):
            left = np.flatnonzero(~rises)
            if not len(left):
                break
            middle = (low[left] + high[left]) / 2
            found = list(self.evaluator(Points(rows[left], middle)))
            scores = np.concatenate([one.scores[:, target] for one in found])
            steps = [_any(one.step_gradients[:, target]) for one in found]
            rises[left] = np.concatenate(steps)
            before = np.abs(scores - first[left]) >= np.abs(last[left] - scores)
            high[left], last[left] = (
                np.where(before, middle, high[left]), np.where(before, scores, last[left])
            )  # fmt: skip
            low[left], first[left] = (
                np.where(before, low[left], middle), np.where(before, first[left], scores)
            )  # fmt: skip
        return rises

    def _differ(self, one: Floats, other: Floats) -> Bools:
        """Where two scores differ by more than rounding."""
        rounding = ROUNDING * self._eps * np.maximum(np.abs(one), np.abs(other))
        return np.asarray(np.abs(other - one) > rounding)


def _any(values: Tensor) -> Bools:
    """Which rows of (rows, ...) hold anything but zero."""
    return np.asarray((values != 0).reshape(len(values), -1).any(1).cpu())
