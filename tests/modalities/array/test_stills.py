"""Arrays without a browser: which plane is drawn, and what is printed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from small_grids import explained, linear_array

from igviz.modalities.array.places import Plane, plane_of, plane_values, strongest
from igviz.modalities.array.stills import html, terminal
from igviz.modalities.stills import plot
from igviz.stills.terminal import console


def figure_of(*shape: int, **how: Any) -> Any:
    source = torch.linspace(1, 2, int(np.prod(shape))).reshape(shape)
    return explained(linear_array(*shape), source, kind="array", **how).figure()


def test_the_two_longest_axes_are_drawn_through_the_strongest_position() -> None:
    values = np.zeros((7, 2, 9, 3))
    values[3, 1, 5, 2] = -4
    plane = plane_of(values)
    assert plane == Plane(0, 2, (3, 1, 5, 2))
    assert plane.said == "[:, 1, :, 2]"
    drawn = plane_values(values, plane)
    assert drawn.shape == (7, 9)
    assert drawn[3, 5] == -4
    assert np.count_nonzero(drawn) == 1


@pytest.mark.parametrize("shape", [(39,), (3, 13), (1, 100, 1), (400,)])
def test_bars_alone_show_few_values_or_one_axis(shape: tuple[int, ...]) -> None:
    assert plane_of(np.ones(shape)) is None
    assert plane_of(np.ones((4, 10))) is not None


def test_the_strongest_positions_are_ranked_without_those_that_have_none() -> None:
    values = np.zeros((3, 4))
    values[2, 1], values[0, 3] = 1, -2
    assert strongest(values, 10) == [("[0, 3]", -2.0), ("[2, 1]", 1.0)]
    assert strongest(values, 1) == [("[0, 3]", -2.0)]


def test_letters_show_the_strongest_positions() -> None:
    text = terminal(figure_of(4, 5, 6), console(None))
    assert "[3, 4, 5]" in text.splitlines()[3]
    assert "\x1b" not in text


def test_a_page_is_a_table() -> None:
    page = html([figure_of(4, 5, 6)])
    assert page.count("<tr>") == 11
    assert "<td>[3, 4, 5]</td>" in page


def test_the_picture_has_a_plane_where_there_is_one() -> None:
    canvas = plot(figure_of(4, 5, 6))
    assert canvas.axes[0].get_title() == "[3, :, :]"
    bars = plot(figure_of(12), polarity="positive", palette="blue-orange")
    titles = [axes.get_title() for axes in bars.axes]
    assert titles == ["strongest positions", "score along the path", "contribution at α"]
    (labels,) = [axes.get_yticklabels() for axes in bars.axes[:1]]
    assert {label.get_text() for label in labels} == {f"[{at}]" for at in range(6, 12)}


def test_a_slim_plane_is_drawn_broader_than_it_is() -> None:
    slim, square = (plot(figure_of(*shape)).axes[0] for shape in ((3, 60), (6, 20)))
    assert (slim.get_aspect(), square.get_aspect()) == ("auto", 1.0)


def test_it_takes_what_can_be_said_of_it() -> None:
    with pytest.raises(ValueError, match="An array takes no alpha"):
        plot(figure_of(4, 5, 6), alpha=0.5)
