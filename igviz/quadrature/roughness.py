"""How much a step gradient changes from node to node, and the integral's error that follows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from igviz.cached import cached_property
from igviz.quadrature.nodes import Ascending
from igviz.quadrature.rules import Floats

# Units in the last place by which a score may differ between batches: "What the scores tell" in
# docs/numerics.md.
ROUNDING_ULPS = 8
# Smallest growth of squared changes with distance that is believed, a Hurst index of 0.13: "Rough
# paths" in docs/numerics.md.
LEAST_GROWTH = 0.6
KINK_SCATTER = 0.8  # variance of 3 u^2, u even on (-1, 1): of one kink's squared error
Z99 = 2.326  # the 99 % quantile of the normal distribution
TINY = 1e-300  # makes a number that may be zero one to divide by


@dataclass(frozen=True)
class Roughness:
    """Estimates the error of the integral from how step gradients change between nodes.

    A *jump* is the change of a step gradient from one node to the next. Errors are L2 norms over
    features, of shape (E, T) or, by cell, (E, T, cells); see "Rough paths" in docs/numerics.md.
    """

    nodes: Ascending

    @cached_property
    def error(self) -> Floats:
        """The error over the whole path if the path is rough everywhere."""
        return np.asarray(np.linalg.norm(self._rough, axis=2))

    @cached_property
    def cell_errors(self) -> Floats:
        """The error in every cell, the larger of two estimates.

        One is what a step gradient that moves like Brownian motion would give, the cell's width
        times its jump over sqrt(12) without an inverse link. The other is the change of the score
        in the cell that the step gradients at its ends leave unexplained: a rise of the score that
        fell between two nodes shows in nothing else.
        """
        nodes = self.nodes
        weights = nodes.cell_weights
        none = np.zeros_like(nodes.sums[..., :1])
        sums = np.concatenate([none, nodes.sums, none], 2)
        explained = weights.left * sums[..., :-1] + weights.right * sums[..., 1:]
        scores = nodes.explained_at_edges
        unexplained = np.abs(np.diff(scores) - explained) - self.rounding[..., None]
        return np.asarray(np.maximum(self._rough, unexplained / self.sum_per_norm[..., None]))

    @property
    def rounding(self) -> Floats:
        """By how much scores may differ from batch to batch, (E, T)."""
        scores = np.abs(self.nodes.explained_at_edges).max(2)
        return np.asarray(ROUNDING_ULPS * self.nodes.nodes.eps * scores)

    @cached_property
    def growth(self) -> Floats:
        """Squared jumps across two cells per those across each of the two, (E, T).

        It is 1 where jumps are independent, as in Brownian motion, and 2 where step gradients
        change evenly, as on a smooth path.
        """
        own = self.nodes.cell_weights.unit_error
        single, double = (self.nodes.jumps(across) ** 2 for across in (1, 2))
        weights = own[..., 1:-2] * own[..., 2:-1]
        one_by_one = (weights * (single[..., :-1] + single[..., 1:])).sum(2)
        return np.where(one_by_one > 0, (weights * double).sum(2) / (one_by_one + TINY), 1.0)

    @cached_property
    def unit_errors(self) -> Floats:
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
        own, widths = self.nodes.cell_weights.unit_error, self.nodes.widths[:, None]
        growth = np.clip(self.growth, LEAST_GROWTH, 1.0)
        hurst = (1 + np.log2(growth))[..., None] / 2
        factors = np.repeat(np.sqrt(12 / (2 * hurst + 2) - 3), own.shape[2], 2)
        ratios = widths[..., [0, -1]] / widths[..., [1, -2]]
        factors[..., [0, -1]] = np.sqrt(3 / (2 * hurst + 2)) * ratios**hurst
        return np.asarray(own * factors)

    @cached_property
    def sum_per_norm(self) -> Floats:
        """The largest sum of a step gradient per unit of its norm.

        A change of the score divided by this is the norm of the step gradients that it takes.
        """
        ratios = np.abs(self.nodes.sums) / np.maximum(self.nodes.norms, TINY)
        return np.asarray(ratios.max(2, initial=1e-12))

    @cached_property
    def sum_per_jump(self) -> Floats:
        """The sum of a jump per unit of its norm, as root mean square, (E, T)."""
        sums = (np.diff(self.nodes.sums) ** 2).sum(2)
        norms = (self.nodes.jumps(1) ** 2).sum(2)
        return np.asarray(np.sqrt(np.maximum(sums / (norms + TINY), 1e-12)))

    @cached_property
    def _rough(self) -> Floats:
        """The error of every cell if it is rough; beside an end, by its neighbour's jump."""
        jumps = self.nodes.jumps(1)
        jumps = np.concatenate([jumps[..., :1], jumps, jumps[..., -1:]], 2)
        return np.asarray(self.unit_errors * jumps)

    @cached_property
    def jump_variances(self) -> Floats:
        """What each squared jump adds to the variance of the error, (E, T, n - 1)."""
        squared = self.unit_errors**2
        squared[..., 1] += squared[..., 0]
        squared[..., -2] += squared[..., -1]
        return np.asarray(squared[..., 1:-1])

    @cached_property
    def scatter(self) -> Floats:
        """By how much the error may exceed its estimate, in 99 of 100 cases, (E, T).

        The squared error is a sum of random squares. In a cell with one kink all is known but the
        place of the kink, evenly spread over the cell, so that the square scatters by 0.8 of its
        mean (squared). With many kinks it scatters as a normal vector of so many features does.
        Cells of which the jumps point the same way add to it. See "Scatter" in docs/numerics.md.
        """
        variances = self.jump_variances
        squares = variances * self.nodes.jumps(1) ** 2
        total = squares.sum(2) ** 2 + TINY
        own = (squares**2).sum(2) / total
        between = self.nodes.jump_products**2 * variances[..., None, :] * variances[..., :, None]
        cross = np.clip(between.sum((2, 3)) / total - own, 0.0, 1.0)
        kinks = self._kinks()
        spread = own * (KINK_SCATTER / kinks + 2 / self._features() * (1 - 1 / kinks)) + 2 * cross
        return _chi(2 / np.maximum(spread, 1e-12))

    def _kinks(self) -> Floats:
        """The effective number of kinks in a cell, at least 1, (E, T).

        The squared jumps of two neighbours tell: of one kink, one cell has all; of K kinks in both,
        the squares of both shares are 1/2 + 1 / 2K in the mean.
        """
        density = self.nodes.jumps(1) ** 2 / self.nodes.widths[:, None, 1:-1]
        squares = self.jump_variances * self.nodes.jumps(1) ** 2
        shares = density[..., :-1] / (density[..., :-1] + density[..., 1:] + TINY)
        weights = (squares[..., :-1] + squares[..., 1:]) ** 2
        mean = (weights * (shares**2 + (1 - shares) ** 2)).sum(2) / (weights.sum(2) + TINY)
        return np.asarray(np.maximum(0.5 / np.maximum(2 * mean - 1, 1e-9), 1.0))

    def _features(self) -> Floats:
        """The effective number of features over which the squared error is spread, (E, T)."""
        jumps = self.nodes.sampled_jumps()  # (E, n - 1, T, features)
        squares = np.square(jumps, out=jumps)
        by_feature = np.einsum("etc,ectf->etf", self.jump_variances, squares)
        size = self.nodes.nodes.store.shown_values / max(by_feature.shape[2], 1)
        even = by_feature.sum(2) ** 2 / ((by_feature**2).sum(2) + TINY)
        return np.asarray(np.maximum(even * size, 1.0))

    def sigma(self, example: int, t: int) -> SquaredJumps:
        """Takes the steps of one path in ascending order, and gives their sum's standard error."""
        return SquaredJumps(self.jump_variances[example, t], self.nodes.nodes.unit[example, t])


