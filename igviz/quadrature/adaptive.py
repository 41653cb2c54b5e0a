"""The self-stopping scheme: nested nodes, an estimate of the error, no number of steps to choose.

Smooth networks are integrated by Romberg's nested rules, which converge very fast. Along a line
the gradient of a ReLU network is a staircase of very many small jumps, which behaves like Brownian
motion: there the trapezoid is the best linear estimate, its error follows from the jumps, and nodes
are best placed in proportion to error^(2/3). Both rules use the same step gradients, and none is
thrown away. docs/numerics.md says what was measured.
"""

from __future__ import annotations

import math

import numpy as np
from torch import Tensor

from igviz.quadrature.estimate import Estimate, Estimator
from igviz.quadrature.inverse_link import IDENTITY, InverseLink
from igviz.quadrature.nodes import MAX_EVALUATIONS, Cell, Nodes
from igviz.quadrature.refine import nodes_needed, refinement
from igviz.quadrature.rules import Floats, romberg, rule
from igviz.quadrature.scheme import PathIntegral
from igviz.quadrature.step_maps import StepMapBuilder

# Each number below is explained in docs/numerics.md, in the section named.
PILOT_INTERVALS = 8  # of Romberg's first rule ("Romberg's rule")
PILOT_NODES = 4  # first nodes where the ends of the path are none ("Rough paths")
MAX_INTERVALS = 64  # of Romberg's last rule ("Romberg's rule")


