from __future__ import annotations

import numpy as np
import pytest

from igviz.stills.paint import clean_up, outline


def test_border_of_a_square_with_its_hole_filled() -> None:
    square = np.zeros((9, 9))
    square[2:7, 2:7] = 1
    square[4, 4] = 0
    expected = np.zeros((9, 9))
    expected[2:7, 2:7] = 1
    expected[3:6, 3:6] = 0
    np.testing.assert_array_equal(outline(square), expected)


def test_the_largest_regions_are_kept_and_three_at_most() -> None:
    strips = np.zeros((9, 10))
    for row, length in ((0, 10), (2, 8), (4, 6), (6, 4), (8, 2)):
        strips[row, :length] = 1
    assert np.flatnonzero(outline(strips, 100).any(axis=1)).tolist() == [0, 2, 4]
    assert np.flatnonzero(outline(strips, 60).any(axis=1)).tolist() == [0, 2]
    assert np.flatnonzero(outline(strips, 0).any(axis=1)).tolist() == [0]


def test_of_equal_regions_the_first_comes_first() -> None:
    twins = np.zeros((3, 3))
    twins[0, :2] = twins[2, :2] = 1
    assert outline(twins, 40)[2].sum() == 0


def test_regions_join_across_corners() -> None:
    steps = np.eye(4)
    np.testing.assert_array_equal(outline(steps, 100), steps)


def test_weak_pixels_do_not_count() -> None:
    assert not outline(np.full((3, 3), 0.001)).any()
    assert not outline(np.zeros((1, 1))).any()
    assert outline(np.ones((1, 1))).tolist() == [[1]]


def test_clean_up_drops_specks_and_fills_pinholes() -> None:
    speck = np.zeros((9, 9))
    speck[4, 4] = 1
    assert not clean_up(speck).any()
    pinhole = np.ones((9, 9))
    pinhole[4, 4] = 0
    np.testing.assert_allclose(clean_up(pinhole), 1)


def test_clean_up_with_an_element_of_ones_own() -> None:
    column = np.zeros((5, 5))
    column[:, 2] = 1
    np.testing.assert_allclose(clean_up(column, np.ones((3, 1))), column)
    assert not clean_up(column).any()


def test_a_bad_share_is_named() -> None:
    with pytest.raises(ValueError, match="component_percentage must lie"):
        outline(np.ones((2, 2)), 101)
