from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import nbformat
import numpy as np
import pytest
from bs4 import BeautifulSoup
from nbconvert import HTMLExporter
from small import drawn_tokens, token

from igviz.modalities.text.figure import TokensFigure
from igviz.modalities.text.laid import laid
from igviz.modalities.text.page import html
from igviz.modalities.text.units import scale_of, words
from igviz.stills.paint import token_colours
from igviz.stills.paint.tokens import luminance

HOSTILE = {
    "</script>": None,
    "<img src=x onerror=alert(1)>": None,
    "<!--": None,
    "]]>": None,
    "&#x3c;": None,
    "&lt": None,
    "\"'` onclick=alert(1) x=": None,
    "$x^2$": None,
    "\\(x\\)": None,
    "x" * 10_000: None,
    "\x1b[31m": "⟨U+001B⟩[31m",
    "\x00": "⟨U+0000⟩",
    "\ud800": "⟨U+D800⟩",
    "\u202egnp.exe": "⟨U+202E⟩gnp.exe",
    "a\u2028b": "a⟨U+2028⟩b",
    "שלום": None,
}

# What JupyterLab's sanitizer leaves of a style in an untrusted notebook (@jupyterlab/apputils 4,
# sanitizer.ts): these properties among others, and of each at least these values.
LEVEL = r"\d{1,3}"
LENGTH = r"-?\d+(\.\d+)?(px|em|%)?"
KEPT = {
    "background-color": rf"#[0-9a-f]+|rgba\({LEVEL},{LEVEL},{LEVEL},0?\.\d+\)",
    "border": rf"{LENGTH} dashed #[0-9a-f]+",
    "border-radius": LENGTH,
    "color": "#[0-9a-f]+",
    "font-size": LENGTH,
    "line-height": r"\d+(\.\d+)?",
    "margin": rf"{LENGTH}( {LENGTH}){{0,3}}",
    "max-width": LENGTH,
    "opacity": r"0?\.\d+",
    "overflow-wrap": "normal|break-word",
    "padding": rf"{LENGTH}( {LENGTH}){{0,3}}",
    "text-decoration": "underline",
    "white-space": "normal|pre|nowrap|pre-wrap|pre-line",
}


