"""The nodes of one path: held, summed, and asked how much happens between them."""

from __future__ import annotations

import math
from bisect import insort
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from igviz.compute.quadrature import Floats
from igviz.compute.scheme import total
from igviz.compute.steps import channel_sum

SKETCH = 4096  # features that suffice to see how an error is spread
HALF_AFTER = 48  # nodes held in full precision; later ones in 16 bits with a scale

Cell = tuple[float, float]


@dataclass(frozen=True)
class _Node:
    scores: Floats
    sums: Floats
    norms: Floats
    held: Tensor
    scale: Tensor | None  # of each target, where 16 bits are held

    @property
    def steps(self) -> Tensor:
        return self.held if self.scale is None else self.held.float() * self.scale


class Nodes:
    """Scores and step gradients at ascending alphas, for every target of one example."""

    def __init__(self) -> None:
        self.alphas: list[float] = []
        self._at: dict[float, _Node] = {}
        self._errors: dict[Cell, Floats] = {}

    def __len__(self) -> int:
        return len(self.alphas)

    def __contains__(self, alpha: float) -> bool:
        return alpha in self._at

    def add(self, alpha: float, scores: Tensor, steps: Tensor) -> None:
        """Hold scores (targets,) and step gradients (targets, ...) at one alpha."""
        held, scale = steps, None
        if steps.dtype == torch.float32 and len(self) >= HALF_AFTER:
            # One for each target: a probability of 1e-8 would vanish beside one of 1.
            largest = steps.abs().amax(tuple(range(1, steps.ndim)), keepdim=True)
            scale = (largest / 2**15).clamp_min(2.0**-126)
            held = (steps / scale).half()
        self._at[alpha] = _Node(scores.numpy(), total(steps).numpy(), _norms(steps), held, scale)
        insort(self.alphas, alpha)

    @property
    def targets(self) -> int:
        """How many targets each node has."""
        return len(self._at[self.alphas[0]].scores)

    @property
    def cells(self) -> list[Cell]:
        """Neighbouring alphas."""
        return list(zip(self.alphas[:-1], self.alphas[1:], strict=True))

    def steps(self, alpha: float, t: int) -> Tensor:
        """The step gradient of one target."""
        return self._at[alpha].steps[t]

    def scores(self, t: int) -> Floats:
        """F at every node."""
        return np.array([self._at[alpha].scores[t] for alpha in self.alphas])

    def sums(self, t: int) -> Floats:
        """Sum of the step gradient at every node."""
        return np.array([self._at[alpha].sums[t] for alpha in self.alphas])

    def weighted(self, t: int, weights: Floats) -> Tensor:
        """Weighted sum of one target's step gradients."""
        acc = torch.zeros_like(self._at[self.alphas[0]].steps[t])
        for alpha, weight in zip(self.alphas, weights, strict=True):
            if weight:
                acc.add_(self.steps(alpha, t), alpha=float(weight))
        return acc

    def coherence(self, t: int) -> float:
        """How large a sum goes with a unit of norm: turns a missed sum into a missed norm."""
        norms = np.array([self._at[alpha].norms[t] for alpha in self.alphas])
        return float((np.abs(self.sums(t)) / np.maximum(norms, 1e-300)).max(initial=1e-12))

    def cell_errors(self, t: int) -> Floats:
        """L2 error of the trapezoid in every cell.

        The larger of two: what a gradient that moves like Brownian motion between the two ends
        would give, h |u_right - u_left| / sqrt(12); and what the score did there beyond what the
        gradients at both ends explain, which shows a rise that fell between two nodes.
        """
        self._measure()
        sums, widths = self.sums(t), np.diff(self.alphas)
        unexplained = np.diff(self.scores(t)) - widths * (sums[1:] + sums[:-1]) / 2
        rough = np.array([self._errors[cell][t] for cell in self.cells])
        return np.asarray(np.maximum(rough, np.abs(unexplained) / self.coherence(t)))

    def rough_error(self, t: int) -> float:
        """L2 error of the trapezoid over the whole path, were it rough everywhere."""
        self._measure()
        return float(np.linalg.norm([self._errors[cell][t] for cell in self.cells]))

    def confidence(self, t: int) -> float:
        """By how much the error may exceed its estimate, two standard deviations out.

        The square of the error is a sum over features of random squares, so with d of equal weight
        it scatters by sqrt(2/d) of its mean; d is found from how the cells' jumps are spread over
        at most 4096 features. For an image the factor is nearly 1, for five columns 1.5.
        """
        size = self.steps(self.alphas[0], t).numel()
        every = math.ceil(size / SKETCH)
        rows = torch.stack([self.steps(alpha, t).flatten()[::every] for alpha in self.alphas])
        widths = torch.tensor(np.diff(self.alphas), dtype=rows.dtype, device=rows.device)
        variances = (widths[:, None] * rows.diff(dim=0)).square().sum(0).double()
        fourth = float(variances.square().sum())
        alike = float(variances.sum()) ** 2 / fourth * (size / len(variances)) if fourth else 1.0
        return math.sqrt(1 + 2 * math.sqrt(2 / max(alike, 1.0)))

    def _measure(self) -> None:
        for left, right in self.cells:
            if (left, right) not in self._errors:
                jump = self._at[right].steps - self._at[left].steps
                self._errors[left, right] = (right - left) / math.sqrt(12) * _norms(jump)

    def sigma(self, t: int, channel_dim: int | None) -> tuple[Tensor, Tensor]:
        """Standard error per feature, and of sums over channels: the cells' errors, one by one."""
        first = self.steps(self.alphas[0], t)
        wide, flat = torch.zeros_like(first), torch.zeros_like(channel_sum(first, channel_dim))
        for left, right in self.cells:
            jump, variance = self.steps(right, t) - self.steps(left, t), (right - left) ** 2 / 12
            wide.add_(jump.square(), alpha=variance)
            flat.add_(channel_sum(jump, channel_dim).square(), alpha=variance)
        return wide.sqrt(), flat.sqrt()


def _norms(steps: Tensor) -> Floats:
    """L2 norm of each target's step gradient, shape (targets,)."""
    return np.asarray(steps.flatten(1).norm(dim=1).cpu().double().numpy())
