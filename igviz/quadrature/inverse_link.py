"""What turns the score that is differentiated into the score explained: nothing, or a sigmoid.

The probability of a class is P = sigmoid(L) of its log-odds L, so grad P = w grad L with
w = P (1 - P). Along a path grad L changes little by little, while w rises and falls steeply, and is
known wherever L is. So L is differentiated, and the weight is integrated exactly (product
integration): fewer gradients do. L is better conditioned too, since rounding eats up 1 - P first.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from igviz.quadrature.rules import Floats

_GAUSS_NODES, _GAUSS_WEIGHTS = (
    part / 2 for part in np.polynomial.legendre.leggauss(16)
)  # on [-1/2, 1/2]
_GAUSS_NODES = _GAUSS_NODES[:, None]


@dataclass(frozen=True)
class CellWeights:
    """What the ends of each cell weigh in its integral, and how its jump becomes an error.

    The cell's integral is left * g_left + right * g_right, and errs by unit_error times
    |g_right - g_left| where g moves like Brownian motion from one to the other.
    """

    left: Floats
    right: Floats
    unit_error: Floats
    unit_error_from_right: Floats  # the unit error where nothing is known at the left end
    unit_error_from_left: Floats  # and at the right one

    def without_endpoints(self) -> CellWeights:
        """The same where no gradient is known at either end of the path.

        The nearest stands for it.
        """
        left, right, unit_error = self.left.copy(), self.right.copy(), self.unit_error.copy()
        right[0], left[0] = right[0] + left[0], 0.0
        left[-1], right[-1] = left[-1] + right[-1], 0.0
        unit_error[0], unit_error[-1] = self.unit_error_from_right[0], self.unit_error_from_left[-1]
        return CellWeights(
            left, right, unit_error, self.unit_error_from_right, self.unit_error_from_left
        )

    def node_weights(self) -> Floats:
        """The weight of every node, shape (cells + 1,)."""
        return np.append(self.left, 0.0) + np.insert(self.right, 0, 0.0)


class InverseLink:
    """No link: the score explained is the one that is differentiated."""

    def value(self, scores: Floats) -> Floats:
        """The score explained."""
        return scores

    def slope(self, scores: Floats) -> Floats:
        """Its derivative with respect to the score that is differentiated."""
        return np.ones_like(scores)

    def cell_weights(self, widths: Floats, scores: Floats) -> CellWeights:  # noqa: ARG002 - no weight to follow
        """The trapezoid on the cells between nodes with these scores."""
        between, beside = widths / math.sqrt(12), widths / math.sqrt(3)
        return CellWeights(widths / 2, widths / 2, between, beside, beside)

    def apply(self, scores: Tensor, step_gradients: Tensor) -> tuple[Tensor, Tensor]:
        """Scores (targets,) and step gradients (targets, ...) of what is explained."""
        values, slopes = (f(scores.numpy()) for f in (self.value, self.slope))
        shape = (-1, *(1 for _ in step_gradients.shape[1:]))
        return torch.from_numpy(values), step_gradients * torch.from_numpy(slopes).to(
            step_gradients
        ).reshape(shape)


class Logistic(InverseLink):
    """The score differentiated is a log-odds, the one explained its probability."""

    def value(self, scores: Floats) -> Floats:
        """Return 1 / (1 + exp(-L)), to the last digit in both tails."""
        return np.asarray(np.exp(-np.logaddexp(0, -scores)))

    def slope(self, scores: Floats) -> Floats:
        """Return P (1 - P), to the last digit in both tails."""
        return np.asarray(np.exp(-np.logaddexp(0, scores) - np.logaddexp(0, -scores)))

    def cell_weights(self, widths: Floats, scores: Floats) -> CellWeights:
        """Product integration on cells between nodes with these log-odds, linear in between.

        With s from 0 to 1 along a cell, L = L_0 + s D and S(L) = log(1 + exp(L)), whose derivative
        is P, the integrals of w are exact:

            left = h int (1 - s) w ds = h (P_mean - P_0) / D
            right = h int s w ds = h (P_1 - P_mean) / D,      P_mean = (S_1 - S_0) / D.

        A Brownian bridge between the cell's ends is a sum of increments; each enters the integral
        with the weight that comes after it, less the mean of that. So unit_error^2 is the variance
        of W(s) = h int_0^s w = h (P(s) - P_0) / D along the cell, which is h^2 / 12 for w = 1. With a
        gradient at one end only it is the mean square of W less its value at the other end.
        """
        # P is known to the last digit where it is small, and w is the same on both sides of 0.
        mirror = np.where(scores[:-1] + scores[1:] > 0, -1.0, 1.0)
        left_odds, right_odds = mirror * scores[:-1], mirror * scores[1:]
        change, middle = right_odds - left_odds, (left_odds + right_odds) / 2
        within = middle + _GAUSS_NODES * change
        weight = self.slope(within)
        # Where the ends are near each other differences cancel, and Gauss's rule is exact.
        wide = np.abs(change) > 1
        safe = np.where(wide, change, 1.0)
        mean = (np.logaddexp(0, right_odds) - np.logaddexp(0, left_odds)) / safe
        left = np.where(
            wide,
            (mean - self.value(left_odds)) / safe,
            _GAUSS_WEIGHTS @ ((0.5 - _GAUSS_NODES) * weight),
        )
        right = np.where(
            wide,
            (self.value(right_odds) - mean) / safe,
            _GAUSS_WEIGHTS @ ((0.5 + _GAUSS_NODES) * weight),
        )
        small = np.where(np.abs(change) > 1e-6, np.clip(change, -1, 1), 1e-6)

        def gathered(x: Floats | float, at: Floats) -> Floats:  # W(s) - W(1/2), s = 1/2 + x
            return np.where(
                wide,
                (self.value(at) - self.value(middle)) / safe,
                2 * np.sinh(x * small / 2) / small * np.sqrt(self.slope(at) * self.slope(middle)),
            )

        all_along = gathered(_GAUSS_NODES, within)
        unit_errors = (
            widths * np.sqrt(_GAUSS_WEIGHTS @ (all_along - less) ** 2)
            for less in (
                _GAUSS_WEIGHTS @ all_along,
                gathered(-0.5, left_odds),
                gathered(0.5, right_odds),
            )
        )
        return CellWeights(widths * left, widths * right, *unit_errors)


IDENTITY = InverseLink()
