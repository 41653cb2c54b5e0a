"""What a function makes of a text word by word, where it gives numbers and says nothing of them.

A function that splits a text and looks up each part gives the same ids for the parts alone as for
the whole. What it puts around every text alike, such as a token for the start and padding, then
stands around each of them, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, takewhile

from igviz.modalities.text.tokens import Span

Encode = Callable[[str], list[int]]

# How a function may split: at white space; words and punctuation; characters.
SPLITS = (re.compile(r"\S+"), re.compile(r"\w+|[^\w\s]"))
_CHARACTER = re.compile(r"(?s).")
# Asked beside the words of a text, so that what they have in common is not the word itself.
_PROBES = ("a", "the", "zq")
_MOST = 2000  # parts of a text that are asked one by one


@dataclass(frozen=True)
class Placed:
    """What each of T tokens is.

    Attributes
    ----------
    spans : list of (start, stop)
        The part of the text that a token stands for.
    added : list of bool
        Whether the function puts the token around every text.
    padding : list of bool
        Whether it is one of those that fill up a text to a fixed length.
    """

    spans: list[Span]
    added: list[bool]
    padding: list[bool]

    @property
    def in_pieces(self) -> bool:
        """Whether several tokens stand for one part."""
        own = [span for span, added in zip(self.spans, self.added, strict=True) if not added]
        return len(set(own)) < len(own)


def placed(encode: Encode, text: str, ids: Sequence[int]) -> Placed | None:
    """Say what the tokens of a text are; None where asking word by word does not tell.

    Parameters
    ----------
    encode : callable
        From a text to its ids; it may fail on parts of the text.
    text : str
    ids : sequence of int
        What it made of the text.
    """
    best: Placed | None = None
    for split in (*SPLITS, _CHARACTER):
        parts = [match.span() for match in split.finditer(text)]
        found = _placed(encode, text, parts, list(ids)) if 0 < len(parts) <= _MOST else None
        best = found or best
        if best is not None and not best.in_pieces:
            return best
    return best


def _placed(encode: Encode, text: str, parts: list[Span], ids: list[int]) -> Placed | None:
    words = [text[start:stop] for start, stop in parts]
    try:
        # A vocabulary may grow with what it is asked, so other words are asked only if need be.
        alone = {word: encode(word) for word in dict.fromkeys(words)}
        found = _inside([_Frame([], [])], [alone[word] for word in words], parts, ids)
        if found is None:
            every = [*alone.values(), *map(encode, _PROBES)]
            found = _inside(_frames(every, ids), [alone[word] for word in words], parts, ids)
    except Exception:  # noqa: BLE001 - somebody else's function
        return None
    return found


def _inside(
    frames: Iterable[_Frame], alone: list[list[int]], parts: list[Span], ids: list[int]
) -> Placed | None:
    """What the tokens are in the first frame in which they are those of the parts."""
    for frame in frames:
        pieces = [frame.inside(one) for one in alone]
        within = frame.bounds(ids) or frame.cut(ids)
        if within is None or None in pieces:
            continue
        spans = [span for span, piece in zip(parts, pieces, strict=True) for _ in piece or ()]
        own = list(chain.from_iterable(piece or () for piece in pieces))
        found = _matched(own, spans, ids[slice(*within)], frame.cuts)
        if found:
            return frame.around(found, ids, within)
    return None


@dataclass(frozen=True)
class _Frame:
    """What stands around every text: padding outside, and a fixed beginning and end within."""

    begins: list[int]
    ends: list[int]
    pad: int | None = None
    left: bool = False

    @property
    def cuts(self) -> bool:
        """Whether a longer text is cut: all have one length."""
        return self.pad is not None

    def bounds(self, ids: list[int]) -> Span | None:
        """Where the text's own tokens begin and end; None where the frame is not there."""
        start, stop = self._unpadded(ids)
        inner = ids[start:stop]
        begin, end = len(self.begins), len(self.ends)
        if len(inner) < begin + end or inner[:begin] != self.begins:
            return None
        if end and inner[-end:] != self.ends:
            return None
        return start + begin, stop - end

    def cut(self, ids: list[int]) -> Span | None:
        """The same of a text so long that its beginning was cut off, and the frame with it."""
        return (0, len(ids)) if self.cuts and self._unpadded(ids) == (0, len(ids)) else None

    def inside(self, ids: list[int]) -> list[int] | None:
        """The text's own tokens."""
        within = self.bounds(ids)
        return None if within is None else ids[slice(*within)]

    def around(self, spans: list[Span], ids: list[int], within: Span) -> Placed:
        """What all tokens are, from what the text's own stand for."""
        start, stop = self._unpadded(ids)
        place = [(spans[0][0],) * 2] * within[0]
        every = [*place, *spans, *[(spans[-1][1],) * 2] * (len(ids) - within[1])]
        count = range(len(ids))
        return Placed(
            every,
            [not within[0] <= i < within[1] for i in count],
            [not start <= i < stop for i in count],
        )

    def _unpadded(self, ids: list[int]) -> Span:
        start, stop = 0, len(ids)
        if self.pad is not None:
            while self.left and start < stop and ids[start] == self.pad:
                start += 1
            while not self.left and stop > start and ids[stop - 1] == self.pad:
                stop -= 1
        return start, stop


def _frames(every: list[list[int]], ids: list[int]) -> Iterator[_Frame]:
    """What may stand around all of these, the least first."""
    if all(one == every[0] for one in every):  # then nothing tells words and what is around apart
        return
    yield _common(_Frame([], []), every)
    if all(len(one) == len(ids) > 1 for one in every):
        for left in (True, False):
            pads = {one[0 if left else -1] for one in every}
            if len(pads) == 1:
                padded = _Frame([], [], pads.pop(), left)
                yield padded
                yield _common(padded, every)


def _common(frame: _Frame, every: list[list[int]]) -> _Frame:
    """A frame with what all of these begin and end with inside of it."""
    inner = [frame.inside(one) or [] for one in every]
    begins = _beginning(inner)
    ends = _beginning([one[len(begins) :][::-1] for one in inner])[::-1]
    return _Frame(begins, ends, frame.pad, frame.left)


def _beginning(every: list[list[int]]) -> list[int]:
    """What all of these begin with."""
    return [
        some[0] for some in takewhile(lambda some: len(set(some)) == 1, zip(*every, strict=False))
    ]


def _matched(own: list[int], spans: list[Span], ids: list[int], cuts: bool) -> list[Span]:
    """What each id stands for; none where they are not those of the words one after the other."""
    if own == ids:
        return spans
    if cuts and 0 < len(ids) < len(own):
        if own[: len(ids)] == ids:
            return spans[: len(ids)]
        if own[-len(ids) :] == ids:
            return spans[-len(ids) :]
    return []
