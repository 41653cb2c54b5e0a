"""What a scheme is: it asks for nodes of one path, takes their gradients and gives a result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from torch import Tensor

from igviz.quadrature.inverse_link import IDENTITY, InverseLink
from igviz.quadrature.rules import Floats, rule
from igviz.quadrature.step_maps import StepMapBuilder, StepMaps


@dataclass(frozen=True)
class PathIntegral:
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
    step_maps: StepMaps
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

    has_endpoints: bool  # whether both ends of the path are among its nodes

    @property
    def evaluations(self) -> int:
        """How many gradients it has been given."""

    @property
    def nbytes(self) -> int:
        """Bytes of gradients that it holds."""

    @property
    def expected(self) -> int:
        """How many evaluations it will have made when it ends, as far as is known."""

    def set_endpoint_scores(self, scores: Floats) -> None:
        """Take the scores at both ends of the path, (2, targets), where they are no nodes."""

    def pending(self) -> list[float]:
        """The next alphas to evaluate; none when the scheme has ended."""

    def add(
        self, alpha: float, scores: Tensor, step_gradients: Tensor, inverse_link: InverseLink
    ) -> None:
        """Take scores (targets,) and step gradients (targets, ...) at one alpha, in order.

        They are those of what the link makes the score explained from.
        """

    def integrals(self) -> list[PathIntegral] | None:
        """The best so far, one per target; None before there is one."""


class FixedScheme:
    """A rule chosen beforehand; nothing but sums and kept maps is held, whatever ``n_steps``."""

    has_endpoints = False

    def __init__(self, method: str, n_steps: int, channel_dim: int | None) -> None:
        self.method = method
        self.alphas, self.weights = rule(method, n_steps)
        self.channel_dim = channel_dim
        self.evaluations = self.nbytes = 0
        self._sum: Tensor | None = None
        self._builders: list[StepMapBuilder] = []
        self._scores: list[Tensor] = []
        self._contributions: list[Tensor] = []

    @property
    def expected(self) -> int:
        """The rule's number of nodes."""
        return len(self.alphas)

    def set_endpoint_scores(self, scores: Floats) -> None:
        """A rule rests on its nodes alone."""

    def pending(self) -> list[float]:
        """Return the nodes that have not been added."""
        left: list[float] = self.alphas[self.evaluations :].tolist()
        return left

    def add(
        self,
        alpha: float,
        scores: Tensor,
        step_gradients: Tensor,
        inverse_link: InverseLink = IDENTITY,
    ) -> None:
        """Add the next node's share; nodes come in the rule's order."""
        assert alpha == self.alphas[self.evaluations]
        scores, step_gradients = inverse_link.apply(scores, step_gradients)
        weighted = float(self.weights[self.evaluations]) * step_gradients
        if self._sum is None:
            self._sum = weighted
            self._builders = [
                StepMapBuilder(self.alphas, self.weights, self.channel_dim) for _ in step_gradients
            ]
        else:
            self._sum += weighted
        for builder, step_gradient in zip(self._builders, step_gradients, strict=True):
            builder.add(step_gradient)
        self._scores.append(scores)
        self._contributions.append(feature_sums(step_gradients))
        self.evaluations += 1

    def integrals(self) -> list[PathIntegral] | None:
        """Return the integral of every target when the last node is in."""
        if self.evaluations < len(self.alphas) or self._sum is None:
            return None
        scores = torch.stack(self._scores, 1).numpy()
        contributions = torch.stack(self._contributions, 1).numpy()
        return [
            PathIntegral(
                self._sum[t],
                self.alphas,
                self.weights,
                np.asarray(scores[t]),
                np.asarray(contributions[t]),
                self._builders[t].build(),
                self.method,
                self.evaluations,
            )
            for t in range(len(self._sum))
        ]


def feature_sums(step_gradients: Tensor) -> Tensor:
    """Sum of a step gradient over its features, per target, in float64 on the CPU."""
    # MPS has no float64, so the per-feature sum stays in the tensor's own precision there.
    wide = step_gradients if step_gradients.device.type == "mps" else step_gradients.double()
    return wide.flatten(1).sum(1).cpu().double()
