"""The evaluated nodes of one path: what was computed at each, and the cells between them."""

from __future__ import annotations

import itertools
from bisect import insort
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from igviz.quadrature.inverse_link import IDENTITY, CellWeights, InverseLink
from igviz.quadrature.packed import Packed
from igviz.quadrature.rules import Floats
from igviz.quadrature.scheme import feature_sums

# Most gradient evaluations of one path: see "Limits" in docs/numerics.md, as for the next three.
MAX_EVALUATIONS = 512
FULL_BYTES = 20 * 2**20  # step gradients kept as computed; those of later nodes are packed
PACKED_BYTES = 88 * 2**20  # step gradients kept in 8 bits; nodes beyond are not evaluated
MIN_NODES = 33  # packed nodes that are kept whatever their size

Cell = tuple[float, float]


@dataclass(frozen=True)
class _Node:
    """What is kept of one node, per target.

    Scores, sums and norms are plain numbers: tensors this small would keep the memory between the
    large tensors of two batches from being given back.
    """

    scores: list[float]
    sums: list[float]
    norms: list[float]
    stored: Tensor | int  # the step gradients, or the row where they are packed


class Nodes:
    """Scores and step gradients at ascending alphas, for every target of one example.

    Both are those of the score that is differentiated; ``inverse_link`` turns that score into the
    score explained. ``endpoint_scores``, shape (2, targets), holds the scores at both ends of the
    path where no gradient is evaluated there.

    The ends of the path and all nodes are *edges*, which cut the path into *cells*. The first and
    the last cell have a node on one side only, and no width where that node is the end itself.
    """

    def __init__(self, limit: int = MAX_EVALUATIONS) -> None:
        self.limit = limit  # no more nodes will be added
        self.inverse_link: InverseLink = IDENTITY
        self.endpoint_scores: Floats | None = None
        self.capacity = 1  # how many nodes fit into memory
        self.eps = 0.0  # machine epsilon of the step gradients
        self.alphas: list[float] = []
        self._node_at: dict[float, _Node] = {}
        self._packed: Packed | None = None

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
        """Keep scores (targets,) and step gradients (targets, ...) of a new node."""
        if alpha in self:
            return
        features = max(1, step_gradients.numel())
        full = FULL_BYTES // (features * step_gradients.element_size())
        rows = min(max(PACKED_BYTES // features, MIN_NODES), self.limit)
        self.inverse_link, self.capacity = inverse_link, full + rows
        self.eps = torch.finfo(step_gradients.dtype).eps
        stored: Tensor | int = step_gradients
        if len(self) >= full:
            self._packed = self._packed or Packed(step_gradients, rows)
            stored = self._packed.put(step_gradients)
        sums = feature_sums(step_gradients).tolist()
        norms = step_gradients.flatten(1).norm(dim=1).tolist()
        self._node_at[alpha] = _Node(scores.tolist(), sums, norms, stored)
        insort(self.alphas, alpha)

    @property
    def nbytes(self) -> int:
        """Bytes that the step gradients take."""
        stored = [node.stored for node in self._node_at.values()]
        full = [gradients.nbytes for gradients in stored if isinstance(gradients, Tensor)]
        return sum(full) + (0 if self._packed is None else self._packed.nbytes)

    @property
    def targets(self) -> int:
        """Number of targets of each node."""
        return len(self._node_at[self.alphas[0]].scores)

    # Cells --------------------------------------------------------------------------------------

    @property
    def edges(self) -> list[float]:
        """The alphas that cut the path into cells: both ends and all nodes."""
        return [0.0, *self.alphas, 1.0]

    @property
    def cells(self) -> list[Cell]:
        """The cells' left and right edges."""
        return list(itertools.pairwise(self.edges))

    @property
    def cell_lengths(self) -> Floats:
        """Length of each cell in steps of a midpoint rule: a half beside an end, otherwise 1."""
        return np.array([0.5, *([1.0] * (len(self) - 1)), 0.5])

    def split(self, cell: int, n: int) -> list[float]:
        """Place ``n`` new nodes in a cell: evenly, and half a step from an end of the path."""
        left, right = self.cells[cell]
        if cell == 0:
            step = (right - left) / (n + 0.5)
            return [right - step * k for k in range(n, 0, -1)]
        step = (right - left) / (n + (0.5 if cell == len(self) else 1))
        return [left + step * k for k in range(1, n + 1)]

    # One target's values ------------------------------------------------------------------------

    def step_gradient(self, alpha: float, t: int) -> Tensor:
        """The step gradient of target ``t`` at one node."""
        stored = self._node_at[alpha].stored
        if isinstance(stored, Tensor):
            return stored[t]
        assert self._packed is not None
        return self._packed.get(stored, t)

    def sums(self, t: int) -> Floats:
        """Sum over features of the step gradient at every node."""
        return np.array([self._node_at[alpha].sums[t] for alpha in self.alphas])

    def norms(self, t: int) -> Floats:
        """L2 norm of the step gradient at every node."""
        return np.array([self._node_at[alpha].norms[t] for alpha in self.alphas])

    def scores(self, t: int) -> Floats:
        """The score explained at every node."""
        return self.inverse_link.value(self._differentiated(t))

    def slopes(self, t: int) -> Floats:
        """The inverse link's slope at every node: the step gradient explained per one kept."""
        return self.inverse_link.slope(self._differentiated(t))

    def edge_scores(self, t: int) -> Floats:
        """The score that is differentiated, at every edge."""
        scores = self._differentiated(t)
        left, right = (
            scores[[0, -1]] if self.endpoint_scores is None else self.endpoint_scores[:, t]
        )
        return np.array([left, *scores, right])

    def cell_weights(self, t: int) -> CellWeights:
        """What the step gradients kept weigh in the integral of those explained, by cell."""
        widths = np.diff(self.edges)
        return self.inverse_link.cell_weights(widths, self.edge_scores(t)).without_endpoints()

    def weights(self, t: int | None = None) -> Floats:
        """What the step gradients kept weigh in the integral of those explained, by node.

        Without a target: what step gradients weigh in the integral of themselves.
        """
        if t is not None:
            return self.cell_weights(t).node_weights()[1:-1]
        edges = np.array(self.edges)
        trapezoid = IDENTITY.cell_weights(np.diff(edges), edges)
        return trapezoid.without_endpoints().node_weights()[1:-1]

    def weighted_sum(self, t: int, weights: Floats) -> Tensor:
        """The sum of one target's step gradients, each times its node's weight."""
        total = torch.zeros_like(self.step_gradient(self.alphas[0], t))
        for alpha, weight in zip(self.alphas, weights, strict=True):
            if weight:
                total.add_(self.step_gradient(alpha, t), alpha=float(weight))
        return total

    def _differentiated(self, t: int) -> Floats:
        return np.array([self._node_at[alpha].scores[t] for alpha in self.alphas])
