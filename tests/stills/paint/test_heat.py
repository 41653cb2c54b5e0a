from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from igviz.stills.paint import PALETTES, heat_map, heat_scale

Array = npt.NDArray[Any]


@pytest.mark.parametrize("name", sorted(PALETTES))
def test_zero_is_neutral_and_the_ends_are_the_palette(name: str) -> None:
    palette = PALETTES[name]
    drawn = heat_map([[-2.0, -1.0, 0.0, 1.0, 2.0]], name, scale=2)[0]
    expected = [palette.heat_negative[i] for i in (2, 1, 0)] + list(palette.heat_positive[1:])
    assert drawn.tolist() == [list(colour) for colour in expected]


@settings(deadline=None)
@given(hnp.arrays(np.float64, (4, 5), elements=st.floats(-1e30, 1e30)))
def test_symmetric_with_zero_always_neutral(signed: Array) -> None:
    palette = PALETTES["green-red"]
    drawn, mirrored = heat_map(signed), heat_map(-signed)
    assert (drawn[signed == 0] == palette.heat_positive[0]).all()
    # A magnitude has the same place on either side, whatever the other values are.
    full = heat_scale(signed)
    assert full == heat_scale(-signed)
    saturated = np.abs(signed) >= full if full > 0 else np.zeros(signed.shape, bool)
    assert (drawn[saturated & (signed > 0)] == palette.heat_positive[-1]).all()
    assert (mirrored[saturated & (signed > 0)] == palette.heat_negative[-1]).all()


def test_an_empty_map_is_neutral_throughout() -> None:
    assert (heat_map(np.zeros((3, 4))) == PALETTES["green-red"].heat_positive[0]).all()


def test_a_pinned_scale_compares_pictures() -> None:
    weak, strong = np.array([[1.0, -1.0]]), np.array([[10.0, -1.0]])
    assert heat_map(weak, scale=10)[0, 1].tolist() == heat_map(strong, scale=10)[0, 1].tolist()
    assert heat_map(weak)[0, 1].tolist() != heat_map(strong)[0, 1].tolist()


def test_bad_arguments_are_named() -> None:
    with pytest.raises(ValueError, match="signed holds 1 of 2"):
        heat_map([[np.nan, 1.0]])
    with pytest.raises(ValueError, match="scale must be"):
        heat_map([[1.0]], scale=-1)


def test_a_sign_that_is_left_out_counts_as_zero_and_the_scale_stays() -> None:
    signed = [[-4.0, -1.0, 0.0, 1.0, 2.0]]
    both = heat_map(signed, scale=4)[0].tolist()
    neutral = both[2]
    up = heat_map(signed, scale=4, polarity="positive")[0].tolist()
    down = heat_map(signed, scale=4, polarity="negative")[0].tolist()
    assert up == [neutral] * 3 + both[3:]
    assert down == both[:2] + [neutral] * 3


def test_an_image_shines_through_what_does_not_cover_it() -> None:
    image = np.full((1, 2, 3), 100)
    signed = np.array([[0.0, 1.0]])
    plain = heat_map(signed, scale=1).astype(float)
    half = heat_map(signed, scale=1, image=image, cover=0.5)
    np.testing.assert_allclose(half, plain / 2 + 50, atol=0.5)
    np.testing.assert_array_equal(heat_map(signed, scale=1, image=image, cover=0), image)
    np.testing.assert_array_equal(heat_map(signed, scale=1, image=image, cover=1), plain)
