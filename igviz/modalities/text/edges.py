"""Special tokens at the ends of a text that its tokenizer does not declare: marks and padding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from igviz.modalities.text.tokens import mark_of

# Marks that stand for something in the text.
_CONTENT = ("unk", "unknown", "oov", "mask")


def with_edges(
    special: Sequence[bool],
    ids: Sequence[int],
    names: Sequence[str] | None,
    pad: int | None,
    text: str,
) -> list[bool]:
    """Return which of T tokens are special: those known to be, and those that look so.

    Parameters
    ----------
    special : sequence of bool
        Those known.
    ids : sequence of int
    names : sequence of str or None
        What the tokenizer calls the tokens: ``<START>`` before a text is a mark.
    pad : int or None
        The id that the model takes for padding.
    text : str
        In which a mark may stand itself, as somebody wrote it.
    """

    def looks_so(at: int) -> bool:
        if special[at] or (pad is not None and ids[at] == pad):
            return True
        mark = "" if names is None else mark_of(names[at])
        return bool(mark) and mark not in _CONTENT and names is not None and names[at] not in text

    count = len(ids)
    found = {*_run(range(count), looks_so), *_run(reversed(range(count)), looks_so)}
    if len(found) == count:  # then nothing would be left to explain
        return list(special)
    return [known or at in found for at, known in enumerate(special)]


def zeros_at_ends(ids: Sequence[int]) -> int:
    """How many ids 0 fill up a text at its ends; one alone may be a word."""
    ends = [_run(ids, lambda number: number == 0), _run(reversed(ids), lambda number: number == 0)]
    count = sum(len(end) for end in ends if len(end) > 1)
    return count if count < len(ids) else 0


def _run(places: Iterable[int], holds: Callable[[int], bool]) -> list[int]:
    """The places from the first on as long as something holds."""
    run: list[int] = []
    for place in places:
        if not holds(place):
            break
        run.append(place)
    return run
