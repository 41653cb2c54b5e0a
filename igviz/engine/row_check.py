"""Rows of a batch must not influence each other, or a batch's gradient is not each row's own."""

from __future__ import annotations

import numpy as np

from igviz.engine.batches import Points
from igviz.engine.evaluator import Evaluations, Evaluator
from igviz.errors import ModelError
from igviz.models.rows import same_output
from igviz.quadrature.rules import Floats

# See "Rows that see each other" in docs/numerics.md, as for the other numbers.
SMALL_SCORE = 1e-4  # scores below it count as that large
LARGER = 4  # times the rows of the last batch checked: a larger batch is checked again
SOON = 3  # batches after a check that need none at the end


class RowCheck:
    """Evaluates a row alone, now and then, and compares its scores with those in its batch.

    Parameters
    ----------
    evaluator : Evaluator
    n_baselines : int
        How many consecutive rows are one example.
    ends : ndarray, shape (examples, targets, 2)
        The scores explained at both ends of every path.
    verified : int
        Rows of the largest batch that was found to be fine before.
    """

    def __init__(
        self, evaluator: Evaluator, n_baselines: int, ends: Floats, verified: int = 0
    ) -> None:
        self.evaluator, self.n_baselines, self.ends = evaluator, n_baselines, ends
        self._rows = verified  # of the largest batch checked
        self._since = 0  # batches since that one
        self._latest: list[tuple[Points, Floats]] = []  # rows that were not checked yet

    def check(self, evaluations: Evaluations) -> None:
        """Check batches that are much larger than any before."""
        points, finite = evaluations.points, evaluations.finite
        if points.rows < 2 or not finite.any():
            return
        fine = np.flatnonzero(finite)
        # Neither the first row, which others may be compared with, nor the end of a path.
        rows = fine if points.rows == 2 else [fine[len(fine) // 2]]
        self._latest = [(points.part(int(row), 1), evaluations.scores[row]) for row in rows]
        self._since += 1
        if points.rows > LARGER * self._rows:
            self._rows, self._since = points.rows, 0
            self._check_latest()
        elif self._since <= SOON:
            self._latest = []

    def check_last(self) -> None:
        """Check a row of the last batch, unless one like it was checked just before."""
        self._check_latest()

    def _check_latest(self) -> None:
        latest, self._latest = self._latest, []
        for point, scores in latest:
            self._check(point, scores)

    def _check(self, point: Points, scores: Floats) -> None:
        value = self.evaluator.score.inverse_link.value
        together, alone = value(scores), value(self.evaluator.scores(point)[0])
        dtype = self.evaluator.dtype or self.evaluator.path.inputs.dtype
        same = same_output(dtype)
        on_path = self.ends[point.examples[0] // self.n_baselines]
        # A score near zero is what is left of larger ones, whose rounding errors it has.
        scale = np.maximum(np.abs([alone, *on_path.T]).max(0), SMALL_SCORE)
        if (np.abs(together - alone) > same * scale).any():
            raise ModelError(
                "An example's score changes with what else is in its batch, so gradients of a "
                "batch are not each example's own (batch statistics, attention across rows or "
                "state kept between calls); pass batch_size=1 to evaluate one row at a time."
            )
