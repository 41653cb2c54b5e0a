"""Finding a tokenizer's pieces in the text they were cut from, where it does not say.

Pieces are written with marks: ``##ing`` continues a word, ``▁the`` and ``Ġthe`` begin one,
``the</w>`` ends one, ``th@@`` does not; ``<0xE2>`` is a byte, and byte-level vocabularies write
every byte as some printable character.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from igviz.modalities.text.tokens import Span

_BYTE = re.compile(r"<0x([0-9A-Fa-f]{2})>")
_UNITS = re.compile(r"\w+|[^\w\s]")
# After a piece that was not found, the next one is looked for so many characters ahead.
_FURTHEST = 400


def align(pieces: Sequence[str], text: str) -> list[Span | None]:
    """Return what each piece covers of ``text``, or None for one that is not found.

    Where the pieces, byte for byte, are the text, that is exact. Otherwise they are found one
    after the other, whatever their case, accents and compatibility forms.
    """
    for spell in (_plain, _sentence_piece, _byte_level, _latin):
        parts = [spell(piece) for piece in pieces]
        joined, spans = join_bytes([part for part in parts if part is not None])
        if None not in parts and joined.strip(" ") == text.strip(" "):
            return list(_shifted(spans, joined, text))
    return _one_by_one(pieces, text)


def fill(spans: Sequence[Span | None], text: str) -> list[Span]:
    """Give pieces that were not found the text that is left over between their neighbours."""
    filled: list[Span] = []
    cursor = 0
    while len(filled) < len(spans):
        i = len(filled)
        span = spans[i]
        if span is not None:
            filled.append(span)
            cursor = max(cursor, span[1])
            continue
        after = next((k for k in range(i, len(spans)) if spans[k] is not None), len(spans))
        following = spans[after] if after < len(spans) else None
        if following is None:  # the text may go on where the pieces were cut
            filled.extend(_shared_out(text, cursor, len(text), after - i, whole=False))
        else:
            filled.extend(_shared_out(text, cursor, max(following[0], cursor), after - i))
    return filled


def spell_out(names: Sequence[str]) -> tuple[str, list[Span]]:
    """Return a text that names of tokens spell, and what each of them covers of it."""
    letters = [_byte_level(name) for name in names]
    if any("▁" in name for name in names):
        return join_bytes([_sentence_piece(name) for name in names])
    if None not in letters and any("Ġ" in name or "Ċ" in name for name in names):
        return join_bytes([part for part in letters if part is not None])
    text, spans, glued = "", [], True
    ends = any(name.endswith("</w>") for name in names)
    for name in names:
        core = _core(name)
        text += "" if glued or (name != core and name.startswith("##")) else " "
        spans.append((len(text), len(text) + len(core)))
        text += core
        glued = name.endswith("@@") or (ends and not name.endswith("</w>"))
    return text, spans


def byte_name(data: bytes) -> str:
    """Return bytes as byte-level vocabularies write them."""
    return "".join(_LETTERS[value] for value in data)


def join_bytes(parts: Sequence[bytes]) -> tuple[str, list[Span]]:
    """Return the text that bytes are, and what each part covers of it.

    Parts that end within a character all cover it; what is not UTF-8 becomes U+FFFD.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    text, spans = "", []
    for part in parts:
        start = len(text)
        text += decoder.decode(part)
        spans.append((start, len(text) + bool(decoder.getstate()[0])))
    text += decoder.decode(b"", final=True)
    return text, spans


def _shifted(spans: Sequence[Span], joined: str, text: str) -> list[Span]:
    """Spans of ``joined`` in ``text``, which has other spaces at its ends."""
    shift = len(text) - len(text.lstrip(" ")) - (len(joined) - len(joined.lstrip(" ")))
    return [
        (min(max(start + shift, 0), len(text)), min(max(stop + shift, 0), len(text)))
        for start, stop in spans
    ]


def _plain(piece: str) -> bytes:
    return piece.encode("utf-8", "replace")


def _sentence_piece(piece: str) -> bytes:
    if byte := _BYTE.fullmatch(piece):
        return bytes([int(byte[1], 16)])
    return piece.replace("▁", " ").replace("</w>", " ").encode("utf-8", "replace")


