"""The self-stopping scheme: nested nodes, an error estimate that is right, no steps to choose.

Smooth networks are integrated by nested Clenshaw-Curtis rules, which converge geometrically.
Along a line a ReLU network's gradient is a staircase of very many small jumps, which behaves like
Brownian motion; there the composite trapezoid is the best linear estimate between two nodes, its
error in a cell of width h is h * |u_right - u_left| / sqrt(12), and nodes are best placed in
proportion to error^(2/3). The same gradients serve both, and every one is kept.
"""

from __future__ import annotations

import heapq
import math
from bisect import insort
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from igviz.compute.quadrature import Floats, clenshaw_curtis, trapezoid_weights
from igviz.compute.scheme import PathResult, total
from igviz.compute.steps import StepKeeper, channel_sum

MAX_EVALUATIONS = 512
PILOT = 8  # intervals of the first Clenshaw-Curtis rule
SMOOTHEST = 64  # intervals of the last one
NARROWEST = 2.0**-16  # a cell this narrow that still errs is a discontinuity
EARLY = 0.95  # stop a little below tol: the estimate itself is right to a few percent
HALF_AFTER = 48  # nodes held in full precision; later ones in 16 bits with a scale

Cell = tuple[float, float]


@dataclass(frozen=True)
class _Node:
    scores: Floats
    sums: Floats
    norms: Floats
    held: Tensor
    scale: float

    @property
    def steps(self) -> Tensor:
        return self.held if self.scale == 1.0 else self.held.float() * self.scale


@dataclass(frozen=True)
class _Judgement:
    """What is known of one target's integral at one moment."""

    weights: Floats
    attributions: Tensor
    error: float
    smooth: bool
    accepted: bool


