"""The nodes of one path: held, summed, and asked how much happens between them."""

from __future__ import annotations

import itertools
import math
from bisect import insort
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from igviz.quadrature.inverse_link import IDENTITY, CellWeights, InverseLink
from igviz.quadrature.rules import Floats
from igviz.quadrature.scheme import feature_sums
from igviz.quadrature.step_maps import channel_sum

MAX_EVALUATIONS = 512
SAMPLED_FEATURES = 4096  # features that suffice to see how an error is spread
FULL_BYTES = 20 * 2**20  # held in full precision; later nodes in 8 bits with scales
PACKED_BYTES = 88 * 2**20  # held in 8 bits: nodes that do not fit are not asked for
MIN_NODES = 33  # nodes that are held whatever their size
BLOCK = 64  # features that share a scale
ROUNDING_ULPS = 8  # units in the last place by which one score may differ from batch to batch

Cell = tuple[float, float]


class _Packed:
    """Step gradients in 8 bits: features are off by some 0.7 % at random, sums by far less.

    They lie in one stretch of memory, of which only what is written to is ever taken: among a
    batch's own tensors each would leave a hole behind.
    """

    def __init__(self, like: Tensor, rows: int) -> None:
        self.shape, self.used = like.shape[1:], 0
        shape = (rows, len(like), -(-self.shape.numel() // BLOCK), BLOCK)
        self.bits = torch.empty(shape, dtype=torch.int8, device=like.device)
        self.scales = like.new_empty((*shape[:3], 1))

    @property
    def nbytes(self) -> int:
        """Bytes written to, but for the scales."""
        return self.used * self.bits[0].nbytes

    def put(self, step_gradients: Tensor) -> int:
        """Write step gradients (targets, ...) and return their row."""
        row, self.used = self.used, self.used + 1
        flat = step_gradients.flatten(1)
        padded = nn.functional.pad(flat, (0, -flat.shape[1] % BLOCK)).unflatten(1, (-1, BLOCK))
        self.scales[row] = (padded.abs().amax(2, keepdim=True) / 127).clamp_min(2.0**-126)
        self.bits[row] = (padded / self.scales[row]).round().to(torch.int8)
        return row

    def get(self, row: int, t: int) -> Tensor:
        """Read one target's step gradient."""
        flat = (self.bits[row, t] * self.scales[row, t]).flatten()
        return flat[: self.shape.numel()].reshape(self.shape)


@dataclass(frozen=True)
class _Node:
    scores: list[float]  # plain numbers: small arrays would lie between the batches' large ones
    sums: list[float]
    norms: list[float]
    stored: Tensor | int  # the row where it is packed


class Nodes:
    """Scores and step gradients at ascending alphas, for every target of one example.

    They are those of what is differentiated; ``link`` makes the score explained from it. Where the
    ends of the path are no nodes, ``ends`` holds the scores there, shape (2, targets).

    Edges cut the path into cells: its ends, and every node. The first and the last cell have one
    node each, and no width at all where that node is the end itself.
    """

    def __init__(self, limit: int = MAX_EVALUATIONS) -> None:
        self.limit = limit  # more will not be asked for
        self.inverse_link: InverseLink = IDENTITY
        self.endpoint_scores: Floats | None = None
        self.capacity = 1  # how many nodes fit into memory
        self.alphas: list[float] = []
        self._node_at: dict[float, _Node] = {}
        self._packed: _Packed | None = None
        self._rounding = 0.0  # by which a score may be off, relative to the largest
        self._jump_norms: dict[tuple[float, float, int], float] = {}  # norms of jumps

    def __len__(self) -> int:
        return len(self.alphas)

    def __contains__(self, alpha: float) -> bool:
        return alpha in self._node_at

    def add(
        self,
        alpha: float,
        scores: Tensor,
        step_gradients: Tensor,
        inverse_link: InverseLink = IDENTITY,
    ) -> None:
        """Hold scores (targets,) and step gradients (targets, ...) at one alpha, once."""
        if alpha in self:
            return
        features = max(1, step_gradients.numel())
        full = FULL_BYTES // (features * step_gradients.element_size())
        rows = min(max(PACKED_BYTES // features, MIN_NODES), self.limit)
        self.inverse_link, self.capacity = inverse_link, full + rows
        self._rounding = ROUNDING_ULPS * torch.finfo(step_gradients.dtype).eps
        stored: Tensor | int = step_gradients
        if len(self) >= full:
            self._packed = self._packed or _Packed(step_gradients, rows)
            stored = self._packed.put(step_gradients)
        sums, norms = (
            feature_sums(step_gradients).tolist(),
            step_gradients.flatten(1).norm(dim=1).tolist(),
        )
        self._node_at[alpha] = _Node(scores.tolist(), sums, norms, stored)
        insort(self.alphas, alpha)

    @property
    def nbytes(self) -> int:
        """Bytes that the step gradients take."""
        full = [
            node.stored.nbytes for node in self._node_at.values() if isinstance(node.stored, Tensor)
        ]
        return sum(full) + (0 if self._packed is None else self._packed.nbytes)

    @property
    def targets(self) -> int:
        """How many targets each node has."""
        return len(self._node_at[self.alphas[0]].scores)

    @property
    def edges(self) -> list[float]:
        """Where the path is cut into cells: at its ends and at the nodes."""
        return [0.0, *self.alphas, 1.0]

    @property
    def cells(self) -> list[Cell]:
        """Neighbouring edges."""
        return list(itertools.pairwise(self.edges))

    @property
    def cell_lengths(self) -> Floats:
        """How many steps each cell is long: half of one beside an end, where one node stands."""
        return np.array([0.5, *([1.0] * (len(self) - 1)), 0.5])

    def split(self, cell: int, more: int) -> list[float]:
        """Where so many more nodes go in a cell: evenly, and half a step from an end."""
        left, right = self.cells[cell]
        if cell == 0:
            step = (right - left) / (more + 0.5)
            return [right - step * k for k in range(more, 0, -1)]
        step = (right - left) / (more + (0.5 if cell == len(self) else 1))
        return [left + step * k for k in range(1, more + 1)]

    def step_gradient(self, alpha: float, t: int) -> Tensor:
        """The step gradient of one target."""
        stored = self._node_at[alpha].stored
        if isinstance(stored, Tensor):
            return stored[t]
        assert self._packed is not None
        return self._packed.get(stored, t)

    def scores(self, t: int) -> Floats:
        """F at every node."""
        return self.inverse_link.value(self._differentiated(t))

    def slopes(self, t: int) -> Floats:
        """What makes the step gradient of F from the one held, at every node."""
        return self.inverse_link.slope(self._differentiated(t))

    def cell_weights(self, t: int) -> CellWeights:
        """How the integral of F's step gradient follows from those held, cell by cell."""
        return self.inverse_link.cell_weights(
            np.diff(self.edges), self._scores_at_edges(t)
        ).without_endpoints()

    def weights(self, t: int | None = None) -> Floats:
        """What the nodes' step gradients weigh in a target's integral; of None, with no link."""
        if t is not None:
            return self.cell_weights(t).node_weights()[1:-1]
        edges = np.array(self.edges)
        return IDENTITY.cell_weights(np.diff(edges), edges).without_endpoints().node_weights()[1:-1]

    def _differentiated(self, t: int) -> Floats:
        return np.array([self._node_at[alpha].scores[t] for alpha in self.alphas])

    def _scores_at_edges(self, t: int) -> Floats:
        scores = self._differentiated(t)
        start, end = scores[[0, -1]] if self.endpoint_scores is None else self.endpoint_scores[:, t]
        return np.array([start, *scores, end])

    def sums(self, t: int) -> Floats:
        """Sum of the step gradient at every node."""
        return np.array([self._node_at[alpha].sums[t] for alpha in self.alphas])

    def weighted_sum(self, t: int, weights: Floats) -> Tensor:
        """Weighted sum of one target's step gradients."""
        acc = torch.zeros_like(self.step_gradient(self.alphas[0], t))
        for alpha, weight in zip(self.alphas, weights, strict=True):
            if weight:
                acc.add_(self.step_gradient(alpha, t), alpha=float(weight))
        return acc

    def sum_per_norm(self, t: int) -> float:
        """How large a sum goes with a unit of norm: turns a missed sum into a missed norm."""
        norms = np.array([self._node_at[alpha].norms[t] for alpha in self.alphas])
        return float((np.abs(self.sums(t)) / np.maximum(norms, 1e-300)).max(initial=1e-12))

    def cell_errors(self, t: int) -> Floats:
        """L2 error of the rule in every cell.

        The larger of two: what a gradient that moves like Brownian motion between the two ends
        would give, h |u_right - u_left| / sqrt(12) where nothing links; and what the score did
        there beyond what the gradients at both ends explain, which shows a rise that fell between
        two nodes.
        """
        rule, sums = self.cell_weights(t), np.pad(self.sums(t), 1)
        explained = rule.left * sums[:-1] + rule.right * sums[1:]
        scores = self.inverse_link.value(self._scores_at_edges(t))
        unexplained = np.abs(np.diff(scores) - explained) - self._rounding * np.abs(scores).max()
        rough = self.unit_errors(t) * self._jumps(t)
        return np.asarray(np.maximum(rough, unexplained / self.sum_per_norm(t)))

    def rough_error(self, t: int) -> float:
        """L2 error of the rule over the whole path, were it rough everywhere."""
        return float(np.linalg.norm(self.unit_errors(t) * self._jumps(t)))

    def unit_errors(self, t: int) -> Floats:
        """What makes a cell's error from its jump: the rule's own, if jumps are independent.

        In fractional Brownian motion of Hurst index H jumps across two cells are 2^(2H - 1) times
        the sum of both cells' (squared), and the trapezoid's variance is 1 / (2H + 2) - 1/4 where
        Brownian motion, H = 1/2, has 1/12. Gradients seen at few nodes turn back on themselves,
        H < 1/2, by which errors would come out too small. What looks smoother is not relied upon.
        Beside an end, where only one node is known, the variance is 1 / (2H + 2) against 1/3, and
        the jump is taken to be the neighbour's, as both widths' ratio to the power of H has it.
        """
        own, widths = self.cell_weights(t).unit_error, np.diff(self.edges)
        single, double = (self._norms(t, across) ** 2 for across in (1, 2))
        weigh = own[1:-2] * own[2:-1]
        apart = float(weigh @ (single[:-1] + single[1:]))
        growth = float(weigh @ double) / apart if apart > 0 else 1.0
        hurst = (1 + math.log2(min(max(growth, 0.6), 1.0))) / 2
        factors = np.full(len(own), math.sqrt(12 / (2 * hurst + 2) - 3))
        ratios = widths[[0, -1]] / widths[[1, -2]]
        factors[[0, -1]] = math.sqrt(3 / (2 * hurst + 2)) * ratios**hurst
        return np.asarray(own * factors)

    def _jumps(self, t: int) -> Floats:
        """L2 norm of what the held gradient changes by in every cell, or in its neighbour."""
        return np.asarray(np.pad(self._norms(t, 1), 1, "edge"))

    def _norms(self, t: int, across: int) -> Floats:
        """L2 norms of what the held gradients change by across so many neighbours."""
        found = [(*ends, t) for ends in zip(self.alphas, self.alphas[across:], strict=False)]
        for key in found:
            if key not in self._jump_norms:
                jump = self.step_gradient(key[1], t) - self.step_gradient(key[0], t)
                self._jump_norms[key] = float(jump.norm())
        return np.array([self._jump_norms[key] for key in found])

    def _variances(self, t: int) -> Floats:
        """What each jump between two nodes, squared, adds to the variance of the error."""
        squared = self.unit_errors(t) ** 2
        squared[1] += squared[0]
        squared[-2] += squared[-1]
        return squared[1:-1]

    def two_sigma_factor(self, t: int) -> float:
        """By how much the error may exceed its estimate, two standard deviations out.

        The square of the error is a sum over features of random squares, so with d of equal weight
        it scatters by sqrt(2/d) of its mean; d is found from how the cells' jumps are spread over
        at most 4096 features. For an image the factor is nearly 1, for five columns 1.5.
        """
        size = self.step_gradient(self.alphas[0], t).numel()
        every = math.ceil(size / SAMPLED_FEATURES)
        rows = (
            self.step_gradient(alpha, t).flatten()[::every].cpu().double() for alpha in self.alphas
        )
        found = np.zeros(-(-size // every))
        pairs = itertools.pairwise(rows)
        for (before, after), variance in zip(pairs, self._variances(t), strict=True):
            found += variance * (after - before).numpy() ** 2
        fourth = float((found**2).sum())
        alike = float(found.sum()) ** 2 / fourth * (size / len(found)) if fourth else 1.0
        return math.sqrt(1 + 2 * math.sqrt(2 / max(alike, 1.0)))

    def sigma(self, t: int, channel_dim: int | None) -> tuple[Tensor, Tensor]:
        """Standard error per feature, and of sums over channels: the cells' errors, one by one."""
        first = self.step_gradient(self.alphas[0], t)
        wide, flat = torch.zeros_like(first), torch.zeros_like(channel_sum(first, channel_dim))
        pairs = itertools.pairwise(self.alphas)
        for (left, right), variance in zip(pairs, self._variances(t), strict=True):
            jump = self.step_gradient(right, t) - self.step_gradient(left, t)
            wide.add_(jump.square(), alpha=float(variance))
            flat.add_(channel_sum(jump, channel_dim).square(), alpha=float(variance))
        return wide.sqrt(), flat.sqrt()
