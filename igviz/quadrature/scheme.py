"""A scheme chooses the nodes of one path, takes their step gradients and integrates them."""

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
    """The integral along one path for one target, with its nodes and its estimated error.

    ``attributions`` and ``sigma`` have one example's shape, ``map_sigma`` that shape less the
    channel dimension; ``scores`` and ``contributions`` have one entry per node. ``error``,
    ``converged``, ``worst`` and both standard errors are None where the scheme estimates no error;
    ``worst`` is also None where the integral converged.
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
    """Chooses the nodes of one path, one round after the other, and integrates along it."""

    has_endpoints: bool  # whether both ends of the path are among the nodes

    @property
    def evaluations(self) -> int:
        """Number of nodes added so far."""

    @property
    def nbytes(self) -> int:
        """Bytes of step gradients kept."""

    @property
    def expected(self) -> int:
        """Number of nodes that the whole path will take, as far as is known."""

    def set_endpoint_scores(self, scores: Floats) -> None:
        """Take the scores at both ends of the path, (2, targets), where the ends are no nodes."""

    def pending(self) -> list[float]:
        """The next alphas to evaluate; none when the path is done."""

    def add(
        self, alpha: float, scores: Tensor, step_gradients: Tensor, inverse_link: InverseLink
    ) -> None:
        """Take scores (targets,) and step gradients (targets, ...) of the next pending alpha.

        Both belong to the score that is differentiated, which ``inverse_link`` turns into the
        score explained.
        """

    def integrals(self) -> list[PathIntegral] | None:
        """The integral so far of every target; None while there is none."""


class FixedScheme:
    """A fixed rule: its nodes are known beforehand, and its error is not estimated.

    Memory does not grow with ``n_steps``: step gradients are summed and not kept.
    """

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
        """Do nothing: a fixed rule needs no scores besides those at its nodes."""

    def pending(self) -> list[float]:
        """Return the alphas that have not been added."""
        alphas: list[float] = self.alphas[self.evaluations :].tolist()
        return alphas

    def add(
        self,
        alpha: float,
        scores: Tensor,
        step_gradients: Tensor,
        inverse_link: InverseLink = IDENTITY,
    ) -> None:
        """Add the next node in the order of the rule."""
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
        """Return the integral of every target; None while nodes are missing."""
        if self.evaluations < len(self.alphas) or self._sum is None:
            return None
        scores = torch.stack(self._scores, 1).numpy()
        contributions = torch.stack(self._contributions, 1).numpy()
        return [
            PathIntegral(
                attributions=self._sum[t],
                alphas=self.alphas,
                weights=self.weights,
                scores=np.asarray(scores[t]),
                contributions=np.asarray(contributions[t]),
                step_maps=self._builders[t].build(),
                method=self.method,
                evaluations=self.evaluations,
            )
            for t in range(len(self._sum))
        ]


def feature_sums(step_gradients: Tensor) -> Tensor:
    """Sum of a step gradient over its features, per target, in float64 on the CPU."""
    # MPS has no float64, so the per-feature sum stays in the tensor's own precision there.
    wide = step_gradients if step_gradients.device.type == "mps" else step_gradients.double()
    return wide.flatten(1).sum(1).cpu().double()
