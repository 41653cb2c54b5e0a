"""The scores at both ends of every path."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from torch import Tensor

from igviz.engine.evaluator import Evaluator
from igviz.quadrature.rules import Floats

Outputs = tuple[Tensor | None, Tensor | None]  # at the baselines and at the inputs


@dataclass(frozen=True)
class Endpoints:
    """Scores of every target and example at the baseline and at the input, (2, targets, N).

    ``explained`` are the scores explained. ``differentiated`` are those that schemes take, which
    are the same where several baselines are averaged.
    """

    explained: Floats
    differentiated: Floats


def endpoints(evaluator: Evaluator, rows: Sequence[range], outputs: Outputs) -> Endpoints:
    """Compute the scores at both ends, as far as the model's outputs there are not known yet.

    Parameters
    ----------
    evaluator : Evaluator
    rows : sequence of range
        Rows of the evaluator that are one example, seen from its baselines.
    outputs : pair of Tensor or None
        The model's output of every row at the baselines and at the inputs, where it is known.
    """
    differentiated = np.stack(_scores(evaluator, outputs))
    explained = evaluator.score.inverse_link.value(differentiated)
    means = np.stack([explained[:, :, r.start : r.stop].mean(2) for r in rows], 2)
    return Endpoints(means, differentiated if len(rows[0]) == 1 else means)


def _scores(evaluator: Evaluator, outputs: Outputs) -> list[Floats]:
    """The scores that are differentiated, (targets, rows), at alpha = 0 and at alpha = 1."""
    rows = range(len(evaluator.path.inputs))
    scores = [
        None if one is None or evaluator.score.has_callables else evaluator.scores_of(one, alpha)
        for one, alpha in zip(outputs, (0.0, 1.0), strict=True)
    ]
    missing = [alpha for alpha in (0, 1) if scores[alpha] is None]
    nodes = [(row, float(alpha)) for alpha in missing for row in rows]
    computed = evaluator.scores(nodes) if nodes else np.empty((len(evaluator.score), 0))
    for number, alpha in enumerate(missing):
        scores[alpha] = computed[:, number * len(rows) : (number + 1) * len(rows)]
    return cast("list[Floats]", scores)
