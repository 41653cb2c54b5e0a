"""Tokens as a person reads them: the whole text, coloured box by coloured box."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypedDict

from igviz.modalities.text.words import is_word_character, word_ends
from igviz.visible import extends, visible, visible_characters

__all__ = ["Cut", "ShownToken", "Span", "numbered", "show_tokens", "visible"]

Span = tuple[int, int]

PADDING = "[pad]"  # what a token is called that fills up a text and has no name
_MARK = re.compile(r"[<\[](\S+)[>\]]")
_SIGNS = {" ": "␣", "\n": "↵\n", "\t": "⇥", "\r": "␍"}
# How tokenizers write the space before a word.
_SPACE_MARKS = "▁Ġ"
_WHITE_NAMES = frozenset("▁ĠĊĉč \n\t\r")


class ShownToken(TypedDict):
    """One token as it is shown; see `igviz.modalities.text.figure.Token`."""

    before: str
    text: str
    special: bool
    word: int
    segment: int


@dataclass(frozen=True)
class Cut:
    """A text and how it was cut; the lists have one entry for each of T tokens.

    Attributes
    ----------
    text : str
        The whole text; a pair is written one after the other.
    spans : sequence of (start, stop)
        What each token covers of it, in characters; several may cover the same one.
    names : sequence of str
        What the tokenizer calls them.
    special : sequence of bool
        Whether the tokenizer added the token; its span means nothing then.
    segments : sequence of int
        0, or 0 and 1 for the texts of a pair.
    words : sequence of int or None
        The words that the person cut the text into; None where the text says.
    second : int or None
        Where the second text of a pair begins.
    """

    text: str
    spans: Sequence[Span]
    names: Sequence[str]
    special: Sequence[bool]
    segments: Sequence[int]
    words: Sequence[int | None] | None = None
    second: int | None = None


@dataclass(frozen=True)
class _Box:
    """The stretch of the text that a token shows.

    A box that ``leads`` is empty: its token is nothing but the mark for the space before a word,
    such as ``▁``, and belongs to that word.
    """

    start: int
    stop: int
    leads: bool = False


def numbered(number: int) -> str:
    """Return how a token without a name is shown."""
    return f"#{number}"


def mark_of(name: str) -> str:
    """What a name in brackets says, in small letters: "pad" of ``[PAD]``; empty for any other."""
    found = _MARK.fullmatch(name)
    return found[1].strip("|_/").lower() if found else ""


def show_tokens(cut: Cut) -> tuple[tuple[ShownToken, ...], str]:
    """Return the tokens as they are shown and the text after the last one.

    ``before`` and ``text`` of all tokens, without the names of the special ones that were added,
    and the rest are the text, except for what `visible` marks and for the signs of tokens that are
    nothing but white space. What is left of the first text of a pair stands before the special
    token that ends it.
    """
    boxes = _boxes(cut)
    words = _words(cut, boxes)
    characters = visible_characters(cut.text)
    tokens: list[ShownToken] = []
    ending = _ending(cut)
    cursor = 0
    for i, box in enumerate(boxes):
        if box is not None:
            before = "".join(characters[cursor : box.start])
            text = _text_in(cut.text, characters, box)
            cursor = box.stop
        else:
            start, stop = cut.spans[i]
            if cursor <= start < stop and cut.text[start:stop] == cut.names[i]:  # in the text
                rest, after = start, stop
            else:
                rest = after = cut.second if i == ending and cut.second is not None else 0
            before = "".join(characters[cursor:rest])
            text = visible(cut.names[i])
            cursor = max(cursor, after)
        tokens.append(
            {
                "before": before,
                "text": text,
                "special": box is None,
                "word": words[i],
                "segment": cut.segments[i],
            }
        )
    return tuple(tokens), "".join(characters[cursor:])


def _ending(cut: Cut) -> int | None:
    """Return which special token ends the first text of a pair, if one does."""
    count = len(cut.spans)
    own = [i for i in range(count) if not cut.special[i] and cut.segments[i] == 0]
    after = max(own, default=-1) + 1
    return after if after < count and cut.special[after] else None


def _text_in(text: str, characters: list[str], box: _Box) -> str:
    covered = text[box.start : box.stop]
    if covered and covered.isspace():
        shown = zip(covered, characters[box.start : box.stop], strict=True)
        return "".join(_SIGNS.get(c) or _hex(c, visibly) for c, visibly in shown)
    return "".join(characters[box.start : box.stop])


def _hex(character: str, visibly: str) -> str:
    """Return the code of a space other than the common ones, none of which can be told apart."""
    return f"⟨U+{ord(character):04X}⟩" if visibly == character else visibly


def _boxes(cut: Cut) -> list[_Box | None]:
    """Give every character to one token's box at most, in order; None for special tokens."""
    starts = _starts_after(cut)
    boxes: list[_Box | None] = []
    cursor = 0
    for i, (start, stop) in enumerate(cut.spans):
        if cut.special[i]:
            boxes.append(None)
            continue
        # One that covers nothing must not be in the way of the next.
        begins = start if start < stop else min(start, starts[i])
        ends = max(stop if start < stop else begins, cursor)
        box = _box(cut, i, max(begins, cursor), ends, cursor, starts[i])
        cursor = max(cursor, box.stop)
        boxes.append(box)
    return boxes


