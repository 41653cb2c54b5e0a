from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from igviz.quadrature.inverse_link import IDENTITY, Logistic
from igviz.quadrature.rules import trapezoid_weights

ODDS = st.floats(-60, 60)


def weight(odds: float) -> float:
    return float(np.exp(-np.logaddexp(0, odds) - np.logaddexp(0, -odds)))


def moment(start: float, end: float, power: int) -> float:
    """The integral of s^power w, by adaptive quadrature with a hint of where w is large."""
    peak = -start / (end - start) if start * end < 0 else 0.5
    wide = 8 / abs(end - start or 1)
    near = [p for p in (peak - wide, peak, peak + wide) if 0 < p < 1]
    value: float = quad(
        lambda s: s**power * weight(start + s * (end - start)),
        *(0, 1),
        points=near or None,
        epsabs=0,
        epsrel=1e-11,
        limit=500,
    )[0]
    return value


def cell(start: float, end: float, width: float = 1.0) -> tuple[float, float, float]:
    weights = Logistic().cell_weights(np.array([width]), np.array([start, end]))
    return float(weights.left[0]), float(weights.right[0]), float(weights.unit_error[0])


@settings(deadline=None, max_examples=150)
@given(ODDS, ODDS)
@example(3.0, 3.0)
@example(3.0, math.nextafter(3, 4))
@example(-40.0, -39.5)
@example(55.0, 40.0)
@example(-60.0, 60.0)
@example(0.5, 1.5)
def test_moments_are_exact(start: float, end: float) -> None:
    left, right, _ = cell(start, end, 0.25)
    whole, first = moment(start, end, 0), moment(start, end, 1)
    assert left == pytest.approx(0.25 * (whole - first), rel=1e-7, abs=1e-300)
    assert right == pytest.approx(0.25 * first, rel=1e-7, abs=1e-300)


@settings(deadline=None, max_examples=100)
@given(ODDS, ODDS)
@example(2.0, 2.0)
@example(-30.0, 30.0)
def test_the_spread_is_that_of_a_weighted_bridge(start: float, end: float) -> None:
    assume(abs(end - start) < 40)
    s = np.linspace(0, 1, 4001)
    w = np.array([weight(start + x * (end - start)) for x in s])
    gathered = np.concatenate([[0], np.cumsum((w[1:] + w[:-1]) / 2 * np.diff(s))])
    mean = np.trapezoid(gathered, s)
    expected = math.sqrt(np.trapezoid((gathered - mean) ** 2, s))
    assert cell(start, end)[2] == pytest.approx(expected, rel=0.02)


def test_the_spread_is_what_bridges_do() -> None:
    rng, n = np.random.default_rng(0), 400
    s = (np.arange(n) + 0.5) / n
    walks = rng.normal(size=(4000, n)).cumsum(1) / math.sqrt(n)
    bridges = walks - s * walks[:, -1:]
    w = np.array([weight(-3 + 8 * x) for x in s])
    assert (bridges @ w / n).std() == pytest.approx(cell(-3, 5)[2], rel=0.05)


@pytest.mark.parametrize(("start", "end"), [(-3, 5), (0, 0.1), (2, -40)])
def test_the_spread_beside_a_bare_end_is_what_walks_do(start: float, end: float) -> None:
    """Only one end's gradient is known, and stands for all of the cell."""
    rng, n = np.random.default_rng(0), 400
    s = (np.arange(n) + 0.5) / n
    walks = rng.normal(size=(4000, n)).cumsum(1) / math.sqrt(n)
    w = np.array([weight(start + (end - start) * x) for x in s])
    edges = np.array([start, end, start], dtype=float)  # bare on both sides of one node
    cells = Logistic().cell_weights(np.ones(2), edges).without_endpoints()
    assert (walks @ w[::-1] / n).std() == pytest.approx(cells.unit_error[0], rel=0.05)
    assert (walks @ w[::-1] / n).std() == pytest.approx(cells.unit_error[1], rel=0.05)
    assert cells.node_weights() == pytest.approx([0, 2 * w.mean(), 0], rel=1e-3)


@given(ODDS, ODDS)
def test_both_directions_and_both_signs_are_alike(start: float, end: float) -> None:
    left, right, spread = cell(start, end)
    assert cell(-start, -end) == pytest.approx((left, right, spread), rel=1e-9)
    assert cell(end, start) == pytest.approx((right, left, spread), rel=1e-9)


def test_far_tails_stay_finite() -> None:
    for start, end in ((-1e4, 1e4), (1e4, 1e4), (-1e4, -9e3), (-800.0, 0.0)):
        values = cell(start, end)
        assert all(math.isfinite(v) and v >= 0 for v in values)
    assert sum(cell(-1e4, 1e4)[:2]) == pytest.approx(1 / 2e4)  # all of P, over all of L


def test_values_and_slopes_are_right_in_both_tails() -> None:
    inverse_link, odds = Logistic(), np.array([-700.0, -30, 0, 30, 700])
    assert inverse_link.value(odds)[:3] == pytest.approx(
        [math.exp(-700), math.exp(-30), 0.5], rel=1e-12
    )
    assert inverse_link.slope(odds) == pytest.approx(inverse_link.slope(-odds), rel=1e-12)
    assert inverse_link.slope(odds)[3] == pytest.approx(math.exp(-30), rel=1e-12)


def test_without_a_link_it_is_the_trapezoid() -> None:
    alphas = np.array([0, 0.1, 0.7, 1])
    cells = IDENTITY.cell_weights(np.diff(alphas), np.zeros(4))
    assert np.array_equal(cells.node_weights(), trapezoid_weights(alphas))
    scores, steps = np.random.default_rng(0).random((2, 4)), torch.rand(2, 4, 3)
    values, gradients = IDENTITY.apply(scores, steps)
    assert np.array_equal(values, scores)
    assert torch.equal(gradients, steps)


def test_through_is_the_chain_rule() -> None:
    odds = torch.tensor([-2.0, 3.0], dtype=torch.float64, requires_grad=True)
    chances = odds.sigmoid()
    (slopes,) = torch.autograd.grad(chances.sum(), odds)
    steps = torch.rand(1, 2, 3, 4).double()  # of one row and two targets
    values, gradients = Logistic().apply(odds.detach().numpy()[None], steps)
    assert values[0] == pytest.approx(chances.detach().numpy())
    torch.testing.assert_close(gradients, slopes[:, None, None] * steps)
