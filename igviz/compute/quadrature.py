"""Quadrature on [0, 1]: a method and a number of steps become alphas and weights."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
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
    """Weights of the composite trapezoid on any ascending nodes, shape (n,)."""
    halves = np.diff(alphas) / 2
    weights = np.zeros(len(alphas))
    weights[:-1] += halves
    weights[1:] += halves
    return weights


def clenshaw_curtis(n: int) -> Rule:
    """The n + 1 Clenshaw-Curtis nodes and weights on [0, 1]; n even.

    The nodes of n are among those of 2n, so doubling reuses every gradient.
    Source: Waldvogel, "Fast construction of the Fejer and Clenshaw-Curtis rules", 2006.
    """
    theta = np.pi * np.arange(n + 1) / n
    k = np.arange(1, n // 2 + 1)
    b = np.where(k == n // 2, 1.0, 2.0)
    series = (b / (4 * k**2 - 1)) @ np.cos(2 * np.outer(k, theta))
    ends = np.where((np.arange(n + 1) == 0) | (np.arange(n + 1) == n), 1.0, 2.0)
    # cos² form: exact 0, 1/2 and 1, and symmetric to the last bit.
    alphas = np.sin(theta / 2) ** 2
    alphas[0], alphas[n // 2], alphas[n] = 0.0, 0.5, 1.0
    return alphas, ends / n * (1 - series) / 2
