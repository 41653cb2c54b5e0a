"""Examples whose paths have equally many nodes, and are worked on together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from igviz.quadrature.by_row import by_row
from igviz.quadrature.estimate import Estimate, Estimator
from igviz.quadrature.nodes import Ascending, Nodes
from igviz.quadrature.rules import Floats, Ints
from igviz.quadrature.scheme import Integrals, Looks
from igviz.quadrature.shown import Shown
from igviz.quadrature.step_maps import StepMapBuilder
from igviz.quadrature.store import Together

COHORT_BYTES = 2 * 2**20  # that the nodes of one cohort may take ("Memory" in docs/numerics.md)


@dataclass(frozen=True)
class Cohort:
    """E examples with equally many nodes, and equally many pending ones.

    Attributes
    ----------
    members : ndarray of int, shape (E,)
        The numbers of the examples.
    nodes : Nodes
    pending : ndarray, shape (E, k)
        The alphas to evaluate next; none once the paths are done.
    intervals : int or None
        Of Romberg's rule once no node is pending; None where the paths are rough.
    expected : ndarray, shape (E,)
        How many nodes each path will take, as far as it has shown.
    """

    members: Ints
    nodes: Nodes
    pending: Floats
    intervals: int | None
    expected: Floats

    @property
    def missing(self) -> int:
        """How many nodes are still expected, of all examples."""
        nodes, pending = len(self.nodes), self.pending.shape[1]
        return int(np.maximum(self.expected - nodes, pending).sum())

    @property
    def evaluated(self) -> Cohort:
        """The cohort as it was before the pending nodes were asked for."""
        intervals = None if self.intervals is None else len(self.nodes) - 1
        return replace(self, pending=self.pending[:, :0], intervals=intervals)

    @property
    def example_size(self) -> int:
        """Bytes of one example once its pending nodes are evaluated."""
        return self.nodes.size_with(self.pending.shape[1])

    @property
    def most(self) -> int:
        """How many examples a cohort like this one may have."""
        return max(1, COHORT_BYTES // self.example_size)

    def joins(self, other: Cohort) -> bool:
        """Whether two cohorts can be one, and not too large a one."""
        return (
            len(self.members) + len(other.members) <= self.most
            and isinstance(self.nodes.store, Together)
            and isinstance(other.nodes.store, Together)
            and len(self.nodes) == len(other.nodes)
            and self.pending.shape[1] == other.pending.shape[1]
            and self.intervals == other.intervals
        )

    def take(self, some: Ints) -> Cohort:
        """Some of the examples."""
        if len(some) == len(self.members):
            return self
        return replace(
            self,
            members=self.members[some],
            nodes=self.nodes.take(some),
            pending=self.pending[some],
            expected=self.expected[some],
        )

    @staticmethod
    def joined(several: Sequence[Cohort]) -> Cohort:
        """Join cohorts with equally many nodes and equally many pending ones."""
        if len(several) == 1:
            return several[0]
        return replace(
            several[0],
            members=np.concatenate([one.members for one in several]),
            nodes=Nodes.joined([one.nodes for one in several]),
            pending=np.concatenate([one.pending for one in several]),
            expected=np.concatenate([one.expected for one in several]),
        )


@dataclass(frozen=True)
class Estimated:
    """A cohort with the estimate of its integrals."""

    cohort: Cohort
    estimator: Estimator
    estimate: Estimate

    @staticmethod
    def of(cohort: Cohort, smooth: bool, tol: float) -> Estimated:
        """Estimate the integrals of a cohort."""
        estimator = Estimator(cohort.nodes, smooth)
        estimate = estimator.estimate(tol, cohort.intervals)
        return Estimated(cohort, estimator, estimate)

    @property
    def nodes(self) -> Ascending:
        """The nodes in ascending order."""
        return self.estimator.nodes

    def integrals(self, some: Ints, tol: float, shown: Shown, keep: bool) -> Integrals:
        """The integrals of some of the examples."""
        nodes, estimate = self.nodes, self.estimate
        weighted = nodes.by_slot(estimate.weights * estimate.slopes)
        norms = estimate.norms[some]
        exact = np.where(estimate.errors[some] == 0, 0.0, np.inf)
        worst = estimate.cell_errors[some].argmax(2)
        edges = nodes.edges[some]
        return Integrals(
            examples=self.cohort.members[some],
            attributions=self.cohort.take(some).nodes.store.weighted(weighted[some]),
            alphas=nodes.alphas[some],
            weights=estimate.weights[some],
            scores=self.cohort.nodes.inverse_link.value(nodes.scores[some]),
            contributions=(estimate.slopes * nodes.sums * self.cohort.nodes.unit[..., None])[some],
            method="adaptive",
            tol=tol,
            errors=np.where(
                norms > 0, estimate.errors[some] / np.where(norms > 0, norms, 1), exact
            ),
            converged=estimate.converged[some],
            worst=np.stack([np.take_along_axis(edges, worst + i, 1) for i in (0, 1)], 2),
            looks=[self._looks(int(e), shown) for e in some] if keep else None,
        )

    def _looks(self, example: int, shown: Shown) -> list[Looks]:
        """What somebody may look at of one example, by target."""
        return [self._looks_of(example, t, shown) for t in range(self.estimate.norms.shape[1])]

    def _looks_of(self, example: int, t: int, shown: Shown) -> Looks:
        nodes, estimate, roughness = self.nodes, self.estimate, self.estimator.roughness
        builder = StepMapBuilder(nodes.alphas[example], estimate.weights[example, t], shown)
        sigma, map_sigma = (roughness.sigma(example, t) for _ in range(2))
        slopes = estimate.slopes[example, t]
        for block in self.cohort.nodes.store.blocks(example, nodes.order[example]):
            steps = block[:, t]
            own, slopes = slopes[: len(steps)], slopes[len(steps) :]
            builder.add(steps * by_row(own, steps))
            sigma.add(steps)
            map_sigma.add(shown.channel_sums(steps, 1))
        # A smooth path errs less than its roughness says, in the same cells.
        size = float(roughness.error[example, t])
        share = min(1.0, float(estimate.errors[example, t]) / size) if size else 1.0
        return Looks(builder.build(), share * sigma.root(), share * map_sigma.root())
