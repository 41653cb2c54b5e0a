"""Texts in a real notebook and in a report without a network: legible, live, and harmless."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browser.harness import Desk, Notebook, shot
from browser.looks import WAIT, Look
from playwright.sync_api import Page, expect

import igviz
import igviz.examples
from igviz.explanation.explanation import Explanation
from igviz.visible import visible

SETUP = """
import igviz, igviz.examples
from igviz.examples.tokenizer import Encoding

example = igviz.examples.load_text()
how = dict(tokenizer=example.tokenizer, labels=example.labels)

class Parts:
    # A tokenizer whose tokens are what stands between blanks, whatever that is.
    pad_token_id = 0

    def __call__(self, text):
        return self.encode(text).ids

    def encode(self, text):
        parts, at, spans = text.split(" "), 0, []
        for part in parts:
            spans.append((at, at + len(part)))
            at += len(part) + 1
        return Encoding([2 + sum(map(ord, p)) % 90 for p in parts], parts, spans)
"""
PARTS = (
    "</script>",
    "<img\u00a0src=x\u00a0onerror=window.hacked=1>",
    "<!--",
    "&#x3c;script&#x3e;",
    "\"'><svg/onload=window.hacked=1>",
    "\ud800",
    "a\u200bb",
    "\u202etxt.exe",
    "$x^2$",
    "\x1b[31mred",
    "ab" * 5000,
)
SHOW = "explorer = igviz.show(example.model, example.sentence, **how)\nexplorer"
MANY = "igviz.show(example.model, list(example.sentences), **how)"
EVIL = f"""
hostile = {" ".join(PARTS)!r}
evil = igviz.show(example.model, hostile, tokenizer=Parts(), labels=["<b>no</b>", "</style>yes"])
evil
"""
STILL = (
    "igviz.explain(example.model, hostile, tokenizer=Parts(), labels=['<b>no</b>', '</style>yes'])"
)
PRINTED = f"print({STILL})"
CELLS = [SETUP, SHOW, MANY, EVIL, STILL, PRINTED]


def explained(text: Any, **how: Any) -> Explanation:
    example = igviz.examples.load_text()
    given = {"tokenizer": example.tokenizer, "labels": example.labels, "progress": False, **how}
    explanation = igviz.explain(example.model, text, **given)
    assert isinstance(explanation, Explanation)
    return explanation


def hostile() -> Explanation:
    names: dict[str, Any] = {}
    exec(SETUP, names)  # the same tokenizer as in the notebook
    return explained(" ".join(PARTS), tokenizer=names["Parts"](), labels=["<b>no", "</style>yes"])


@pytest.fixture
def open_report(new_page: Callable[..., Page], tmp_path: Path) -> Callable[..., Look]:
    def open_report(*explanations: Explanation, **options: Any) -> Look:
        path = igviz.report(list(explanations), tmp_path / "report.html")
        page = new_page(offline=True, **options)
        page.goto(path.as_uri())
        look = Look(page.locator("body"))
        expect(look.part("text")).to_be_visible()
        return look

    return open_report


def colours(look: Look) -> list[str]:
    backgrounds: list[str] = look.part("text").evaluate(
        "box => [...box.querySelectorAll('[data-unit]')]"
        ".map(unit => getComputedStyle(unit).backgroundColor)"
    )
    return backgrounds


def written(look: Look) -> str:
    return str(look.part("text").locator(".written").first.evaluate("box => box.textContent"))


def harmless(page: Page) -> None:
    assert page.evaluate("window.hacked") is None


@pytest.fixture(scope="module")
def everything() -> list[Explanation]:
    example = igviz.examples.load_text()
    return [explained(text) for text in example.sentences]


def test_a_report_reads_as_the_text_and_colours_the_deciding_word(
    open_report: Callable[..., Look], everything: list[Explanation]
) -> None:
    look = open_report(everything[0])
    example = igviz.examples.load_text()
    assert written(look) == example.sentence
    each = everything[0].attribution.attributions[0].sum(1).tolist()
    painted = colours(look)
    assert len(painted) == len(each)
    strongest = max(range(len(each)), key=lambda i: abs(each[i]))
    assert painted[strongest] == ("rgb(0, 255, 0)" if each[strongest] > 0 else "rgb(255, 0, 0)")
    opposite = min(range(len(each)), key=lambda i: each[i] * (1 if each[strongest] > 0 else -1))
    assert painted[opposite] != painted[strongest]
    expect(look.part("target")).to_contain_text(f"{everything[0].label} 0.9")
    expect(look.part("certificate")).to_contain_text("adds up to")
    expect(look.part("bar-0")).to_contain_text("not")
    shot(look.page, "text-report")


def test_words_gather_their_share_along_alpha(
    open_report: Callable[..., Look], everything: list[Explanation]
) -> None:
    look = open_report(everything[0])
    final = colours(look)
    look.drag("alpha", 1, 0.3)
    assert look.alpha() == pytest.approx(0.3, abs=0.03)
    assert colours(look) != final
    look.part("alpha").focus()
    for _ in range(3):
        look.part("alpha").press("ArrowLeft")
    look.part("alpha").press("End")
    look.drawn()
    assert colours(look) == final
    look.part("palette").click()
    look.drawn()
    assert colours(look) != final
    look.part("polarity-positive").click()
    look.drawn()
    assert len(set(colours(look))) < len(set(final))


def test_a_word_is_read_by_pointing_and_by_keyboard(
    open_report: Callable[..., Look], everything: list[Explanation]
) -> None:
    look = open_report(everything[0])
    look.part("text").focus()
    look.part("text").press("ArrowRight")
    expect(look.part("readout")).to_contain_text("Although")
    expect(look.part("readout")).to_contain_text("rank")
    look.part("text").press("Escape")
    look.part("bar-0").click()
    expect(look.part("readout")).to_contain_text("not")
    expect(look.part("readout")).to_contain_text("rank 1 of")


def test_several_texts_stand_on_one_scale(
    open_report: Callable[..., Look], everything: list[Explanation]
) -> None:
    look = open_report(*everything)
    for i, explanation in enumerate(everything):
        expect(look.part(f"entry-{i}")).to_contain_text(explanation.label)
    expect(look.part("one-scale")).to_be_visible()
    look.part("entry-2").click()
    expect(look.part("target")).to_contain_text(everything[2].label)
    assert written(look).startswith("I hated the ending")
    shot(look.page, "text-gallery")


def test_many_texts_leave_their_explorer_in_sight(
    open_report: Callable[..., Look], everything: list[Explanation]
) -> None:
    many = (everything * 30)[:30]
    look = open_report(*many, viewport={"width": 1280, "height": 900})
    tall = look.part("index").evaluate("list => [list.clientHeight, list.scrollHeight]")
    assert 200 < tall[0] < 0.45 * 900 < tall[1]
    text = look.part("text").bounding_box()
    assert text is not None
    assert text["y"] + text["height"] < 900
    # One stop for the keyboard, and arrows that scroll the list and not the page.
    look.part("entry-0").focus()
    for _ in range(29):
        look.page.keyboard.press("ArrowDown")
    expect(look.part("entry-29")).to_be_focused()
    expect(look.part("entry-29")).to_be_in_viewport()
    look.page.keyboard.press("Enter")
    expect(look.part("entry-29")).to_have_attribute("aria-current", "true")
    expect(look.part("target")).to_contain_text(many[29].label)
    expect(look.part("target")).to_be_in_viewport()
    shot(look.page, "text-many")


def test_hostile_tokens_are_shown_literally_in_a_report(
    open_report: Callable[..., Look],
) -> None:
    look = open_report(hostile())
    assert written(look) == visible(" ".join(PARTS))
    inside = look.part("igviz").evaluate(
        "box => box.querySelectorAll('img, script, svg[onload], b, style').length"
    )
    assert inside == 0
    expect(look.part("target")).to_contain_text("<")
    harmless(look.page)


@pytest.mark.parametrize(
    ("text", "direction"),
    [("هذا الفيلم ليس جيدا", "rtl"), ("这部电影 不好看", "ltr"), ("so 😀 good 👩‍👩‍👧 !", "ltr")],
)
def test_every_script_reads_its_own_way(
    open_report: Callable[..., Look], text: str, direction: str
) -> None:
    look = open_report(explained(text))
    assert written(look) == text
    box = look.part("text").locator(".written").first
    assert box.evaluate("box => getComputedStyle(box).direction") == direction


def test_two_thousand_tokens_scroll_and_stay_quick(open_report: Callable[..., Look]) -> None:
    look = open_report(explained("The food was not good, but I loved the view. " * 180))
    assert len(colours(look)) > 1900
    high = look.part("text").evaluate("box => [box.clientHeight, box.scrollHeight]")
    assert high[0] < 800 < high[1]
    look.drag("alpha", 1, 0.1, moves=30)
    times = look.page.evaluate(
        "performance.getEntriesByName('igviz:alpha').map(entry => entry.duration)"
    )
    assert len(times) > 5
    assert statistics.median(times) < 60, times


@pytest.mark.parametrize("width", [400, 1600])
def test_it_fits_the_page(
    open_report: Callable[..., Look], everything: list[Explanation], width: int
) -> None:
    look = open_report(everything[1], viewport={"width": width, "height": 900})
    wide = look.page.evaluate("document.scrollingElement.scrollWidth")
    assert wide <= width
    shot(look.page, f"text-{width}")


@pytest.fixture
def notebook(lab: Desk) -> Notebook:
    return lab.open(CELLS, viewport={"width": 1280, "height": 1100})


def test_a_notebook_shows_texts_live_and_hostile_ones_as_they_are(notebook: Notebook) -> None:
    notebook.page.set_default_timeout(1000 * WAIT)
    for cell in range(len(CELLS)):
        notebook.run_cell(cell)
    look = Look(notebook.output(1))
    expect(look.state("ready")).to_be_visible()
    assert written(look) == igviz.examples.load_text().sentence
    shot(notebook.page, "text-lab")
    # Live: another class, another baseline.
    before = colours(look)
    look.explain("positive")
    expect(look.part("target")).to_contain_text("positive")
    look.drawn()
    assert colours(look) != before
    zero = colours(look)
    look.part("baseline").select_option("mean")
    # The control shows the choice at once, the text when it has been computed.
    deadline = time.monotonic() + WAIT
    while colours(look) == zero:
        assert time.monotonic() < deadline, "the text did not change"
        notebook.page.wait_for_timeout(30)
    expect(look.state("ready")).to_be_visible()
    expect(look.part("baseline")).to_have_value("mean")
    assert "mean baseline" in notebook.python("print(repr(explorer))")
    # Several at once.
    many = Look(notebook.output(2))
    expect(many.part("one-scale")).to_be_visible()
    many.part("entry-3").click()
    expect(many.part("target")).to_contain_text("positive")
    # Hostile: in the explorer, as a still fragment, and in print.
    evil = Look(notebook.output(3))
    assert written(evil) == visible(" ".join(PARTS))
    still = notebook.output(4)
    for text in ("</script>", "onerror=window.hacked=1>", "&#x3c;script&#x3e;", "<!--"):
        expect(still).to_contain_text(text)
        expect(notebook.output(5)).to_contain_text(text)
    assert still.locator("img, script, svg[onload], style").count() == 0
    harmless(notebook.page)
    notebook.theme("dark")
    shot(notebook.page, "text-lab-dark")


def test_without_its_kernel_a_saved_notebook_still_shows_the_words(notebook: Notebook) -> None:
    notebook.page.set_default_timeout(1000 * WAIT)
    for cell in (0, 1, 3):
        notebook.run_cell(cell)
    expect(Look(notebook.output(1)).state("ready")).to_be_visible()
    notebook.save()
    notebook.reopen(trusted=False)
    expect(notebook.output(1)).to_contain_text("Although the acting was brilliant")
    expect(notebook.output(3)).to_contain_text("</script>")
    assert notebook.output(3).locator("img, script").count() == 0
    # What JupyterLab leaves of the colours: solid ones and thin ones.
    behind = notebook.output(1).evaluate(
        "box => [...box.querySelectorAll('span[title]')]"
        ".map(word => getComputedStyle(word).backgroundColor)"
    )
    assert any(colour.startswith("rgb(") for colour in behind)
    assert any(re.fullmatch(r"rgba\(\d+, \d+, \d+, 0\.\d*[1-9]\d*\)", one) for one in behind)
    harmless(notebook.page)
    shot(notebook.page, "text-untrusted")
