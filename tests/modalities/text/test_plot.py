from __future__ import annotations

from typing import Any

import pytest
from matplotlib.colors import to_hex
from small import drawn_tokens

from igviz.modalities.stills import plot
from igviz.modalities.text.laid import WHITE, laid
from igviz.modalities.text.units import words
from igviz.stills.paint.palettes import css


def bars(canvas: Any) -> list[float]:
    (axes,) = [axes for axes in canvas.axes if axes.get_title() == "strongest words"]
    return [bar.get_width() for bar in axes.patches]


def boxes(canvas: Any) -> list[str]:
    faces = [box.get_facecolor() for box in canvas.axes[0].patches]
    return [to_hex(face) for face in faces if face[3] > 0]


def said(canvas: Any) -> str:
    return " ".join(text.get_text() for axes in (canvas, *canvas.axes) for text in axes.texts)


def test_one_sign_alone() -> None:
    down = bars(plot(drawn_tokens(), polarity="negative"))
    assert down[0] == -0.3125
    assert max(down) < 0
    canvas = plot(drawn_tokens(), polarity="positive")
    assert bars(canvas) == [0.5, 0.25, 0.0625, 0.03125]
    assert len(boxes(canvas)) == 4
    assert "Green raises the score. " in said(canvas)


def test_a_palette_of_choice() -> None:
    canvas = plot(drawn_tokens(), palette="blue-orange")
    colours = laid(words(drawn_tokens()), 0.5, "blue-orange")
    assert boxes(canvas) == [css(one.on(WHITE)[0]) for one in colours if one]
    assert "Blue raises the score, orange lowers it." in said(canvas)


def test_a_sign_that_is_not_there_is_said() -> None:
    canvas = plot(drawn_tokens("a", "b", values=[1, 0.5]), polarity="negative")
    assert "Nothing here lowers the score." in said(canvas)
    assert "No attribution" not in said(canvas)


@pytest.mark.parametrize("name", ["mode", "clip", "strength", "alpha"])
def test_what_a_text_does_not_take_is_said(name: str) -> None:
    look: Any = {name: "heat" if name == "mode" else 0.5}
    said = f"A text takes no {name}; leave it out, or pass polarity or palette."
    with pytest.raises(ValueError, match=said):
        plot(drawn_tokens(), **look)
