"""The self-stopping scheme: nested nodes, an error estimate that is right, no steps to choose.

Smooth networks are integrated by Romberg's nested rules, which converge very fast.
Along a line a ReLU network's gradient is a staircase of very many small jumps, which behaves like
Brownian motion; there the composite trapezoid is the best linear estimate between two nodes, its
error in a cell of width h is h * |u_right - u_left| / sqrt(12), and nodes are best placed in
proportion to error^(2/3). The same gradients serve both, and every one is kept. Where layers tell
that a network has kinks, nodes begin half a step inside the path, as a midpoint rule's do, which
saves one of them; where they do not, both ends are nodes, as Romberg's rules need them.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass

import numpy as np
from torch import Tensor

from igviz.quadrature.inverse_link import IDENTITY, InverseLink
from igviz.quadrature.nodes import MAX_EVALUATIONS, Cell, Nodes
from igviz.quadrature.rules import Floats, hermite_weights, romberg, rule
from igviz.quadrature.scheme import PathIntegral
from igviz.quadrature.step_maps import StepMapBuilder

PILOT_INTERVALS = 8  # intervals of the first rule
OPEN_PILOT_NODES = 4  # nodes to begin with where the ends are none
MAX_INTERVALS = 64  # intervals of the last one
MIN_WIDTH = 2.0**-16  # a cell this narrow that still errs is a discontinuity
SAFETY = 0.95  # stop a little below tol: the estimate is right to some percent
NODES_AT_ONCE = 4  # nodes are asked for in multiples of it, which fill batches


@dataclass(frozen=True)
class Estimate:
    """What is known of one target's integral at one moment."""

    cell_errors: Floats  # errors of the piecewise rule, cell by cell
    weights: Floats
    slopes: Floats  # of the gradients held, to make them the step gradients that are weighted
    attributions: Tensor
    error: float
    bound: float  # the error that is to be within tol
    smooth: bool
    converged: bool
    scale: float = 1.0  # of the cells' summed error, to make it the bound


