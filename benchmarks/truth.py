"""The exact answer, nearly: 2048 midpoints, kept so that any fixed rule can be judged."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from workloads import Workload

from igviz.engine.batches import Points
from igviz.engine.evaluator import Evaluator
from igviz.engine.paths import Straight
from igviz.models.score import Score
from igviz.quadrature.rules import rule

POINTS = 2048
METHODS = ("riemann_middle", "gausslegendre", "riemann_left", "riemann_right")


@dataclass(frozen=True)
class Truth:
    """Step gradients at 2048 midpoints, 16 bits each with a scale, and their mean."""

    steps: Tensor
    scales: Tensor
    attributions: Tensor
    change: float
    rules: dict[tuple[str, int], float] = field(default_factory=dict)  # errors found already

    def error(self, attributions: Tensor) -> float:
        """Relative L2 error."""
        off = attributions.flatten().double() - self.attributions
        return float(off.norm() / self.attributions.norm())

    def rule_error(self, method: str, n: int) -> float:
        """Error of a fixed rule, each node moved to the nearest of the 2048: at most 1/4096."""
        if (method, n) not in self.rules:
            self.rules[method, n] = self.error(self._sum(*rule(method, n)))
        return self.rules[method, n]

    def _sum(self, alphas: NDArray[np.float64], weights: NDArray[np.float64]) -> Tensor:
        nearest = np.clip((alphas * POINTS).astype(int), 0, POINTS - 1)
        factors = torch.from_numpy(weights)[:, None] * self.scales[nearest, None].double()
        return (factors.float() * self.steps[nearest].float()).sum(0).double()

    def fewest(self, error: float) -> tuple[int, str]:
        """The smallest fixed rule that reaches an error, chosen with hindsight."""
        n = 2
        while n <= 512:
            for method in METHODS:
                if self.rule_error(method, n) <= error:
                    return n, method
            n = n + 1 if n < 64 else round(n * 1.03)
        return n, "riemann_middle"


def measure(workload: Workload, folder: Path | None = None) -> dict[str, Truth]:
    """The truth for probability and logit, from shared forward passes; kept in ``folder``.

    It takes 1.2 GB for a photo, which is read from the disk as it is needed.
    """
    if folder is None:
        return _measured(workload)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (re.sub(r"\W+", "-", f"{workload.family} {workload.name}") + ".pt")
    if not path.exists():
        truths = {name: vars(truth) for name, truth in _measured(workload).items()}
        part = path.with_suffix(f".{os.getpid()}")
        torch.save(truths, part)
        part.rename(path)
    kept = torch.load(path, mmap=True)
    return {name: Truth(**parts) for name, parts in kept.items()}


def _measured(workload: Workload) -> dict[str, Truth]:
    def probability(raw: Tensor) -> Tensor:
        return raw.softmax(1)[:, workload.target]

    def logit(raw: Tensor) -> Tensor:
        return raw[:, workload.target]

    score = Score([[probability], [logit]], None)
    evaluator = Evaluator(workload.forward, Straight(workload.baselines, workload.inputs), score)
    size = workload.inputs.numel()
    steps = torch.empty(2, POINTS, size, dtype=torch.float16)
    scales = torch.empty(2, POINTS)
    sums = torch.zeros(2, size, dtype=torch.float64)
    at = 0
    alphas = (np.arange(POINTS) + 0.5) / POINTS
    for batch in evaluator(Points(np.zeros(POINTS, np.int64), alphas)):
        flat = batch.step_gradients.flatten(2).transpose(0, 1)
        sums += flat.double().sum(1) / POINTS
        here = slice(at, at + batch.points.rows)
        scales[:, here] = (flat.abs().amax(2) / 2**15).clamp_min(1e-30)
        steps[:, here] = (flat / scales[:, here, None]).half()
        at += batch.points.rows
    ends = evaluator.scores(Points(np.zeros(2, np.int64), np.array([1.0, 0.0])))
    return {
        name: Truth(steps[t], scales[t], sums[t], float(ends[0, t] - ends[1, t]))
        for t, name in enumerate(("probability", "logit"))
    }
