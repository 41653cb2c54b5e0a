"""The straight line of Sundararajan, Taly & Yan (2017)."""

from __future__ import annotations

import torch
from torch import Tensor

from igviz.quadrature.rules import Ints


class Straight:
    """gamma(alpha) = baseline + alpha (input - baseline); see `igviz.engine.paths.Path`."""

    def __init__(self, baselines: Tensor, inputs: Tensor) -> None:
        self.baselines, self.inputs = baselines.detach(), inputs.detach()

    def points(self, examples: Ints, alphas: Tensor) -> Tensor:
        """Give the points between both ends; exact at both."""
        rows = torch.from_numpy(examples).to(self.inputs.device)
        a = alphas.reshape(-1, *(1 for _ in self.inputs.shape[1:]))
        return self.baselines[rows] * (1 - a) + self.inputs[rows] * a

    def velocity(self, examples: Ints, alphas: Tensor) -> Tensor:  # noqa: ARG002
        """Give input - baseline, the same at every alpha."""
        rows = torch.from_numpy(examples).to(self.inputs.device)
        return self.inputs[rows] - self.baselines[rows]
