"""Quadrature on [0, 1]: a method and a number of steps become alphas and weights."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from igviz.options import MOST_STEPS

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


@lru_cache(maxsize=4)  # the nodes cost the square of n: for every example they are the same
def _gauss_legendre(n: int) -> Rule:
    """The zeros of the Legendre polynomial of degree n, by Newton's method on its recurrence.

    It starts at the zeros of the Bessel function that the polynomial approaches at the ends of
    the path (McMahon's expansion), which are right to two digits; every step doubles them.
    Source: Abramowitz & Stegun, "Handbook of Mathematical Functions", 22.7.10, 22.16.6 and 25.4.29.
    """
    near = np.pi * (np.arange(1, (n + 1) // 2 + 1) - 0.25)
    x = np.cos((near + 1 / (8 * near)) / (n + 0.5))
    for _ in range(5):
        before, here = np.ones_like(x), x.copy()
        for m in range(2, n + 1):
            before *= 1 / m - 1
            before += (2 - 1 / m) * x * here
            before, here = here, before
        slopes = n * (x * here - before) / (x**2 - 1)
        steps = here / slopes
        x = x - steps
        if np.abs(steps).max() < 1e-15:
            break
    half = slice(0, n // 2)  # the other half mirrors it, and the middle is its own mirror image
    alphas, weights = (1 - x) / 2, 1 / ((1 - x**2) * slopes**2)
    alphas[n // 2 :] = 0.5
    alphas = np.concatenate([alphas, 1 - alphas[half][::-1]])
    return alphas, np.concatenate([weights, weights[half][::-1]])


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
        Number of gradient evaluations, 1 (2 for ``riemann_trapezoid``) to `MOST_STEPS`.

    Returns
    -------
    alphas, weights : ndarray of float64, shape (n_steps,)
        Ascending points of [0, 1] and weights that sum to 1 for every method.
    """
    if method not in METHODS:
        raise ValueError(f"method={method!r} was given; pass one of {', '.join(METHODS)}.")
    whole = isinstance(n_steps, (int, np.integer)) and not isinstance(n_steps, bool)
    if not (whole and 1 <= n_steps <= MOST_STEPS):
        raise ValueError(
            f"n_steps={n_steps!r} was given; pass a whole number from 1 to {MOST_STEPS}, or "
            "tol=0.001 instead for as many steps as that takes."
        )
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
