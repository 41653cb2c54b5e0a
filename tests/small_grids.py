"""Volumes and arrays with models whose attributions are known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

from igviz.explanation.explanation import Explanation
from igviz.explanation.many import explainer_of

SHAPE = (4, 5, 6)


def volume(channels: int = 1, shape: tuple[int, ...] = SHAPE) -> Tensor:
    """A volume in which every voxel differs and one slice across each axis stands out."""
    depth, height, width = (torch.arange(length, dtype=torch.float32) for length in shape)
    away = (depth[:, None, None] - 2) ** 2 + (height[:, None] - 1) ** 2 + (width - 4) ** 2
    ramp = torch.linspace(0, 0.1, away.numel()).reshape(shape)
    return torch.stack([(at + 1) * (torch.exp(-away / 3) + ramp) for at in range(channels)])


def linear_volume(channels: int = 1, shape: tuple[int, int, int] = SHAPE) -> nn.Sequential:
    """One score, a sum of all voxels, of which the first half of the depth counts −½."""
    layer = nn.Conv3d(channels, 1, shape, bias=False)
    signs = torch.ones(shape)
    signs[: shape[0] // 2] = -0.5
    layer.weight.data[:] = signs
    return nn.Sequential(layer, nn.Flatten()).eval()


def weights_of(model: nn.Sequential) -> Tensor:
    """What each value of a linear model counts."""
    return next(model.parameters()).detach()[0]


def curved_volume(channels: int = 1, classes: int = 3) -> nn.Sequential:
    """A small classifier of volumes of any size."""
    with torch.random.fork_rng():
        torch.manual_seed(2)
        model = nn.Sequential(
            nn.Conv3d(channels, 4, 3, padding=1), nn.Tanh(), nn.AdaptiveAvgPool3d(2),
            nn.Flatten(), nn.Linear(32, classes),
        )  # fmt: skip
        last: Any = model[-1]
        last.weight.data.mul_(6)
    return model.eval()


def linear_array(*shape: int) -> nn.Sequential:
    """One score, a weighted sum of all values with weights from −1 to 1."""
    size = int(torch.tensor(shape).prod())
    layer = nn.Linear(size, 1, bias=False)
    layer.weight.data[:] = torch.linspace(-1, 1, size)
    return nn.Sequential(nn.Flatten(), layer).eval()


def explained(model: Callable[..., Any], source: object, **how: Any) -> Explanation:
    """An explanation without a progress bar."""
    given: Any = {"progress": False, **how}
    return explainer_of(model, source, **given).explain()
