"""The truth and how true it is: midpoints in float64, in plain torch.

Midpoints of a rule of 3n hold those of n, so nothing is computed twice: a rule is refined threefold
until it hardly differs from the one before.
"""

from __future__ import annotations

import copy
import os
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from trust.case import Case

OUTPUTS = ("probability", "logit")
#: The truth's own relative error: a twentieth of the smallest tolerance.
ENOUGH = 0.001
#: Numbers of a batch of inputs: few, so that what a backward pass keeps stays in the cache.
BATCH = 2**18


@dataclass(frozen=True)
class Truth:
    """Attributions for probability and logit, and what is known of their error.

    Attributes
    ----------
    attributions : Tensor of float64, shape (2, N, ...)
    uncertain : Tensor of float64, shape (2, N, ...)
        Half of what the last refinement changed. Rough paths err as 1/n, so that the change is at
        least twice the error that remains; smooth ones err much less.
    points : list of int
        Midpoints of each input.
    """

    attributions: Tensor
    uncertain: Tensor
    points: list[int]

    def first(self, rows: int) -> Truth:
        """The truth of the first rows."""
        return Truth(
            self.attributions[:, :rows], self.uncertain[:, :rows], self.points[:rows]
        )  # fmt: skip


def truth_of(case: Case, folder: Path) -> Truth:
    """The truth of every row, computed once and kept."""
    path, rows = case.file(folder), len(case.inputs)
    if path.exists():
        kept = Truth(**torch.load(path))
        if len(kept.points) >= rows:
            return kept.first(rows)
    truth = _computed(case)
    part = path.with_suffix(f".{os.getpid()}")
    torch.save(vars(truth), part)
    part.rename(path)
    return truth


def _computed(case: Case) -> Truth:
    net = copy.deepcopy(case.forward).double().requires_grad_(False)
    rows = [
        _row(net, x.double(), b.double(), target, case)
        for x, b, target in zip(case.inputs, case.baselines, case.targets, strict=True)
    ]
    means, uncertain, points = zip(*rows, strict=True)
    return Truth(torch.stack(means, 1), torch.stack(uncertain, 1), list(points))


def _row(
    net: nn.Module, x: Tensor, baseline: Tensor, target: int, case: Case
) -> tuple[Tensor, Tensor, int]:
    """Mean step gradients of both outputs, half of their last change, and the number of points."""
    n = case.least // 3
    mean = _sum(net, x, baseline, target, midpoints(n)) / n
    while True:
        added = _sum(net, x, baseline, target, midpoints(3 * n).view(n, 3)[:, ::2].flatten())
        finer = (mean * n + added) / (3 * n)
        mean, uncertain, n = finer, (finer - mean) / 2, 3 * n
        own = relative(uncertain, mean), relative(case.shown(uncertain), case.shown(mean))
        if 3 * n > case.most or max(float(some.max()) for some in own) <= ENOUGH:
            return mean, uncertain, n


def midpoints(n: int) -> Tensor:
    """The alphas of the midpoint rule."""
    return (torch.arange(n, dtype=torch.float64) + 0.5) / n


def relative(off: Tensor, values: Tensor) -> Tensor:
    """Norm of a difference over the norm of the values, row by row."""
    ratios: Tensor = off.flatten(1).norm(dim=1) / values.flatten(1).norm(dim=1).clamp_min(1e-300)
    return ratios


def _sum(net: nn.Module, x: Tensor, baseline: Tensor, target: int, alphas: Tensor) -> Tensor:
    """Sum of the step gradients of probability and logit, shape (2, ...)."""
    total = torch.zeros(2, *x.shape, dtype=torch.float64)
    size = min(max(BATCH // x.numel(), 1), 2048)
    for some in alphas.split(size):
        alpha = some.view(-1, *(1 for _ in x.shape))
        points = (baseline + alpha * (x - baseline)).requires_grad_()
        outputs = net(points)
        logit = outputs[:, target]
        others = [i for i in range(outputs.shape[1]) if i != target]
        odds = logit - outputs[:, others].logsumexp(1)
        # P (1 - P), which would cancel where P is nearly 1.
        factor = (odds.sigmoid() * (-odds).sigmoid()).detach()
        (steep,) = torch.autograd.grad(odds, points, factor, retain_graph=True)
        (plain,) = torch.autograd.grad(logit.sum(), points)
        total += torch.stack([steep.sum(0), plain.sum(0)])
    return total * (x - baseline)
