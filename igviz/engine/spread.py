"""How far attributions differ from baseline to baseline, where several are averaged."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from igviz.engine.attribution import Attribution
from igviz.engine.batches import Points
from igviz.engine.evaluator import Evaluator
from igviz.engine.problem import Problem
from igviz.quadrature.by_row import by_row


def with_spread(attribution: Attribution, problem: Problem) -> Attribution:
    """Add what each baseline gives by itself, with the nodes and weights of their mean.

    Parameters
    ----------
    attribution : Attribution
        Of one example.
    problem : Problem
        Of one target and several baselines, which are walked from once more; the certificate counts
        that, too.
    """
    used = attribution.weights[0] != 0
    alphas, weights = (
        values[0][used].numpy() for values in (attribution.alphas, attribution.weights)
    )
    evaluator = Evaluator(problem.forward, problem.path, problem.score, problem.batch_size)
    n = problem.n_baselines
    totals: Tensor | None = None
    for batch in evaluator(Points(np.repeat(np.arange(n), len(alphas)), np.tile(alphas, n))):
        _, steps = problem.score.inverse_link.apply(batch.scores, batch.step_gradients)
        nodes = np.searchsorted(alphas, batch.points.alphas)
        weighted = steps[:, 0] * by_row(weights[nodes], steps[:, 0])
        if totals is None:
            totals = weighted.new_zeros((n, *weighted.shape[1:]))
        totals.index_add_(0, torch.from_numpy(batch.points.examples).to(weighted.device), weighted)
    certificate = attribution.certificate
    spent = replace(certificate, evaluations=certificate.evaluations + n * len(alphas))
    return replace(attribution, by_baseline=totals, certificates=(spent,))
