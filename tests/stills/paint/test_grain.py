"""Sums over neighbourhoods: what they weigh, where they are believed, and that none is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from igviz.stills.paint.grain import (
    GRAINS,
    KEEPS,
    _blocks,
    added_up,
    cancelled,
    coarsest,
    finest,
    lasting,
    nearest,
    wider,
)

# Finite, as everything painted is; among them the largest there is and the smallest.
MAPS = arrays(np.float64, array_shapes(min_dims=2, max_dims=2, max_side=24), elements=st.floats(
    allow_nan=False, allow_infinity=False
))  # fmt: skip


def noise(*shape: int, seed: int = 0) -> Any:
    return np.random.default_rng(seed).normal(size=shape)


def blob(size: int, y: float, x: float, width: float) -> Any:
    rows, columns = np.mgrid[:size, :size]
    return np.exp(-((rows - y) ** 2 + (columns - x) ** 2) / width**2)


def test_each_grain_is_twice_the_last_but_one() -> None:
    for grain, other in zip(GRAINS[1:], GRAINS[3:], strict=False):
        assert other / grain == pytest.approx(2, abs=0.3)
        assert wider(grain) == other
    assert wider(GRAINS[-1]) == GRAINS[-1]
    assert [nearest(width) for width in (0, 1, 3, 14, 1e9)] == [1, 1, 4, 15, GRAINS[-1]]
    assert (coarsest((1, 1)), coarsest((224, 300)), coarsest((9999, 1))) == (1, 340, GRAINS[-1])


@pytest.mark.parametrize("grain", GRAINS[1:9])
def test_a_pixel_counts_once_and_all_around_it_as_its_square(grain: int) -> None:
    size = 4 * grain + 1
    point = np.zeros((size, size))
    point[2 * grain, 2 * grain] = 2.0
    spread = added_up(point, grain, enough=size**2)
    assert spread.max() == pytest.approx(spread[2 * grain, 2 * grain]) == pytest.approx(2)
    assert spread.sum() == pytest.approx(2 * grain**2, rel=0.12)
    # Alike on all sides, and less the farther away.
    np.testing.assert_allclose(spread, spread[::-1], atol=1e-12)
    np.testing.assert_allclose(spread, spread.T, atol=1e-12)
    assert (np.diff(spread[2 * grain, 2 * grain :]) <= 1e-12).all()


def test_single_pixels_are_no_sums() -> None:
    values = noise(5, 7)
    np.testing.assert_array_equal(added_up(values, 1), values)


def test_what_lies_beyond_an_edge_counts_nothing() -> None:
    level = added_up(np.ones((40, 40)), 7)
    assert level[20, 20] == pytest.approx(49, rel=0.15)
    assert level[0, 20] == pytest.approx(0.5 * level[20, 20], rel=0.2)
    assert added_up(np.full((1, 1), -3.0), 7).tolist() == [[pytest.approx(-3)]]
    corner = np.zeros((9, 30))
    corner[0, 0] = 1
    for grain in GRAINS[1:8]:
        assert added_up(corner, grain)[0, 0] == pytest.approx(1)


def test_rounding_is_no_sum() -> None:
    pattern = np.array([0.1, 0.2, 0.7, -0.3, -0.6, -0.1])
    assert _blocks(np.tile(pattern, (6, 1)), 6).any()  # exact numbers would cancel
    values = np.tile(pattern, (96, 16))
    assert (added_up(values, 63, enough=256)[40:50, 40:50] == 0).all()


def test_blocks_of_a_large_map_share_a_neighbourhood() -> None:
    values = noise(90, 101)
    exact, shared = (added_up(values, 31, enough) for enough in (10**6, 1000))
    assert (shared[:3, :3] == shared[0, 0]).all()
    assert np.abs(shared - exact).max() < 0.35 * np.abs(exact).max()
    np.testing.assert_array_equal(added_up(values, 7, 1000), added_up(values, 7, 10**6))


def test_sums_add_up() -> None:
    a, b = noise(20, 30), noise(20, 30, seed=1)
    assert added_up(a + 2 * b, 9) == pytest.approx(added_up(a, 9) + 2 * added_up(b, 9))


def test_the_share_that_cancels_is_of_what_is_painted() -> None:
    near = np.array([[4.0, 2.0, -2.0, 0.01, 0.0]])
    wide = np.array([[1.0, -1.0, -1.0, -1.0, 5.0]])
    assert lasting(near, wide).tolist() == [[True, False, True, False, False]]
    assert cancelled(near, wide, "positive") == 1 / 2
    assert cancelled(near, wide, "negative") == 0
    assert cancelled(near, wide) == 1 / 3
    assert cancelled(0 * near, wide) == 0


def test_a_smooth_map_opens_with_its_pixels_and_noise_with_wide_sums() -> None:
    smooth = blob(64, 20, 30, 9) - 0.5 * blob(64, 50, 50, 9)
    assert finest(smooth) == finest(-smooth) == finest(np.zeros((64, 64))) == 1
    assert finest(noise(64, 64)) >= 15
    hidden = noise(96, 96) + 4 * blob(96, 40, 50, 20)
    assert 4 <= finest(hidden) <= 31


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("shape", [(96, 96), (30, 200), (500, 500)])
def test_what_is_found_keeps_its_sign(shape: tuple[int, int], seed: int) -> None:
    values = noise(*shape, seed=seed) + 0.1
    grain = finest(values)
    near = added_up(values, grain)
    # Large maps are judged by their blocks, so that a little is allowed for.
    for width in (wider(grain), wider(wider(grain))):
        assert cancelled(near, added_up(values, width), "positive") <= 1 - KEEPS + 0.02


@given(MAPS, st.sampled_from(GRAINS))
@settings(max_examples=150, deadline=None)
def test_no_map_is_refused(values: Any, grain: int) -> None:
    spread = added_up(values, grain)
    assert np.isfinite(spread).all()
    assert finest(values) in GRAINS
    kept = np.where(lasting(spread, added_up(values, wider(grain))), spread, 0)
    assert cancelled(kept, added_up(values, wider(grain))) == 0
