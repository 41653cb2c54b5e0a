from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from golden.quantise import (
    dequantise,
    quantise_signed,
    quantise_signed_stack,
    quantise_unsigned,
    quantise_unsigned_stack,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

Array = npt.NDArray[Any]
STACKS = hnp.arrays(np.float64, (2, 3, 4), elements=st.floats(-1e30, 1e30))


@settings(deadline=None)
@given(STACKS)
def test_maps_come_back_to_half_a_level(maps: Array) -> None:
    levels, scales = quantise_signed_stack(maps)
    assert levels.dtype == np.int8
    assert levels.shape == maps.shape
    error = np.abs(dequantise(levels, scales) - maps).max(axis=(1, 2))
    largest = np.abs(maps).max(axis=(1, 2))
    assert (error <= largest / 254 * (1 + 1e-9) + 1e-300).all()


@settings(deadline=None)
@given(STACKS)
def test_magnitudes_come_back_to_half_a_level(maps: Array) -> None:
    magnitudes = np.abs(maps)
    levels, scales = quantise_unsigned_stack(magnitudes)
    assert levels.dtype == np.uint8
    error = np.abs(dequantise(levels, scales) - magnitudes).max(axis=(1, 2))
    assert (error <= magnitudes.max(axis=(1, 2)) / 510 * (1 + 1e-9) + 1e-300).all()


def test_the_largest_value_is_the_last_level() -> None:
    levels, scale = quantise_signed([[-3.0, 1.5, 0.0]])
    assert levels.tolist() == [[-127, 64, 0]]
    assert scale == pytest.approx(3 / 127)
    assert quantise_unsigned([[0.0, 2.0]])[0].tolist() == [[0, 255]]


def test_nothing_has_scale_zero() -> None:
    assert quantise_signed(np.zeros((2, 2)))[1] == 0
    assert quantise_signed([[5e-324]])[1] == 0
    assert quantise_signed_stack(np.zeros((0, 2, 2)))[0].shape == (0, 2, 2)


def test_bad_maps_are_named() -> None:
    with pytest.raises(ValueError, match="NaN"):
        quantise_signed([[np.nan]])
    with pytest.raises(ValueError, match="must not be negative"):
        quantise_unsigned([[-1.0]])
    with pytest.raises(ValueError, match=r"\(K, H, W\)"):
        quantise_signed_stack([[1.0]])
