"""The scores at both ends of every path."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from torch import Tensor

from igviz.engine.batches import Points
from igviz.engine.evaluator import Evaluator
from igviz.quadrature.rules import Floats

Outputs = tuple[Tensor | None, Tensor | None]  # at the baselines and at the inputs


@dataclass(frozen=True)
class Endpoints:
    """Scores of every example and target at the baseline and at the input, (N, targets, 2).

    ``explained`` are the scores explained. ``differentiated`` are those that schemes take, which
    are the same where several baselines are averaged.
    """

    explained: Floats
    differentiated: Floats


def endpoints(evaluator: Evaluator, n_baselines: int, outputs: Outputs) -> Endpoints:
    """Compute the scores at both ends, as far as the model's outputs there are not known yet.

    Parameters
    ----------
    evaluator : Evaluator
    n_baselines : int
        How many consecutive rows of the evaluator are one example, seen from its baselines.
    outputs : pair of Tensor or None
        The model's output of every row at the baselines and at the inputs, where it is known.
    """
    differentiated = _scores(evaluator, outputs)
    explained = evaluator.score.inverse_link.value(differentiated)
    means = explained.reshape(-1, n_baselines, *explained.shape[1:]).mean(1)
    return Endpoints(means, differentiated if n_baselines == 1 else means)


def _scores(evaluator: Evaluator, outputs: Outputs) -> Floats:
    """The scores that are differentiated, (rows, targets, 2), at alpha = 0 and at alpha = 1."""
    rows = np.arange(len(evaluator.path.inputs))
    scores = [
        None if one is None or evaluator.score.has_callables else evaluator.scores_of(one)
        for one in outputs
    ]
    missing = [end for end in (0, 1) if scores[end] is None]
    if missing:
        points = Points(np.tile(rows, len(missing)), np.repeat(np.array(missing, float), len(rows)))
        computed = evaluator.scores(points).reshape(len(missing), len(rows), -1)
        for end, values in zip(missing, computed, strict=True):
            scores[end] = values
    return np.stack([values for values in scores if values is not None], 2)
