from __future__ import annotations

import numpy as np
import pytest
from golden.scales import shared_scale, step_scales

from igviz.stills.paint import running_map, scaled_image, step_window

IMAGE = np.full((1, 2, 3), 200, dtype=np.uint8)
BLACK = np.zeros((1, 2, 3), dtype=np.uint8)
STEPS = np.array([[[100, 200]], [[255, 255]]], dtype=np.uint8)


def test_scaled_image_goes_from_baseline_to_image() -> None:
    white = np.full_like(IMAGE, 255)
    np.testing.assert_array_equal(scaled_image(IMAGE, white, 0), white)
    np.testing.assert_array_equal(scaled_image(IMAGE, white, 1), IMAGE)
    # 255 - 0.5 * 55 = 227.5 is rounded up, and unsigned bytes do not wrap round.
    assert (scaled_image(IMAGE, white, 0.5) == 228).all()
    with pytest.raises(ValueError, match="alpha must lie"):
        scaled_image(IMAGE, white, 1.5)


def test_a_step_is_scaled_by_itself_or_with_the_others() -> None:
    scales = step_scales(STEPS, [1.0, 0.01], percentile=100)
    assert scales == pytest.approx([200, 2.55])
    assert shared_scale(STEPS, [1.0, 0.01], percentile=100) == pytest.approx(200)
    alone = step_window(STEPS[1], 0.01, IMAGE, BLACK, 1, percentile=100)
    assert (alone == 200).all()
    late = step_window(STEPS[1], 0.01, IMAGE, BLACK, 1, scale=200.0)
    assert (late == 3).all()  # 200 * 2.55 / 200: almost black, as it should be


def test_no_steps_have_no_scale() -> None:
    assert shared_scale(np.zeros((0, 2, 2)), []) == 0


def test_running_map_adds_the_steps_up_to_alpha() -> None:
    signed = np.array([[[1, -2]], [[3, 4]], [[100, 100]]], dtype=np.int8)
    path = ([2.0, 1.0, 0.5], [0.0, 0.5, 1.0], [0.25, 0.5, 0.25])
    np.testing.assert_allclose(running_map(signed, *path, 0.0), [[0.5, -1]])
    np.testing.assert_allclose(running_map(signed, *path, 0.7), [[2, 1]])
    np.testing.assert_allclose(running_map(signed, *path, 1.0), [[14.5, 13.5]])
    np.testing.assert_allclose(running_map(signed, path[0], [0.1, 0.5, 1.0], path[2], 0), [[0, 0]])


def test_bad_shapes_are_named() -> None:
    with pytest.raises(ValueError, match="one scale for each of the K maps"):
        step_scales(STEPS, [1.0])
    with pytest.raises(ValueError, match="one value for each of 2 steps"):
        running_map(STEPS, [1.0, 1.0], [0.0], [1.0], 0.5)
