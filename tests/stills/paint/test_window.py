from __future__ import annotations

import numpy as np
import pytest

from igviz.stills.paint import window, window_scale


def test_brightness_is_the_share_of_the_percentile() -> None:
    absolute = np.arange(101, dtype=float).reshape(1, 101)
    image = np.full((1, 101, 3), 200)
    shown = window(absolute, image, percentile=50)
    assert window_scale(absolute, 50) == 50
    assert shown[0, 0].tolist() == [0, 0, 0]
    assert shown[0, 25].tolist() == [100, 100, 100]
    assert shown[0, 50:].min() == 200


def test_a_pinned_scale_compares_pictures() -> None:
    image = np.full((1, 2, 3), 100)
    assert window([[1.0, 2.0]], image, scale=4)[0, :, 0].tolist() == [25, 50]
    assert window([[1.0, 2.0]], image, scale=0)[0, :, 0].tolist() == [0, 0]


def test_one_pixel_among_many_is_still_seen() -> None:
    absolute = np.zeros((20, 20))
    absolute[3, 4] = 1e-9
    shown = window(absolute, np.full((20, 20, 3), 255))
    assert shown[3, 4].tolist() == [255] * 3
    assert shown.sum() == 3 * 255


@pytest.mark.parametrize("shape", [(1, 1), (1, 7), (7, 1)])
def test_small_and_empty_maps(shape: tuple[int, int]) -> None:
    image = np.full((*shape, 3), 9)
    assert not window(np.zeros(shape), image).any()
    np.testing.assert_array_equal(window(np.full(shape, 3.0), image), image)


def test_bad_arguments_are_named() -> None:
    image = np.zeros((1, 1, 3))
    with pytest.raises(ValueError, match=r"percentile must lie in \(0, 100\], not 0"):
        window([[1.0]], image, percentile=0)
    with pytest.raises(ValueError, match="scale must be"):
        window([[1.0]], image, scale=float("nan"))
    with pytest.raises(ValueError, match="absolute must not be negative"):
        window([[-1.0]], image)


def test_a_shallow_window_dims_the_rest_less() -> None:
    image = np.full((1, 3, 3), 200)
    dimmed = window([[0.0, 1.0, 2.0]], image, scale=2.0, depth=0.5)
    assert dimmed[0, :, 0].tolist() == [100, 150, 200]
    assert (window([[0.0, 1.0, 2.0]], image, scale=2.0, depth=0) == 200).all()
