from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from igviz.options import MOST_STEPS
from igviz.quadrature.rules import METHODS, hermite_weights, romberg, rule, trapezoid_weights


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("n", [2, 3, 10, 51, 512])
def test_weights_sum_to_one_and_alphas_ascend(method: str, n: int) -> None:
    alphas, weights = rule(method, n)
    assert len(alphas) == len(weights) == n
    assert weights.sum() == pytest.approx(1, abs=1e-13)
    assert (np.diff(alphas) > 0).all()
    assert alphas[0] >= 0
    assert alphas[-1] <= 1


@pytest.mark.parametrize(
    ("method", "order"),
    [("riemann_left", 1), ("riemann_right", 1), ("riemann_middle", 2), ("riemann_trapezoid", 2)],
)
def test_riemann_rules_converge_at_their_order(method: str, order: int) -> None:
    def error(n: int) -> float:
        alphas, weights = rule(method, n)
        return abs(float(weights @ np.exp(alphas)) - (np.e - 1))

    assert np.log2(error(64) / error(128)) == pytest.approx(order, abs=0.1)


def test_gauss_legendre_is_exact_up_to_its_degree() -> None:
    alphas, weights = rule("gausslegendre", 5)
    for power in range(10):
        assert weights @ alphas**power == pytest.approx(1 / (power + 1), rel=1e-13)


@pytest.mark.parametrize("n", [*range(1, 40), 99, 100, 257])
def test_gauss_legendre_is_that_of_numpy(n: int) -> None:
    nodes, weights = np.polynomial.legendre.leggauss(n)
    alphas, ours = rule("gausslegendre", n)
    np.testing.assert_allclose(alphas, (nodes + 1) / 2, rtol=0, atol=1e-14)
    np.testing.assert_allclose(ours, weights / 2, rtol=0, atol=1e-14)


# Some nodes and weights of many, computed with 40 digits by mpmath.
FAR = {
    1000: {
        0: (1.4443509622447150619e-6, 3.7066692082160357587e-6),
        249: (0.14603058669095051867, 0.0011088575144296556594),
        499: (0.49921499475995840309, 0.0015700091900914338935),
    },
    MOST_STEPS: {
        0: (1.4456519137594189069e-8, 3.7100096366196613983e-8),
        2499: (0.14640496235698579603, 0.0001110534351565683624),
        4999: (0.49992146411087582608, 0.00015707177695661341382),
    },
}


@pytest.mark.parametrize("n", FAR)
def test_gauss_legendre_of_many_nodes(n: int) -> None:
    alphas, weights = rule("gausslegendre", n)
    for place, (alpha, weight) in FAR[n].items():
        assert alphas[[place, -1 - place]] == pytest.approx([alpha, 1 - alpha], abs=1e-15, rel=0)
        assert weights[[place, -1 - place]] == pytest.approx([weight, weight], abs=1e-15, rel=0)
    for power in (1, 2, 101, 1001):
        assert weights @ alphas**power == pytest.approx(1 / (power + 1), abs=1e-14, rel=0)
    assert (np.diff(alphas) > 0).all()


@pytest.mark.parametrize("n", [1, 2, 4, 8, 16, 64])
def test_romberg_is_exact_positive_and_nested(n: int) -> None:
    alphas, weights = romberg(n)
    for power in range(2 * n.bit_length()):
        assert weights @ alphas**power == pytest.approx(1 / (power + 1), abs=1e-14)
    assert (weights > 0).all()
    assert set(alphas.tolist()) <= set(romberg(2 * n)[0].tolist())
    assert (alphas[0], alphas[-1]) == (0, 1)


def test_hermite_is_exact_for_parabolas_on_uneven_nodes() -> None:
    alphas = np.array([0, 0.07, 0.3, 0.55, 0.6, 1])
    for power in range(3):
        assert hermite_weights(alphas) @ alphas**power == pytest.approx(1 / (power + 1))
    assert hermite_weights(alphas[[0, 5]]) == pytest.approx([0.5, 0.5])


def test_hermite_tells_the_trapezoids_error() -> None:
    alphas = np.linspace(0, 1, 12) ** 1.5
    told = (hermite_weights(alphas) - trapezoid_weights(alphas)) @ np.exp(alphas)
    true = (np.e - 1) - trapezoid_weights(alphas) @ np.exp(alphas)
    assert told == pytest.approx(true, rel=0.1)


def test_romberg_of_two_intervals_is_simpson() -> None:
    assert romberg(2)[1] == pytest.approx([1 / 6, 4 / 6, 1 / 6])


def test_trapezoid_on_uneven_nodes() -> None:
    weights = trapezoid_weights(np.array([0, 0.1, 0.7, 1]))
    assert weights == pytest.approx([0.05, 0.35, 0.45, 0.15])


def test_bad_rules_say_what_to_type() -> None:
    with pytest.raises(ValueError, match="pass one of riemann_left"):
        rule("simpson", 10)
    with pytest.raises(ValueError, match="n_steps=2 or more"):
        rule("riemann_trapezoid", 1)


WRONG: list[Any] = [
    0, -3, 2.5, True, None, "a", float("nan"), float("inf"), MOST_STEPS + 1, 10**9, 10**30,
]  # fmt: skip


@pytest.mark.parametrize("n", WRONG)
@pytest.mark.parametrize("method", METHODS)
def test_numbers_of_steps_that_are_refused(n: Any, method: str) -> None:
    with pytest.raises(ValueError, match=f"n_steps={n!r} was given; pass .* from 1 to 10000, or"):
        rule(method, n)


@pytest.mark.parametrize("method", METHODS)
def test_the_most_steps_there_are(method: str) -> None:
    alphas, weights = rule(method, MOST_STEPS)
    assert len(alphas) == MOST_STEPS
    assert weights.sum() == pytest.approx(1, abs=1e-12)
