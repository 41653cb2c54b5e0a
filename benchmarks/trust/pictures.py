"""Small image networks on raw pixels from 0 to 255, whose scores rise steeply."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from trust.case import Case, fit, trained

SIDE = 28


@dataclass(frozen=True)
class Drawing:
    """How rings (class 0), bars (1) and crosses (2) are drawn."""

    ink: tuple[float, float]
    paper: float
    noise: float
    channels: int = 1
    classes: int = 2

    def __call__(self, n: int, g: torch.Generator) -> tuple[Tensor, Tensor]:
        """Pictures (n, channels, 28, 28) and their classes."""
        y = torch.randint(0, self.classes, (n,), generator=g)
        x = torch.full((n, self.channels, SIDE, SIDE), float(self.paper))
        low, high = self.ink
        for picture, kind in zip(x, y.tolist(), strict=True):
            ink = low + (high - low) * torch.rand(self.channels, 1, generator=g)
            picture[:, _shape(kind, int(torch.randint(8, 20, (1,), generator=g)))] = ink
        x += self.noise * torch.rand(x.shape, generator=g)
        return x, y


def _shape(kind: int, centre: int) -> Tensor:
    """Which pixels are drawn."""
    rows, columns = torch.meshgrid(torch.arange(SIDE), torch.arange(SIDE), indexing="ij")
    if kind == 0:
        radius = ((rows - 14) ** 2 + (columns - centre) ** 2).sqrt()
        return (radius - 7).abs() < 1.6
    bar = (rows >= 5) & (rows < 23) & ((columns - centre + 0.5).abs() <= 2)
    if kind == 1:
        return bar
    return bar | ((rows - 14).abs() <= 1) & ((columns - centre).abs() <= 7)


def steep(folder: Path) -> Iterator[Case]:
    """Bright ink on black: convolutions with maxima."""
    torch.manual_seed(0)
    net = nn.Sequential(
        nn.Conv2d(1, 8, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(400, 32), nn.ReLU(), nn.Linear(32, 2),
    )  # fmt: skip
    yield _case("steep", net, Drawing((200, 255), 0, 10), 150, folder)


def steep_others(folder: Path) -> Iterator[Case]:
    """Other networks, brightness and backgrounds."""
    torch.manual_seed(1)
    strided = nn.Sequential(
        nn.Conv2d(3, 12, 5, stride=2, padding=2), nn.ReLU(),
        nn.Conv2d(12, 24, 3, stride=2, padding=1), nn.ReLU(),
        nn.Conv2d(24, 24, 3, padding=1), nn.ReLU(),
        nn.AdaptiveAvgPool2d(3), nn.Flatten(), nn.Linear(216, 3),
    )  # fmt: skip
    yield _case("steep, strided", strided, Drawing((90, 255), 30, 20, 3, 3), 250, folder)
    torch.manual_seed(2)
    flat = nn.Sequential(
        nn.Flatten(), nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 2)
    )
    yield _case("steep, flat", flat, Drawing((120, 180), 0, 40), 150, folder)
    torch.manual_seed(3)
    smooth = nn.Sequential(
        nn.Conv2d(1, 8, 5, stride=2), nn.SiLU(), nn.Conv2d(8, 16, 3, stride=2), nn.SiLU(),
        nn.Flatten(), nn.Linear(400, 3),
    )  # fmt: skip
    yield _case("steep, SiLU", smooth, Drawing((200, 255), 0, 10, 1, 3), 200, folder)


def _case(name: str, net: nn.Module, drawing: Drawing, steps: int, folder: Path) -> Case:
    g = torch.Generator().manual_seed(1)
    net = trained(name, net, lambda net: fit(net, lambda: drawing(64, g), steps), folder)
    x, _ = drawing(60, torch.Generator().manual_seed(4))
    summed = 1 if drawing.channels > 1 else None
    return Case(name, "", net, x, torch.zeros_like(x), summed, least=4608)