class AdaptiveScheme:
    """Nodes of one path, refined until the attribution of every target is within ``tol``.

    Parameters
    ----------
    tol : float
        Relative L2 error of the attribution to reach (0.05 = 5 %).
    channel_dim : int or None
        Dimension of one example that kept step maps are summed over.
    limit : int
        Most gradient evaluations to spend; fewer where the gradients would not fit into memory.
    kinks : bool, optional
        Whether the network has kinks, as far as its layers tell. Without kinks, the path between
        two nodes is taken for a curve. With kinks it is taken for a staircase: Romberg's rule is
        not tried, and no gradient is spent on the ends of the path, where a node would say what
        its neighbour half a step inside says.
    """

    def __init__(
        self,
        tol: float,
        channel_dim: int | None,
        limit: int = MAX_EVALUATIONS,
        kinks: bool | None = None,
    ) -> None:
        if not (isinstance(tol, (int, float)) and 0 < tol < 1):
            raise ValueError(
                f"tol={tol!r} was given; pass a number between 0 and 1, such as 0.05 for 5 %."
            )
        self.tol, self.channel_dim = float(tol), channel_dim
        self.limit = max(limit, PILOT_INTERVALS + 1)
        self.smooth, self.has_endpoints = kinks is False, not kinks
        self.nodes = Nodes(self.limit)
        self.estimator = Estimator(self.nodes, self.smooth)
        self.done = False
        self._intervals = None if kinks else PILOT_INTERVALS  # None once the path proved rough
        self._pending = self._pilot()
        self._estimates: list[Estimate] = []
        self._estimated_at = 0  # number of nodes that the estimates rest on
        self._expected = len(self._pending)

    def _pilot(self) -> list[float]:
        """The first alphas; a middle one and the last come first, in one batch.

        The model's outputs differ most between these two, so that a model whose rows influence
        each other gives itself away.
        """
        if self._intervals is None:
            alphas, _ = rule("riemann_middle", PILOT_NODES)
        else:
            alphas, _ = romberg(self._intervals)
        *others, last = alphas.tolist()
        return [others.pop(len(others) // 2), last, *others]

    @property
    def evaluations(self) -> int:
        """Nodes evaluated so far."""
        return len(self.nodes)

    @property
    def nbytes(self) -> int:
        """Bytes of step gradients kept."""
        return self.nodes.nbytes

    @property
    def expected(self) -> int:
        """Nodes that the whole path will take, as far as it has shown."""
        return self.evaluations if self.done else max(self._expected, self.evaluations + 1)

    def set_endpoint_scores(self, scores: Floats) -> None:
        """Take the scores at both ends, (2, targets), where no gradient is evaluated."""
        self.nodes.endpoint_scores = scores

    def set_tol(self, tol: float) -> None:
        """Change the error to reach; all nodes are kept."""
        self.tol = tol
        if not self._pending and len(self.nodes):
            self.done = False
            self._estimate()
            self._plan()

    def pending(self) -> list[float]:
        """Return the next alphas; none when every target converged or the limit is reached."""
        return [] if self.done else list(self._pending)

    def add(
        self,
        alpha: float,
        scores: Tensor,
        step_gradients: Tensor,
        inverse_link: InverseLink = IDENTITY,
    ) -> None:
        """Take one node; after the last pending one, estimate the error and plan the next."""
        assert self.has_endpoints or self.nodes.endpoint_scores is not None
        if self.smooth:  # the score explained is a curve, too, so that it needs no link
            scores, step_gradients = inverse_link.apply(scores, step_gradients)
            inverse_link = IDENTITY
        self.nodes.add(alpha, scores, step_gradients, inverse_link)
        self._pending.remove(alpha)
        self.limit = min(self.limit, self.nodes.capacity)
        if not self._pending:
            self._estimate()
            self._plan()

    def _estimate(self) -> None:
        self._estimates = [
            self.estimator.estimate(t, self.tol, self._intervals) for t in range(self.nodes.targets)
        ]
        self._estimated_at = self.evaluations

    # Planning -----------------------------------------------------------------------------------

    def _plan(self) -> None:
        if all(estimate.converged for estimate in self._estimates):
            self.done = True
        elif self._intervals and all(estimate.by_romberg for estimate in self._estimates):
            self._double(self._intervals)
        else:
            self._intervals = None
            self._refine()
        if not self._pending:
            self.done = True
        needed = max(map(self._nodes_needed, self._estimates))
        self._expected = int(min(self.limit, max(needed, self.evaluations + len(self._pending))))

    def _double(self, intervals: int) -> None:
        """Ask for Romberg's next rule; beyond its last one, refine as a rough path."""
        doubled = intervals * 2
        if doubled > MAX_INTERVALS or doubled + 1 > self.limit:
            self._intervals = None
            self._estimate()
            if not all(estimate.converged for estimate in self._estimates):
                self._refine()
            return
        self._intervals = doubled
        self._pending = [a for a in romberg(doubled)[0].tolist() if a not in self.nodes]

    def _nodes_needed(self, estimate: Estimate) -> float:
        if estimate.converged:
            return float(self.evaluations)
        if estimate.by_romberg:
            return float(2 * (self._intervals or PILOT_INTERVALS) + 1)
        return nodes_needed(estimate, self.nodes, self.tol) + self.has_endpoints

    def _refine(self) -> None:
        unconverged = [estimate for estimate in self._estimates if not estimate.converged]
        if unconverged:
            needed = max(map(self._nodes_needed, unconverged))
            self._pending = refinement(unconverged, self.nodes, self.tol, needed, self.limit)

    # Results ------------------------------------------------------------------------------------

    def integrals(self) -> list[PathIntegral] | None:
        """Return the integral of every target; None while nodes of a round are missing."""
        if not self._estimates or self._estimated_at != self.evaluations:
            return None
        return [self._integral(t, estimate) for t, estimate in enumerate(self._estimates)]

    def _integral(self, t: int, estimate: Estimate) -> PathIntegral:
        alphas = np.array(self.nodes.alphas)
        builder = StepMapBuilder(alphas, estimate.weights, self.channel_dim)
        for alpha, slope in zip(self.nodes.alphas, estimate.slopes, strict=True):
            builder.add(float(slope) * self.nodes.step_gradient(alpha, t))
        norm = float(estimate.attributions.norm())
        sigma, map_sigma = self.estimator.roughness.sigma(t, self.channel_dim)
        # A smooth path errs less than its roughness says, in the same cells.
        share = min(1.0, estimate.error / float(sigma.norm())) if sigma.any() else 1.0
        return PathIntegral(
            attributions=estimate.attributions,
            alphas=alphas,
            weights=estimate.weights,
            scores=self.nodes.scores(t),
            contributions=estimate.slopes * self.nodes.sums(t),
            step_maps=builder.build(),
            method="adaptive",
            evaluations=self.evaluations,
            tol=self.tol,
            error=estimate.error / norm if norm else (0.0 if estimate.error == 0 else math.inf),
            converged=estimate.converged,
            worst=None if estimate.converged else self._worst_cell(estimate),
            sigma=share * sigma,
            map_sigma=share * map_sigma,
        )

    def _worst_cell(self, estimate: Estimate) -> Cell:
        return self.nodes.cells[int(estimate.cell_errors.argmax())]
