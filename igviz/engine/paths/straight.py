"""The straight line of Sundararajan, Taly & Yan (2017)."""

from __future__ import annotations

import torch
from torch import Tensor

from igviz.quadrature.by_row import by_row
from igviz.quadrature.rules import Ints


class Straight:
    """gamma(alpha) = baseline + alpha (input - baseline); see `igviz.engine.paths.Path`."""

    def __init__(self, baselines: Tensor, inputs: Tensor) -> None:
        self.baselines, self.inputs = baselines.detach(), inputs.detach()

    def points(self, examples: Ints, alphas: Tensor) -> Tensor:
        """Give the points between both ends; exact at both."""
        baselines, inputs = self._ends(examples)
        return torch.lerp(baselines, inputs, by_row(alphas, inputs))

    def velocity(self, examples: Ints, alphas: Tensor) -> Tensor:  # noqa: ARG002
        """Give input - baseline, the same at every alpha."""
        baselines, inputs = self._ends(examples)
        return inputs - baselines

    def _ends(self, examples: Ints) -> tuple[Tensor, Tensor]:
        """Both ends of each row's path; of a single example without a copy for every row."""
        if len(self.inputs) == 1:
            return self.baselines, self.inputs
        rows = torch.from_numpy(examples).to(self.inputs.device)
        return self.baselines[rows], self.inputs[rows]
