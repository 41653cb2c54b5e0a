"""What a scheme is: it asks for nodes of one path, takes their gradients and gives a result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from torch import Tensor

from igviz.quadrature.link import UNLINKED, Link
from igviz.quadrature.rules import Floats, rule
from igviz.quadrature.steps import StepKeeper, Steps


@dataclass(frozen=True)
class PathResult:
    """One path of one target: the integral, the nodes it rests on and what is known of its error.

    ``attributions`` and ``sigma`` have one example's shape, ``map_sigma`` that shape less the
    channel dimension; ``scores`` and ``contributions`` have one entry per node. ``error`` and
    ``worst`` are None where the scheme knows none.
    """

    attributions: Tensor
    alphas: Floats
    weights: Floats
    scores: Floats
    contributions: Floats
    steps: Steps
    method: str
    evaluations: int
    tol: float | None = None
    error: float | None = None
    converged: bool | None = None
    worst: tuple[float, float] | None = None
    sigma: Tensor | None = None
    map_sigma: Tensor | None = None


class Scheme(Protocol):
    """Asks for nodes until it is content."""

    has_ends: bool  # whether both ends of the path are among its nodes

    @property
    def evaluations(self) -> int:
        """How many gradients it has been given."""

    @property
    def size(self) -> int:
        """Bytes of gradients that it holds."""

    @property
    def expected(self) -> int:
        """How many evaluations it will have made when it ends, as far as is known."""

    def know_ends(self, scores: Floats) -> None:
        """Take the scores at both ends of the path, (2, targets), where they are no nodes."""

    def wanted(self) -> list[float]:
        """The next alphas to evaluate; none when the scheme has ended."""

    def add(self, alpha: float, scores: Tensor, steps: Tensor, link: Link) -> None:
        """Take scores (targets,) and step gradients (targets, ...) at one alpha, in order.

        They are those of what the link makes the score explained from.
        """

    def results(self) -> list[PathResult] | None:
        """The best so far, one per target; None before there is one."""


class FixedScheme:
    """A rule chosen beforehand; nothing but sums and kept maps is held, whatever ``n_steps``."""

    has_ends = False

    def __init__(self, method: str, n_steps: int, channel_dim: int | None) -> None:
        self.method = method
        self.alphas, self.weights = rule(method, n_steps)
        self.channel_dim = channel_dim
        self.evaluations = self.size = 0
        self._sum: Tensor | None = None
        self._keepers: list[StepKeeper] = []
        self._scores: list[Tensor] = []
        self._contributions: list[Tensor] = []

    @property
    def expected(self) -> int:
        """The rule's number of nodes."""
        return len(self.alphas)

    def know_ends(self, scores: Floats) -> None:
        """A rule rests on its nodes alone."""

    def wanted(self) -> list[float]:
        """Return the nodes that have not been added."""
        left: list[float] = self.alphas[self.evaluations :].tolist()
        return left

    def add(self, alpha: float, scores: Tensor, steps: Tensor, link: Link = UNLINKED) -> None:
        """Add the next node's share; nodes come in the rule's order."""
        assert alpha == self.alphas[self.evaluations]
        scores, steps = link.through(scores, steps)
        weighted = float(self.weights[self.evaluations]) * steps
        if self._sum is None:
            self._sum = weighted
            self._keepers = [StepKeeper(self.alphas, self.weights, self.channel_dim) for _ in steps]
        else:
            self._sum += weighted
        for keeper, step in zip(self._keepers, steps, strict=True):
            keeper.add(step)
        self._scores.append(scores)
        self._contributions.append(total(steps))
        self.evaluations += 1

    def results(self) -> list[PathResult] | None:
        """Return the integral of every target when the last node is in."""
        if self.evaluations < len(self.alphas) or self._sum is None:
            return None
        scores = torch.stack(self._scores, 1).numpy()
        contributions = torch.stack(self._contributions, 1).numpy()
        return [
            PathResult(
                self._sum[t],
                self.alphas,
                self.weights,
                np.asarray(scores[t]),
                np.asarray(contributions[t]),
                self._keepers[t].result(),
                self.method,
                self.evaluations,
            )
            for t in range(len(self._sum))
        ]


def total(steps: Tensor) -> Tensor:
    """Sum of a step gradient over its features, per target, in float64 on the CPU."""
    # MPS has no float64, so the per-feature sum stays in the tensor's own precision there.
    wide = steps if steps.device.type == "mps" else steps.double()
    return wide.flatten(1).sum(1).cpu().double()
