from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest
from matplotlib.colors import to_hex
from small import drawn

from igviz.figure.arrays import wire
from igviz.modalities.image.maps import Maps
from igviz.modalities.image.modes import MODES, mode_of
from igviz.modalities.stills import plot
from igviz.stills.look import Look
from igviz.stills.paint import PALETTES
from igviz.stills.paint.palettes import css
from igviz.stills.png import png


def shown(canvas: Any) -> list[Any]:
    return [np.asarray(axes.images[0].get_array()) for axes in canvas.axes if axes.images]


def said(canvas: Any) -> str:
    return " ".join(text.get_text() for text in canvas.texts)


@pytest.mark.parametrize("name", MODES)
def test_one_picture_and_the_path(name: str) -> None:
    canvas = plot(drawn(), mode=name)
    (pixels,) = shown(canvas)
    mode = MODES[name]
    np.testing.assert_array_equal(pixels, mode.draw(mode.of(drawn(), None), mode.style({})))
    titles = [axes.get_title() for axes in canvas.axes]
    assert titles[0] == mode.label
    assert {"score along the path", "contribution at α"} <= set(titles)


def test_any_option_of_drawing_asks_for_one_picture() -> None:
    look: Look = {"polarity": "negative", "palette": "blue-orange"}
    canvas = plot(drawn(), **look)
    (pixels,) = shown(canvas)
    overlay = mode_of({})
    np.testing.assert_array_equal(pixels, overlay.draw(Maps.of(drawn()), overlay.style(look)))
    assert "Orange lowers the score." in said(canvas)
    bars: Any = canvas.axes[2].collections[0]
    assert to_hex(bars.get_colors()[0]) == css(PALETTES["blue-orange"].heat_positive[1])


def test_a_heat_map_has_its_scale() -> None:
    canvas = plot(drawn(), mode="heat", polarity="both", clip=100)
    (bar,) = [axes for axes in canvas.axes if not axes.get_title()]
    end = f"{np.abs(Maps.of(drawn()).signed).max():.3g}"
    assert [text.get_text() for text in bar.get_xticklabels()] == [f"−{end}", "0", f"+{end}"]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("size", [(1, 1), (1, 300), (300, 1)])
def test_any_shape_can_be_drawn(mode: str, size: tuple[int, int]) -> None:
    figure = drawn(*size)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        png(plot(figure, mode=mode))
        figure["positive"] = figure["negative"] = wire(np.zeros(size, np.float32))
        png(plot(figure, mode=mode))


def test_a_point_of_the_path() -> None:
    canvas = plot(drawn(), alpha=0.5, palette="blue-orange")
    assert len(shown(canvas)) == 3
    assert "Blue raises the score, orange lowers it." in said(canvas)
    marks = [line.get_xdata()[0] for axes in canvas.axes for line in axes.lines[1:]]  # type: ignore[index]
    assert marks.count(0.5) == 2
    assert png(canvas).startswith(b"\x89PNG")
    with pytest.raises(ValueError, match="A point of the path takes no mode; leave it out"):
        plot(drawn(), alpha=0.5, mode="heat")
    with pytest.raises(ValueError, match=r"alpha must lie in 0\.\.1, not 1\.5"):
        plot(drawn(), alpha=1.5)
