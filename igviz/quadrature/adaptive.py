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

from igviz.quadrature.link import UNLINKED, Link
from igviz.quadrature.nodes import MAX_EVALUATIONS, Cell, Nodes
from igviz.quadrature.rules import Floats, hermite_weights, romberg, rule
from igviz.quadrature.scheme import PathResult
from igviz.quadrature.steps import StepKeeper

PILOT = 8  # intervals of the first rule
OPEN_PILOT = 4  # nodes to begin with where the ends are none
SMOOTHEST = 64  # intervals of the last one
NARROWEST = 2.0**-16  # a cell this narrow that still errs is a discontinuity
EARLY = 0.95  # stop a little below tol: the estimate is right to some percent
TOGETHER = 4  # nodes are asked for in multiples of it, which fill batches


@dataclass(frozen=True)
class _Judgement:
    """What is known of one target's integral at one moment."""

    cells: Floats  # errors of the piecewise rule, cell by cell
    weights: Floats
    factors: Floats  # of the gradients held, to make them the step gradients that are weighted
    attributions: Tensor
    error: float
    bound: float  # the error that is to be within tol
    smooth: bool
    accepted: bool
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
        self.tol, self.channel_dim, self.limit = float(tol), channel_dim, max(limit, PILOT + 1)
        self.smooth, self.has_ends = kinks is False, not kinks
        self.nodes = Nodes(self.limit)
        self.intervals = None if kinks else PILOT  # None once the path has proved rough
        self.done = False
        pilot = rule("riemann_middle", OPEN_PILOT)[0] if kinks else romberg(PILOT)[0]
        # The middle and the end in one batch: unlike, they show whether rows see each other.
        *others, last = pilot.tolist()
        self._pending = [others.pop(len(others) // 2), last, *others]
        self._judged: list[_Judgement] = []
        self._judged_at = 0
        self._goal = len(self._pending)

    @property
    def evaluations(self) -> int:
        """Nodes evaluated so far."""
        return len(self.nodes)

    @property
    def size(self) -> int:
        """Bytes of gradients held."""
        return self.nodes.size

    @property
    def expected(self) -> int:
        """Nodes it will take, as far as the path has shown."""
        return self.evaluations if self.done else max(self._goal, self.evaluations + 1)

    def know_ends(self, scores: Floats) -> None:
        """Take the scores at both ends, (2, targets), where no gradient is asked for."""
        self.nodes.ends = scores

    def wanted(self) -> list[float]:
        """Return the next alphas; none when every target is right or the limit is reached."""
        return [] if self.done else list(self._pending)

    def add(self, alpha: float, scores: Tensor, steps: Tensor, link: Link = UNLINKED) -> None:
        """Take one node; with the last one asked for, judge and plan on."""
        assert self.has_ends or self.nodes.ends is not None
        if self.smooth:  # what is explained is itself a curve then
            (scores, steps), link = link.through(scores, steps), UNLINKED
        self.nodes.add(alpha, scores, steps, link)
        self._pending.remove(alpha)
        self.limit = min(self.limit, self.nodes.most)
        if not self._pending:
            self._judge()
            self._plan()

    def _judge(self) -> None:
        self._judged = [self._judge_target(t) for t in range(self.nodes.targets)]
        self._judged_at = self.evaluations

    def _judge_target(self, t: int) -> _Judgement:
        cells = self.nodes.cell_errors(t)
        rough = self._judge_rough(t, cells)
        smooth = None if self.intervals is None else self._judge_smooth(t, cells, self.intervals)
        return rough if smooth is None or rough.bound < smooth.bound else smooth

    def _judge_rough(self, t: int, cells: Floats) -> _Judgement:
        """The piecewise rule, right for gradients that are a staircase."""
        weights = self.nodes.weights()
        # Where a link weighs the gradients, a node stands for the mean around it.
        factors = self.nodes.weights(t) / weights
        attributions = self.nodes.weighted(t, weights * factors)
        rough = float(np.linalg.norm(cells))
        # Where the score did something that no gradient saw, no curve is to be trusted.
        curved = self.smooth and rough and rough <= 1.01 * self.nodes.rough_error(t)
        relief = self._relief(t, weights, rough) if curved else 1.0
        scale = relief * self.nodes.confidence(t)
        error, bound = relief * rough, scale * rough
        accepted = bound <= EARLY * self.tol * float(attributions.norm())
        return _Judgement(
            cells, weights, factors, attributions, error, bound, False, accepted, scale
        )

    def _relief(self, t: int, weights: Floats, rough: float) -> float:
        """How much less than roughness would have it a smooth path errs, between 1/4 and 1.

        There the trapezoid's error is what a cubic through the same nodes adds to it; twice that is
        taken, since the cubic is not the truth either.
        """
        beyond = hermite_weights(np.array(self.nodes.alphas)) - weights
        return float(np.clip(2 * float(self.nodes.weighted(t, beyond).norm()) / rough, 0.25, 1.0))

    def _judge_smooth(self, t: int, cells: Floats, intervals: int) -> _Judgement | None:
        """Romberg's rule, if it does clearly better than roughness would let it."""
        nodes = self.nodes
        weights, half, quarter = (self._spectral(intervals // part) for part in (1, 2, 4))
        slopes = nodes.slopes(t)
        attributions = nodes.weighted(t, slopes * weights)
        size, rough = float(attributions.norm()), nodes.rough_error(t)
        fine = float(nodes.weighted(t, slopes * (weights - half)).norm())
        coarse = float(nodes.weighted(t, slopes * (half - quarter)).norm())
        # One more doubling would gain about what the last one did, and that is not taken on trust.
        gain = float(np.clip(fine / coarse, 0.1 if self.smooth else 0.5, 1)) if coarse else 1.0
        error = fine * gain
        scores = nodes.scores(t)
        missed = float((slopes * weights) @ nodes.sums(t)) - float(scores[-1] - scores[0])
        unseen = abs(missed) / nodes.coherence(t)
        bound = self.tol * size
        accepted = error <= bound and fine <= 2.5 * bound and unseen <= bound
        smooth = error < 0.35 * rough and unseen <= max(rough, bound)
        if not (accepted or smooth):
            return None
        return _Judgement(cells, weights, slopes, attributions, error, error, True, accepted)

    def _spectral(self, intervals: int) -> Floats:
        """Romberg's weights at the nodes, zero at those that are not its own."""
        own = dict(zip(*(part.tolist() for part in romberg(intervals)), strict=True))
        return np.array([own.get(alpha, 0.0) for alpha in self.nodes.alphas])

    # What to ask next ---------------------------------------------------------------------------

    def _plan(self) -> None:
        if all(judged.accepted for judged in self._judged):
            self.done = True
        elif self.intervals is not None and all(judged.smooth for judged in self._judged):
            self._double()
        else:
            self.intervals = None
            self._refine()
        if not self._pending:
            self.done = True
        goal = max(self._needed(t) for t in range(len(self._judged)))
        self._goal = int(min(self.limit, max(goal, self.evaluations + len(self._pending))))

    def _double(self) -> None:
        assert self.intervals is not None
        doubled = self.intervals * 2
        if doubled > SMOOTHEST or doubled + 1 > self.limit:
            self.intervals = None
            self._judge()
            if not all(j.accepted for j in self._judged):
                self._refine()
            return
        self.intervals = doubled
        self._pending = [a for a in romberg(doubled)[0].tolist() if a not in self.nodes]

    def _needed(self, t: int) -> float:
        judged = self._judged[t]
        if judged.accepted:
            return float(self.evaluations)
        if judged.smooth:
            return float(2 * (self.intervals or PILOT) + 1)
        cells = judged.cells * self.nodes.parts
        bound = EARLY * self.tol * float(judged.attributions.norm()) / judged.scale
        return float((cells ** (2 / 3)).sum() ** 1.5 / _bounded(bound, cells)) + self.has_ends

    def _refine(self) -> None:
        """Split cells in proportion to error^(2/3), towards the number of nodes that suffices."""
        weak = [t for t, judged in enumerate(self._judged) if not judged.accepted]
        if not weak:
            return
        needed = max(self._needed(t) for t in weak)
        more = math.ceil(0.9 * (min(needed, 1e6) - self.evaluations) / TOGETHER)
        # Not too many at a time: what a round shows may change where the next should look.
        more = TOGETHER * max(1, min(more, self.evaluations // TOGETHER))
        more = min(more, self.limit - self.evaluations)
        shares = np.max([self._share(t) for t in weak], axis=0)
        allotted = enumerate(_allot(shares, self.nodes.parts, more))
        self._pending = [alpha for i, n in allotted for alpha in self.nodes.between(i, n)]

    def _share(self, t: int) -> Floats:
        """Each cell's error as a share of the target's allowance; zero where it cannot be split."""
        cells = self._judged[t].cells
        wide = np.diff(self.nodes.edges) > NARROWEST
        allowance = self.tol * float(self._judged[t].attributions.norm())
        return np.where(wide, cells / _bounded(allowance, cells), 0.0)

    # What is handed over ------------------------------------------------------------------------

    def tighten(self, tol: float) -> None:
        """Ask for another error; the nodes paid for are kept."""
        self.tol = tol
        if not self._pending and len(self.nodes):
            self.done = False
            self._judge()
            self._plan()

    def results(self) -> list[PathResult] | None:
        """Return the integral of every target after a whole round, None in the middle of one."""
        if not self._judged or self._judged_at != self.evaluations:
            return None
        return [self._result(t) for t in range(len(self._judged))]

    def _result(self, t: int) -> PathResult:
        judged, alphas = self._judged[t], np.array(self.nodes.alphas)
        keeper = StepKeeper(alphas, judged.weights, self.channel_dim)
        for alpha, factor in zip(self.nodes.alphas, judged.factors, strict=True):
            keeper.add(float(factor) * self.nodes.steps(alpha, t))
        size = float(judged.attributions.norm())
        sigma, map_sigma = self.nodes.sigma(t, self.channel_dim)
        # A smooth path errs less than the cells' roughness says, in the same places.
        share = min(1.0, judged.error / float(sigma.norm())) if sigma.any() else 1.0
        return PathResult(
            judged.attributions,
            alphas,
            judged.weights,
            self.nodes.scores(t),
            judged.factors * self.nodes.sums(t),
            keeper.result(),
            "adaptive",
            self.evaluations,
            self.tol,
            judged.error / size if size else (0.0 if judged.error == 0 else math.inf),
            judged.accepted,
            None if judged.accepted else self._worst(t),
            share * sigma,
            share * map_sigma,
        )

    def _worst(self, t: int) -> Cell:
        return self.nodes.cells[int(self._judged[t].cells.argmax())]


def _bounded(allowance: float, cells: Floats) -> float:
    """What errors are divided by, also where the attribution is next to nothing."""
    return max(allowance, 1e-9 * float(cells.max()), 1e-300)


def _allot(shares: Floats, parts: Floats, more: int) -> list[int]:
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
    for _ in range(more if gains else 0):
        _, i = heapq.heappop(gains)
        added[i] += 1
        heapq.heappush(gains, (-gain(i, added[i]), i))
    return added