def _starts_after(cut: Cut) -> list[int]:
    """For each token where the next one begins that covers anything."""
    starts = [len(cut.text)] * len(cut.spans)
    following = len(cut.text)
    for i in range(len(cut.spans) - 1, -1, -1):
        starts[i] = following
        start, stop = cut.spans[i]
        if not cut.special[i] and stop > start:
            following = start
    return starts


def _box(cut: Cut, i: int, start: int, stop: int, cursor: int, following: int) -> _Box:
    text, name = cut.text, cut.names[i]
    white = _WHITE_NAMES.issuperset(name) and name not in ("", text[start:stop])
    if white and start == stop:  # offsets may leave out the white space a token stands for
        start = max(cursor, start - len(name))
        if text[start:stop].strip():
            start = stop
    elif white and text[start:stop].strip() and name[0] in _SPACE_MARKS:
        stop = start  # the space that a tokenizer puts before a text, with the text's offset
    if white and name in _SPACE_MARKS and following == stop and text[stop : stop + 1].strip():
        return _Box(stop, stop, leads=True)
    start, stop = _trimmed(text, start, stop)
    while start < stop < following and extends(text[stop]):
        stop += 1  # an accent that the tokenizer dropped stays on its letter
    return _Box(start, stop)


def _trimmed(text: str, start: int, stop: int) -> Span:
    """Leave white space around a token to the text between the tokens, unless it is all."""
    covered = text[start:stop]
    if not covered.strip():
        return start, stop
    return start + len(covered) - len(covered.lstrip()), start + len(covered.rstrip())


def _words(cut: Cut, boxes: list[_Box | None]) -> list[int]:
    words: list[int] = []
    padding = _padding(cut)
    for i in range(len(boxes)):
        same = i > 0 and (i in padding or _same_word(cut, boxes, i))
        words.append(words[-1] if same else (words[-1] + 1 if words else 0))
    return words


def _padding(cut: Cut) -> set[int]:
    """Tokens that go on with padding: special ones of one name from an end of the text on."""
    named = list(zip(cut.names, cut.special, strict=True))
    same = [True, *(one == following and one[1] for one, following in pairwise(named))]
    starts = next((i for i, alike in enumerate(same) if not alike), len(same))
    ends = next((i for i in reversed(range(len(same))) if not same[i]), 0)
    return {*range(1, starts), *range(ends + 1, len(same))}


def _same_word(cut: Cut, boxes: list[_Box | None], i: int) -> bool:
    left, right = boxes[i - 1], boxes[i]
    if left is None or right is None or cut.segments[i] != cut.segments[i - 1]:
        return False
    if cut.words is not None:
        return cut.words[i] is not None and cut.words[i] == cut.words[i - 1]
    if right.start == right.stop:
        return not right.leads
    if left.leads:
        return True
    gap = cut.text[left.stop : right.start]
    if any(c.isspace() or is_word_character(c) for c in gap):
        return False
    return cut.names[i].startswith("##") or not word_ends(cut.text, right.start)
