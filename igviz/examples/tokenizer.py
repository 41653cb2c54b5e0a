"""A tokenizer of words and punctuation marks, as plain as one can be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Encoding", "Tokenizer"]

_TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


@dataclass(frozen=True)
class Encoding:
    """A tokenised text: equally many ids, tokens as written, and (start, stop) offsets."""

    ids: list[int]
    tokens: list[str]
    offsets: list[tuple[int, int]]


class Tokenizer:
    """Split a text into words and marks and number them; call it for the numbers alone.

    Parameters
    ----------
    words
        The vocabulary, without the special tokens, which come first: 0 pads, 1 is unknown.

    Examples
    --------
    >>> tokenizer = Tokenizer(["fine", "is", "this"])
    >>> tokenizer("This is FINE, really")
    [4, 3, 2, 1, 1]
    """

    PAD = "<pad>"
    UNKNOWN = "<unk>"

    def __init__(self, words: Sequence[str]) -> None:
        self.tokens: tuple[str, ...] = (self.PAD, self.UNKNOWN, *words)
        self.pad_token_id = 0
        self.unk_token_id = 1
        self._ids = {token: i for i, token in enumerate(self.tokens)}

    def __len__(self) -> int:
        return len(self.tokens)

    def __call__(self, text: str) -> list[int]:
        """Return the token ids of `text`."""
        return self.encode(text).ids

    def encode(self, text: str) -> Encoding:
        """Return the token ids of `text`, the tokens as written there, and their offsets."""
        matches = list(_TOKEN.finditer(text))
        tokens = [match.group() for match in matches]
        ids = [self._ids.get(token.lower(), self.unk_token_id) for token in tokens]
        return Encoding(ids, tokens, [match.span() for match in matches])

    def decode(self, ids: Sequence[int]) -> list[str]:
        """Return the tokens that `ids` stand for, in lower case."""
        return [self.tokens[i] for i in ids]