class SquaredJumps:
    """Sums squared jumps of values that come in ascending order of alpha, each with a variance.

    They are squared in a ``unit``, where they neither overflow nor vanish.
    """

    def __init__(self, variances: Floats, unit: float = 1.0) -> None:
        self._variances, self._unit = torch.from_numpy(variances), float(unit)
        self._last: Tensor | None = None
        self._total: Tensor | None = None

    def add(self, values: Tensor) -> None:
        """Take the next values, (k, ...)."""
        row = values if self._last is None else torch.cat([self._last, values])
        jumps, self._last = row.diff(dim=0), values[-1:]
        own, self._variances = self._variances[: len(jumps)], self._variances[len(jumps) :]
        squares = torch.tensordot(own.to(jumps), (jumps / self._unit).square(), 1)
        self._total = squares if self._total is None else self._total + squares

    def root(self) -> Tensor:
        """The root of the sum, (...)."""
        assert self._total is not None
        return self._total.sqrt() * self._unit


def _chi(freedom: Floats) -> Floats:
    """The root of the 99 % quantile of a chi-squared variable over its degrees of freedom.

    Source: Wilson & Hilferty, "The distribution of chi-square", 1931.
    """
    part = 2 / (9 * freedom)
    return np.asarray((1 - part + Z99 * np.sqrt(part)) ** 1.5)
