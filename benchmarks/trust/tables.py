"""Networks of tables: 12 columns, a table of Titanic's kind, large weights, and random ones."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import torch
from torch import Tensor, nn

from trust.case import Case, fit, trained


def mlp(widths: list[int], activation: type[nn.Module]) -> nn.Sequential:
    """A multilayer perceptron."""
    layers: list[nn.Module] = []
    for before, after in pairwise(widths):
        layers += [nn.Linear(before, after), activation()]
    return nn.Sequential(*layers[:-1])


def tabular(folder: Path) -> Iterator[Case]:
    """500 rows of 12 columns, ReLU and GELU."""
    g = torch.Generator().manual_seed(2)
    x = torch.randn(3000, 12, generator=g)
    y = (x[:, 0] * x[:, 1] + x[:, 2].abs() - x[:, 3] + torch.sin(2 * x[:, 4]) > 0.5).long()
    for activation in (nn.ReLU, nn.GELU):
        name = f"tabular {activation.__name__}"
        torch.manual_seed(0)
        net = mlp([12, 64, 64, 2], activation)
        net = trained(name, net, lambda net: fit(net, lambda: (x, y), 300, 3e-3), folder)
        yield Case(name, "", net, x[:500], torch.zeros_like(x[:500]))


def passengers(n: int, g: torch.Generator) -> tuple[Tensor, Tensor]:
    """A made-up table of Titanic's kind: five standardised columns, seven of 0 and 1."""
    numbers = torch.randn(n, 5, generator=g)
    numbers[:, 1] = (numbers[:, 1].exp() - 1.6) / 2  # fares are skew
    female = torch.rand(n, generator=g) < 0.36
    classes = torch.multinomial(torch.tensor([0.24, 0.21, 0.55]), n, True, generator=g)
    ports = torch.multinomial(torch.tensor([0.19, 0.09, 0.72]), n, True, generator=g)
    flags = torch.cat(
        [
            female[:, None].float(),
            nn.functional.one_hot(classes, 3).float(),
            nn.functional.one_hot(ports, 3).float(),
        ],
        dim=1,
    )
    odds = 2.6 * female - 1.1 * classes.float() - 0.5 * numbers[:, 0] + 0.4 * numbers[:, 1]
    y = (odds + 0.3 + torch.randn(n, generator=g) > 0).long()
    return torch.cat([numbers, flags], dim=1), y


def titanic(folder: Path) -> Iterator[Case]:
    """393 passengers, tanh and ReLU."""
    x, y = passengers(1309, torch.Generator().manual_seed(3))
    for activation in (nn.Tanh, nn.ReLU):
        name = f"passengers {activation.__name__}"
        torch.manual_seed(0)
        net = mlp([12, 32, 16, 2], activation)
        net = trained(name, net, lambda net: fit(net, lambda: (x, y), 600, 5e-3), folder)
        yield Case(name, "", net, x[-393:], torch.zeros(393, 12))


def large_weights(_: Path) -> Iterator[Case]:
    """`Linear(64, 64), ReLU, Linear(64, 2)` with weights as drawn, 1 to 8 times the usual size."""
    for seed in range(20):
        g = torch.Generator().manual_seed(100 + seed)
        torch.manual_seed(seed)
        net = mlp([64, 64, 2], nn.ReLU).eval().requires_grad_(False)
        for values in net.parameters():
            values.mul_(2 ** (seed % 4))
        x = torch.randn(10, 64, generator=g)
        yield Case("large weights", str(seed), net, x, torch.zeros_like(x))


def random_networks(_: Path) -> Iterator[Case]:
    """60 untrained ReLU networks of different widths, depths and scales."""
    for seed in range(60):
        g = torch.Generator().manual_seed(200 + seed)

        def drawn(low: int, high: int, g: torch.Generator = g) -> int:
            return int(torch.randint(low, high + 1, (1,), generator=g))

        features, width, depth = drawn(4, 40), 2 ** drawn(2, 7), drawn(1, 4)
        widths = [features, *[width] * depth, drawn(2, 5)]
        torch.manual_seed(seed)
        net = mlp(widths, nn.ReLU).eval().requires_grad_(False)
        scale = 0.7 + 2.3 * float(torch.rand(1, generator=g))
        for values in net.parameters():
            values.mul_(scale)
        x = torch.randn(8, features, generator=g)
        baselines = torch.randn(8, features, generator=g) if seed % 2 else torch.zeros_like(x)
        yield Case("random ReLU", str(seed), net, x, baselines)
