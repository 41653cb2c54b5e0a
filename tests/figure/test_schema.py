from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from small import SIDE, explained, figure_of

from igviz.figure.schema import numbers, rounded, step_maps, unwire, wire

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
    found = rounded(values)
    assert found.dtype == np.float32
    assert (np.abs(found - values) <= 2.0**-12 * np.abs(values)).all()
    np.testing.assert_array_equal(rounded(found), found)
    np.testing.assert_array_equal(np.sign(found), np.sign(values))


def test_rounding_leaves_bytes_that_deflate() -> None:
    bits = rounded(np.random.default_rng(0).normal(size=1000)).view(np.uint32)
    assert not (bits & 0x7FF).any()


def test_too_large_for_single_precision_is_refused() -> None:
    with np.errstate(over="ignore"), pytest.raises(ValueError, match="cannot hold"):
        wire(rounded(np.array([1e300])))


# Subnormal numbers, of which there are none in practice, lose their digits.
LEVELS = st.floats(-8, 8, width=32).filter(lambda x: not 0 < abs(x) < 1e-30)


@given(st.data())
def test_step_maps_give_both_maps_back(data: st.DataObject) -> None:
    shape = (3, 4, 5)
    signed = data.draw(hnp.arrays(np.float32, shape, elements=LEVELS))
    extra = data.draw(hnp.arrays(np.float32, shape, elements=LEVELS.map(abs)))
    absolute = np.abs(signed) + extra
    tops = np.abs(signed).max((1, 2)), absolute.max((1, 2))
    scales: list[Any] = [tops[0] / 127, tops[1] / 255]
    levels = [
        np.round(values / np.where(scale > 0, scale, 1)[:, None, None])
        for values, scale in zip((signed, absolute), scales, strict=True)
    ]
    sent, cancelled, cancelled_scale = step_maps(
        levels[0].astype(np.int8), scales[0], levels[1].astype(np.uint8), scales[1]
    )
    np.testing.assert_array_equal(unwire(sent), levels[0])
    for k in range(3):
        shown = unwire(sent)[k] * float(scales[0][k])
        rest = unwire(cancelled)[k] * cancelled_scale[k]
        # Half a level of each of the three roundings on the way.
        slack = 1.01 * (scales[0][k] + scales[1][k] + cancelled_scale[k]) / 2 + 1e-6
        assert np.abs(shown - signed[k]).max() <= slack
        assert np.abs(np.abs(shown) + rest - absolute[k]).max() <= slack + scales[0][k] / 2
        assert rest.min() >= 0


def test_step_maps_of_nothing_are_nothing() -> None:
    zeros = np.zeros((2, 3, 3))
    _, cancelled, scales = step_maps(
        zeros.astype(np.int8), np.zeros(2), zeros.astype(np.uint8), np.zeros(2)
    )
    assert scales == [0.0, 0.0]
    assert not unwire(cancelled).any()


def test_a_computed_figure_is_what_was_computed() -> None:
    explanation = explained(n_steps=8)
    record, figure = explanation.attribution, figure_of(explanation)
    signed = unwire(figure["positive"]) - unwire(figure["negative"])
    expected = record.attributions[0].sum(0).numpy()
    np.testing.assert_allclose(signed, expected, atol=3e-4 * np.abs(expected).max())
    steps = figure["steps"]
    maps = unwire(steps["signed"]) * np.array(steps["signed_scale"])[:, None, None]
    total = np.tensordot(steps["weights"], maps, 1)
    np.testing.assert_allclose(total, expected, atol=0.01 * np.abs(maps).max())
    path = figure["path"]
    assert path["alphas"] == sorted(path["alphas"])
    assert np.dot(path["weights"], path["contributions"]) == pytest.approx(expected.sum(), rel=1e-4)
    assert unwire(figure["image"]).shape == (SIDE, SIDE, 3)


def test_a_computed_figure_holds_json_and_arrays_only() -> None:
    for how in ({}, {"n_steps": 3}, {"target": lambda x: x[:, 0]}, {"target": {0: 1, 1: -1}}):
        sizes: list[int] = []
        json.dumps(
            explained(**how).figure(),
            default=lambda data, sizes=sizes: sizes.append(memoryview(data).nbytes),  # type: ignore[misc]
            allow_nan=False,
        )
        assert len(sizes) >= 6
