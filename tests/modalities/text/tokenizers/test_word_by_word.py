"""What plain functions from a text to ids tell when they are asked word by word."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from igviz.modalities.text.read import read_text
from igviz.modalities.text.tokenizers.word_by_word import placed

WORDS = {"the": 3, "film": 4, "was": 5, "great": 6, "not": 7, "!": 8, "a": 9}
TEXT = "The film was great!"


def words(text: str) -> list[int]:
    return [WORDS.get(word, 2) for word in text.lower().split()]


def punctuated(text: str) -> list[int]:
    return [WORDS.get(word, 2) for word in re.findall(r"\w+|[^\w\s]", text.lower())]


def known_only(text: str) -> list[int]:
    return [WORDS[word] for word in re.findall(r"[a-z]+", text.lower()) if word in WORDS]


def characters(text: str) -> list[int]:
    return [ord(character) % 97 for character in text]


def started(text: str) -> list[int]:
    return [1, *punctuated(text)]


def both_ends(text: str) -> list[int]:
    return [1, *punctuated(text), 10]


def before(text: str) -> list[int]:
    return ([0] * 9 + punctuated(text))[-9:]


def behind(text: str) -> list[int]:
    return (punctuated(text) + [0] * 9)[:9]


def started_before(text: str) -> list[int]:
    return ([0] * 9 + started(text))[-9:]


def shown(encode: Callable[[str], list[int]], text: str = TEXT) -> list[str]:
    """Every token: what it covers, or <> where the function adds it and [] where it pads."""
    found = placed(encode, text, encode(text))
    assert found is not None
    return [
        "[]" if padding else "<>" if added else text[start:stop]
        for (start, stop), added, padding in zip(
            found.spans, found.added, found.padding, strict=True
        )
    ]


SPLIT = ["The", "film", "was", "great", "!"]


@pytest.mark.parametrize(
    ("encode", "tokens"),
    [
        (words, ["The", "film", "was", "great!"]),
        (punctuated, SPLIT),
        (known_only, ["The", "film", "was", "great!"]),
        (characters, list(TEXT)),
        (started, ["<>", *SPLIT]),
        (both_ends, ["<>", *SPLIT, "<>"]),
        (before, ["[]"] * 4 + SPLIT),
        (behind, SPLIT + ["[]"] * 4),
        (started_before, ["[]"] * 3 + ["<>", *SPLIT]),
    ],
)
def test_what_tokens_are(encode: Callable[[str], list[int]], tokens: list[str]) -> None:
    assert shown(encode) == tokens


def test_a_vocabulary_does_not_grow_for_being_asked() -> None:
    grown: dict[str, int] = {}

    def growing(text: str) -> list[int]:
        return [grown.setdefault(word, len(grown)) for word in text.split()]

    read_text("it's great, really", growing)
    assert list(grown) == ["it's", "great,", "really"]


def test_one_word_is_not_taken_for_what_stands_around_it() -> None:
    assert shown(words, "great") == ["great"]
    assert shown(started, "great great") == ["<>", "great", "great"]


@pytest.mark.parametrize("encode", [before, behind, started_before])
def test_a_text_that_the_function_cut_is_placed(encode: Callable[[str], list[int]]) -> None:
    long = "not the film " * 4
    kept = ["not", "the", "film"] * 3
    assert shown(encode, long.strip()) == kept


def test_what_word_by_word_does_not_tell_is_left() -> None:
    def order(text: str) -> list[int]:
        return words(text)[::-1]

    def whole(text: str) -> list[int]:
        if text != TEXT:
            raise KeyError(text)
        return [1, 2, 3]

    assert placed(order, TEXT, order(TEXT)) is None
    assert placed(whole, TEXT, whole(TEXT)) is None
    assert placed(words, "???", [5]) is None
    assert placed(lambda _: [2], "x", [2]) is not None  # every word is unknown, and is a word


def test_words_padding_and_marks_are_read() -> None:
    text = read_text(TEXT, started_before)
    assert [token["text"] for token in text.tokens] == ["[pad]"] * 3 + ["#1", *SPLIT]
    assert text.special == (True,) * 4 + (False,) * 5
    assert len({token["word"] for token in text.tokens[:3]}) == 1
    assert text.find("film") == [5]
    assert text.notes == ()


def test_a_list_of_words_is_placed_too() -> None:
    text = read_text(["The", "film"], started)
    assert [token["text"] for token in text.tokens] == ["#1", "The", "film"]


def test_names_that_a_function_has_are_kept() -> None:
    class Named:
        """An object as people write it: with a start and padding, of which it says nothing."""

        def encode(self, text: str) -> list[int]:
            return started_before(text)

        def decode(self, ids: list[int]) -> str:
            names = {number: word for word, number in WORDS.items()} | {0: "<PAD>", 1: ""}
            return " ".join(names[number] for number in ids)

    text = read_text(TEXT, Named())
    assert [token["text"] for token in text.tokens] == ["<PAD>"] * 3 + ["#1", *SPLIT]
    assert text.special[:5] == (True, True, True, True, False)
