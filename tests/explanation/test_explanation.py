from __future__ import annotations

import os
import pickle
import re
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from PIL import Image
from small import LABELS, SIDE, explained, figure_of, net, tensor

from igviz.errors import SaveError
from igviz.explanation.explanation import Explanation
from igviz.figure.arrays import unwire
from igviz.figure.formats import THIN
from igviz.figure.sentences import certainty, said
from igviz.hosts.notebook.explorer import Explorer
from igviz.stills.files import destination

HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    "$\\frac{1}{0}$ and $$",
    "a\nb\r\tc\0d",
    "<!--<script>",
    "'\"&amp;`${1}`{}%s",
    "\ud800 \u202e\u2028 \U0001f415",
    "",
    "x" * 10_000,
)


@pytest.fixture(scope="module")
def explanation() -> Explanation:
    return explained(target="dog")


def test_what_a_person_reads(explanation: Explanation) -> None:
    scores = net()(tensor()).softmax(1)[0].tolist()
    assert explanation.target == 1
    assert explanation.label == "dog"
    assert explanation.score == pytest.approx(scores[1], rel=1e-5)
    assert explanation.baseline_score == float(explanation.attribution.baseline_score)
    assert explanation.attribution.attributions.shape == (1, 3, SIDE, SIDE)
    assert len(explanation.attribution) == 1
    assert explanation.provenance["model"] == "Sequential"
    delta = float(explanation.attribution.convergence_delta)
    total = float(explanation.attribution.attributions.double().sum())
    assert total == pytest.approx(explanation.score - explanation.baseline_score + delta, abs=1e-6)


def test_repr_is_one_line_that_says_it(explanation: Explanation) -> None:
    text = repr(explanation)
    assert text.startswith("Explanation(dog 0.")
    assert "black baseline" in text
    assert certainty(explanation.figure()) in text
    assert "\n" not in text
    assert str(explanation) == text


def test_what_is_said_of_it_is_in_its_figure(explanation: Explanation) -> None:
    figure = explanation.figure()
    assert figure["said"] == said(figure, explanation.display.judged)


def test_it_cannot_be_changed(explanation: Explanation) -> None:
    with pytest.raises(AttributeError):
        explanation.label = "cat"  # type: ignore[misc]


def test_the_figure_is_made_once(explanation: Explanation) -> None:
    once, again = (cast("dict[str, Any]", explanation.figure()) for _ in range(2))
    assert all(once[name] is again[name] for name in again)
    once.clear()
    assert explanation.figure() == again


def test_an_explanation_with_a_figure_can_be_pickled(explanation: Explanation) -> None:
    figure = explanation.figure()
    again = pickle.loads(pickle.dumps(explanation))
    assert again.label == explanation.label
    assert again.figure()["path"] == figure["path"]


def test_pixels_have_no_names(explanation: Explanation) -> None:
    assert explanation.words == []


def test_mimebundle_is_a_picture_and_a_line(explanation: Explanation) -> None:
    bundle = explanation._repr_mimebundle_(include=None, exclude=None)
    assert bundle["text/plain"] == repr(explanation)
    assert bundle["image/png"].startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("why.html", b"<!doctype html>"),
        ("why.HTM", b"<!doctype html>"),
        ("why.png", b"\x89PNG"),
        ("why.PNG", b"\x89PNG"),
        ("why.pdf", b"%PDF"),
        ("why.svg", b"<?xml"),
        ("why.jpg", b"\xff\xd8"),
        ("why.jpeg", b"\xff\xd8"),
    ],
)
def test_save(explanation: Explanation, tmp_path: Path, name: str, start: bytes) -> None:
    path = explanation.save(tmp_path / name)
    assert path == tmp_path / name
    assert path.read_bytes().startswith(start)
    assert explanation.save(str(path)) == path  # twice, and by text


@pytest.mark.parametrize("name", ["why", "why.txt", "why.html.gz", ".html", "why.gif"])
def test_other_endings_are_refused(explanation: Explanation, tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match=r"was given; end the name in \.html") as caught:
        explanation.save(tmp_path / name)
    assert repr(name) in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["why.html", "why.png", "why.svg"])
def test_a_missing_folder_is_named(explanation: Explanation, tmp_path: Path, name: str) -> None:
    with pytest.raises(SaveError, match="does not exist; make it first") as caught:
        explanation.save(tmp_path / "nowhere" / name)
    assert str(tmp_path / "nowhere") in str(caught.value)


