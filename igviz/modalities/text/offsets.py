"""Where in a text its tokens lie, from what the tokenizer said and from their names."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from itertools import groupby

from igviz.modalities.text.align import align, fill, spell_out
from igviz.modalities.text.tokenizers.adapter import Adapter
from igviz.modalities.text.tokenizers.encodings import Encoded
from igviz.modalities.text.tokenizers.written import Written, without_surrogates
from igviz.modalities.text.tokens import PADDING, Cut, Span, numbered
from igviz.models.huggingface import SEGMENTS

__all__ = ["cut_of_ids", "cut_of_text"]


def cut_of_text(
    written: Written, encoded: Encoded, names: Sequence[str] | None, special: Sequence[bool]
) -> Cut | None:
    """Return how a text was cut, or None where nothing tells: no offsets and no names."""
    parts = encoded.words if written.kind == "words" else _sides(written, encoded, special)
    shown = _numbers(encoded) if names is None else names
    if encoded.offsets is not None and (parts is not None or written.kind != "pair"):
        spans = _absolute(written, encoded.offsets, parts)
    elif names is not None:
        spans = _aligned(written, names, special, parts if written.kind == "pair" else None)
    else:
        return None
    rows: Sequence[int | None] = [0] * len(spans)
    second = None
    if written.kind == "pair":
        second = written.starts[1]
        rows = parts or [int(start >= second) for start, _ in spans]
    words = None
    if written.kind == "words":
        words = encoded.words or _words(written, spans)
    return Cut(written.text, spans, shown, special, _segments(rows, special), words, second)


def cut_of_ids(
    tokenizer: Adapter | None,
    encoded: Encoded,
    names: Sequence[str] | None,
    special: Sequence[bool],
    pad: int | None = None,
) -> Cut:
    """Return the text that ids stand for, and how it is cut.

    Stretches between special tokens are decoded one by one and set apart by a space.
    """
    text, spans = "", list[Span]()
    for added, stretch in groupby(range(len(special)), special.__getitem__):
        positions = list(stretch)
        if added:
            spans += [(len(text), len(text))] * len(positions)
            continue
        text += " " if text else ""
        part, inside = _spelt(
            tokenizer,
            [encoded.ids[i] for i in positions],
            None if names is None else [names[i] for i in positions],
        )
        spans += [(len(text) + start, len(text) + stop) for start, stop in inside]
        text += part
    types = encoded.call.get(SEGMENTS)
    row = [] if types is None or types.shape != (1, len(spans)) else types[0].tolist()
    segments = row if set(row) == {0, 1} else encoded.sequences or [0] * len(spans)
    shown = names
    if shown is None:
        each = zip(encoded.ids, special, strict=True)
        shown = [PADDING if added and n == pad else numbered(n) for n, added in each]
    return Cut(text, spans, shown, special, _segments(segments, special))


def _words(written: Written, spans: Sequence[Span]) -> list[int | None]:
    """Return the word that each piece is of; a space before a word is of that word."""
    text, starts, words = written.text, written.starts, list[int | None]()
    for start, stop in spans:
        covered = text[start:stop]
        words.append(bisect.bisect(starts, start + len(covered) - len(covered.lstrip())) - 1)
    return words


def _spelt(
    tokenizer: Adapter | None, ids: list[int], names: list[str] | None
) -> tuple[str, list[Span]]:
    """The text of a stretch of ids, and what each token covers of it."""
    if names is None:
        return spell_out([numbered(number) for number in ids])
    text = None if tokenizer is None else tokenizer.decode(ids)
    aligned = [] if text is None else align(names, text)
    spans = [span for span in aligned if span is not None]
    if text is None or len(spans) < len(ids):
        return spell_out(names)
    return text, spans


def _absolute(
    written: Written, offsets: Sequence[Span], parts: Sequence[int | None] | None
) -> list[Span]:
    starts, length = written.starts, len(written.text)
    spans = []
    for i, (start, stop) in enumerate(offsets):
        base = starts[(parts[i] or 0) if parts is not None and written.kind != "one" else 0]
        spans.append((min(max(base + start, 0), length), min(max(base + stop, 0), length)))
    return spans


def _sides(
    written: Written, encoded: Encoded, special: Sequence[bool]
) -> Sequence[int | None] | None:
    """Return which text of a pair each token is of, if a special token stands between them."""
    if encoded.sequences is not None or written.kind != "pair":
        return encoded.sequences
    runs = [list(run) for added, run in groupby(range(len(special)), special.__getitem__)]
    own = [run for run in runs if not special[run[0]]]
    if len(own) != 2:
        return None
    return [None if added else int(i >= own[1][0]) for i, added in enumerate(special)]


def _aligned(
    written: Written,
    names: Sequence[str],
    special: Sequence[bool],
    sides: Sequence[int | None] | None,
) -> list[Span]:
    """Find the tokens in the text, or those of each text of a pair in theirs."""
    spans: list[Span] = [(0, 0)] * len(names)
    texts = [(written.text, 0)]
    if sides is not None:
        texts = list(zip(written.parts, written.starts, strict=True))
    for side, (part, base) in enumerate(texts):
        text = without_surrogates(part)
        own = [i for i, added in enumerate(special) if not added]
        if sides is not None:
            own = [i for i in own if sides[i] == side]
        covered = fill(align([names[i] for i in own], text), text)
        for i, (start, stop) in zip(own, covered, strict=True):
            spans[i] = base + start, base + stop
    return spans


def _segments(rows: Sequence[int | None], special: Sequence[bool]) -> list[int]:
    """Which text each token is of; a special token belongs to the text before it."""
    segments: list[int] = []
    last = 0
    for row, added in zip(rows, special, strict=True):
        last = last if added or row is None else int(row)
        segments.append(last)
    return segments


def _numbers(encoded: Encoded) -> list[str]:
    return [numbered(number) for number in encoded.ids]
