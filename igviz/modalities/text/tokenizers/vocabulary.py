"""A vocabulary as a tokenizer: a dictionary from words to ids, looked up word by word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NoReturn, TypeGuard

from igviz.errors import InputError, quoted
from igviz.modalities.text.tokenizers.encodings import Encoded
from igviz.modalities.text.tokenizers.function import Function
from igviz.modalities.text.tokenizers.huggingface import Role
from igviz.modalities.text.tokenizers.word_by_word import SPLITS
from igviz.modalities.text.tokenizers.written import Written
from igviz.modalities.text.tokens import Span, mark_of

_ROLES: dict[Role, frozenset[str]] = {
    "pad": frozenset({"pad", "padding"}),
    "mask": frozenset({"mask"}),
    "unk": frozenset({"unk", "unknown", "oov"}),
}


def is_vocabulary(thing: object) -> TypeGuard[Mapping[str, int]]:
    """Whether a mapping leads from words to ids."""
    return (
        isinstance(thing, Mapping)
        and bool(thing)
        and all(isinstance(word, str) for word in thing)
        and all(isinstance(number, int) for number in thing.values())
    )


def refuse_vocabulary(thing: Mapping[Any, Any]) -> NoReturn:
    """Say why a mapping is no vocabulary: what it holds that is no word with its id."""
    wrong = next(
        (
            pair
            for pair in thing.items()
            if not isinstance(pair[0], str) or not isinstance(pair[1], int)
        ),
        None,
    )
    if wrong is None:
        raise TypeError("tokenizer={} is an empty vocabulary; pass words and ids, {'word': 5}.")
    raise TypeError(
        f"The vocabulary given as tokenizer holds {wrong[0]!r}: {wrong[1]!r}, and words with whole "
        "numbers are needed, such as {'word': 5}."
    )


class Vocabulary(Function):
    """Words and their ids; a text is split at white space, or where that finds more words."""

    def __init__(self, ids: Mapping[str, int]) -> None:
        super().__init__(ids, ids)
        self.ids = ids
        self.words = {number: word for word, number in ids.items()}
        self.marks = {mark: number for word, number in ids.items() if (mark := mark_of(word))}

    @property
    def namer(self) -> Callable[[int], Any] | None:
        """The word."""
        return self.words.get

    @property
    def size(self) -> int | None:
        """See `Adapter.size`."""
        return max(self.ids.values()) + 1

    def encode(self, written: Written, limit: int | None = None) -> Encoded:
        """See `Adapter.encode`; raises `InputError` for words that have no id."""
        if written.kind == "pair":
            raise InputError("A vocabulary takes one text, and a pair was given; pass one text.")
        spans, known = min((self._looked_up(s, written.text) for s in SPLITS), key=_unknown)
        missing = [written.text[a:b] for (a, b), n in zip(spans, known, strict=True) if n is None]
        other = self.token_id("unk")
        if missing and other is None:
            raise InputError(
                f"The vocabulary has no id for {quoted(missing)}, and no word such as '<unk>' for "
                "those that it does not know; pass the function that made the ids which the model "
                "was trained on."
            )
        each = (other if number is None else number for number in known)
        ids = [number for number in each if number is not None]
        return Encoded(ids[:limit], offsets=spans[:limit])

    def token_id(self, role: Role) -> int | None:
        """See `Adapter.token_id`; words in brackets say what they are for."""
        return next((self.marks[mark] for mark in _ROLES[role] if mark in self.marks), None)

    def marked_special(self) -> frozenset[int | None]:
        """See `Described.marked_special`."""
        return frozenset(self.marks.values())

    def _looked_up(self, split: Any, text: str) -> tuple[list[Span], list[int | None]]:
        """The words of a text, and their ids, if need be those of the words in small letters."""
        spans = [match.span() for match in split.finditer(text)]
        words = [text[start:stop] for start, stop in spans]
        return spans, [self.ids.get(word, self.ids.get(word.lower())) for word in words]


def _unknown(looked_up: tuple[list[Span], list[int | None]]) -> float:
    """The share of a text's words that are not known."""
    known = looked_up[1]
    return known.count(None) / max(len(known), 1)
