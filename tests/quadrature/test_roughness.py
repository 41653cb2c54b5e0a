from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from torch import Tensor

from igviz.quadrature.inverse_link import Logistic
from igviz.quadrature.nodes import Nodes
from igviz.quadrature.roughness import Roughness
from igviz.quadrature.rules import Floats

NOTHING = torch.zeros(2, dtype=torch.float64)


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
    nodes = Nodes()
    nodes.endpoint_scores = np.zeros((2, 1))
    for k in range(first, n + 1 - first, n // 16):
        nodes.add(k / n, NOTHING[:1], motion[None, k])
    exact = (motion[1:] + motion[:-1]).sum(0) / 2 / n
    off = nodes.weighted_sum(0, nodes.weights(0)) - exact
    assert Roughness(nodes).error(0) == pytest.approx(off.norm().item(), rel=near)


def test_the_error_of_a_probability_is_right() -> None:
    """A weight that rises and falls steeply on gradients that are a staircase."""
    torch.manual_seed(0)
    n, features = 2048, 400
    stairs = (torch.randn(n + 1, features).double() / math.sqrt(n)).cumsum(0) + 1
    odds = -30 + 60 * torch.arange(n + 1).double() / n
    chances = odds.sigmoid()
    exact = ((chances * (1 - chances))[:, None] * stairs)[1:].sum(0) / n
    nodes = Nodes()
    for k in range(0, n + 1, n // 16):
        nodes.add(k / n, odds[k, None], stairs[None, k], Logistic())
    found = nodes.weighted_sum(0, nodes.weights(0))
    assert Roughness(nodes).error(0) == pytest.approx((found - exact).norm().item(), rel=0.15)
    u = (chances * (1 - chances))[:: n // 16, None] * stairs[:: n // 16]
    trapezoid = (u.sum(0) - (u[0] + u[-1]) / 2) / 16
    assert (found - exact).norm() < 0.5 * (trapezoid - exact).norm()


def bare(alphas: list[float], walk: Tensor, scores: Floats | None = None) -> Nodes:
    """Nodes of a path whose ends are none; ``walk`` has the step gradient of every alpha."""
    nodes = Nodes()
    nodes.endpoint_scores = np.zeros((2, 1)) if scores is None else scores
    for alpha, step in zip(alphas, walk, strict=True):
        nodes.add(alpha, NOTHING[:1], step[None])
    return nodes


def test_the_error_of_a_path_with_bare_ends_is_right() -> None:
    torch.manual_seed(0)
    n, features = 800, 1500
    walk = torch.randn(n, features).cumsum(0)
    alphas = [(k + 0.5) / n for k in (5, 130, 170, 400, 620, 780)]
    nodes = bare(alphas, walk[[round(alpha * n - 0.5) for alpha in alphas]])
    off = nodes.weighted_sum(0, nodes.weights(0)) - walk.mean(0)
    assert Roughness(nodes).error(0) == pytest.approx(float(off.norm()), rel=0.15)
    sigma, _ = Roughness(nodes).sigma(0, None)
    assert float(sigma.norm()) == pytest.approx(Roughness(nodes).error(0), rel=1e-4)


def test_a_score_that_moves_beside_a_bare_end_is_seen() -> None:
    quiet = bare([0.25, 0.75], torch.ones(2, 4), np.array([[-1.0], [1.0]]))
    assert Roughness(quiet).cell_errors(0) == pytest.approx(
        [0, 1, 0], abs=1e-6
    )  # a sum of 2 with a norm of 1
    moved = bare([0.25, 0.75], torch.zeros(2, 4), np.array([[-3.0], [0.0]]))
    assert Roughness(moved).cell_errors(0)[0] > 1
    assert Roughness(moved).cell_errors(0)[2] == 0
