"""The straight line of Sundararajan, Taly & Yan (2017)."""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor


class Straight:
    """gamma(alpha) = baseline + alpha (input - baseline); see `igviz.engine.paths.Path`."""

    def __init__(self, baselines: Tensor, inputs: Tensor) -> None:
        self.baselines, self.inputs = baselines.detach(), inputs.detach()

    def points(self, examples: Sequence[int], alphas: Tensor) -> Tensor:
        """Give the points between both ends; exact at both."""
        rows = list(examples)
        a = alphas.reshape(-1, *(1 for _ in self.inputs.shape[1:]))
        return self.baselines[rows] * (1 - a) + self.inputs[rows] * a

    def velocity(self, examples: Sequence[int], alphas: Tensor) -> Tensor:  # noqa: ARG002
        """Give input - baseline, the same at every alpha."""
        rows = list(examples)
        return self.inputs[rows] - self.baselines[rows]
