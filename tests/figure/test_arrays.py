from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from igviz.figure.arrays import numbers, rounded, unwire, wire

DTYPES = {"u8": np.uint8, "i8": np.int8, "f32": np.float32}
finite = st.floats(allow_nan=False, allow_infinity=False, width=32)


@pytest.mark.parametrize("short", DTYPES)
@given(data=st.data())
def test_round_trip(short: str, data: st.DataObject) -> None:
    dtype: Any = DTYPES[short]
    elements = finite if short == "f32" else None
    shapes = hnp.array_shapes(max_dims=4, max_side=5, min_side=0)
    values = data.draw(hnp.arrays(dtype, shapes, elements=elements))
    sent = wire(values)
    assert sent["dtype"] == short
    assert sent["shape"] == list(values.shape)
    assert sent["data"].nbytes == values.nbytes
    back = unwire(sent)
    assert back.dtype == dtype
    np.testing.assert_array_equal(back, values)


def test_a_view_in_any_order_is_sent_row_by_row() -> None:
    values = np.arange(24, dtype=np.uint8).reshape(2, 3, 4)
    for view in (values[:, ::-1, ::2], values.T, np.asfortranarray(values), values[1]):
        np.testing.assert_array_equal(unwire(wire(view)), view)


def test_bytes_are_little_endian() -> None:
    values = np.array([1.5, -2.0], dtype=">f4")
    assert bytes(wire(values)["data"]) == np.array([1.5, -2.0], "<f4").tobytes()


def test_what_was_sent_does_not_change_with_the_array() -> None:
    values = np.zeros(3, np.uint8)
    sent = wire(values)
    values[:] = 9
    assert unwire(sent).tolist() == [0, 0, 0]


@pytest.mark.parametrize("dtype", [np.float64, np.int64, np.bool_, np.uint16])
def test_other_types_are_refused(dtype: Any) -> None:
    with pytest.raises(TypeError, match=f"{np.dtype(dtype).name} cannot be sent; use uint8"):
        wire(np.zeros(2, dtype))


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_nan_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="cannot hold NaN or infinity"):
        numbers([0.0, bad])
    with pytest.raises(ValueError, match="cannot hold NaN or infinity"):
        wire(np.array([0.0, bad], np.float32))


@given(hnp.arrays(np.float64, 20, elements=finite.filter(lambda x: x == 0 or abs(x) > 1e-30)))
def test_rounding_keeps_twelve_binary_digits(values: Any) -> None:
    values = np.clip(values, -1e38, 1e38)
    rounded_once = rounded(values)
    assert rounded_once.dtype == np.float32
    assert (np.abs(rounded_once - values) <= 2.0**-12 * np.abs(values)).all()
    np.testing.assert_array_equal(rounded(rounded_once), rounded_once)
    np.testing.assert_array_equal(np.sign(rounded_once), np.sign(values))


def test_rounding_leaves_bytes_that_deflate() -> None:
    bits = rounded(np.random.default_rng(0).normal(size=1000)).view(np.uint32)
    assert not (bits & 0x7FF).any()


def test_too_large_for_single_precision_is_refused() -> None:
    with np.errstate(over="ignore"), pytest.raises(ValueError, match="cannot hold"):
        wire(rounded(np.array([1e300])))
