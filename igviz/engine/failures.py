"""Examples that cannot be explained, since a score or a gradient of theirs is not finite."""

from __future__ import annotations

import numpy as np

from igviz.engine.evaluator import Evaluations
from igviz.errors import GradientError
from igviz.quadrature.rules import Floats

NOWHERE = (
    "The score is NaN or infinite at the baseline and at the input alike; check the weights for "
    "such numbers, and that the target is no class that the model rules out by −infinity."
)


class Failures:
    """Collects the examples that failed, and says why.

    Parameters
    ----------
    n_baselines : int
        How many consecutive rows are one example.
    ends : ndarray, shape (examples, targets, 2)
        The scores at both ends of every path.
    """

    def __init__(self, n_baselines: int, ends: Floats) -> None:
        self.n_baselines, self.n_examples = n_baselines, len(ends)
        self.sentences: dict[int, str] = {}
        broken = np.asarray(~np.isfinite(ends).all(1))
        for example in np.flatnonzero(broken[:, 0] & broken[:, 1]):
            self.sentences[int(example)] = NOWHERE
        for example, end in np.argwhere(broken):
            self._note("score", int(example), float(end))

    def notice(self, evaluations: Evaluations) -> None:
        """Note the examples of a batch's rows that are not finite."""
        for row in np.flatnonzero(~evaluations.finite):
            what = "gradient" if np.isfinite(evaluations.scores[row]).all() else "score"
            example = int(evaluations.points.examples[row]) // self.n_baselines
            self._note(what, example, float(evaluations.points.alphas[row]))

    def refuse_all(self) -> None:
        """Raise an error if no example is left."""
        if len(self.sentences) == self.n_examples:
            which = "All examples failed; of example 0: " if self.n_examples > 1 else ""
            raise GradientError(which + self.sentences[0], self.sentences)

    def _note(self, what: str, example: int, alpha: float) -> None:
        self.sentences.setdefault(
            example,
            f"The {what} is not finite at alpha = {alpha:.3g} on the path "
            "from the baseline (0) to the input (1); try another baseline, float32 instead of half "
            "precision, or check the model for log, sqrt or a division at zero.",
        )
