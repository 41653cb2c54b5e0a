"""The inverse link turns the score that is differentiated into the score explained.

In statistics a link maps a probability P to its log-odds L; the inverse link is P = sigmoid(L), and
grad P = w grad L with w = P (1 - P). Along a path grad L changes little by little, while w rises
and falls steeply but is known wherever L is. So L is differentiated and w is integrated exactly
(product integration), which takes fewer gradients. L is also better conditioned: rounding eats up
1 - P long before L. Scores that are no probabilities are differentiated as they are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from torch import Tensor

from igviz.quadrature.by_row import by_row
from igviz.quadrature.rules import Floats

# Gauss-Legendre on [-1/2, 1/2]; 16 nodes are exact to the last digit on the cells that the rule is
# used for, where log-odds change by at most 1 ("Probabilities" in docs/numerics.md).
_GAUSS_NODES, _GAUSS_WEIGHTS = (values / 2 for values in np.polynomial.legendre.leggauss(16))
CLOSE = 1.0  # change of the log-odds up to which differences of logarithms would cancel
ALIKE = 1e-6  # change of the log-odds below which their change in a cell makes no difference


@dataclass(frozen=True)
class CellWeights:
    """Weights of the step gradients at both edges of every cell, and the error they leave.

    The integral over a cell is left * g_left + right * g_right. Its error is unit_error times
    |g_right - g_left| where the step gradient g moves like Brownian motion from edge to edge.
    Every array has shape (..., cells).
    """

    left: Floats
    right: Floats
    unit_error: Floats
    unit_error_from_right: Floats  # the unit error where no gradient is known on the left
    unit_error_from_left: Floats  # and where none is known on the right

    def without_endpoints(self) -> CellWeights:
        """The weights where no gradient is known at the ends of the path.

        In the first and the last cell the gradient at the one node stands for the whole cell.
        """
        left, right, unit_error = self.left.copy(), self.right.copy(), self.unit_error.copy()
        right[..., 0], left[..., 0] = right[..., 0] + left[..., 0], 0.0
        left[..., -1], right[..., -1] = left[..., -1] + right[..., -1], 0.0
        unit_error[..., 0] = self.unit_error_from_right[..., 0]
        unit_error[..., -1] = self.unit_error_from_left[..., -1]
        return CellWeights(
            left, right, unit_error, self.unit_error_from_right, self.unit_error_from_left
        )

    def node_weights(self) -> Floats:
        """The weight of every edge in the integral over the path, shape (..., cells + 1)."""
        none = np.zeros((*self.left.shape[:-1], 1))
        weights = np.concatenate([self.left, none], -1) + np.concatenate([none, self.right], -1)
        return np.asarray(weights)


class InverseLink:
    """The identity: the score explained is the one that is differentiated."""

    def value(self, scores: Floats) -> Floats:
        """The scores explained, of scores that are differentiated."""
        return scores

    def slope(self, scores: Floats) -> Floats:
        """The derivative of the scores explained by those that are differentiated."""
        return np.ones_like(scores)

    def cell_weights(self, widths: Floats, scores: Floats) -> CellWeights:  # noqa: ARG002 - no weight to follow
        """The trapezoid's weights on cells of these widths between edges with these scores.

        ``widths`` has shape (..., cells) and ``scores`` (..., cells + 1).
        """
        between, beside = widths / math.sqrt(12), widths / math.sqrt(3)
        return CellWeights(widths / 2, widths / 2, between, beside, beside)

    def apply(self, scores: Floats, step_gradients: Tensor) -> tuple[Floats, Tensor]:
        """Scores (rows, targets) and step gradients (rows, targets, ...) of the score explained."""
        return self.value(scores), step_gradients * by_row(self.slope(scores), step_gradients)


class Logistic(InverseLink):
    """The sigmoid: a log-odds is differentiated, and its probability is explained."""

    def value(self, scores: Floats) -> Floats:
        """Return 1 / (1 + exp(-L)), to the last digit in both tails."""
        small = np.exp(-np.abs(scores))
        return np.asarray(np.where(scores >= 0, 1.0, small) / (1 + small))

    def slope(self, scores: Floats) -> Floats:
        """Return P (1 - P), to the last digit in both tails."""
        small = np.exp(-np.abs(scores))
        return np.asarray(small / (1 + small) ** 2)

    def cell_weights(self, widths: Floats, scores: Floats) -> CellWeights:
        """Product integration between edges with these log-odds, which are linear in between.

        With s from 0 to 1 along a cell, L = L_0 + s D and S(L) = log(1 + exp(L)), whose derivative
        is P, the integrals of w are exact:

            left = h int (1 - s) w ds = h (P_mean - P_0) / D
            right = h int s w ds = h (P_1 - P_mean) / D,      P_mean = (S_1 - S_0) / D.

        A Brownian bridge between both edges is a sum of increments. Each increment enters the
        integral with the weight that follows it in the cell, less the mean of that weight. So
        unit_error^2 is the variance of W(s) = h int_0^s w = h (P(s) - P_0) / D along the cell,
        which is h^2 / 12 for w = 1. With a gradient at one edge only it is the mean square of W
        less its value at the other edge.
        """
        # P is exact to the last digit where it is small, and w is symmetric: mirror to that side.
        mirror = np.where(scores[..., :-1] + scores[..., 1:] > 0, -1.0, 1.0)
        left_odds, right_odds = mirror * scores[..., :-1], mirror * scores[..., 1:]
        change, middle = right_odds - left_odds, (left_odds + right_odds) / 2
        gauss_nodes = _GAUSS_NODES.reshape(-1, *(1 for _ in change.shape))
        within = middle + gauss_nodes * change
        weight = self.slope(within)
        wide = np.abs(change) > CLOSE
        safe = np.where(wide, change, 1.0)
        mean = (np.logaddexp(0, right_odds) - np.logaddexp(0, left_odds)) / safe
        left = np.where(
            wide,
            (mean - self.value(left_odds)) / safe,
            _gauss((0.5 - gauss_nodes) * weight),
        )
        right = np.where(
            wide,
            (self.value(right_odds) - mean) / safe,
            _gauss((0.5 + gauss_nodes) * weight),
        )
        small = np.where(np.abs(change) > ALIKE, np.clip(change, -CLOSE, CLOSE), ALIKE)

        def gathered(x: Floats | float, at: Floats) -> Floats:  # W(s) - W(1/2), s = 1/2 + x
            return np.where(
                wide,
                (self.value(at) - self.value(middle)) / safe,
                2 * np.sinh(x * small / 2) / small * np.sqrt(self.slope(at) * self.slope(middle)),
            )

        all_along = gathered(gauss_nodes, within)
        unit_errors = (
            widths * np.sqrt(_gauss((all_along - less) ** 2))
            for less in (
                _gauss(all_along),
                gathered(-0.5, left_odds),
                gathered(0.5, right_odds),
            )
        )
        return CellWeights(widths * left, widths * right, *unit_errors)


def _gauss(values: Floats) -> Floats:
    """Integrate over a cell values (nodes, ...) at the nodes of the rule."""
    return np.asarray(np.tensordot(_GAUSS_WEIGHTS, values, 1))


IDENTITY = InverseLink()
