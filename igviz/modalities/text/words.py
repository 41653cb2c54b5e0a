"""Where words end, for merging the pieces a tokenizer makes of them.

A small part of Unicode's rules for word boundaries (Unicode Standard Annex 29), read off the
text: a tokenizer's own words cannot serve, since for some of them a word is all between two
spaces, commas included, and for others "don't" is two or three.
"""

from __future__ import annotations

import unicodedata

from igviz.visible import extends, within

_JOINERS = "\u200c\u200d"
_APOSTROPHES = "'’"
_IN_NUMBERS = ".,"

# Scripts written without spaces: South-East Asia's, Han, kana and their extensions.
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x2E80, 0x2FDF),
    (0x3005, 0x3007),
    (0x3021, 0x3029),
    (0x3040, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9F),
    (0x20000, 0x3FFFF),
)
_REGIONAL = ((0x1F1E6, 0x1F1FF),)


def word_ends(text: str, at: int) -> bool:
    """Whether a word ends just before the character at ``at``.

    Letters, digits, marks and underscores stay together, as do an apostrophe between letters and
    a point or comma between digits; other punctuation stands for itself. Where a script has no
    spaces, every cut is an end, unless it goes through a character.
    """
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    if before.isspace() or after.isspace():
        return True
    if extends(after) or before in _JOINERS:
        return False
    if within(before, _REGIONAL) and within(after, _REGIONAL):
        return _flags_before(text, at) % 2 == 0
    if _in_word(before) and _in_word(after):
        return within(before, _UNSPACED) or within(after, _UNSPACED)
    if _in_word(before):
        return not _links(text, at)
    return not (_in_word(after) and _links(text, at - 1))


def is_word_character(character: str) -> bool:
    """Whether words are made of it: a letter, digit, mark or underscore."""
    return _in_word(character)


def _in_word(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LNM" or category == "Pc"


def _links(text: str, at: int) -> bool:
    """Whether the character at ``at`` ties its two neighbours into one word."""
    if not 0 < at < len(text) - 1:
        return False
    before, after = text[at - 1], text[at + 1]
    if text[at] in _APOSTROPHES:
        return _is_letter(before) and _is_letter(after)
    return text[at] in _IN_NUMBERS and before.isdecimal() and after.isdecimal()


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM" and not within(character, _UNSPACED)


def _flags_before(text: str, at: int) -> int:
    start = at
    while start > 0 and within(text[start - 1], _REGIONAL):
        start -= 1
    return at - start
