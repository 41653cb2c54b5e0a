from __future__ import annotations

import re
from unicodedata import east_asian_width

import pytest
from small import drawn_tokens, token

from igviz.modalities.text.figure import TokensFigure
from igviz.modalities.text.terminal import letters
from igviz.modalities.text.units import words
from igviz.stills.paint import token_colours
from igviz.stills.terminal import console

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
OURS = re.compile(r"\x1b\[(0|1|3|(3;)?(4;)?38(;2(;\d+){3})(;48;2(;\d+){3})|38;2(;\d+){3};49)m")


def ansi(figure: TokensFigure, colour: bool, width: int = 80, scale: float | None = None) -> str:
    return letters(figure, console("truecolor" if colour else None, width), scale)


def columns(line: str) -> int:
    # An emoji joined to the one before it takes no room of its own.
    return sum(
        0 if character in "\u200d\ufe0f" else 2 if east_asian_width(character) in "WF" else 1
        for character in re.sub("\u200d.", "", line)
    )


def test_without_colours() -> None:
    undecided = "81\u202f% undecided"
    lines = ansi(drawn_tokens(notes=["A note."], title="review 7"), colour=False, width=200)
    assert lines.split("\n") == [
        "review 7",
        "negative 0.75",
        f"(0.25 at the zero baseline, where the model already says positive 0.75, {undecided})",
        "",
        "[CLS] The [−0.313 unbelievable] [+0.0313 plot], [+0.5 awful][+0.0625 !] [SEP]",
        "Is it",
        "[+0.25 good]? [SEP]",
        "",
        "   +0.5 ████████████████████████ awful",
        " −0.313 ███████████████          unbelievable",
        "  +0.25 ████████████             good",
        "+0.0625 ███                      !",
        "+0.0313 █▌                       plot",
        "",
        "+ raises the score, − lowers it.",
        "error about 3.1\u202f% · adds up to 99.8\u202f% · 13 evaluations",
        "A note.",
    ]


def test_colours_are_the_painter_s() -> None:
    figure = drawn_tokens(about=[7])
    units = words(figure)
    text = ansi(figure, colour=True)
    rgb = [
        [";".join(map(str, colour)) for colour in colours.tolist()]
        for colours in token_colours([unit.value for unit in units])
    ]
    for unit, back, fore in zip(units, *rgb, strict=True):
        colours = [f"38;2;{fore}", f"48;2;{back}"] if abs(unit.value) >= 0.025 else []
        style = ";".join(["3"] * unit.special + ["4"] * unit.about + colours)
        assert (f"\x1b[{style}m{unit.text}\x1b[0m" if style else unit.text) in text


def test_what_the_output_speaks_of_is_marked_without_colours() -> None:
    text = ansi(drawn_tokens(about=[1, 7]), colour=False)
    assert "_The_" in text
    assert "[+0.5 _awful_]" in text
    assert "_Underscored_: what the output speaks of." in text
    for other in (ansi(drawn_tokens(about=[1, 7]), colour=True), ansi(drawn_tokens(), False)):
        assert "_" not in other


def test_colours_add_nothing_but_themselves() -> None:
    text = ansi(drawn_tokens(), colour=True)
    plain = ESCAPE.sub("", text)
    assert "[CLS] The unbelievable plot, awful! [SEP]\nIs it\ngood? [SEP]\n" in plain
    assert "Green raises the score, red lowers it." in plain
    assert all(line.endswith("\x1b[0m") for line in text.split("\n") if line.endswith("m"))


def test_sixteen_colours_keep_the_signs_apart() -> None:
    figure = drawn_tokens(*"abcd", values=[1, 0.4, -0.4, -1])
    text = letters(figure, console("standard"))
    boxes = ("\x1b[30;42ma", "\x1b[32mb", "\x1b[31mc", "\x1b[37;41md")
    assert [box for box in boxes if box not in text] == []