class AdaptiveScheme:
    """Nodes of one path, refined until the attribution of every target is within ``tol``.

    Parameters
    ----------
    tol : float
        Relative L2 error of the attribution to reach (0.05 = 5 %).
    channel_dim : int or None
        Dimension of one example that kept step maps are summed over.
    limit : int
        Most gradient evaluations to spend; fewer where they would not fit into memory.
    kinks : bool, optional
        Whether the network has kinks, as far as its layers tell. Without any, what happens between
        two nodes is taken to be a curve, and not a staircase. With kinks only, smooth rules are
        not tried, and no gradient is spent on the ends: what a node there would say, its
        neighbour half a step inside says as well.
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
        self.tol, self.channel_dim, self.limit = (
            float(tol),
            channel_dim,
            max(limit, PILOT_INTERVALS + 1),
        )
        self.smooth, self.has_endpoints = kinks is False, not kinks
        self.nodes = Nodes(self.limit)
        self.intervals = None if kinks else PILOT_INTERVALS  # None once the path has proved rough
        self.done = False
        pilot = (
            rule("riemann_middle", OPEN_PILOT_NODES)[0] if kinks else romberg(PILOT_INTERVALS)[0]
        )
        # The middle and the end in one batch: unlike, they show whether rows see each other.
        *others, last = pilot.tolist()
        self._pending = [others.pop(len(others) // 2), last, *others]
        self._estimates: list[Estimate] = []
        self._estimated_at = 0
        self._expected = len(self._pending)

    @property
    def evaluations(self) -> int:
        """Nodes evaluated so far."""
        return len(self.nodes)

    @property
    def nbytes(self) -> int:
        """Bytes of gradients held."""
        return self.nodes.nbytes

    @property
    def expected(self) -> int:
        """Nodes it will take, as far as the path has shown."""
        return self.evaluations if self.done else max(self._expected, self.evaluations + 1)

    def set_endpoint_scores(self, scores: Floats) -> None:
        """Take the scores at both ends, (2, targets), where no gradient is asked for."""
        self.nodes.endpoint_scores = scores

    def pending(self) -> list[float]:
        """Return the next alphas; none when every target is right or the limit is reached."""
        return [] if self.done else list(self._pending)

    def add(
        self,
        alpha: float,
        scores: Tensor,
        step_gradients: Tensor,
        inverse_link: InverseLink = IDENTITY,
    ) -> None:
        """Take one node; with the last one asked for, judge and plan on."""
        assert self.has_endpoints or self.nodes.endpoint_scores is not None
        if self.smooth:  # what is explained is itself a curve then
            (scores, step_gradients), inverse_link = (
                inverse_link.apply(scores, step_gradients),
                IDENTITY,
            )
        self.nodes.add(alpha, scores, step_gradients, inverse_link)
        self._pending.remove(alpha)
        self.limit = min(self.limit, self.nodes.capacity)
        if not self._pending:
            self._estimate()
            self._plan()

    def _estimate(self) -> None:
        self._estimates = [self._estimate_target(t) for t in range(self.nodes.targets)]
        self._estimated_at = self.evaluations

    def _estimate_target(self, t: int) -> Estimate:
        cells = self.nodes.cell_errors(t)
        rough = self._piecewise(t, cells)
        smooth = None if self.intervals is None else self._romberg(t, cells, self.intervals)
        return rough if smooth is None or rough.bound < smooth.bound else smooth

    def _piecewise(self, t: int, cells: Floats) -> Estimate:
        """The piecewise rule, right for gradients that are a staircase."""
        weights = self.nodes.weights()
        # Where a link weighs the gradients, a node stands for the mean around it.
        slopes = self.nodes.weights(t) / weights
        attributions = self.nodes.weighted_sum(t, weights * slopes)
        rough = float(np.linalg.norm(cells))
        # Where the score did something that no gradient saw, no curve is to be trusted.
        curved = self.smooth and rough and rough <= 1.01 * self.nodes.rough_error(t)
        smoothness = self._smoothness_factor(t, weights, rough) if curved else 1.0
        scale = smoothness * self.nodes.two_sigma_factor(t)
        error, bound = smoothness * rough, scale * rough
        converged = bound <= SAFETY * self.tol * float(attributions.norm())
        return Estimate(cells, weights, slopes, attributions, error, bound, False, converged, scale)

    def _smoothness_factor(self, t: int, weights: Floats, rough: float) -> float:
        """How much less than roughness would have it a smooth path errs, between 1/4 and 1.

        There the trapezoid's error is what a cubic through the same nodes adds to it; twice that is
        taken, since the cubic is not the truth either.
        """
        difference = hermite_weights(np.array(self.nodes.alphas)) - weights
        return float(
            np.clip(2 * float(self.nodes.weighted_sum(t, difference).norm()) / rough, 0.25, 1.0)
        )

    def _romberg(self, t: int, cells: Floats, intervals: int) -> Estimate | None:
        """Romberg's rule, if it does clearly better than roughness would let it."""
        nodes = self.nodes
        weights, half, quarter = (self._romberg_weights(intervals // part) for part in (1, 2, 4))
        slopes = nodes.slopes(t)
        attributions = nodes.weighted_sum(t, slopes * weights)
        size, rough = float(attributions.norm()), nodes.rough_error(t)
        fine = float(nodes.weighted_sum(t, slopes * (weights - half)).norm())
        coarse = float(nodes.weighted_sum(t, slopes * (half - quarter)).norm())
        # One more doubling would gain about what the last one did, and that is not taken on trust.
        gain = float(np.clip(fine / coarse, 0.1 if self.smooth else 0.5, 1)) if coarse else 1.0
        error = fine * gain
        scores = nodes.scores(t)
        delta = float((slopes * weights) @ nodes.sums(t)) - float(scores[-1] - scores[0])
        unexplained = abs(delta) / nodes.sum_per_norm(t)
        bound = self.tol * size
        converged = error <= bound and fine <= 2.5 * bound and unexplained <= bound
        smooth = error < 0.35 * rough and unexplained <= max(rough, bound)
        if not (converged or smooth):
            return None
        return Estimate(cells, weights, slopes, attributions, error, error, True, converged)

    def _romberg_weights(self, intervals: int) -> Floats:
        """Romberg's weights at the nodes, zero at those that are not its own."""
        own = dict(zip(*(part.tolist() for part in romberg(intervals)), strict=True))
        return np.array([own.get(alpha, 0.0) for alpha in self.nodes.alphas])

    # What to ask next ---------------------------------------------------------------------------

    def _plan(self) -> None:
        if all(estimate.converged for estimate in self._estimates):
            self.done = True
        elif self.intervals is not None and all(estimate.smooth for estimate in self._estimates):
            self._double()
        else:
            self.intervals = None
            self._refine()
        if not self._pending:
            self.done = True
        expected = max(self._nodes_needed(t) for t in range(len(self._estimates)))
        self._expected = int(min(self.limit, max(expected, self.evaluations + len(self._pending))))

    def _double(self) -> None:
        assert self.intervals is not None
        doubled = self.intervals * 2
        if doubled > MAX_INTERVALS or doubled + 1 > self.limit:
            self.intervals = None
            self._estimate()
            if not all(j.converged for j in self._estimates):
                self._refine()
            return
        self.intervals = doubled
        self._pending = [a for a in romberg(doubled)[0].tolist() if a not in self.nodes]

    def _nodes_needed(self, t: int) -> float:
        estimate = self._estimates[t]
        if estimate.converged:
            return float(self.evaluations)
        if estimate.smooth:
            return float(2 * (self.intervals or PILOT_INTERVALS) + 1)
        cells = estimate.cell_errors * self.nodes.cell_lengths
        bound = SAFETY * self.tol * float(estimate.attributions.norm()) / estimate.scale
        return float((cells ** (2 / 3)).sum() ** 1.5 / _divisor(bound, cells)) + self.has_endpoints

    def _refine(self) -> None:
        """Split cells in proportion to error^(2/3), towards the number of nodes that suffices."""
        unconverged = [t for t, estimate in enumerate(self._estimates) if not estimate.converged]
        if not unconverged:
            return
        nodes_needed = max(self._nodes_needed(t) for t in unconverged)
        extra = math.ceil(0.9 * (min(nodes_needed, 1e6) - self.evaluations) / NODES_AT_ONCE)
        # Not too many at a time: what a round shows may change where the next should look.
        extra = NODES_AT_ONCE * max(1, min(extra, self.evaluations // NODES_AT_ONCE))
        extra = min(extra, self.limit - self.evaluations)
        shares = np.max([self._share(t) for t in unconverged], axis=0)
        extra_by_cell = enumerate(allot(shares, self.nodes.cell_lengths, extra))
        self._pending = [alpha for i, n in extra_by_cell for alpha in self.nodes.split(i, n)]

    def _share(self, t: int) -> Floats:
        """Each cell's error as a share of the target's allowance; zero where it cannot be split."""
        cells = self._estimates[t].cell_errors
        wide = np.diff(self.nodes.edges) > MIN_WIDTH
        allowance = self.tol * float(self._estimates[t].attributions.norm())
        return np.where(wide, cells / _divisor(allowance, cells), 0.0)

    # What is handed over ------------------------------------------------------------------------

    def set_tol(self, tol: float) -> None:
        """Ask for another error; the nodes paid for are kept."""
        self.tol = tol
        if not self._pending and len(self.nodes):
            self.done = False
            self._estimate()
            self._plan()

    def integrals(self) -> list[PathIntegral] | None:
        """Return the integral of every target after a whole round, None in the middle of one."""
        if not self._estimates or self._estimated_at != self.evaluations:
            return None
        return [self._integral(t) for t in range(len(self._estimates))]

    def _integral(self, t: int) -> PathIntegral:
        estimate, alphas = self._estimates[t], np.array(self.nodes.alphas)
        builder = StepMapBuilder(alphas, estimate.weights, self.channel_dim)
        for alpha, factor in zip(self.nodes.alphas, estimate.slopes, strict=True):
            builder.add(float(factor) * self.nodes.step_gradient(alpha, t))
        size = float(estimate.attributions.norm())
        sigma, map_sigma = self.nodes.sigma(t, self.channel_dim)
        # A smooth path errs less than the cells' roughness says, in the same places.
        share = min(1.0, estimate.error / float(sigma.norm())) if sigma.any() else 1.0
        return PathIntegral(
            estimate.attributions,
            alphas,
            estimate.weights,
            self.nodes.scores(t),
            estimate.slopes * self.nodes.sums(t),
            builder.build(),
            "adaptive",
            self.evaluations,
            self.tol,
            estimate.error / size if size else (0.0 if estimate.error == 0 else math.inf),
            estimate.converged,
            None if estimate.converged else self._worst(t),
            share * sigma,
            share * map_sigma,
        )

    def _worst(self, t: int) -> Cell:
        return self.nodes.cells[int(self._estimates[t].cell_errors.argmax())]


def _divisor(allowance: float, cells: Floats) -> float:
    """What errors are divided by, also where the attribution is next to nothing."""
    return max(allowance, 1e-9 * float(cells.max()), 1e-300)


def allot(shares: Floats, parts: Floats, extra: int) -> list[int]:
    """How many nodes go into each cell: where the squared error falls most, one by one.

    In n parts a cell has the share (parts / n)^2 of its squared error now.
    """
    whole = (shares * parts) ** 2

    def gain(i: int, added: int) -> float:
        n = parts[i] + added
        return float(whole[i] * (1 / n**2 - 1 / (n + 1) ** 2))

    added = [0] * len(shares)
    gains = [(-gain(i, 0), i) for i, share in enumerate(shares) if share > 0]
    heapq.heapify(gains)
    for _ in range(extra if gains else 0):
        _, i = heapq.heappop(gains)
        added[i] += 1
        heapq.heappush(gains, (-gain(i, added[i]), i))
    return added
