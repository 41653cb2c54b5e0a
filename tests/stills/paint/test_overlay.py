from __future__ import annotations

import json
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from golden.visualize import visualize
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from igviz.stills.paint import PALETTES, Palette, Polarity, emphasise, overlay_maps

Array = npt.NDArray[Any]
POLARITIES: tuple[Polarity, ...] = ("positive", "negative", "both")


def grey(*shape: int) -> Array:
    return np.full((*shape, 3), 100.0)


@pytest.mark.parametrize("number", range(40))
def test_matches_the_reference(reference: dict[str, Array], number: int) -> None:
    case = json.loads(str(reference["cases"]))[number]
    attributions = reference[f"attributions_{case['case']}"]
    image = reference[f"image_{case['case']}"]
    ours = visualize(attributions, image, **case["params"])
    theirs = reference[case["output"]]
    # The reference's outputs are stored in float32: ours round to the very same numbers.
    np.testing.assert_array_equal(ours.astype(np.float32), theirs)


def test_maps_of_the_wire_draw_what_the_reference_draws(reference: dict[str, Array]) -> None:
    attributions, image = reference["attributions_3"], reference["image_3"]
    positive = np.maximum(attributions, 0).sum(axis=2)
    negative = np.maximum(-attributions, 0).sum(axis=2)
    for polarity in POLARITIES:
        whole = visualize(attributions, image, polarity=polarity)
        maps = overlay_maps(positive, negative, image, polarity=polarity)
        assert np.abs(whole - maps).max() <= 0.5 + 1e-6


@pytest.mark.parametrize("shape", [(1, 1), (1, 9), (9, 1), (6, 7)])
@pytest.mark.parametrize("outlines", [False, True])
@pytest.mark.parametrize("polarity", POLARITIES)
def test_nothing_of_a_sign_means_no_colour(
    shape: tuple[int, int], outlines: bool, polarity: str
) -> None:
    look: dict[str, Any] = {"polarity": polarity, "outlines": outlines}
    drawn = visualize(np.zeros((*shape, 3)), grey(*shape), **look)
    np.testing.assert_array_equal(drawn, 0.7 * grey(*shape))
    plain = overlay_maps(np.zeros(shape), np.zeros(shape), grey(*shape), **look)
    np.testing.assert_array_equal(plain, np.full((*shape, 3), 70))


def test_only_the_other_sign_means_no_colour() -> None:
    drawn = visualize(np.full((4, 5, 3), -0.2), grey(4, 5), polarity="positive", overlay=False)
    assert not drawn.any()


def test_one_channel_is_drawn_like_three_equal_ones() -> None:
    one = np.random.default_rng(0).normal(size=(6, 5, 1)) / 10
    three = np.repeat(one, 3, axis=2)
    np.testing.assert_allclose(visualize(one, grey(6, 5)), visualize(three, grey(6, 5)), atol=1e-9)


def test_colours_are_added_before_clipping() -> None:
    both = overlay_maps(
        np.ones((1, 1)), np.ones((1, 1)), np.zeros((1, 1, 3)), polarity="both", strength=1
    )
    assert both.tolist() == [[[255, 255, 0]]]


def test_strength_zero_is_the_dimmed_image() -> None:
    image = np.random.default_rng(1).integers(0, 256, (5, 4, 3))
    drawn = overlay_maps(np.ones((5, 4)), np.ones((5, 4)), image, strength=0, image_strength=1)
    np.testing.assert_array_equal(drawn, image)


def test_a_palette_of_ones_own() -> None:
    mine = Palette(
        "Mine", (1, 2, 3), (4, 5, 6), ((0, 0, 0),) * 2, ((0, 0, 0),) * 2, (0, 0, 0), (0, 0, 0)
    )
    look: dict[str, Any] = {"strength": 1, "image_strength": 0, "palette": mine}
    one = np.ones((1, 1))
    assert overlay_maps(one, one, grey(1, 1), **look).tolist() == [[[1, 2, 3]]]
    drawn = overlay_maps(one, one, grey(1, 1), polarity="negative", **look)
    assert drawn.tolist() == [[[4, 5, 6]]]


@settings(deadline=None)
@given(
    hnp.arrays(np.float64, (5, 6), elements=st.just(0.0) | st.floats(1e-200, 1e30)),
    st.sampled_from(POLARITIES),
    st.sampled_from(sorted(PALETTES)),
    st.floats(1e-20, 1e20),
)
def test_only_ratios_matter_and_nothing_is_changed(
    magnitude: Array, polarity: str, palette: str, unit: float
) -> None:
    kept, image = magnitude.copy(), grey(5, 6)
    look: dict[str, Any] = {"polarity": polarity, "palette": palette}
    drawn = overlay_maps(magnitude, magnitude[::-1], image, **look)
    # A power of two scales every float exactly.
    scaled = magnitude * 2.0 ** np.round(np.log2(unit))
    np.testing.assert_array_equal(drawn, overlay_maps(scaled, scaled[::-1], image, **look))
    assert drawn.dtype == np.uint8
    assert drawn.shape == (5, 6, 3)
    np.testing.assert_array_equal(magnitude, kept)
    np.testing.assert_array_equal(image, grey(5, 6))


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_is_a_named_error(bad: float) -> None:
    attributions = np.zeros((4, 4, 3))
    attributions[1, 2] = bad
    with pytest.raises(ValueError, match=r"attributions holds 3 of 48 values that are NaN or inf"):
        visualize(attributions, grey(4, 4))
    with pytest.raises(ValueError, match="positive holds 3 of 48"):
        overlay_maps(attributions[..., 0].repeat(3).reshape(4, 12), np.zeros((4, 12)), grey(4, 12))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"polarity": "sideways"}, "polarity must be"),
        ({"clip_above_percentile": 120}, "clip percentiles"),
        ({"clip_above_percentile": 10, "clip_below_percentile": 20}, "clip percentiles"),
        ({"strength": 2}, "strength must lie"),
        ({"image_strength": float("nan")}, "image_strength must lie"),
        ({"palette": "mauve"}, "palette must be one of 'green-red', 'blue-orange'"),
        ({"outlines": True, "outlines_component_percentage": -1}, "component_percentage"),
    ],
)
def test_bad_arguments_are_named(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        overlay_maps(np.ones((2, 2)), np.ones((2, 2)), grey(2, 2), **change)


def test_bad_shapes_are_named() -> None:
    with pytest.raises(ValueError, match=r"\(2, 3, 3\), not \(3, 2, 3\)"):
        overlay_maps(np.ones((2, 3)), np.ones((2, 3)), grey(3, 2))
    with pytest.raises(ValueError, match="one shape"):
        overlay_maps(np.ones((2, 3)), np.ones((3, 2)), grey(2, 3))
    with pytest.raises(ValueError, match="must not be negative"):
        overlay_maps(-np.ones((2, 3)), np.ones((2, 3)), grey(2, 3))
    with pytest.raises(ValueError, match=r"\(H, W, C\)"):
        visualize(np.ones((2, 3)), grey(2, 3))
    with pytest.raises(ValueError, match="three numbers"):
        visualize(np.ones((2, 3, 3)), grey(2, 3), positive_channel=(1, 2))
    with pytest.raises(TypeError, match="real numbers"):
        overlay_maps(np.ones((2, 3), dtype=complex), np.ones((2, 3)), grey(2, 3))


def test_emphasis_is_between_none_and_full() -> None:
    strength = emphasise(
        np.random.default_rng(2).exponential(size=(9, 9)), clip_above_percentile=90
    )
    assert strength.min() == 0
    assert strength.max() == 1
