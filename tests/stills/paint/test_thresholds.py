from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from igviz.stills.paint import mass_threshold, scale_by_mass

Array = npt.NDArray[Any]
MAPS = hnp.arrays(
    np.float64, hnp.array_shapes(min_dims=2, max_dims=2), elements=st.floats(0, 1e300)
)


def test_threshold_counts_mass_and_not_pixels() -> None:
    one_heavy = np.array([[90.0, 4.0, 3.0, 2.0, 1.0]])
    assert mass_threshold(one_heavy, 0) == 90
    assert mass_threshold(one_heavy, 90) == 90
    assert mass_threshold(one_heavy, 91) == 4
    assert mass_threshold(one_heavy, 97) == 3
    assert mass_threshold(one_heavy, 100) == 1


def test_scale_is_linear_between_the_thresholds() -> None:
    scaled = scale_by_mass([[8.0, 4.0, 2.0, 1.0, 0.0]], clip_above=100, clip_below=0)
    np.testing.assert_allclose(scaled, [[1, 0.5, 0.25, 0.125, 0]])
    lifted = scale_by_mass([[8.0, 4.0, 0.0]], clip_above=100, clip_below=0, low=0.2)
    np.testing.assert_allclose(lifted, [[1, 0.6, 0]])


def test_equal_thresholds_draw_a_step() -> None:
    assert scale_by_mass([[97.0, 2.0, 1.0]], 95, 58).tolist() == [[1, 0, 0]]
    assert scale_by_mass([[3.0, 3.0]]).tolist() == [[1, 1]]
    assert scale_by_mass([[3.0, 0.0]], clip_above=0).tolist() == [[1, 0]]


@settings(deadline=None)
@given(MAPS, st.floats(0, 100), st.floats(0, 100))
def test_any_map_gives_finite_strengths_in_order(magnitude: Array, a: float, b: float) -> None:
    scaled = scale_by_mass(magnitude, max(a, b), min(a, b))
    assert np.isfinite(scaled).all()
    assert scaled.min() >= 0
    assert scaled.max() <= 1
    assert not scaled[magnitude == 0].any()
    order = np.argsort(magnitude, axis=None)
    assert (np.diff(scaled.ravel()[order]) >= 0).all()
    if magnitude.any():
        assert scaled.max() == 1


@settings(deadline=None)
@given(MAPS, st.floats(0, 100))
def test_the_share_at_the_threshold_is_reached(magnitude: Array, percentage: float) -> None:
    threshold = mass_threshold(magnitude, percentage)
    assert threshold in magnitude
    largest = magnitude.max()
    if largest > 0:
        share = magnitude / largest
        assert share[magnitude >= threshold].sum() >= share.sum() * percentage / 100 * (1 - 1e-9)


def test_bad_percentages_are_named() -> None:
    with pytest.raises(ValueError, match="percentage must lie"):
        mass_threshold([[1.0]], 101)
    with pytest.raises(ValueError, match="low must lie"):
        scale_by_mass([[1.0]], low=1)
    with pytest.raises(ValueError, match=r"\(H, W\), not \(0, 4\)"):
        scale_by_mass(np.ones((0, 4)))
