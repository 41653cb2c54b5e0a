from __future__ import annotations

import io
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from small import drawn, explained

from igviz.figure import unwire, wire
from igviz.plot import plot, png

ROOT = Path(__file__).parents[1]


def titles(canvas: Any) -> list[str]:
    return [axes.get_title() for axes in canvas.axes]


def words(canvas: Any) -> str:
    return " ".join(text.get_text() for text in canvas.texts)


def test_no_screen_and_no_global_state() -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from small import drawn\n"
        "from igviz.plot import plot, png\n"
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
    (scores,) = [axes for axes in canvas.axes if axes.get_title() == "score along the path"]
    line = scores.lines[0].get_xydata()
    assert isinstance(line, np.ndarray)
    assert line[0].tolist() == [0.0, figure["baseline_score"]]
    assert line[-1].tolist() == [1.0, figure["score"]]
    np.testing.assert_allclose(line[1:-1, 1], figure["path"]["scores"])
    (shares,) = [axes for axes in canvas.axes if axes.get_title() == "contribution at α"]
    paths: list[Any] = list(shares.collections[0].get_paths())
    tops = [path.vertices[1] for path in paths]
    np.testing.assert_allclose(np.array(tops)[:, 1], np.array(figure["path"]["contributions"]))


def test_words() -> None:
    figure = drawn()
    figure["certificate"] |= {"error": 0.0412, "tol": 0.05, "converged": False, "delta": -0.003}
    text = plot(figure)
    said = f"{text.get_suptitle()} {words(text)}"
    for part in ("dog", "1", "black baseline", "not converged", "4.1 %", "3 evaluations", "99.7 %"):
        assert part in said
    assert "Green raises the score" in said


def test_a_constant_score_adds_up_to_nothing_in_particular() -> None:
    figure = drawn()
    figure["score"] = figure["baseline_score"]
    assert "adds up" not in words(plot(figure))


@pytest.mark.parametrize("label", ["$\\bad{$", "x" * 10_000, "", "a\nb", "%s{}", "\\", "_^"])
def test_any_label_can_be_drawn(label: str) -> None:
    canvas = plot(drawn(label=label))
    assert len(canvas.get_suptitle()) < 150
    with Image.open(io.BytesIO(png(canvas))) as image:
        assert image.size == (1200, 420)
        pixels = np.asarray(image.convert("RGB"))
    assert (pixels[-3:] == 255).all()  # nothing runs over the edge
    assert (pixels[:, -3:] == 255).all()


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
