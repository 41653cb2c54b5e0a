from __future__ import annotations

import io
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.text import Text
from PIL import Image
from small import drawn, drawn_tokens, explained, finished, token

from igviz.figure.arrays import unwire, wire
from igviz.modalities.image.figure import ImageFigure
from igviz.modalities.stills import plot
from igviz.modalities.text.units import words as units_of
from igviz.stills.paint import token_colours
from igviz.stills.png import png

ROOT = Path(__file__).parents[2]


def titled(canvas: Any, title: str) -> Any:
    (axes,) = [one for one in canvas.axes if one.get_title() == title]
    return axes


def words(canvas: Any) -> str:
    return " ".join(text.get_text() for text in canvas.texts)


def test_no_screen_and_no_global_state() -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from small import drawn\n"
        "from igviz.modalities.stills import plot\n"
        "from igviz.stills.png import png\n"
        "assert len(png(plot(drawn()))) > 5000\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_same_figure_is_the_same_picture() -> None:
    first, again = png(plot(drawn())), png(plot(drawn()))
    assert first == again
    assert first != png(plot(drawn(label="cat")))


def test_pictures_are_the_figure_s() -> None:
    figure = drawn()
    canvas = plot(figure)
    shown = [axes.images[0].get_array() for axes in canvas.axes if axes.images]
    assert len(shown) == 3
    np.testing.assert_array_equal(np.asarray(shown[0]), unwire(figure["image"]))
    assert all(np.asarray(pixels).shape == (6, 8, 3) for pixels in shown)


def test_curves_run_from_the_baseline_to_the_input() -> None:
    figure = explained(n_steps=6).figure()
    canvas = plot(figure)
    line = titled(canvas, "score along the path").lines[0].get_xydata()
    assert isinstance(line, np.ndarray)
    assert line[0].tolist() == [0.0, figure["baseline_score"]]
    assert line[-1].tolist() == [1.0, figure["score"]]
    np.testing.assert_allclose(line[1:-1, 1], figure["path"]["scores"])
    paths = list(titled(canvas, "contribution at α").collections[0].get_paths())
    tops = [path.vertices[1] for path in paths]
    np.testing.assert_allclose(np.array(tops)[:, 1], np.array(figure["path"]["contributions"]))


def test_words() -> None:
    figure = drawn()
    figure["certificate"] |= {"error": 0.0412, "tol": 0.05, "converged": False, "delta": -0.003}
    text = plot(cast("ImageFigure", finished(figure, "pixels")))
    said = f"{text.get_suptitle()} {words(text)}"
    shares = ("4.1\u202f%", "99.7\u202f%")
    for part in ("dog", "1", "black baseline", "not converged", "3 evaluations", *shares):
        assert part in said
    assert "Green raises the score" in said
    assert "At the baseline" not in said
    figure["baseline_prediction"] = {"label": "cat", "score": 0.5, "entropy": 0.9}
    assert "At the baseline the model is 90\u202f% undecided." in words(plot(figure))


def test_a_constant_score_adds_up_to_nothing_in_particular() -> None:
    figure = drawn()
    figure["score"] = figure["baseline_score"]
    assert "adds up" not in words(plot(cast("ImageFigure", finished(figure, "pixels"))))


HOSTILE = [
    "$\\bad{$", "x" * 10_000, "", "a\nb", "%s{}", "\\", "_^", "日本語😀", "\x1b[31m", "\ud800",
    "שלום",
]  # fmt: skip


def pixels_of(canvas: Any) -> Any:
    """Draw, without a single warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        data = png(canvas)
    with Image.open(io.BytesIO(data)) as image:
        pixels = np.asarray(image.convert("RGB"))
    for edge in (pixels[:3], pixels[-3:], pixels[:, :3], pixels[:, -3:]):
        assert (edge == 255).all()  # nothing runs over it
    return pixels


@pytest.mark.parametrize("label", HOSTILE, ids=lambda text: ascii(text)[:12])
def test_any_label_can_be_drawn(label: str) -> None:
    figure = drawn(label=label)
    figure["baseline_prediction"] = {"label": label, "score": 0.5, "entropy": 0.9}
    canvas = plot(figure)
    assert len(canvas.get_suptitle()) < 150
    assert pixels_of(canvas).shape == (420, 1200, 3)


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (300, 1)])
def test_any_shape_can_be_drawn(size: tuple[int, int]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert png(plot(drawn(*size))).startswith(b"\x89PNG")


def test_no_attribution_can_be_drawn() -> None:
    figure = drawn()
    figure["positive"] = figure["negative"] = wire(np.zeros((6, 8), np.float32))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert png(plot(figure)).startswith(b"\x89PNG")


def sentence(canvas: Any) -> Any:
    """The axes of a text's still that hold the text."""
    return canvas.axes[0]


