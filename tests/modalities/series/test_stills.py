"""Series without a browser: what is printed, written and drawn."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from matplotlib.axes import Axes
from small_series import drawn_series

from igviz.modalities.series.columns import edges, extremes, sums
from igviz.modalities.series.page import html
from igviz.modalities.series.terminal import letters
from igviz.modalities.stills import plot, stills_of
from igviz.stills.terminal import console

EVIL = "\u202e\x1b[31m</td><script>x</script>"
TWO = np.arange(24).reshape(2, 12) - 6.0


def titled(canvas: Any, title: str) -> Axes:
    (axes,) = [one for one in canvas.axes if title in (one.get_title(), one.get_title(loc="left"))]
    assert isinstance(axes, Axes)
    return axes


def test_columns_lose_nothing() -> None:
    values = np.random.default_rng(0).normal(size=(2, 1003))
    at = edges(1003, 60)
    assert sums(values, at).shape == (2, 60)
    assert sums(values, at).sum(1) == pytest.approx(values.sum(1))
    low, high = extremes(values, at)
    assert low.min() == values.min()
    assert high.max() == values.max()
    assert edges(5, 60).tolist() == [0, 1, 2, 3, 4, 5]


def test_the_terminal_has_a_line_and_the_strongest() -> None:
    text = letters(drawn_series(), console(None))
    rows = re.findall(r"^\s*([+−][\d.]+) +[█▉▊▋▌▍▎▏]+ +(.*)$", text, re.MULTILINE)
    assert rows == [("+2", "6 – 7"), ("−0.5", "20 – 21")]
    assert re.search(r"^[▁▂▃▄▅▆▇█]{24}$", text, re.MULTILINE)
    assert "+ raises the score, − lowers it." in text
    several = letters(drawn_series(np.ones((9, 12)), [f"c{k}" for k in range(9)]), console(None))
    assert "and 1 more channel\n" in several
    assert "c8: 0" not in several.split("and 1 more")[0]
    assert "No attribution" in letters(drawn_series(np.zeros((1, 5))), console("truecolor", 40))


def test_a_spectrogram_has_its_lowest_frequency_at_the_bottom() -> None:
    bands = [f"{100 * at} Hz" for at in range(9)]
    values = np.zeros((9, 12))
    values[2, 3] = 1
    for names, lowest in ((bands, 8), (bands[::-1], 0), ([*"abcdefghi"], 0)):
        canvas = plot(drawn_series(values, names))
        axes = next(one for one in canvas.axes if len(one.images) == 2)
        low, high = axes.get_ylim()
        assert (low < high) == (lowest == 8)
        under, over = (np.asarray(one.get_array()) for one in axes.images)
        assert np.argwhere(over[..., 3]).tolist() == [[2, 3]]
        # The series that is drawn rises from channel to channel, which a spectrogram keeps.
        darkest = [8] if names[0].endswith("Hz") else [*range(9)]
        assert np.flatnonzero(under.min((1, 2)) < 0.5 + 1e-6).tolist() == darkest


def test_names_are_no_escape_sequences_and_no_markup() -> None:
    figure = drawn_series(TWO, [EVIL, "$c$"])
    text = letters(figure, console(None))
    assert "\x1b" not in text
    assert "\u202e" not in text
    page = html([figure])
    assert "<script" not in page
    assert "&lt;/td&gt;&lt;script&gt;" in page
    plot(figure).canvas.draw()


def test_a_page_is_a_table_of_the_strongest() -> None:
    page = html([drawn_series(), drawn_series(TWO, ["a", "b"]), drawn_series(np.zeros((1, 4)))])
    assert page.count("<table>") == 2
    first = page.split("</table>")[0]
    cells = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row) for row in first.split("<tr>")[1:]]
    plain = [[re.sub(r"<[^>]*>", "", cell) for cell in row] for row in cells]
    assert plain[0] == ["channel", "interval", "attribution", ""]
    assert plain[1] == ["value", "6 – 7", "+2", "█" * 12]
    assert plain[2] == ["value", "20 – 21", "−0.5", "█" * 3]
    assert "No attribution" in page
    assert stills_of("series").bundle(drawn_series()) == {"text/html": html([drawn_series()])}


def test_words_are_intervals_of_channels() -> None:
    words = stills_of("series").words(drawn_series(TWO, ["a", "b"]))
    assert len(words) == 24
    assert words[0] == ("a: 0", -6.0)
    assert words[-1] == ("b: 11", 17.0)


def test_the_picture_has_lines_over_colours_and_the_path() -> None:
    canvas = plot(drawn_series(TWO, ["a", "b"], rate=2.0))
    assert {"score along the path", "contribution at α"} <= {a.get_title() for a in canvas.axes}
    panel = titled(canvas, "b")
    line, start = panel.lines
    assert np.asarray(line.get_ydata()) == pytest.approx(np.sin(np.arange(12) / 2) + 1)
    assert set(np.asarray(start.get_ydata())) == {0.0}
    (picture,) = panel.images
    colours: Any = picture.get_array()
    assert colours.shape == (1, 12, 4)
    assert colours[0, -1, 3] == max(colours[0, :, 3])
    bars = titled(canvas, "strongest intervals")
    assert bars.get_yticklabels()[0].get_text() == "b: 5.5 – 6 s"


def test_a_polarity_hides_the_other_sign() -> None:
    canvas = plot(drawn_series(TWO, ["a", "b"]), polarity="negative", palette="blue-orange")
    covered: Any = titled(canvas, "b").images[0].get_array()
    assert not covered[..., 3].any()
    nothing = titled(
        plot(drawn_series(np.ones((1, 4))), polarity="negative"), "strongest intervals"
    )
    assert [text.get_text() for text in nothing.texts] == ["Nothing here lowers the score."]


def test_many_channels_are_a_strip_and_many_steps_columns() -> None:
    names = [f"{k} Hz" for k in range(40)]
    canvas = plot(drawn_series(np.ones((40, 30)), names))
    (strip,) = [axes for axes in canvas.axes if axes.images]
    array: Any = strip.images[1].get_array()
    assert array.shape == (40, 30, 4)
    assert strip.get_yticklabels()[1].get_text() == "3 Hz"
    long = plot(drawn_series(np.ones((1, 5000))))
    assert len(titled(long, "value").collections) == 1


@pytest.mark.parametrize("option", ["mode", "clip", "strength", "alpha"])
def test_options_of_images_are_refused(option: str) -> None:
    value: Any = "heat" if option == "mode" else 0.5
    with pytest.raises(ValueError, match=f"A series takes no {option}"):
        plot(drawn_series(), **{option: value})
