"""Making characters that cannot be seen, or that move others about, readable.

Nothing is taken away: what a model reads and a person does not see is marked where it stands.
"""

from __future__ import annotations

import re
import unicodedata

_ZWNJ, _ZWJ = "\u200c", "\u200d"
_VIRAMA = 9  # the combining class

# Letters and marks that take up no room, though Unicode counts them among the visible.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
# Format characters that are drawn: the signs that span numbers in Arabic, Syriac and Kaithi.
_DRAWN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
_HIDDEN_KINDS = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})

# Scripts whose letters take other shapes around a joiner: from Arabic to Mongolian, and Arabic's
# presentation forms.
_JOINING = ((0x0600, 0x109F), (0x1780, 0x18AF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))
_SELECTORS = ((0x180B, 0x180D), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
_MODIFIERS = ((0x1F3FB, 0x1F3FF),)

# The flag of England and its like: a black flag, tag letters, the tag that ends them.
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")


def visible(text: str) -> str:
    r"""Return a text in which nothing hides.

    Controls other than line feed and tab, bidirectional controls, invisible letters and spaces
    without width, private and lone surrogate code points and tags become ``⟨U+202E⟩``. A joiner
    stays in an emoji and between letters of a script that needs it, a carriage return before a
    line feed, a single variation selector after its character.
    """
    return "".join(visible_characters(text))


def legible(text: str) -> str:
    """Return `visible` text, its line ends as line feeds; labels and notes come from anywhere."""
    return visible(text).replace("\r\n", "\n")


def one_line(text: str, most: int = 40) -> str:
    """Return `legible` text on one line of at most ``most`` characters."""
    line = legible(" ".join(text[: 4 * most].split()))
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def visible_characters(text: str) -> list[str]:
    """Return each character of ``text`` as `visible` shows it."""
    if text.isascii() and text.isprintable():
        return list(text)
    flags = {place for flag in _FLAG.finditer(text) for place in range(*flag.span())}
    return [
        character if place in flags or _stays(text, place) else f"⟨U+{ord(character):04X}⟩"
        for place, character in enumerate(text)
    ]


def within(character: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    """Whether a character lies in one of the ranges, ends included."""
    return any(low <= ord(character) <= high for low, high in ranges)


def extends(character: str) -> bool:
    """Whether a character belongs to the one before it: marks, joiners, selectors, skin tones."""
    return (
        character in (_ZWNJ, _ZWJ)
        or unicodedata.category(character)[0] == "M"
        or within(character, _MODIFIERS)
        or 0xE0020 <= ord(character) <= 0xE007F
    )


def _stays(text: str, place: int) -> bool:
    character = text[place]
    if character in "\n\t":
        return True
    if character == "\r":
        return text[place + 1 : place + 2] == "\n"
    if character in (_ZWNJ, _ZWJ):
        return _joins(text, place)
    if within(character, _SELECTORS):
        return place > 0 and text[place - 1].isprintable() and not _selects(text[place - 1])
    if character in _DRAWN:
        return True
    hidden = character in _BLANK or unicodedata.category(character) in _HIDDEN_KINDS
    return not hidden and not _never_assigned(ord(character))


def _never_assigned(code: int) -> bool:
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code < 0xFDF0


def _selects(character: str) -> bool:
    return within(character, _SELECTORS)


def _joins(text: str, place: int) -> bool:
    """Whether the joiner at ``place`` does what joiners are for."""
    base = place - 1
    while base > 0 and (unicodedata.category(text[base])[0] == "M" or _toned(text[base])):
        base -= 1
    if base < 0:
        return False
    follower = text[place + 1 : place + 2]
    if text[place] == _ZWJ and follower and _is_picture(text[base]) and _is_picture(follower):
        return True
    if not within(text[base], _JOINING):
        return False
    after_virama = unicodedata.combining(text[place - 1]) == _VIRAMA
    joined = bool(follower) and within(follower, _JOINING) and follower.isalpha()
    return text[base].isalpha() and (joined or after_virama)


def _toned(character: str) -> bool:
    return within(character, _MODIFIERS)


def _is_picture(character: str) -> bool:
    """Whether a character is one that emoji are made of."""
    return ord(character) >= 0x1F000 or unicodedata.category(character) in ("So", "Sm")