def test_one_scale_for_several() -> None:
    strong = ansi(drawn_tokens("a", values=[0.5]), colour=True, scale=1.0)
    back, _ = token_colours([0.5], scale=1.0)
    assert ";".join(map(str, back[0].tolist())) in strong
    assert "█" * 12 in strong
    assert "█" * 13 not in strong
    assert "█" * 25 not in ansi(drawn_tokens("a", values=[9.0]), colour=True, scale=1.0)


@pytest.mark.parametrize("colour", [True, False])
@pytest.mark.parametrize("width", [1, 24, 40, 80])
def test_lines_fit(width: int, colour: bool) -> None:
    texts = ("x" * 500, "日本語" * 40, "short", "e\u0301" * 60, *["word"] * 60)
    figure = drawn_tokens(*texts, label="long " * 50, notes=["y" * 300], title="t" * 300)
    lines = ESCAPE.sub("", ansi(figure, colour=colour, width=width)).split("\n")
    bare = [line.replace("\u0301", "") for line in lines]
    assert max(map(columns, bare)) <= max(width, 24)
    assert "".join(bare).count("word") >= 60 - 10 * (not colour)


@pytest.mark.parametrize("colour", [True, False])
@pytest.mark.parametrize("name", ["日本語" * 30, "👩\u200d🚀" * 30, "🎉 " * 40, "ｆｕｌｌ" * 30])
def test_wide_letters_fit_too(name: str, colour: bool) -> None:
    figure = drawn_tokens("a", label=name, title=name, notes=[name])
    figure["baseline_name"] = name
    text = ESCAPE.sub("", ansi(figure, colour=colour, width=40))
    assert max(map(columns, text.split("\n"))) <= 40
    assert text.replace("\n", "").replace(" ", "").count(name.replace(" ", "")) == 1  # the note


def test_words_are_kept_whole_where_they_fit() -> None:
    text = ansi(drawn_tokens(*["abcdefghi"] * 7, values=[0] * 7), colour=False, width=30)
    assert "\n\nabcdefghi abcdefghi abcdefghi\nabcdefghi abcdefghi abcdefghi\nabcdefghi\n\n" in text


@pytest.mark.parametrize("colour", [True, False])
def test_no_escape_sequence_stems_from_the_text(colour: bool) -> None:
    evil = "\x1b]0;owned\x07\x9b2J\x1b[31m\r\x08"
    tokens = [token(evil, evil, 0), token("", evil, 1, special=True)]
    figure = drawn_tokens(tokens=tokens, after=evil, label=evil, title=evil, notes=[evil])
    figure["baseline_name"] = evil
    figure["baseline_prediction"] = {"label": evil, "score": 0.5, "entropy": 0.5}
    text = ansi(figure, colour=colour)
    left = OURS.sub("", text)
    assert all(character.isprintable() or character in "\n\u202f" for character in left)
    assert "⟨U+001B⟩" in left
    assert bool(OURS.search(text)) == colour


def test_lone_surrogates_can_be_written() -> None:
    ansi(drawn_tokens("a\ud800", label="\udfff", notes=["\ud900"]), colour=True).encode()


def test_no_attribution() -> None:
    text = ansi(drawn_tokens("a", values=[0]), colour=False)
    assert "No attribution: nothing here changes the score." in text
    assert "█" not in text


def test_no_tokens() -> None:
    assert "negative 0.75" in ansi(drawn_tokens(tokens=[], values=[]), colour=True)


def test_a_small_value_has_a_bar() -> None:
    text = ansi(drawn_tokens("a", "b", values=[1, -0.05]), colour=False)
    assert "\n−0.05 █▎" in text
    assert "▏" in ansi(drawn_tokens("a", values=[1e-6]), colour=False, scale=1.0)


def test_line_feeds_and_tabs_in_the_text() -> None:
    tokens = [token("", "a", 0), token("\n\n", "b", 1), token("\t", "↵\n", 2)]
    text = ansi(drawn_tokens(tokens=tokens, values=[0] * 15), colour=True)
    assert "\n\na\n\nb    ↵\n\n\n" in ESCAPE.sub("", text)


def test_long_text() -> None:
    text = ansi(drawn_tokens(*["word"] * 2000, "x" * 10_000), colour=True)
    assert ESCAPE.sub("", text).count("word") >= 2000
