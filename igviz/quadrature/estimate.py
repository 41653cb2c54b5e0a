"""The integrals of a cohort as its nodes have them so far, and the estimate of their errors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from igviz.quadrature.nodes import Ascending, Nodes
from igviz.quadrature.roughness import TINY, Roughness
from igviz.quadrature.rules import Bools, Floats, hermite_weights, romberg

# Each number below is explained in docs/numerics.md, in the section named.
MOST_MASS = 0.18  # share of the path's mass that one node may stand for ("Tested estimates")
BORNE = 1.4  # times the error given by which the true one may exceed it ("Tested estimates")
EXTRA_ERROR = 1.01  # ratio of error to rough error from which a score rose unseen ("Smooth paths")
CUBIC_ERRORS = 2.0  # errors of the trapezoid against the cubic that are taken ("Smooth paths")
LEAST_SMOOTHNESS = 0.25  # smallest share of the rough error that is believed ("Smooth paths")
FEW_INTERVALS = 4  # on which no doubling's gain is believed, nor roughness ("Romberg's rule")
LEAST_GAIN = 0.1  # of a doubling: the smallest that is believed ("Romberg's rule")
UNEVEN_GAIN = 1.2  # of a doubling, per unit that growth falls short of 2 ("Romberg's rule")
LAST_CHANGE = 2.5  # times tol that the last doubling may change ("Romberg's rule")
CLEARLY_SMOOTH = 0.35  # share of the rough error below which doubling pays ("Romberg's rule")


@dataclass(frozen=True)
class Estimate:
    """The integrals of a cohort after a round of nodes, with their errors.

    Arrays are over E examples and T targets; nodes are in ascending order.

    Attributes
    ----------
    cell_errors : ndarray, shape (E, T, cells)
        L2 errors of the piecewise rule.
    weights : ndarray, shape (E, T, n)
        The rule's weights.
    slopes : ndarray, shape (E, T, n)
        What turns the step gradients kept into those explained: the mean slope of the inverse link
        around each node.
    norms, errors, bounds : ndarray, shape (E, T)
        L2 norm of the integral, its estimated error, and the error in 99 of 100 cases; as the
        errors of cells, in the unit of the nodes.
    by_romberg, converged : ndarray of bool, shape (E, T)
        Whether Romberg's rule made the estimate, or else the piecewise rule; and whether the bound
        is within tol, with no node that stands for too much.
    scales : ndarray, shape (E, T)
        The bound as a multiple of the norm of the cells' errors.
    heavy : ndarray of bool, shape (E, T, n)
        Which nodes stand for too much.
    """

    cell_errors: Floats
    weights: Floats
    slopes: Floats
    norms: Floats
    errors: Floats
    bounds: Floats
    by_romberg: Bools
    converged: Bools
    scales: Floats
    heavy: Bools


class Estimator:
    """Estimates the integrals of a cohort.

    Parameters
    ----------
    nodes : Nodes
    smooth : bool
        Whether the network is known to have no kinks.
    """

    def __init__(self, nodes: Nodes, smooth: bool) -> None:
        self.nodes: Ascending = nodes.ascending
        self.smooth = smooth
        self.roughness = Roughness(self.nodes)

    def estimate(self, tol: float, intervals: int | None) -> Estimate:
        """The better of the piecewise rule and of Romberg's on ``intervals``, if there are any."""
        piecewise = self._piecewise(tol)
        if intervals is None:
            return piecewise
        return self._romberg(tol, intervals, piecewise)

    def _piecewise(self, tol: float) -> Estimate:
        """The trapezoid's estimate, right for step gradients that are a staircase."""
        nodes, roughness = self.nodes, self.roughness
        weights = np.broadcast_to(nodes.weights[:, None], nodes.scores.shape)
        explained = nodes.explained_weights
        norms = nodes.norm(explained)
        cell_errors = roughness.cell_errors
        rough_errors = np.linalg.norm(cell_errors, axis=2)
        smoothness = self._smoothness(weights, rough_errors) if self.smooth else 1.0
        # What a curve errs by is no matter of chance: the smoother, the less its error scatters.
        factor = 1 + (roughness.scatter - 1) * smoothness
        scales = smoothness * factor
        bounds = scales * rough_errors
        errors = smoothness * rough_errors * np.maximum(1.0, factor / BORNE)
        heavy = self._heavy(explained, factor)
        return Estimate(
            cell_errors,
            weights,
            explained / weights,
            norms,
            errors,
            bounds,
            by_romberg=np.zeros(norms.shape, bool),
            converged=(bounds <= tol * norms) & ~heavy.any(2),
            scales=scales,
            heavy=heavy,
        )

    def _heavy(self, weights: Floats, factor: Floats) -> Bools:
        """Which nodes have more than their share of the path's mass.

        What a node stands for is tested by its neighbours. One that stands for more than its share
        may stand for something else than what it saw, and no difference between nodes would tell.
        The more the error scatters, by a ``factor`` (E, T), the fewer kinks tell of it, and the
        smaller that share is.
        """
        masses = np.abs(weights) * self.nodes.norms
        share = MOST_MASS / np.maximum(factor, 1.0)
        return np.asarray(masses > (share * masses.sum(2))[..., None])

    def _smoothness(self, weights: Floats, rough_errors: Floats) -> Floats:
        """The share of the rough error that a smooth path has, from 1/4 to 1.

        On a smooth path the trapezoid's error is its difference from a cubic through the same
        nodes. The cubic errs, too, so twice the difference is taken. Nor is more smoothness
        believed than the growth of the jumps shows: a kink may be hidden in a function that no
        layer's name tells of.
        """
        difference = hermite_weights(self.nodes.alphas)[:, None] - weights
        share = CUBIC_ERRORS * self.nodes.norm(difference) / (rough_errors + TINY)
        seen = rough_errors <= EXTRA_ERROR * self.roughness.error
        least = np.maximum(share, self._unevenness)
        return np.where(seen, np.clip(least, LEAST_SMOOTHNESS, 1.0), 1.0)

    @property
    def _unevenness(self) -> Floats:
        """How far the growth of the jumps falls short of a smooth path's, as a share of errors."""
        return np.asarray(UNEVEN_GAIN * (2 - self.roughness.growth))

    def _romberg(self, tol: float, intervals: int, piecewise: Estimate) -> Estimate:
        """Romberg's rule where it is clearly better than a rough one; elsewhere the piecewise."""
        nodes, roughness = self.nodes, self.roughness
        weights, half = (_romberg_weights(intervals, every) for every in (1, 2))
        slopes = nodes.slopes
        norms = nodes.norm(slopes * weights)
        last_change = nodes.norm(slopes * (weights - half))
        few = intervals <= FEW_INTERVALS
        errors = last_change * np.clip(self._unevenness, 1 if few else LEAST_GAIN, 1)
        scores = nodes.explained_at_edges
        delta = (slopes * weights * nodes.sums).sum(2) - (scores[..., -1] - scores[..., 0])
        beyond_rounding = np.maximum(np.abs(delta) - roughness.rounding, 0)
        unexplained = beyond_rounding / roughness.sum_per_norm
        errors = np.maximum(errors, beyond_rounding / roughness.sum_per_jump)
        allowed = tol * norms
        settled = last_change <= LAST_CHANGE * allowed
        bounds = BORNE * errors
        converged = (bounds <= allowed) & settled & (unexplained <= allowed)
        clearly_smooth = errors < CLEARLY_SMOOTH * roughness.error
        goes_on = clearly_smooth & (unexplained <= np.maximum(roughness.error, allowed))
        chosen = ((converged | goes_on) & ~(piecewise.bounds < bounds)) | few

        def either(romberg: Floats | float, other: Floats) -> Floats:
            choice = chosen if other.ndim == 2 else chosen[..., None]
            return np.where(choice, romberg, other)

        return Estimate(
            piecewise.cell_errors,
            either(np.broadcast_to(weights, slopes.shape), piecewise.weights),
            either(slopes, piecewise.slopes),
            either(norms, piecewise.norms),
            either(errors, piecewise.errors),
            either(bounds, piecewise.bounds),
            by_romberg=chosen,
            converged=np.where(chosen, converged, piecewise.converged),
            scales=either(1.0, piecewise.scales),
            heavy=piecewise.heavy & ~chosen[..., None],
        )


def _romberg_weights(intervals: int, every: int) -> Floats:
    """Romberg's weights on every so many of equal intervals, zero at the nodes between."""
    weights = np.zeros(intervals + 1)
    weights[::every] = romberg(intervals // every)[1]
    return weights
