from __future__ import annotations

import json
import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from small import SIDE, explained, figure_of

from igviz.figure.arrays import unwire
from igviz.modalities.image.figure import step_maps

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


def test_step_maps_too_small_for_single_precision_are_no_warning() -> None:
    levels, tiny = np.full((1, 2, 2), 100), np.full(1, 1e-45, np.float32)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        _, cancelled, scales = step_maps(
            levels.astype(np.int8), np.zeros(1), levels.astype(np.uint8), tiny
        )
    rest = unwire(cancelled) * scales[0]
    np.testing.assert_allclose(rest, 100 * float(tiny[0]), rtol=0.01)


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
