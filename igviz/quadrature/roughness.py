"""How much a step gradient changes from node to node, and the integral's error that follows."""

from __future__ import annotations

import itertools
import math

import numpy as np
import torch
from torch import Tensor

from igviz.quadrature.nodes import Nodes
from igviz.quadrature.rules import Floats
from igviz.quadrature.step_maps import channel_sum

# Features by whose changes the scatter of the estimate is judged: "Two standard deviations" in
# docs/numerics.md.
SAMPLED_FEATURES = 4096
# Units in the last place by which a score may differ between batches: "What the scores tell".
ROUNDING_ULPS = 8
# Smallest growth of squared changes with distance that is believed, a Hurst index of 0.13: "Rough
# paths" in docs/numerics.md.
LEAST_GROWTH = 0.6


class Roughness:
    """Estimates the error of the integral from how step gradients change between nodes.

    A *jump* is the change of a step gradient from one node to the next. Every estimate is an L2
    norm over features; see "Rough paths" in docs/numerics.md.
    """

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes
        self._jump_norms: dict[tuple[float, float, int], float] = {}

    def error(self, t: int) -> float:
        """The error over the whole path if the path is rough everywhere."""
        return float(np.linalg.norm(self.unit_errors(t) * self._cell_jumps(t)))

    def cell_errors(self, t: int) -> Floats:
        """The error in every cell, the larger of two estimates.

        One is what a step gradient that moves like Brownian motion would give, the cell's width
        times its jump over sqrt(12) without an inverse link. The other is the change of the score
        in the cell that the step gradients at its ends leave unexplained: a rise of the score that
        fell between two nodes shows in nothing else.
        """
        cell_weights, sums = self.nodes.cell_weights(t), np.pad(self.nodes.sums(t), 1)
        explained = cell_weights.left * sums[:-1] + cell_weights.right * sums[1:]
        scores = self.nodes.inverse_link.value(self.nodes.edge_scores(t))
        rounding = ROUNDING_ULPS * self.nodes.eps * np.abs(scores).max()
        unexplained = np.abs(np.diff(scores) - explained) - rounding
        rough = self.unit_errors(t) * self._cell_jumps(t)
        return np.asarray(np.maximum(rough, unexplained / self.sum_per_norm(t)))

    def unit_errors(self, t: int) -> Floats:
        """The error of every cell per unit of its jump.

        In fractional Brownian motion of Hurst index H a jump across two cells is 2^(2H - 1) times
        as large as the two cells' jumps together (all squared), which gives H; and the trapezoid's
        variance is 1 / (2H + 2) - 1/4 where Brownian motion, H = 1/2, has 1/12. Step gradients at
        few nodes turn back on themselves (H < 1/2), so that jumps taken for independent would make
        errors too small. A larger H, a smoother path, is not relied upon.

        A cell beside an end has a node on one side only. There the variance is 1 / (2H + 2), where
        Brownian motion has 1/3, and the jump is the neighbouring cell's times the ratio of both
        widths to the power of H.
        """
        own, widths = self.nodes.cell_weights(t).unit_error, np.diff(self.nodes.edges)
        single, double = (self._norms(t, across) ** 2 for across in (1, 2))
        weights = own[1:-2] * own[2:-1]
        one_by_one = float(weights @ (single[:-1] + single[1:]))
        growth = float(weights @ double) / one_by_one if one_by_one > 0 else 1.0
        hurst = (1 + math.log2(min(max(growth, LEAST_GROWTH), 1.0))) / 2
        factors = np.full(len(own), math.sqrt(12 / (2 * hurst + 2) - 3))
        ratios = widths[[0, -1]] / widths[[1, -2]]
        factors[[0, -1]] = math.sqrt(3 / (2 * hurst + 2)) * ratios**hurst
        return np.asarray(own * factors)

    def sum_per_norm(self, t: int) -> float:
        """The largest sum of a step gradient per unit of its norm.

        A change of the score divided by this is the norm of the step gradients that it takes.
        """
        ratios = np.abs(self.nodes.sums(t)) / np.maximum(self.nodes.norms(t), 1e-300)
        return float(ratios.max(initial=1e-12))

    def two_sigma_factor(self, t: int) -> float:
        """By how much the error may exceed its estimate, two standard deviations out.

        The squared error is a sum over features of random squares. With d features of equal weight
        it scatters by sqrt(2 / d) of its mean; d follows from how unevenly the jumps are spread
        over features. The factor is nearly 1 for an image and 1.5 for five columns of a table.
        """
        size = self.nodes.step_gradient(self.nodes.alphas[0], t).numel()
        stride = math.ceil(size / SAMPLED_FEATURES)
        sampled = (
            self.nodes.step_gradient(alpha, t).flatten()[::stride].cpu().double()
            for alpha in self.nodes.alphas
        )
        variances = np.zeros(-(-size // stride))
        pairs = itertools.pairwise(sampled)
        for (left, right), variance in zip(pairs, self._jump_variances(t), strict=True):
            variances += variance * (right - left).numpy() ** 2
        squares = float((variances**2).sum())
        d = float(variances.sum()) ** 2 / squares * (size / len(variances)) if squares else 1.0
        return math.sqrt(1 + 2 * math.sqrt(2 / max(d, 1.0)))

    def sigma(self, t: int, channel_dim: int | None) -> tuple[Tensor, Tensor]:
        """The standard error of each feature, and of each sum over channels."""
        alphas = self.nodes.alphas
        first = self.nodes.step_gradient(alphas[0], t)
        features = torch.zeros_like(first)
        sums = torch.zeros_like(channel_sum(first, channel_dim))
        pairs = itertools.pairwise(alphas)
        for (left, right), variance in zip(pairs, self._jump_variances(t), strict=True):
            jump = self.nodes.step_gradient(right, t) - self.nodes.step_gradient(left, t)
            features.add_(jump.square(), alpha=float(variance))
            sums.add_(channel_sum(jump, channel_dim).square(), alpha=float(variance))
        return features.sqrt(), sums.sqrt()

    def _jump_variances(self, t: int) -> Floats:
        """What each squared jump adds to the variance of the error, the ends' cells included."""
        squared = self.unit_errors(t) ** 2
        squared[1] += squared[0]
        squared[-2] += squared[-1]
        return squared[1:-1]

    def _cell_jumps(self, t: int) -> Floats:
        """The norm of every cell's jump; beside an end, that of the neighbouring cell."""
        return np.asarray(np.pad(self._norms(t, 1), 1, "edge"))

    def _norms(self, t: int, across: int) -> Floats:
        """L2 norms of the changes of the step gradient across so many cells."""
        alphas = self.nodes.alphas
        keys = [(*edges, t) for edges in zip(alphas, alphas[across:], strict=False)]
        for key in keys:
            if key not in self._jump_norms:
                left, right, _ = key
                jump = self.nodes.step_gradient(right, t) - self.nodes.step_gradient(left, t)
                self._jump_norms[key] = float(jump.norm())
        return np.array([self._jump_norms[key] for key in keys])
