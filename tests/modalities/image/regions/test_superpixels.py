"""Superpixels: as many as were asked for, each of one piece, along the edges of colours."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import ndimage

from igviz.modalities.image.regions.superpixels import grid, superpixels


def noise(*shape: int) -> Any:
    return np.random.default_rng(0).integers(0, 256, (*shape, 3), dtype=np.uint8)


@pytest.mark.parametrize("shape", [(90, 90), (224, 224), (300, 60), (1024, 700)])
def test_there_are_about_so_many_each_in_one_piece(shape: tuple[int, int]) -> None:
    labels = superpixels(noise(*shape))
    assert labels.shape == shape
    count = int(labels.max()) + 1
    assert 50 <= count <= 80
    assert sorted(set(labels.ravel())) == list(range(count))
    for label in range(count):
        assert ndimage.label(labels == label)[1] == 1


def test_they_follow_colours() -> None:
    image = np.full((96, 96, 3), 40, np.uint8)
    rows, columns = np.mgrid[:96, :96]
    disc = (rows - 41) ** 2 + (columns - 53) ** 2 < 27**2
    image[disc] = (220, 180, 90)
    labels = superpixels(image)
    inside = np.bincount(labels.ravel(), disc.ravel()) / np.bincount(labels.ravel())
    mixed = np.minimum(inside, 1 - inside)[labels]
    assert mixed.mean() < 0.01


def test_of_one_colour_they_are_squares() -> None:
    labels = superpixels(np.full((64, 64, 3), 9, np.uint8), 16)
    np.testing.assert_array_equal(labels, grid((64, 64), 16))
    assert np.bincount(labels.ravel()).tolist() == [256] * 16


@given(
    hnp.arrays(
        np.uint8, hnp.array_shapes(min_dims=2, max_dims=2, max_side=40).map(lambda s: (*s, 3))
    ),
    st.integers(1, 80),
)
@settings(deadline=None, max_examples=60)
def test_no_picture_is_refused(image: Any, count: int) -> None:
    labels = superpixels(image, count)
    assert labels.shape == image.shape[:2]
    assert labels.min() == 0
    assert set(np.unique(labels)) == set(range(int(labels.max()) + 1))