class Page(HTMLParser):
    """Everything that a page holds, as a browser would take it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []  # of each element, in the order of the elements
        self._open: list[int] = []
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(len(self.elements))
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self._open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        for at in self._open:
            self.texts[at] += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    unknown_decl = handle_pi = handle_comment

    def of(self, **contained: str) -> list[tuple[str, dict[str, str]]]:
        """Text and attributes of the elements whose attributes contain these."""
        return [
            (text, attributes)
            for text, (_, attributes) in zip(self.texts, self.elements, strict=True)
            if all(value in attributes.get(name, "") for name, value in contained.items())
        ]

    def sentences(self) -> list[str]:
        return [text for text, _ in self.of(style="pre-wrap")]

    def units(self) -> list[tuple[str, dict[str, str]]]:
        return self.of(title=" ")


def declarations(page: Page) -> list[tuple[str, str]]:
    styles = [attributes["style"] for _, attributes in page.elements if "style" in attributes]
    pairs = [one.split(":", 1) for style in styles for one in style.split(";")]
    return [(name, value) for name, value in pairs]


def test_what_is_said() -> None:
    page = Page(html([drawn_tokens(title="review 7", notes=["A note."])]))
    said = page.texts[0].replace("\N{NO-BREAK SPACE}", " ")
    for part in (
        "review 7", "negative 0.75", "(0.25 at the zero baseline, where the model already says",
        "positive 0.75, 81\u202f% undecided",
        "error about 3.1\u202f% · adds up to 99.8\u202f% · 13 evaluations",
        "Green raises the score, red lowers it.", "A note.",
    ):  # fmt: skip
        assert part in said
    assert "Strongest: awful +0.5 · unbelievable −0.313 · good +0.25 · ! +0.0625" in said


def test_the_text_stands_as_it_was_written() -> None:
    first, second = Page(html([drawn_tokens(after=" \n ")])).sentences()
    assert first == "[CLS] The unbelievable plot, awful! [SEP]"
    assert second == "Is it\ngood? [SEP] \n "


def test_sentences_find_their_own_direction() -> None:
    page = Page(html([drawn_tokens("שלום", "לך")]))
    assert [attributes["dir"] for _, attributes in page.of(style="pre-wrap")] == ["auto"]


def test_colours_are_the_painter_s() -> None:
    figure = drawn_tokens()
    units = words(figure)
    backs, fores = token_colours([unit.value for unit in units])
    shown = Page(html([figure])).units()
    kinds = set()
    for (text, attributes), unit, back, fore in zip(shown, units, backs, fores, strict=True):
        assert text == unit.text
        style, share = attributes.get("style", ""), abs(unit.value) / 0.5
        kinds.add((share >= 0.05) + (share >= 0.3))
        if share < 0.05:
            assert "background-color" not in style
        elif share >= 0.3:
            colours = f"background-color:#{bytes(back).hex()};color:#{bytes(fore).hex()};"
            assert style.startswith(colours)
        else:
            thin = ",".join(map(str, [*back, f"{(share - 0.05) / 0.25:.3f}"]))
            assert style.startswith(f"background-color:rgba({thin});")
    assert kinds == {0, 1, 2}


def test_text_has_a_colour_only_where_its_background_stands_out_on_any_page() -> None:
    figure = drawn_tokens()
    page = Page(html([figure]))
    for _, attributes in page.elements:
        style = attributes.get("style", "")
        if re.search("(^|;)color:", style):
            assert "background-color:" in style
        else:
            assert "background-color:#" not in style
    thin = dict(page.units())["!"]["style"]
    assert "background-color:rgba(" in thin
    assert ";color:" not in thin


@pytest.mark.parametrize("sign", [-1, 1])
def test_text_can_be_read_on_light_and_dark_pages(sign: int) -> None:
    values = [sign * k / 200 for k in range(201)]
    colours = [one for one in laid(words(drawn_tokens(*["a"] * 201, values=values)), 1.0) if one]
    assert {one.text is None for one in colours} == {False, True}
    for one in colours:
        for paper in ((255, 255, 255), (0, 0, 0)):
            back, best = one.on(paper)
            ink = one.text or tuple(255 - level for level in paper)
            assert ink == best
            low, high = sorted(luminance(np.array([back, ink], np.uint8)))
            assert (high + 0.05) / (low + 0.05) >= 4.5


def test_a_weak_word_weighs_less_than_a_strong_one_on_a_light_page() -> None:
    values = [k / 100 for k in range(6, 31)]
    colours = laid(words(drawn_tokens(*["a"] * len(values), values=values)), 1.0)
    backs = [one.on((255, 255, 255))[0] for one in colours if one]
    bright = luminance(np.array(backs, np.uint8)).tolist()
    assert len(bright) == len(values)
    assert bright == sorted(bright, reverse=True)


def test_units_are_read_out_and_marked() -> None:
    page = Page(html([drawn_tokens(about=[7])]))
    shown = dict(page.units())
    assert shown["awful"]["title"] == "+0.5 · 100\u202f% of the change · what the output speaks of"
    assert "text-decoration:underline" in shown["awful"]["style"]
    assert shown["unbelievable"]["title"] == "−0.313 · −62.5\u202f% of the change"
    assert shown["[CLS]"]["title"].endswith("special token")
    assert "dashed" in shown["[CLS]"]["style"]
    assert "dashed" not in shown["good"]["style"]


@pytest.mark.parametrize(("given", "marked"), HOSTILE.items(), ids=lambda text: ascii(text)[:20])
def test_hostile_text_is_shown(given: str, marked: str | None) -> None:
    expected = marked or given
    tokens = [token(given, given, 0), token("", given, 1, special=True)]
    figure = drawn_tokens(
        tokens=tokens, values=[0.5, -0.25], after=given, label=given, title=given, notes=[given]
    )
    figure["baseline_name"] = given
    figure["baseline_prediction"] = {"label": given, "score": 0.5, "entropy": 0.5}
    text = html([figure])
    text.encode()
    page = Page(text)
    assert page.sentences() == [f"{expected}{expected} {expected}{expected}"]
    assert [text for text, _ in page.units()] == [expected, expected]
    assert page.texts[-1] == expected  # the note
    tokens = [token("", "a", 0), token("", "b", 1, special=True)]
    plain = Page(html([drawn_tokens(tokens=tokens, values=[0.5, -0.25], title="t", notes=["n"])]))
    assert page.elements == plain.elements


def test_a_sanitizer_has_nothing_to_remove() -> None:
    page = Page(html([drawn_tokens(about=[7], title="t", notes=["n"]), drawn_tokens("a")]))
    assert {tag for tag, _ in page.elements} <= {"bdi", "div", "span", "strong"}
    declared = declarations(page)
    assert {name for name, _ in declared} == set(KEPT)
    for name, value in declared:
        assert re.fullmatch(KEPT[name], value), (name, value)


def test_dollars_are_not_typeset() -> None:
    _, attributes = Page(html([drawn_tokens("$x$")])).elements[0]
    assert {"tex2jax_ignore", "mathjax_ignore"} <= set(attributes["class"].split())


def test_a_converted_notebook_keeps_it() -> None:
    fragment = html([drawn_tokens("$x^2$", "<b>", "awful")])
    output = nbformat.v4.new_output("display_data", {"text/html": fragment, "text/plain": "-"})
    cell = nbformat.v4.new_code_cell("show()", outputs=[output])
    exporter: Any = HTMLExporter()  # type: ignore[no-untyped-call]
    page, _ = exporter.from_notebook_node(nbformat.v4.new_notebook(cells=[cell]))
    (given,) = BeautifulSoup(fragment, "html.parser").select(".mathjax_ignore")
    (kept,) = BeautifulSoup(page, "html.parser").select(".mathjax_ignore")
    assert kept.get_text() == given.get_text()
    assert [one.attrs for one in kept.find_all()] == [one.attrs for one in given.find_all()]


def test_no_attribution() -> None:
    page = Page(html([drawn_tokens("a", "b", values=[0, 0])]))
    assert "No attribution: nothing here changes the score." in page.texts[0]
    assert len(page.units()) == 2
    assert page.of(style="background-color") == []


def test_a_part_of_a_character_is_a_dot() -> None:
    tokens = [token("", "😀", 0), token("", "", 1)]
    assert Page(html([drawn_tokens(tokens=tokens)])).sentences() == ["😀·"]


def test_no_tokens() -> None:
    assert Page(html([drawn_tokens(tokens=[], values=[], after="x")])).sentences() == ["x"]


def test_long_text() -> None:
    text = html([drawn_tokens(*["word"] * 2000)])
    assert len(Page(text).units()) == 2000
    assert len(text) < 300_000


def several() -> list[TokensFigure]:
    weak = drawn_tokens("mild", values=[0.25], label="positive", notes=["Same."])
    return [drawn_tokens("harsh", values=[-1], notes=["Same.", "Other."]), weak]


def test_several_on_one_scale() -> None:
    figures = several()
    page = Page(html(figures))
    assert page.sentences() == ["harsh", "mild"]
    backs, _ = token_colours([-1, 0.25], scale=scale_of(figures))
    for (_, attributes), back in zip(page.units(), backs, strict=True):
        red, green, blue = back
        if (red, green, blue) != (255, 0, 0):
            behind = f"rgba({red},{green},{blue},0.800)"
        else:
            behind = "#ff0000"
        assert f"background-color:{behind};" in attributes["style"]
    assert "full colour is ±1." in page.texts[0]
    assert "negative 0.75" in page.texts[0]
    assert "positive 0.75" in page.texts[0]
    assert page.texts[0].count("Same.") == 1
    assert page.texts[0].count("Other.") == 1


def test_several_without_any() -> None:
    with pytest.raises(ValueError, match="at least one"):
        html([])
    assert "full colour" not in html([drawn_tokens("a", values=[0])])
