"""One target's integral as the nodes have it so far, and the estimate of its error."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from torch import Tensor

from igviz.quadrature.nodes import Nodes
from igviz.quadrature.roughness import Roughness
from igviz.quadrature.rules import Floats, hermite_weights, romberg

# Each number below is explained in docs/numerics.md, in the section named.
SAFETY = 0.95  # share of tol at which the piecewise rule stops ("Stopping")
EXTRA_ERROR = 1.01  # ratio of error to rough error from which a score rose unseen ("Smooth paths")
CUBIC_ERRORS = 2.0  # errors of the trapezoid against the cubic that are taken ("Smooth paths")
LEAST_SMOOTHNESS = 0.25  # smallest share of the rough error that is believed ("Smooth paths")
LEAST_GAIN = 0.1  # of a doubling, where the network has no kinks ("Romberg's rule")
LEAST_GAIN_UNSURE = 0.5  # the same where nothing is known of kinks ("Romberg's rule")
LAST_CHANGE = 2.5  # times tol that the last doubling may change ("Romberg's rule")
CLEARLY_SMOOTH = 0.35  # share of the rough error below which doubling pays ("Romberg's rule")


@dataclass(frozen=True)
class Estimate:
    """One target's integral after a round of nodes, with its error.

    Attributes
    ----------
    cell_errors : ndarray, shape (cells,)
        L2 errors of the piecewise rule.
    weights, slopes : ndarray, shape (nodes,)
        The rule's weights, and what turns the step gradients kept into those explained: the mean
        slope of the inverse link around each node.
    attributions : Tensor
        The integral.
    error, bound : float
        Estimated L2 error of the integral, and the error two standard deviations out.
    by_romberg : bool
        Whether Romberg's rule made the estimate, or else the piecewise rule.
    converged : bool
        Whether the bound is within tol.
    scale : float
        The bound as a multiple of the norm of the cells' errors.
    """

    cell_errors: Floats
    weights: Floats
    slopes: Floats
    attributions: Tensor
    error: float
    bound: float
    by_romberg: bool
    converged: bool
    scale: float = 1.0


class Estimator:
    """Estimates integrals from the nodes of one path.

    Parameters
    ----------
    nodes : Nodes
    smooth : bool
        Whether the network is known to have no kinks.
    """

    def __init__(self, nodes: Nodes, smooth: bool) -> None:
        self.nodes, self.smooth = nodes, smooth
        self.roughness = Roughness(nodes)

    def estimate(self, t: int, tol: float, intervals: int | None) -> Estimate:
        """The better of the piecewise rule and of Romberg's on ``intervals``, if there are any."""
        cell_errors = self.roughness.cell_errors(t)
        piecewise = self._piecewise(t, tol, cell_errors)
        romberg = None if intervals is None else self._romberg(t, tol, cell_errors, intervals)
        return piecewise if romberg is None or piecewise.bound < romberg.bound else romberg

    def _piecewise(self, t: int, tol: float, cell_errors: Floats) -> Estimate:
        """The trapezoid's estimate, right for step gradients that are a staircase."""
        weights = self.nodes.weights()
        slopes = self.nodes.weights(t) / weights
        attributions = self.nodes.weighted_sum(t, weights * slopes)
        error = float(np.linalg.norm(cell_errors))
        seen = error <= EXTRA_ERROR * self.roughness.error(t)
        smoothness = self._smoothness(t, weights, error) if self.smooth and error and seen else 1.0
        scale = smoothness * self.roughness.two_sigma_factor(t)
        bound = scale * error
        converged = bound <= SAFETY * tol * float(attributions.norm())
        return Estimate(
            cell_errors,
            weights,
            slopes,
            attributions,
            smoothness * error,
            bound,
            by_romberg=False,
            converged=converged,
            scale=scale,
        )

    def _smoothness(self, t: int, weights: Floats, rough_error: float) -> float:
        """The share of the rough error that a smooth path has, from 1/4 to 1.

        On a smooth path the trapezoid's error is its difference from a cubic through the same
        nodes. The cubic errs, too, so twice the difference is taken.
        """
        difference = hermite_weights(np.array(self.nodes.alphas)) - weights
        cubic_error = CUBIC_ERRORS * float(self.nodes.weighted_sum(t, difference).norm())
        return float(np.clip(cubic_error / rough_error, LEAST_SMOOTHNESS, 1.0))

    def _romberg(self, t: int, tol: float, cell_errors: Floats, intervals: int) -> Estimate | None:
        """The estimate by Romberg's rule; None where it is not clearly better than a rough one."""
        nodes = self.nodes
        weights, half, quarter = (self._romberg_weights(intervals // n) for n in (1, 2, 4))
        slopes = nodes.slopes(t)
        attributions = nodes.weighted_sum(t, slopes * weights)
        rough_error = self.roughness.error(t)
        last_change = float(nodes.weighted_sum(t, slopes * (weights - half)).norm())
        change_before = float(nodes.weighted_sum(t, slopes * (half - quarter)).norm())
        # The next doubling gains about what the last one did, but not without limit.
        least = LEAST_GAIN if self.smooth else LEAST_GAIN_UNSURE
        gain = float(np.clip(last_change / change_before, least, 1)) if change_before else 1.0
        error = last_change * gain
        scores = nodes.scores(t)
        delta = float((slopes * weights) @ nodes.sums(t)) - float(scores[-1] - scores[0])
        unexplained = abs(delta) / self.roughness.sum_per_norm(t)
        allowed = tol * float(attributions.norm())
        settled = last_change <= LAST_CHANGE * allowed
        converged = error <= allowed and settled and unexplained <= allowed
        clearly_smooth = error < CLEARLY_SMOOTH * rough_error
        if not converged and not (clearly_smooth and unexplained <= max(rough_error, allowed)):
            return None
        return Estimate(
            cell_errors,
            weights,
            slopes,
            attributions,
            error,
            error,
            by_romberg=True,
            converged=converged,
        )

    def _romberg_weights(self, intervals: int) -> Floats:
        """Romberg's weights at the nodes, zero at nodes between those of the rule."""
        weights = dict(zip(*(values.tolist() for values in romberg(intervals)), strict=True))
        return np.array([weights.get(alpha, 0.0) for alpha in self.nodes.alphas])
