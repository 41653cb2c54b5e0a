"""Paths from a baseline to an input; so far the straight line of Sundararajan et al. (2017)."""

from __future__ import annotations

from torch import Tensor


def straight_line(inputs: Tensor, baselines: Tensor, alphas: Tensor) -> Tensor:
    """Points of the path, one row per alpha; exact at both ends.

    Parameters
    ----------
    inputs, baselines : Tensor, shape (rows, ...)
    alphas : Tensor, shape (rows,)
    """
    a = alphas.reshape(-1, *(1 for _ in inputs.shape[1:]))
    return baselines * (1 - a) + inputs * a
