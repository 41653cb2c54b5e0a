"""Volumes without a browser: what is printed, written and drawn."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from small_grids import curved_volume, explained, linear_volume, volume

from igviz.modalities.stills import plot
from igviz.modalities.volume.slices import Slices, ranked
from igviz.modalities.volume.stills import html, terminal
from igviz.stills.paint import PALETTES
from igviz.stills.terminal import console

PALETTE = PALETTES["green-red"]


def figure_of(model: Any = None, channels: int = 1, **how: Any) -> Any:
    return explained(model or linear_volume(channels), volume(channels), **how).figure()


def test_profiles_sum_what_lies_in_each_slice() -> None:
    slices = Slices.of(figure_of())
    for axis in range(3):
        profile = slices.profile(axis)
        assert profile.sum() == pytest.approx(slices.values.sum())
        assert profile[1] == pytest.approx(np.take(slices.values, 1, axis).sum())
    assert [slices.strongest(axis) for axis in range(3)] == [2, 1, 4]


def test_the_slices_with_most_attribution_are_ranked() -> None:
    ranking = ranked(figure_of())
    assert len(ranking) == 4 + 5 + 6
    sizes = [abs(value) for _, value in ranking]
    assert sizes == sorted(sizes, reverse=True)
    names = dict(ranking)
    assert names["depth 0"] < 0 < names["depth 3"]


def test_each_sign_has_its_colour_where_it_is_asked_for() -> None:
    slices = Slices.of(figure_of())
    both = slices.strengths("both", 95)
    assert np.array_equal(np.sign(both), np.sign(slices.values))
    only = slices.strengths("positive", 95)
    assert np.array_equal(only, both.clip(0, None))
    drawn = slices.drawn(0, 0, both, PALETTE).astype(int)
    assert (drawn[..., 0] > drawn[..., 1]).mean() > 0.9
    drawn = slices.drawn(0, 3, both, PALETTE).astype(int)
    assert (drawn[..., 1] > drawn[..., 0]).mean() > 0.9


def test_a_projection_shows_the_strongest_of_either_sign() -> None:
    figure = figure_of()
    slices = Slices.of(figure)
    values = np.zeros_like(slices.values)
    values[1, 2, 3], values[3, 2, 3] = -2, 1
    one = Slices(np.zeros_like(slices.image), values, slices.axes)
    drawn = one.drawn(0, None, one.strengths("both", 100), PALETTE)
    assert drawn[2, 3].tolist() == [204, 0, 0]
    assert drawn.sum() == 204


def test_the_volume_is_seen_through_its_window() -> None:
    figure = figure_of(window=(0.5, 0.2))
    seen = Slices.of(figure).image[..., 0]
    grey = volume()[0].numpy()
    assert (seen[grey < 0.39] == 0).all()
    assert (seen[grey > 0.61] == 255).all()
    black, wide = figure["level"] - figure["width"] / 2, figure["width"]
    expected = ((grey - black) / wide * 255).clip(0, 255)
    assert np.abs(seen - expected).max() <= 3


def test_the_picture_has_slices_projections_and_the_path() -> None:
    canvas = plot(figure_of(curved_volume(), labels=["a", "b", "c"]))
    titles = [axes.get_title() for axes in canvas.axes]
    assert titles[:2] == ["depth 2", "projection along depth"]
    assert "score along the path" in titles
    assert len(canvas.axes) == 8


def test_it_takes_what_can_be_said_of_it() -> None:
    figure = figure_of()
    plot(figure, polarity="negative", palette="blue-orange", clip=90)
    with pytest.raises(ValueError, match="A volume takes no mode"):
        plot(figure, mode="heat")


def test_letters_show_the_strongest_slices() -> None:
    text = terminal(figure_of(), console(None))
    assert "depth 3" in text
    assert "\x1b" not in text
    nothing = figure_of(lambda x: 0 * x.flatten(1).sum(1, keepdim=True) + 1, kind="volume")
    assert "No attribution" in terminal(nothing, console(None))


def test_a_page_holds_a_picture_and_no_markup_of_names() -> None:
    evil = "</script><img src=x>"
    figure = figure_of(curved_volume(), labels=[evil] * 3)
    page = html([figure])
    assert "<img src=x>" not in page
    assert page.count("data:image/png;base64,") == 1


def test_three_channels_are_colours() -> None:
    assert Slices.of(figure_of(channels=3)).image.shape[-1] == 3