def lines(canvas: Any) -> list[str]:
    """What stands on each line of a text's still, from the top."""
    rows: dict[float, list[str]] = {}
    for text in sentence(canvas).texts:
        rows.setdefault(text.get_position()[1], []).append(text.get_text())
    return ["|".join(rows[y]) for y in sorted(rows)]


def test_a_text_stands_in_lines() -> None:
    assert lines(plot(drawn_tokens(after=" end."))) == [
        "[CLS]|The|unbelievable|plot|,|awful|!|[SEP]", "Is|it", "good|?|[SEP]|end."
    ]  # fmt: skip


def test_words_have_their_colours() -> None:
    figure = drawn_tokens()
    units = units_of(figure)
    backs, fores = token_colours([unit.value for unit in units])
    expected = []
    for unit, back, fore in zip(units, backs, fores, strict=True):
        share = abs(unit.value) / 0.5
        if share >= 0.3:
            expected.append((unit.text, bytes(back).hex(), bytes(fore).hex()))
        elif share >= 0.05:  # thinly over white paper
            cover = (share - 0.05) / 0.25
            thin = np.floor(255 + cover * (back.astype(float) - 255) + 0.5).astype(np.uint8)
            expected.append((unit.text, bytes(thin).hex(), "000000"))
    assert len(expected) == 5
    axes = sentence(plot(figure))
    boxes = [box for box in axes.patches if box.get_facecolor()[3] > 0]
    inks = {text.get_text(): to_hex(text.get_color()) for text in axes.texts}
    backgrounds = [to_hex(box.get_facecolor())[1:] for box in boxes]
    assert backgrounds == [back for _, back, _ in expected]
    assert all(inks[text] == f"#{fore}" for text, _, fore in expected)
    assert inks["The"] == "#000000"


def test_special_tokens_and_what_is_spoken_of_are_marked() -> None:
    axes = sentence(plot(drawn_tokens(about=[7])))
    assert sum(box.get_linestyle() == "--" for box in axes.patches) == 3
    assert len(axes.lines) == 1
    assert sentence(plot(drawn_tokens())).lines[:] == []


def test_the_strongest_words_have_bars() -> None:
    axes = titled(plot(drawn_tokens()), "strongest words")
    assert [bar.get_width() for bar in axes.patches] == [0.5, -0.3125, 0.25, 0.0625, 0.03125]
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert labels == ["awful", "unbelievable", "good", "!", "plot"]
    assert axes.texts[1].get_text() == "−0.313"


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:12])
def test_any_text_can_be_drawn(text: str) -> None:
    tokens = [token(text, text, at, special=at == 1) for at in range(40)]
    figure = drawn_tokens(
        tokens=tokens, values=[(-1) ** at for at in range(40)], label=text, after=text
    )
    pixels_of(plot(figure))


def test_missing_characters_are_no_news_to_a_notebook() -> None:
    canvas = plot(drawn_tokens("日本語", "\U0001f9ff"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        canvas.savefig(io.BytesIO(), format="svg", bbox_inches="tight")


def test_dollars_are_dollars() -> None:
    canvas = plot(drawn_tokens("$x^2$", label="$y$"))
    texts = [text for text in canvas.findobj(Text) if "$" in text.get_text()]
    assert len(texts) >= 3  # in the heading, in the sentence, beside a bar
    assert not any(text.get_parse_math() for text in texts)


def test_a_long_text_is_cut_and_says_so() -> None:
    canvas = plot(drawn_tokens(*["word"] * 2000))
    shown = lines(canvas)
    assert len(shown) == 11
    count = sum(line.count("word") for line in shown[:-1])
    assert shown[-1] == f"… and {2000 - count} more words"
    assert count > 100
    assert pixels_of(canvas).shape[0] < 1000


def test_lines_fit_their_room() -> None:
    canvas = plot(drawn_tokens(*["W" * 60] * 30))
    canvas.draw_without_rendering()
    right = max(text.get_window_extent().x1 for text in sentence(canvas).texts)
    assert right <= canvas.bbox.width


@pytest.mark.parametrize("values", [[0.0, 0.0], [1e-30, -1e-30], [-1.0, -2.0], [1e30, 1.0]])
def test_any_values_can_be_drawn(values: list[float]) -> None:
    canvas = plot(drawn_tokens("a", "b", values=values))
    pixels_of(canvas)
    said = [text.get_text() for text in titled(canvas, "strongest words").texts]
    assert ("No attribution: nothing here changes the score." in said) == (not any(values))


def test_no_tokens_can_be_drawn() -> None:
    pixels_of(plot(drawn_tokens(tokens=[], values=[])))


def test_a_text_s_still_is_the_same_each_time() -> None:
    assert png(plot(drawn_tokens())) == png(plot(drawn_tokens()))
