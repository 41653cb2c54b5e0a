"""What the engine asks of a path."""

from __future__ import annotations

from typing import Protocol

from torch import Tensor

from igviz.quadrature.rules import Ints


class Path(Protocol):
    """A curve gamma(alpha) from a baseline (alpha = 0) to an input (alpha = 1), for each example.

    The step gradient at alpha is the gradient of the score at gamma(alpha) times the velocity
    gamma'(alpha) there; its integral over alpha is the attribution (Sundararajan, Taly & Yan 2017,
    section 3, on path methods).

    Attributes
    ----------
    baselines, inputs : Tensor, shape (examples, ...)
        The ends of the paths, floating point.
    """

    baselines: Tensor
    inputs: Tensor

    def __init__(self, baselines: Tensor, inputs: Tensor) -> None: ...

    def points(self, examples: Ints, alphas: Tensor) -> Tensor:
        """Give gamma(alpha), shape (rows, ...), of the examples numbered, one alpha (rows,) each.

        It is exact at both ends.
        """

    def velocity(self, examples: Ints, alphas: Tensor) -> Tensor:
        """Give gamma'(alpha) in the same shape, or in one that is broadcast to it."""
