from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from quadrature_paths import nodes_at
from torch import Tensor

from igviz.quadrature.inverse_link import Logistic
from igviz.quadrature.nodes import Nodes
from igviz.quadrature.roughness import Roughness


def fractional(hurst: float, n: int, features: int) -> Tensor:
    """Fractional Brownian motion at 0, 1/n, ..., 1 of many features."""
    at = np.arange(1, n + 1) / n
    powers = at ** (2 * hurst)
    lag = np.abs(at[:, None] - at[None]) ** (2 * hurst)
    factor = np.linalg.cholesky((powers[:, None] + powers[None] - lag) / 2)
    paths = factor @ np.random.default_rng(0).normal(size=(n, features))
    return torch.from_numpy(np.concatenate([np.zeros((1, features)), paths]))


@pytest.mark.parametrize(("hurst", "near"), [(0.3, 0.15), (0.5, 0.05)])
@pytest.mark.parametrize("first", [0, 16, 48])
def test_the_error_is_right_for_motions_that_turn_back(
    first: int, hurst: float, near: float
) -> None:
    """Seen at nodes 1/16 apart, from end to end or beginning half a step or more inside."""
    n = 512
    motion = fractional(hurst, n, 600)
    at = range(first, n + 1 - first, n // 16)
    nodes = nodes_at([k / n for k in at], motion[list(at)])
    exact = (motion[1:] + motion[:-1]).sum(0) / 2 / n
    off = integral(nodes) - exact
    assert error(nodes) == pytest.approx(off.norm().item(), rel=near)


def test_the_error_of_a_probability_is_right() -> None:
    """A weight that rises and falls steeply on gradients that are a staircase."""
    torch.manual_seed(0)
    n, features = 2048, 400
    stairs = (torch.randn(n + 1, features).double() / math.sqrt(n)).cumsum(0) + 1
    odds = -30 + 60 * torch.arange(n + 1).double() / n
    chances = odds.sigmoid()
    exact = ((chances * (1 - chances))[:, None] * stairs)[1:].sum(0) / n
    at = range(0, n + 1, n // 16)
    ends = (float(odds[0]), float(odds[-1]))
    nodes = nodes_at(
        [k / n for k in at], stairs[list(at)], odds[list(at)].numpy(), ends, Logistic()
    )
    linked = integral(nodes)
    assert error(nodes) == pytest.approx((linked - exact).norm().item(), rel=0.15)
    u = (chances * (1 - chances))[:: n // 16, None] * stairs[:: n // 16]
    trapezoid = (u.sum(0) - (u[0] + u[-1]) / 2) / 16
    assert (linked - exact).norm() < 0.5 * (trapezoid - exact).norm()


def test_the_error_of_a_path_with_bare_ends_is_right() -> None:
    torch.manual_seed(0)
    n, features = 800, 1500
    walk = torch.randn(n, features).cumsum(0)
    alphas = [(k + 0.5) / n for k in (5, 130, 170, 400, 620, 780)]
    nodes = nodes_at(alphas, walk[[round(alpha * n - 0.5) for alpha in alphas]])
    off = integral(nodes) - walk.mean(0)
    assert error(nodes) == pytest.approx(float(off.norm()), rel=0.15)
    sigma = Roughness(nodes.ascending).sigma(0, 0)
    for block in nodes.store.blocks(0, nodes.ascending.order[0]):
        for part in block.split(2):
            sigma.add(part[:, 0])
    assert float(sigma.root().norm()) == pytest.approx(error(nodes), rel=1e-4)


def test_a_score_that_moves_beside_a_bare_end_is_seen() -> None:
    quiet = nodes_at([0.25, 0.75], torch.ones(2, 4), ends=(-1.0, 1.0))
    # a sum of 2 with a norm of 1
    assert cell_errors(quiet) == pytest.approx([0, 1, 0], abs=1e-6)
    moved = cell_errors(nodes_at([0.25, 0.75], torch.zeros(2, 4), ends=(-3.0, 0.0)))
    assert moved[0] > 1
    assert moved[2] == 0


def staircase(kinks: int, features: int, seed: int) -> Tensor:
    """A step gradient at 1,001 alphas that changes at so many of them, at random."""
    generator = torch.Generator().manual_seed(seed)
    at = torch.randperm(999, generator=generator)[:kinks] + 1
    changes = torch.zeros(1001, features, dtype=torch.float64)
    changes[at] = torch.randn(kinks, features, generator=generator, dtype=torch.float64)
    return changes.cumsum(0)


@pytest.mark.parametrize(("kinks", "features"), [(2, 200), (8, 200), (400, 1), (400, 200)])
def test_ninety_nine_errors_of_a_hundred_are_within_the_scatter(kinks: int, features: int) -> None:
    """Few kinks, whose places are all that is not known; many kinks in one direction or in many."""
    at = range(0, 1001, 50)
    ratios, factors = [], []
    for seed in range(300):
        stairs = staircase(kinks, features, seed)
        nodes = nodes_at([k / 1000 for k in at], stairs[list(at)])
        exact = (stairs[1:] + stairs[:-1]).mean(0) / 2
        ratios.append(float((integral(nodes) - exact).norm()) / error(nodes))
        factors.append(float(Roughness(nodes.ascending).scatter[0, 0]))
    beyond = np.mean(np.array(ratios) > np.array(factors))
    assert beyond <= 0.02
    assert np.median(factors) < 1.15 * max(np.quantile(ratios, 0.99), 1.0) + 0.4


def integral(nodes: Nodes) -> Tensor:
    """The piecewise rule's integral."""
    ascending = nodes.ascending
    return nodes.store.weighted(ascending.by_slot(ascending.explained_weights))[0, 0]


def error(nodes: Nodes) -> float:
    """Its error if the path is rough."""
    return float(nodes.unit[0, 0] * Roughness(nodes.ascending).error[0, 0])


def cell_errors(nodes: Nodes) -> list[float]:
    """The errors of the cells."""
    errors: list[float] = (nodes.unit[0, 0] * Roughness(nodes.ascending).cell_errors[0, 0]).tolist()
    return errors
