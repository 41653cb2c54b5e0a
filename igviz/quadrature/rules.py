"""Quadrature on [0, 1]: a method and a number of steps become alphas and weights."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Rule = tuple[Floats, Floats]


def _left(n: int) -> Rule:
    return np.arange(n) / n, np.full(n, 1 / n)


def _right(n: int) -> Rule:
    return np.arange(1, n + 1) / n, np.full(n, 1 / n)


def _middle(n: int) -> Rule:
    return (np.arange(n) + 0.5) / n, np.full(n, 1 / n)


def _trapezoid(n: int) -> Rule:
    if n < 2:
        raise ValueError(
            f"n_steps={n} was given, but riemann_trapezoid needs both ends of the path; "
            "pass n_steps=2 or more."
        )
    alphas = np.linspace(0.0, 1.0, n)
    return alphas, trapezoid_weights(alphas)


@lru_cache(maxsize=4)  # the nodes cost the cube of n: for every example they are the same
def _gauss_legendre(n: int) -> Rule:
    nodes, weights = np.polynomial.legendre.leggauss(n)
    return (nodes + 1) / 2, weights / 2


METHODS: dict[str, Callable[[int], Rule]] = {
    "riemann_left": _left,
    "riemann_right": _right,
    "riemann_middle": _middle,
    "riemann_trapezoid": _trapezoid,
    "gausslegendre": _gauss_legendre,
}


def rule(method: str, n_steps: int) -> Rule:
    """Nodes and weights of a fixed rule.

    Parameters
    ----------
    method : str
        One of `METHODS`.
    n_steps : int
        Number of gradient evaluations, at least 1 (2 for ``riemann_trapezoid``).

    Returns
    -------
    alphas, weights : ndarray of float64, shape (n_steps,)
        Ascending points of [0, 1] and weights that sum to 1 for every method.
    """
    if method not in METHODS:
        raise ValueError(f"method={method!r} was given; pass one of {', '.join(METHODS)}.")
    if isinstance(n_steps, bool) or not isinstance(n_steps, (int, np.integer)) or n_steps < 1:
        raise ValueError(f"n_steps={n_steps!r} was given; pass a whole number of at least 1.")
    return METHODS[method](int(n_steps))


def trapezoid_weights(alphas: Floats) -> Floats:
    """Weights of the composite trapezoid on any ascending nodes, shape (..., n)."""
    halves = np.diff(alphas) / 2
    weights = np.zeros(alphas.shape)
    weights[..., :-1] += halves
    weights[..., 1:] += halves
    return weights


def hermite_weights(alphas: Floats) -> Floats:
    """Weights of the piecewise cubic with three-point slopes on any ascending nodes, (..., n).

    On a smooth function its difference from the trapezoid is the trapezoid's leading error.
    """
    n = alphas.shape[-1]
    weights = trapezoid_weights(alphas)
    if n < 3:
        return weights
    near = np.clip(np.arange(n) - 1, 0, n - 3)[:, None] + np.arange(3)
    a, b, c = np.moveaxis(alphas[..., near], -1, 0)
    x = alphas
    slopes = np.zeros((*alphas.shape, n))
    slopes[..., np.arange(n)[:, None], near] = np.stack(
        [
            (2 * x - b - c) / ((a - b) * (a - c)),
            (2 * x - a - c) / ((b - a) * (b - c)),
            (2 * x - a - b) / ((c - a) * (c - b)),
        ],
        -1,
    )
    bends = slopes[..., :-1, :] - slopes[..., 1:, :]
    return np.asarray(weights + (np.diff(alphas)[..., None] ** 2 / 12 * bends).sum(-2))


def romberg(n: int) -> Rule:
    """Romberg's rule on n equal intervals of [0, 1], n a power of two: n + 1 nodes and weights.

    The trapezoids of n, n/2, ..., 1 intervals extrapolated to none; on smooth functions it
    converges faster than any power of n. The nodes of n are among those of 2n, so doubling reuses
    every gradient, and they are spread evenly, which suits a function that turns out rough.
    Source: Bauer, Rutishauser & Stiefel, "New aspects in numerical quadrature", 1963.
    """
    column: list[Floats] = []
    for level in range(n.bit_length()):
        weights = np.zeros(n + 1)
        weights[:: n >> level] = 1 / (1 << level)
        weights[[0, -1]] /= 2
        column.append(weights)
    for power in range(1, len(column)):
        factor = 4.0**power
        column = [
            (factor * fine - coarse) / (factor - 1) for coarse, fine in itertools.pairwise(column)
        ]
    return np.arange(n + 1) / n, column[0]
