"""Channels in stills and in a terminal, whatever they are called."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from small import explained, figure_of

from igviz.figure.arrays import wire
from igviz.figure.schema import Steps
from igviz.modalities.image import stills
from igviz.modalities.image.figure import ImageFigure
from igviz.modalities.image.strongest import channels, strongest
from igviz.modalities.stills import plot
from igviz.stills.console import Console

EVIL = "</script><img src=x onerror=alert(1)>\x1b[31m\u202e" + "x" * 10_000


def figure(values: list[float], names: list[str] | None = None) -> ImageFigure:
    """A picture whose channels have these attributions."""
    made = figure_of(explained(n_steps=4))
    assert made["kind"] == "image"
    steps: Steps = {
        "alphas": [0.5],
        "weights": [1.0],
        "signed": wire(np.zeros((1, len(values)), np.int8)),
        "signed_scale": [0.0],
    }
    own = names or [f"channel {at}" for at in range(len(values))]
    return {
        **made,
        "channels": {"names": own, "values": wire(np.array(values, np.float32)), "steps": steps},
    }


MANY = [(-1) ** at * at / 64 for at in range(40)]


def test_the_strongest_and_the_others_are_all() -> None:
    ranked = strongest(figure(MANY))
    assert [name for name, _ in ranked.shown[:3]] == ["channel 39", "channel 38", "channel 37"]
    assert len(ranked.shown) == 30
    assert ranked.rows[-1][0] == "10 others"
    assert sum(value for _, value in ranked.rows) == pytest.approx(sum(MANY))
    assert strongest(figure([1.0, 2.0]), most=1).others_name == "1 other"
    assert strongest(figure([1.0])).rows == [("channel 0", 1.0)]


def test_words_are_the_channels_in_the_order_of_the_model() -> None:
    assert stills.words(figure([0.5, -0.25], ["red", "NIR"])) == [("red", 0.5), ("NIR", -0.25)]
    assert channels(figure_of(explained(n_steps=4))) == []


def test_a_terminal_shows_bars_and_the_others() -> None:
    text = stills.terminal(figure(MANY), Console(width=80, color_system=None))
    assert text.index("channel 39") < text.index("channel 38")
    assert "10 others" in text
    assert "+ raises the score" in text
    assert stills.terminal(figure_of(explained(n_steps=4)), Console(width=80)) == ""


def test_no_attribution_is_said() -> None:
    nothing = figure([0.0, 0.0])
    assert "attribution" in stills.terminal(nothing, Console(width=80, color_system=None))
    assert plot(nothing).axes


def test_names_are_text_everywhere(tmp_path: Path) -> None:
    hostile = figure([0.5, -0.25], [EVIL, ""])
    page = stills.html([hostile])
    assert "<img src=x" not in page
    assert "&lt;/script&gt;" in page
    assert "\u202e" not in page
    assert len(page) < 500_000
    letters = stills.terminal(
        hostile, Console(width=80, color_system="truecolor", force_terminal=True)
    )
    assert "\x1b[31m\u202e" not in letters
    plot(hostile).savefig(tmp_path / "hostile.png")


@pytest.mark.parametrize("look", [{}, {"mode": "heat"}, {"alpha": 0.5}, {"palette": "blue-orange"}])
def test_pictures_have_the_bars_beside_them(look: dict[str, object]) -> None:
    drawn = plot(figure(MANY), **look)  # type: ignore[arg-type]
    titled = [axes for axes in drawn.axes if axes.get_title() == "strongest channels"]
    assert len(titled) == 1
    assert titled[0].get_yticklabels()[-1].get_text() == "28 others"
    plain = plot(figure_of(explained(n_steps=4)), **look)  # type: ignore[arg-type]
    assert not any(axes.get_title() == "strongest channels" for axes in plain.axes)