def _letters() -> list[str]:
    """The character that stands for each byte: itself if printable, else one from U+0100 on."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [value for value in range(256) if value not in printable]
    return [
        chr(value) if value in printable else chr(0x100 + others.index(value))
        for value in range(256)
    ]


_LETTERS = _letters()
_VALUES = {letter: value for value, letter in enumerate(_LETTERS)}


def _byte_level(piece: str) -> bytes | None:
    values = [_VALUES.get(letter) for letter in piece]
    return bytes([value for value in values if value is not None]) if None not in values else None


def _latin(piece: str) -> bytes | None:
    return piece.encode("latin-1") if all(ord(letter) < 256 for letter in piece) else None


def _core(name: str) -> str:
    """A name without the marks of its vocabulary, unless it is nothing else."""
    core = name[2:] if name.startswith("##") else name.lstrip("▁Ġ")
    return core.removesuffix("</w>").removesuffix("@@") or name


@dataclass
class _Folded:
    """A text without case, accents and white space, and where each of its letters comes from."""

    letters: str
    origins: list[int]

    @classmethod
    def of(cls, text: str) -> _Folded:
        folded = [_fold(character) for character in text]
        origins = [origin for origin, letters in enumerate(folded) for _ in letters]
        return cls("".join(folded), origins)


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in plain if not c.isspace() and unicodedata.category(c) != "Mn")


def _one_by_one(pieces: Sequence[str], text: str) -> list[Span | None]:
    folded = _Folded.of(text)
    spans: list[Span | None] = []
    cursor, lost = 0, False
    for piece, count in _characters(pieces):
        letters = _fold(_core(piece))
        continues = piece.startswith("##")
        start = _find(folded, letters, text, cursor, lost=lost, continues=continues)
        span: Span | None = None
        if not letters or not piece.strip("▁Ġ"):  # a space, or an accent
            span = _nowhere(folded, cursor, len(text))
        elif start is None:
            lost = True
        else:
            cursor, lost = start + len(letters), False
            span = folded.origins[start], folded.origins[cursor - 1] + 1
        spans += [span] * count
    return spans


def _characters(pieces: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Pieces, and of how many each is made: single bytes are put together to characters."""
    for are_bytes, run in groupby(pieces, lambda piece: bool(_BYTE.fullmatch(piece))):
        if not are_bytes:
            yield from ((piece, 1) for piece in run)
            continue
        text, spans = join_bytes([_sentence_piece(piece) for piece in run])
        starts = Counter(start for start, _ in spans)
        yield from ((character, starts[start]) for start, character in enumerate(text))


def _nowhere(folded: _Folded, cursor: int, end: int) -> Span:
    origin = folded.origins[cursor] if cursor < len(folded.origins) else end
    return origin, origin


def _find(
    folded: _Folded, piece: str, text: str, cursor: int, *, lost: bool, continues: bool
) -> int | None:
    """Find a piece at the cursor, or past what tokenizers drop, or wherever a word begins."""
    letters = folded.letters
    if letters.startswith(piece, cursor):
        return cursor
    furthest = cursor + len(piece) + _FURTHEST
    start = letters.find(piece, cursor, furthest)
    while start >= 0:
        origin = folded.origins[start]
        begins = origin == 0 or not (text[origin - 1].isalnum() and text[origin].isalnum())
        dropped = not any(map(str.isalnum, letters[cursor:start]))
        if dropped or (lost and (begins or continues)):
            return start
        start = letters.find(piece, start + 1, furthest)
    return None


def _shared_out(text: str, start: int, stop: int, count: int, *, whole: bool = True) -> list[Span]:
    """Share a stretch of text, or its beginning, between ``count`` pieces of unknown extent."""
    stretch = text[start:stop]
    for pattern in (re.compile(r"\S+"), _UNITS):
        units = [match.span() for match in pattern.finditer(stretch)]
        if len(units) == count or (len(units) > count and not whole):
            return [(start + a, start + b) for a, b in units[:count]]
    inside = stretch.strip()
    first = start + len(stretch) - len(stretch.lstrip())
    return [(first, first + len(inside))] + [(first + len(inside),) * 2] * (count - 1)