def test_a_home_folder_is_found(
    explanation: Explanation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    for name in ("why.html", "why.png"):
        assert explanation.save(f"~/{name}") == tmp_path / name


def test_a_place_can_be_checked_before_the_work(tmp_path: Path) -> None:
    assert destination(tmp_path / "why.png") == tmp_path / "why.png"
    with pytest.raises(SaveError, match="does not exist"):
        destination(tmp_path / "nowhere" / "why.png")
    with pytest.raises(ValueError, match="end the name"):
        destination("why")
    (tmp_path / "why.png").mkdir()
    with pytest.raises(SaveError, match="is a folder"):
        destination(tmp_path / "why.png")


@pytest.mark.parametrize("label", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.filterwarnings("ignore:Glyph")
def test_hostile_labels(label: str, tmp_path: Path) -> None:
    hostile = explained(labels=[label, *LABELS[1:]], target=0, n_steps=2)
    assert hostile.label == label
    text = repr(hostile)
    assert len(text) < 500
    assert text.replace(THIN, " ").isprintable()
    page = hostile.save(tmp_path / "why.html").read_text(encoding="utf-8")
    assert "<img" not in page
    assert page.lower().count("<script") == page.lower().count("</script>") == 2
    assert hostile.save(tmp_path / "why.svg").stat().st_size > 1000
    assert hostile.figure()["target"]["label"] == label


def test_a_long_caption_is_cut_and_a_short_one_is_not() -> None:
    assert "x" * 59 + "…" in repr(explained(labels=["x" * 61] * 7, n_steps=1))
    assert "x" * 60 + " " in repr(explained(labels=["x" * 60] * 7, n_steps=1))


def test_a_label_is_no_mathematics(tmp_path: Path) -> None:
    dollars = explained(labels=["$a$b$"] * 7, n_steps=2)
    svg = dollars.save(tmp_path / "why.svg").read_text(encoding="utf-8")
    assert "$a$b$" in svg


def test_a_hostile_file_name(tmp_path: Path) -> None:
    picture = Image.fromarray(np.full((SIDE, SIDE, 3), 90, np.uint8))
    path = tmp_path / "<img src=x onerror=alert(1)>.png"
    picture.save(path)
    from igviz import explain

    explanation = explain(net(), path, n_steps=2, progress=False)
    assert isinstance(explanation, Explanation)
    assert explanation.figure()["title"] == path.name
    assert "<img" not in explanation.save(tmp_path / "why.html").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="file names are text there")
@pytest.mark.optional
def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    from igviz import explain

    path = os.fsencode(tmp_path) + b"/\xff.png"
    Image.new("RGB", (SIDE, SIDE), "green").save(tmp_path / "a.png")
    try:
        (tmp_path / "a.png").rename(os.fsdecode(path))
    except OSError:
        pytest.skip("this file system takes only text")
    explanation = explain(net(), os.fsdecode(path), n_steps=2, progress=False)
    assert isinstance(explanation, Explanation)
    assert explanation.save(tmp_path / "why.html").stat().st_size > 1000


def test_certificate_on_the_wire(explanation: Explanation) -> None:
    sent = explanation.figure()["certificate"]
    certificate = explanation.attribution.certificate
    assert sent["evaluations"] == certificate.evaluations
    assert sent["error"] == certificate.error
    assert sent["converged"] is True
    assert sent["worst"] is None
    unsure = explained(target="dog", tol=1e-9).figure()["certificate"]
    assert unsure["converged"] is False
    assert isinstance(unsure["worst"], list)
    assert 0 <= unsure["worst"][0] < unsure["worst"][1] <= 1
    fixed = figure_of(explained(n_steps=3))
    assert fixed["certificate"]["error"] is None
    assert fixed["error"] is None


def test_error_map_is_a_standard_error(explanation: Explanation) -> None:
    figure = figure_of(explanation)
    assert figure["error"] is not None
    sigma = unwire(figure["error"])
    signed = unwire(figure["positive"]) - unwire(figure["negative"])
    assert (sigma >= 0).all()
    assert np.linalg.norm(sigma) < 0.3 * np.linalg.norm(signed)


def test_show_has_the_picture_and_no_choices(explanation: Explanation) -> None:
    explorer = explanation.show()
    assert isinstance(explorer, Explorer)
    assert explorer.choices == {}
    assert explorer.figure["target"] == {"index": 1, "label": "dog"}
    assert explorer.explanation is explanation
    explorer.close()


def test_plot_is_a_figure(explanation: Explanation) -> None:
    canvas = explanation.plot()
    texts: list[Any] = [text.get_text() for text in canvas.texts]
    assert re.search(r"dog\s+0\.", " ".join(texts))


def test_a_picture_is_saved_as_asked(explanation: Explanation, tmp_path: Path) -> None:
    plain = explanation.save(tmp_path / "why.png").read_bytes()
    asked = explanation.save(tmp_path / "heat.png", mode="heat", polarity="both")
    assert asked.read_bytes() != plain
    assert explanation.save(tmp_path / "again.png").read_bytes() == plain


def test_a_page_is_not_drawn_otherwise(explanation: Explanation, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"'why\.html' was given with mode, polarity, and in a"):
        explanation.save(tmp_path / "why.html", mode="heat", polarity="both")
    with pytest.raises(ValueError, match="did you mean 'heat'"):
        explanation.save(tmp_path / "why.png", mode="haet")
    assert list(tmp_path.iterdir()) == []
