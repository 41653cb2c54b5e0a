"""A scheme chooses the nodes of many paths, takes their step gradients and integrates them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import torch
from torch import Tensor

from igviz.quadrature.inverse_link import IDENTITY, InverseLink
from igviz.quadrature.rules import Bools, Floats, Ints
from igviz.quadrature.step_maps import StepMaps


@dataclass(frozen=True)
class Looks:
    """What is kept so that somebody can look at it, of one example and target.

    ``sigma`` has one example's shape, ``map_sigma`` that shape less the channel dimension; both are
    None where the scheme estimates no error.
    """

    step_maps: StepMaps
    sigma: Tensor | None = None
    map_sigma: Tensor | None = None


@dataclass(frozen=True)
class Integrals:
    """The integrals of E paths with n nodes each, for T targets.

    Attributes
    ----------
    examples : ndarray of int, shape (E,)
        The numbers of the examples.
    attributions : Tensor, shape (E, T, ...)
    alphas : ndarray, shape (E, n)
    weights, scores, contributions : ndarray, shape (E, T, n)
        At each node its weight, the score explained, and the sum of its step gradient over
        features.
    method : str
    tol : float or None
    errors : ndarray, shape (E, T), or None
        Estimated relative L2 error; None where the scheme estimates none, as for the next two.
    converged : ndarray of bool, shape (E, T), or None
    worst : ndarray, shape (E, T, 2), or None
        The interval of alpha that errs most; of no meaning where converged.
    looks : sequence of sequences of Looks, or None
        By example and target, where they are kept.
    """

    examples: Ints
    attributions: Tensor
    alphas: Floats
    weights: Floats
    scores: Floats
    contributions: Floats
    method: str
    tol: float | None = None
    errors: Floats | None = None
    converged: Bools | None = None
    worst: Floats | None = None
    looks: Sequence[Sequence[Looks]] | None = None

    def take(self, some: Ints) -> Integrals:
        """The integrals of some of the examples."""
        rows = torch.from_numpy(some).to(self.attributions.device)
        by_example = ("examples", "alphas", "weights", "scores", "contributions")
        estimated = ("errors", "converged", "worst")
        arrays = {name: getattr(self, name) for name in by_example + estimated}
        return replace(
            self,
            attributions=self.attributions[rows],
            looks=None if self.looks is None else [self.looks[i] for i in some.tolist()],
            **{name: value[some] for name, value in arrays.items() if value is not None},
        )


@dataclass(frozen=True)
class NodeBatch:
    """Evaluated nodes, in the order in which they were pending.

    Attributes
    ----------
    scores : ndarray, shape (rows, T)
    step_gradients : Tensor, shape (rows, T, ...)
        Both belong to the score that is differentiated.
    finite : ndarray of bool, shape (rows,)
        Which rows are fit for use; an example with a row that is not is given up.
    inverse_link : InverseLink
        Turns that score into the score explained.
    eps : float
        Machine epsilon that scores are computed with.
    """

    scores: Floats
    step_gradients: Tensor
    finite: Bools
    inverse_link: InverseLink
    eps: float

    @property
    def rows(self) -> int:
        """How many nodes there are."""
        return len(self.scores)

    def part(self, first: int, rows: int) -> NodeBatch:
        """So many of the nodes, from one on."""
        some = slice(first, first + rows)
        return replace(
            self,
            scores=self.scores[some],
            step_gradients=self.step_gradients[some],
            finite=self.finite[some],
        )

    def explained(self) -> NodeBatch:
        """The same nodes with the score explained for that which is differentiated."""
        scores, step_gradients = self.inverse_link.apply(self.scores, self.step_gradients)
        return replace(self, scores=scores, step_gradients=step_gradients, inverse_link=IDENTITY)


class Scheme(Protocol):
    """Chooses the nodes of the paths of several examples, one round after the other."""

    has_endpoints: bool  # whether both ends of the path are among the nodes

    @property
    def evaluations(self) -> int:
        """Number of nodes added so far, of all examples."""

    @property
    def nbytes(self) -> int:
        """Bytes of step gradients kept."""

    @property
    def expected(self) -> int:
        """Number of nodes that all paths will take, as far as is known."""

    def set_endpoint_scores(self, scores: Floats) -> None:
        """Take the scores that are differentiated at both ends of every path, (E, T, 2)."""

    @property
    def done(self) -> bool:
        """Whether there are no more nodes to ask for."""

    def pending(self, room: int, urgent: bool) -> tuple[Ints, Floats]:
        """The examples and the alphas to evaluate next.

        ``room`` is how many bytes the step gradients of these nodes may take; where it is
        ``urgent``, some are given even if there is no room.
        """

    def add(self, batch: NodeBatch) -> None:
        """Take the next pending nodes."""

    def integrals(self) -> list[Integrals]:
        """The integrals so far; without the examples of which there is none yet."""


def feature_sums(step_gradients: Tensor) -> Floats:
    """Sums of step gradients (rows, T, ...) over features, (rows, T), in float64."""
    # MPS has no float64, so the per-feature sum stays in the tensor's own precision there.
    wide = None if step_gradients.device.type == "mps" else torch.float64
    return np.asarray(
        step_gradients.reshape(*step_gradients.shape[:2], -1).sum(2, dtype=wide).cpu().double()
    )
