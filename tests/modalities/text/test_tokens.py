from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_tokenizers import TEXTS, unmarked

from igviz.modalities.text.tokens import Cut, show_tokens, visible
from igviz.modalities.text.words import word_ends


def shown(text: str, *pieces: str, **more: Any) -> list[tuple[str, str]]:
    """Cut a text where its pieces stand and return before and text of each."""
    spans, start = [], 0
    for piece in pieces:
        start = text.index(piece, start)
        spans.append((start, start + len(piece)))
        start += len(piece)
    none = [False] * len(pieces)
    cut = Cut(text, spans, more.pop("names", pieces), none, [0] * len(pieces), **more)
    return [(token["before"], token["text"]) for token in show_tokens(cut)[0]]


def words(text: str, *pieces: str, names: tuple[str, ...] = ()) -> list[int]:
    spans, start = [], 0
    for piece in pieces:
        start = text.index(piece, start)
        spans.append((start, start + len(piece)))
        start += len(piece)
    none = [False] * len(pieces)
    cut = Cut(text, spans, names or pieces, none, [0] * len(pieces))
    return [token["word"] for token in show_tokens(cut)[0]]


@given(
    text=TEXTS,
    tokens=st.lists(
        st.tuples(
            st.integers(0, 40),
            st.integers(0, 8),
            st.booleans(),
            st.sampled_from(["a", "▁", "Ġ", "##b", "", "ĠĊ", " "]),
        ),
        max_size=9,
    ),
)
def test_whatever_the_spans_the_tokens_read_as_the_text(
    text: str, tokens: list[tuple[int, int, bool, str]]
) -> None:
    spans = [
        (min(start, len(text)), min(start + length, len(text))) for start, length, _, _ in tokens
    ]
    special = [added for _, _, added, _ in tokens]
    names = ["<added>" if added else name for _, _, added, name in tokens]
    cut = Cut(text, spans, names, special, [0] * len(tokens))
    made, after = show_tokens(cut)
    seen = "".join(token["before"] + token["text"] * (not token["special"]) for token in made)
    assert unmarked(seen + after) == text


def test_white_space_stays_between_tokens() -> None:
    assert shown("a \n\tb", "a", "b") == [("", "a"), (" \n\t", "b")]
    assert shown("a  bc ", "a ", " bc ") == [("", "a"), ("  ", "bc")]


@pytest.mark.parametrize(
    ("white", "sign"),
    [
        (" ", "␣"),
        ("   ", "␣␣␣"),
        ("\n", "↵\n"),
        ("\t", "⇥"),
        ("\r\n", "␍↵\n"),
        ("\u00a0", "⟨U+00A0⟩"),
        ("\u3000", "⟨U+3000⟩"),
        ("\x0b", "⟨U+000B⟩"),
        ("\x85", "⟨U+0085⟩"),
    ],
)
def test_a_token_of_white_space_has_a_sign(white: str, sign: str) -> None:
    assert shown(f"a{white}b", "a", white, "b") == [("", "a"), ("", sign), ("", "b")]


def test_line_feeds_within_a_token_stay() -> None:
    assert shown("a\nb", "a\nb") == [("", "a\nb")]


def test_accents_that_were_dropped_stay_on_their_letter() -> None:
    assert shown("cafe\u0301s", "cafe", "s") == [("", "cafe\u0301"), ("", "s")]
    assert shown("❤\ufe0f!", "❤", "!") == [("", "❤\ufe0f"), ("", "!")]


def test_words_a_person_gave_win() -> None:
    cut = Cut("New York is", [(0, 3), (4, 8), (9, 11)], "abc", [False] * 3, [0] * 3, [0, 0, 1])
    assert [token["word"] for token in show_tokens(cut)[0]] == [0, 0, 1]


def test_segments_part_words() -> None:
    cut = Cut("ab", [(0, 1), (1, 2)], "ab", [False] * 2, [0, 1])
    assert [token["word"] for token in show_tokens(cut)[0]] == [0, 1]


@pytest.mark.parametrize(
    ("cut", "count"),
    [
        ("un|believ|able", 1),
        ("don|'|t", 1),
        ("don|'t", 1),
        ("don|’|t", 1),
        ("the| end", 2),
        ("awful|!", 2),
        ("(|see|)", 3),
        ("'|quoted|'", 3),
        ("well|-|known", 3),
        ("3|.|14", 1),
        ("1|,|000|,|000", 1),
        ("end|.|Next", 3),
        ("snake|_|case", 1),
        ("abc|123", 1),
        ("日|本|語", 3),
        ("コン|ピュータ", 2),
        ("日|本|a|b", 3),
        ("สวัส|ดี", 2),
        ("한국|어", 1),
        ("नम|स्|ते", 1),
        ("при|вет", 1),
        ("cafe|\u0301", 1),
        ("👩|\u200d|💻", 1),
        ("👍|🏽", 1),
        ("😀|😀", 2),
        ("🇩|🇪|🇫|🇷", 2),
        ("$|5", 2),
        ("می|\u200c|خواهم", 1),
        ("@|user", 2),
        ("a|\u200b|b", 3),
    ],
)
def test_words(cut: str, count: int) -> None:
    pieces = cut.split("|")
    numbers = words("".join(pieces), *(piece.strip() for piece in pieces))
    assert len(set(numbers)) == count, numbers