class AdaptiveScheme:
    """Nodes of one path, refined until the attribution of every target is within ``tol``.

    Parameters
    ----------
    tol : float
        Relative L2 error of the attribution to reach (0.05 = 5 %).
    channel_dim : int or None
        Dimension of one example that kept step maps are summed over.
    limit : int
        Most gradient evaluations to spend.
    """

    def __init__(self, tol: float, channel_dim: int | None, limit: int = MAX_EVALUATIONS) -> None:
        if not (isinstance(tol, (int, float)) and 0 < tol < math.inf):
            raise ValueError(f"tol={tol!r} was given; pass a number above 0, such as 0.05 for 5 %.")
        self.tol, self.channel_dim, self.limit = float(tol), channel_dim, max(limit, PILOT + 1)
        self.alphas: list[float] = []
        self.nodes: dict[float, _Node] = {}
        self.errors: dict[Cell, Floats] = {}
        self.intervals: int | None = PILOT  # None once the path has proved rough
        self.done = False
        self._pending = clenshaw_curtis(PILOT)[0].tolist()
        self._judged: list[_Judgement] = []
        self._judged_at = 0
        self._goal = PILOT + 1

    @property
    def evaluations(self) -> int:
        """Nodes evaluated so far."""
        return len(self.nodes)

    @property
    def expected(self) -> int:
        """Nodes it will take, as far as the path has shown."""
        return self.evaluations if self.done else max(self._goal, self.evaluations + 1)

    def wanted(self) -> list[float]:
        """Return the next alphas; none when every target is right or the limit is reached."""
        return [] if self.done else list(self._pending)

    def add(self, alpha: float, scores: Tensor, steps: Tensor) -> None:
        """Take one node; with the last one asked for, judge and plan on."""
        self._pending.remove(alpha)
        held, scale = steps, 1.0
        if steps.dtype == torch.float32 and self.evaluations >= HALF_AFTER:
            scale = float(steps.abs().max()) / 2**15 or 2.0**-15
            held = (steps / scale).half()
        self.nodes[alpha] = _Node(scores.numpy(), total(steps).numpy(), _norms(steps), held, scale)
        insort(self.alphas, alpha)
        if not self._pending:
            self._measure()
            self._judge()
            self._plan()

    # What is known ----------------------------------------------------------------------------

    def _measure(self) -> None:
        """The error of every new cell, shape (targets,); see the module's first lines."""
        for left, right in self._cells():
            if (left, right) not in self.errors:
                jump = self.nodes[right].steps - self.nodes[left].steps
                width = (right - left) / math.sqrt(12)
                self.errors[left, right] = width * _norms(jump)

    def _cells(self) -> list[Cell]:
        return list(zip(self.alphas[:-1], self.alphas[1:], strict=True))

    def _sum(self, t: int, weights: Floats) -> Tensor:
        first = self.nodes[self.alphas[0]].steps[t]
        acc = torch.zeros_like(first)
        for alpha, weight in zip(self.alphas, weights, strict=True):
            if weight:
                acc.add_(self.nodes[alpha].steps[t], alpha=float(weight))
        return acc

    def _spectral_weights(self, intervals: int) -> Floats:
        rule = dict(zip(*(part.tolist() for part in clenshaw_curtis(intervals)), strict=True))
        return np.array([rule.get(alpha, 0.0) for alpha in self.alphas])

    def _column(self, name: str, t: int) -> Floats:
        return np.array([getattr(self.nodes[alpha], name)[t] for alpha in self.alphas])

    def _coherence(self, t: int) -> float:
        """How large a sum goes with a unit of norm: turns a missed sum into a missed norm."""
        sums, norms = np.abs(self._column("sums", t)), self._column("norms", t)
        return float((sums / np.maximum(norms, 1e-300)).max(initial=1e-12))

    def _cell_errors(self, t: int) -> tuple[Floats, Floats]:
        """Per cell: the error under roughness, and what F says was missed between the nodes."""
        alphas, sums, scores = (
            np.array(self.alphas),
            self._column("sums", t),
            self._column("scores", t),
        )
        missed = np.diff(scores) - np.diff(alphas) * (sums[1:] + sums[:-1]) / 2
        rough = np.array([self.errors[cell][t] for cell in self._cells()])
        return rough, np.abs(missed) / self._coherence(t)

    def _judge(self) -> None:
        count = len(self.nodes[0.0].scores)
        self._judged = [self._judge_target(t) for t in range(count)]
        self._judged_at = self.evaluations

    def _judge_target(self, t: int) -> _Judgement:
        rough, missed = self._cell_errors(t)
        if self.intervals is not None:
            smooth = self._judge_smooth(t, float(np.linalg.norm(rough)))
            if smooth is not None:
                return smooth
        weights = trapezoid_weights(np.array(self.alphas))
        attributions = self._sum(t, weights)
        size = float(attributions.norm())
        error = float(np.linalg.norm(np.maximum(rough, missed)))
        return _Judgement(weights, attributions, error, False, error <= EARLY * self.tol * size)

    def _judge_smooth(self, t: int, rough: float) -> _Judgement | None:
        """Nested Clenshaw-Curtis, if it does clearly better than roughness would let it."""
        assert self.intervals is not None
        weights, half, quarter = (
            self._spectral_weights(self.intervals // part) for part in (1, 2, 4)
        )
        attributions = self._sum(t, weights)
        size = float(attributions.norm())
        fine = float(self._sum(t, weights - half).norm())
        coarse = float(self._sum(t, half - quarter).norm())
        error = fine * float(np.clip(fine / coarse, 0.1, 1)) if coarse else fine
        change = float(self.nodes[1.0].scores[t] - self.nodes[0.0].scores[t])
        unseen = abs(float(weights @ self._column("sums", t)) - change) / self._coherence(t)
        bound = self.tol * size
        accepted = error <= bound and fine <= 2.5 * bound and unseen <= bound
        smooth = error < 0.35 * rough and unseen <= max(rough, bound)
        if not (accepted or smooth):
            return None
        return _Judgement(weights, attributions, max(error, 0.0), True, accepted)

    # What to ask next ---------------------------------------------------------------------------

    def _plan(self) -> None:
        if all(judged.accepted for judged in self._judged):
            self.done = True
        elif self.intervals is not None and all(j.smooth for j in self._judged):
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
        self._pending = [a for a in clenshaw_curtis(doubled)[0].tolist() if a not in self.nodes]

    def _needed(self, t: int) -> float:
        judged = self._judged[t]
        if judged.accepted:
            return float(self.evaluations)
        if judged.smooth:
            return float(2 * (self.intervals or PILOT) + 1)
        cells = np.maximum(*self._cell_errors(t))
        bound = EARLY * self.tol * float(judged.attributions.norm())
        return float((cells ** (2 / 3)).sum() ** 1.5 / max(bound, 1e-300)) + 1

    def _refine(self) -> None:
        """Split cells in proportion to error^(2/3), towards the number of nodes that suffices."""
        weak = [t for t, judged in enumerate(self._judged) if not judged.accepted]
        if not weak:
            return
        needed = max(self._needed(t) for t in weak)
        more = max(4, math.ceil(0.6 * (min(needed, 1e6) - self.evaluations)))
        # At most double at a time: what a round shows may change where the next should look.
        more = min(more, max(16, self.evaluations), self.limit - self.evaluations)
        shares = np.max([self._share(t) for t in weak], axis=0)
        parts = _allot(shares, more)
        self._pending = [
            left + (right - left) * k / n
            for (left, right), n in zip(self._cells(), parts, strict=True)
            for k in range(1, n)
        ]

    def _share(self, t: int) -> Floats:
        """Each cell's error as a share of the target's allowance; zero where it cannot be split."""
        cells = np.maximum(*self._cell_errors(t))
        wide = np.diff(self.alphas) > NARROWEST
        allowance = self.tol * float(self._judged[t].attributions.norm())
        return np.where(wide, cells / max(allowance, 1e-300), 0.0)

    # What is handed over ------------------------------------------------------------------------

    def results(self) -> list[PathResult] | None:
        """Return the integral of every target after a whole round, None in the middle of one."""
        if not self._judged or self._judged_at != self.evaluations:
            return None
        return [self._result(t) for t in range(len(self._judged))]

    def _result(self, t: int) -> PathResult:
        judged, alphas = self._judged[t], np.array(self.alphas)
        keeper = StepKeeper(alphas, trapezoid_weights(alphas), self.channel_dim)
        for alpha in self.alphas:
            keeper.add(self.nodes[alpha].steps[t])
        size = float(judged.attributions.norm())
        sigma, map_sigma = self._sigma(t, judged)
        return PathResult(
            judged.attributions,
            alphas,
            judged.weights,
            self._column("scores", t),
            self._column("sums", t),
            keeper.result(),
            "adaptive",
            self.evaluations,
            self.tol,
            judged.error / size if size else (0.0 if judged.error == 0 else math.inf),
            judged.accepted,
            None if judged.accepted else self._worst(t),
            sigma,
            map_sigma,
        )

    def _sigma(self, t: int, judged: _Judgement) -> tuple[Tensor, Tensor]:
        """Standard error per feature and per map position, from the cells' jumps."""
        first = self.nodes[self.alphas[0]].steps[t]
        wide = torch.zeros_like(first)
        flat = torch.zeros_like(channel_sum(first, self.channel_dim))
        for left, right in self._cells():
            jump = self.nodes[right].steps[t] - self.nodes[left].steps[t]
            variance = (right - left) ** 2 / 12
            wide.add_(jump.square(), alpha=variance)
            flat.add_(channel_sum(jump, self.channel_dim).square(), alpha=variance)
        wide, flat = wide.sqrt(), flat.sqrt()
        # A spectral rule errs less than the cells' roughness says, in the same places.
        excess = judged.error / float(wide.norm()) if judged.smooth and wide.any() else 1.0
        return wide * excess, flat * excess

    def _worst(self, t: int) -> Cell:
        cells = np.maximum(*self._cell_errors(t))
        return self._cells()[int(cells.argmax())]


def _norms(steps: Tensor) -> Floats:
    """L2 norm of each target's step gradient, shape (targets,)."""
    return np.asarray(steps.flatten(1).norm(dim=1).cpu().double().numpy())


def _allot(shares: Floats, more: int) -> list[int]:
    """Into how many parts each cell is split: the largest fall of squared error first.

    A cell in n parts has the squared error share^2 / n^2.
    """
    parts = [1] * len(shares)
    gains = [(-0.75 * float(share) ** 2, i) for i, share in enumerate(shares) if share > 0]
    heapq.heapify(gains)
    for _ in range(more if gains else 0):
        _, i = heapq.heappop(gains)
        parts[i] += 1
        n = parts[i]
        heapq.heappush(gains, (-float(shares[i] ** 2) * (1 / n**2 - 1 / (n + 1) ** 2), i))
    return parts
