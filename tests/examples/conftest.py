"""A short Integrated Gradients of its own, so that the examples are judged independently."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor

Attribute = Callable[[Callable[[Tensor], Tensor], Tensor, Tensor], Tensor]


@pytest.fixture(scope="session")
def midpoint_attributions() -> Attribute:
    """Attributions of a summed score at 32 midpoints of the path from baselines to inputs."""

    def attribute(score: Callable[[Tensor], Tensor], inputs: Tensor, baselines: Tensor) -> Tensor:
        total = torch.zeros_like(inputs)
        for i in range(32):
            point = (baselines + (i + 0.5) / 32 * (inputs - baselines)).requires_grad_()
            total += torch.autograd.grad(score(point).sum(), point)[0]
        return (inputs - baselines) * total / 32

    return attribute