def test_a_mark_of_continuation_binds_what_has_no_spaces() -> None:
    assert words("日本", "日", "本", names=("日", "##本")) == [0, 0]


def test_the_ends_of_a_text_end_words() -> None:
    assert word_ends("ab", 0)
    assert word_ends("ab", 2)
    assert not word_ends("ab", 1)


@pytest.mark.parametrize(
    "plain",
    [
        "a\tb\nc\r\nd",
        "naïve café e\u0301",
        "👩‍💻 👩🏽‍💻 ❤️ 🇩🇪 👨‍👩‍👧 🏳️‍🌈 🙂‍↔️",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "می‌خواهم",
        "क्‍ष ന്‍ शृ‌ङ्ग",
        "日本語　全角",
        "\u06dd١",
        "non\u00a0breaking",
        "<script>alert('x')</script>",
        "𝒳 \U0001f9d1",
    ],
)
def test_what_is_seen_stays(plain: str) -> None:
    assert visible(plain) == plain


@pytest.mark.parametrize(
    ("hidden", "seen"),
    [
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("\u2066a\u2069", "⟨U+2066⟩a⟨U+2069⟩"),
        ("a\u200bb", "a⟨U+200B⟩b"),
        ("\ufeffa", "⟨U+FEFF⟩a"),
        ("a\u2060b", "a⟨U+2060⟩b"),
        ("in\u00adformation", "in⟨U+00AD⟩formation"),
        ("a\x00\x1b\x7f\x9bb", "a⟨U+0000⟩⟨U+001B⟩⟨U+007F⟩⟨U+009B⟩b"),
        ("a\rb", "a⟨U+000D⟩b"),
        ("\ud800", "⟨U+D800⟩"),
        ("a\U000e0041\U000e007f", "a⟨U+E0041⟩⟨U+E007F⟩"),
        ("🏴\U000e0067", "🏴⟨U+E0067⟩"),
        ("a\u200db", "a⟨U+200D⟩b"),
        ("a\u200cb", "a⟨U+200C⟩b"),
        ("\u200d", "⟨U+200D⟩"),
        ("👩\u200d", "👩⟨U+200D⟩"),
        ("می\u200c\u200cخ", "می⟨U+200C⟩⟨U+200C⟩خ"),
        ("a\ufe0f\ufe01", "a\ufe0f⟨U+FE01⟩"),
        ("\ufe0f", "⟨U+FE0F⟩"),
        ("\u3164", "⟨U+3164⟩"),
        ("\u2028", "⟨U+2028⟩"),
        ("\uffff\ufdd0", "⟨U+FFFF⟩⟨U+FDD0⟩"),
        ("\ue000", "⟨U+E000⟩"),
    ],
)
def test_what_hides_is_marked(hidden: str, seen: str) -> None:
    assert visible(hidden) == seen


@given(TEXTS)
def test_visible_loses_nothing_and_can_be_written(text: str) -> None:
    seen = visible(text)
    assert unmarked(seen) == text
    seen.encode("utf-8")
    assert not {"\u202e", "\u200b", "\ufeff", "\x00"} & set(seen)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["[P]", "[P]", "[P]", "a", "b"], [0, 0, 0, 1, 2]),
        (["[C]", "a", "[S]", "[P]", "[P]"], [0, 1, 2, 3, 3]),
        (["[P]", "[P]", "[C]", "a", "[P]"], [0, 0, 1, 2, 3]),
        (["[S]", "a", "[S]", "[S]", "b", "[S]"], [0, 1, 2, 3, 4, 5]),  # a pair, told apart
        (["[P]", "[P]"], [0, 0]),
        (["[P]"], [0]),
    ],
)
def test_padding_at_an_end_is_one_word(names: list[str], words: list[int]) -> None:
    special = [name.startswith("[") for name in names]
    text = " ".join(name for name in names if not name.startswith("["))
    spans = [(text.find(name), text.find(name) + 1) if name in text else (0, 0) for name in names]
    shown, _ = show_tokens(Cut(text, spans, names, special, [0] * len(names)))
    assert [token["word"] for token in shown] == words
