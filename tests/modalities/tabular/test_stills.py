"""Rows without a browser: what is printed, written and drawn."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from matplotlib.axes import Axes
from small_tables import NAMES, drawn_row, explained

from igviz.modalities.stills import plot, stills_of
from igviz.modalities.tabular.features import steps
from igviz.modalities.tabular.figure import MISSED, MOST_FEATURES
from igviz.modalities.tabular.page import html
from igviz.modalities.tabular.terminal import letters
from igviz.stills.terminal import console

EVIL = "\u202e\x1b[31m</td><script>x</script>"
MANY = [1 / (1 + at) * (-1) ** at for at in range(40)]
MANY_NAMES = [f"f{at}" for at in range(40)]


def titled(canvas: Any, title: str) -> Axes:
    (axes,) = [one for one in canvas.axes if one.get_title() == title]
    assert isinstance(axes, Axes)
    return axes


def test_steps_lead_from_one_score_to_the_other() -> None:
    figure = drawn_row()
    made = steps(figure)
    assert [step.value for step in made] == [0.5, -0.25, 0.125, 0.0]
    assert made[0].start == figure["baseline_score"]
    for one, following in pairwise(made):
        assert following.start == one.end
    assert made[-1].end == pytest.approx(figure["score"])


def test_the_smallest_of_many_are_one_step() -> None:
    figure = drawn_row(MANY, MANY_NAMES)
    made = steps(figure)
    assert len(made) == MOST_FEATURES + 1
    assert made[-1].name == "10 others"
    assert made[-1].value == pytest.approx(sum(MANY[30:]), abs=1e-6)
    assert made[-1].end == pytest.approx(figure["score"])
    assert steps(drawn_row(MANY[:31], MANY_NAMES[:31]))[-1].name == "1 other"


def test_what_is_missed_is_a_step_where_it_would_be_seen() -> None:
    figure = drawn_row(missed=0.1)
    made = steps(figure)
    assert made[-1].name == MISSED
    assert made[-1].value == pytest.approx(0.1)
    assert made[-1].end == pytest.approx(figure["score"])
    assert steps(drawn_row(missed=1e-4))[-1].name != MISSED


def test_the_terminal_lists_the_strongest() -> None:
    text = letters(drawn_row(), console(None))
    rows = re.findall(r"^\s*([+−][\d.]+) +[█▉▊▋▌▍▎▏]+ +(.*)$", text, re.MULTILINE)
    assert rows == [
        ("+0.5", "age: 0 → 1"),
        ("−0.25", "income: 0 → 2"),
        ("+0.125", "hours: 0 → 3"),
    ]
    assert "+ raises the score, − lowers it." in text
    assert "others" in letters(drawn_row(MANY, MANY_NAMES), console("truecolor", 40))
    assert "No attribution" in letters(drawn_row([0.0], ["a"]), console(None))


def test_names_are_no_escape_sequences_and_no_markup() -> None:
    figure: Any = explained([1.0] * 4, feature_names=[EVIL, "[bold]b", "$c$", ""]).figure()
    text = letters(figure, console(None))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "⟨U+202E⟩" in text
    assert "[bold]b" in text
    page = html([figure])
    assert "<script" not in page
    assert "&lt;/td&gt;&lt;script&gt;" in page
    plot(figure).canvas.draw()


def test_a_page_is_a_table_of_all_that_is_known() -> None:
    page = html([drawn_row(), drawn_row(MANY, MANY_NAMES)])
    assert page.count("<table>") == 2
    first = page.split("</table>")[0]
    cells = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row) for row in first.split("<tr>")[1:]]
    plain = [[re.sub(r"<[^>]*>", "", cell) for cell in row] for row in cells]
    assert plain[0] == ["feature", "value", "baseline", "attribution", ""]
    assert plain[1] == ["age", "1", "0", "+0.5", "█" * 12]
    assert plain[2] == ["income", "2", "0", "−0.25", "█" * 6]
    assert plain[4] == ["children", "4", "0", "0", ""]
    assert "10 others" in page
    assert page.count("Green raises the score") == 1


def test_bars_are_as_long_as_they_are_large() -> None:
    blocks = re.findall(r"[█▉▊▋▌▍▎▏]+", html([drawn_row()]))
    assert [len(one) for one in blocks] == [12, 6, 3]
    assert "█▌" in html([drawn_row([1.0, 0.125], ["a", "b"])])


def test_a_notebook_gets_the_table() -> None:
    figure = drawn_row()
    assert stills_of("tabular").bundle(figure) == {"text/html": html([figure])}
    assert stills_of("tabular").words(figure) == [
        ("age", 0.5), ("income", -0.25), ("hours", 0.125), ("children", 0.0)
    ]  # fmt: skip


def test_the_picture_has_waterfall_bars_and_path() -> None:
    canvas = plot(drawn_row())
    waterfall = titled(canvas, "from the baseline to the input")
    ticks = [label.get_text() for label in waterfall.get_yticklabels()]
    assert ticks == [
        "F(x′), the baseline",
        *(f"{name}: 0 → {at}" for at, name in enumerate(NAMES, 1)),
        "F(x), the input",
    ]
    boxes: Any = waterfall.patches
    assert [box.get_width() for box in boxes] == pytest.approx([0.5, -0.25, 0.125, 0.0])
    assert [box.get_x() for box in boxes] == pytest.approx([1.0, 1.5, 1.25, 1.375])
    bars = titled(canvas, "strongest features")
    assert [label.get_text() for label in bars.get_yticklabels()] == NAMES[:3]
    assert {"score along the path", "contribution at α"} <= {a.get_title() for a in canvas.axes}


def test_a_polarity_leaves_the_other_sign_faint() -> None:
    canvas = plot(drawn_row(), polarity="negative", palette="blue-orange")
    faint = [box.get_alpha() for box in titled(canvas, "from the baseline to the input").patches]
    assert faint == [0.25, 1.0, 0.25, 0.25]
    bars = titled(canvas, "strongest features")
    assert [label.get_text() for label in bars.get_yticklabels()] == ["income"]
    nothing = titled(plot(drawn_row([1.0], ["a"]), polarity="negative"), "strongest features")
    assert [text.get_text() for text in nothing.texts] == ["Nothing here lowers the score."]


@pytest.mark.parametrize("option", ["mode", "clip", "strength", "alpha"])
def test_options_of_images_are_refused(option: str) -> None:
    value: Any = "heat" if option == "mode" else 0.5
    with pytest.raises(ValueError, match=f"A row of a table takes no {option}"):
        plot(drawn_row(), **{option: value})
