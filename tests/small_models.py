"""Small float64 models whose attribution is known in closed form."""

from __future__ import annotations

from typing import Any, cast

import torch
from torch import Tensor, nn


class Linear(nn.Module):
    def __init__(self, weights: Tensor) -> None:
        super().__init__()
        self.weights = nn.Parameter(weights)

    def forward(self, x: Tensor) -> Tensor:
        return x.flatten(1) @ self.weights.flatten() + 0.3


class Quadratic(nn.Module):
    """F(x) = sum x^2; the attribution from x' is (x - x')(x + x')."""

    def forward(self, x: Tensor) -> Tensor:
        return x.square().flatten(1).sum(1)


class Product(nn.Module):
    """F(x) = x0 x1; from zero each factor gets half."""

    def forward(self, x: Tensor) -> Tensor:
        return x[:, 0] * x[:, 1]


class Saturating(nn.Module):
    """F(x) = 1 - relu(1 - x), whose gradient at x = 2 is zero (the paper's section 2.1)."""

    def forward(self, x: Tensor) -> Tensor:
        return (1 - (1 - x).relu()).sum(1)


class Step(nn.Module):
    """A smooth line with a steep rise at ``place``, ``width`` wide and ``height`` high."""

    def __init__(self, place: float, width: float, height: float) -> None:
        super().__init__()
        self.place, self.width, self.height = place, width, height

    def forward(self, x: Tensor) -> Tensor:
        rise = ((x - self.place) / self.width).sigmoid()
        return (x + self.height * rise).sum(1)


class Jump(nn.Module):
    """A line with a discontinuity that no gradient shows."""

    def forward(self, x: Tensor) -> Tensor:
        return (x + (x.detach() > 0.37).to(x)).sum(1)


class Kinked(nn.Module):
    """The same function, by a network whose layers tell of kinks."""

    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.model, self.unused = model, nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        return cast("Tensor", self.model(x))


def as_it_is(model: nn.Module) -> nn.Module:
    return model


def bias_free_relu(seed: int = 0) -> nn.Sequential:
    """Piecewise linear and homogeneous: from zero, IG = x * dF/dx (Hesse et al. 2021)."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return nn.Sequential(
            nn.Linear(6, 16, bias=False),
            nn.ReLU(),
            nn.Linear(16, 16, bias=False),
            nn.ReLU(),
            nn.Linear(16, 3, bias=False),
        ).double()


def classifier(seed: int = 0, act: type[nn.Module] = nn.ReLU) -> nn.Sequential:
    """A network with three classes, batch statistics and dropout, in eval mode."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = nn.Sequential(
            nn.Linear(6, 24), act(), nn.BatchNorm1d(24), nn.Dropout(0.5), nn.Linear(24, 24), act(),
            nn.Linear(24, 3),
        ).double()  # fmt: skip
        norm = cast("Any", model[2])
        norm.running_mean.normal_()
        norm.running_var.uniform_(0.5, 2)
    return model.eval()
