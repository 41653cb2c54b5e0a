"""What the wire holds of a text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Literal, TypedDict

from igviz.figure.arrays import WireArray
from igviz.figure.schema import Facts, Steps


class Token(TypedDict):
    """One token as it is shown; ``before`` and ``text`` one after the other are the text.

    ``word`` numbers the word that a token is part of, ``segment`` the text of a pair; ``special``
    marks what the tokenizer added.
    """

    before: str
    text: str
    special: bool
    word: int
    segment: int


def word_numbers(tokens: Sequence[Token]) -> list[int]:
    """The number of the word of each token, one for neighbours of one word of one text.

    This is the one place in Python where tokens are merged; the explorer has the same.
    """
    words = groupby(tokens, key=lambda one: (one["word"], one["segment"], one["special"]))
    return [number for number, (_, word) in enumerate(words) for _ in word]


class TokensFigure(Facts):
    """One explanation of a text of T tokens; ``values`` and ``error`` are (T,).

    ``about`` lists the tokens that the explained output speaks of: one that is labelled, or the
    start of an answer.
    """

    kind: Literal["tokens"]
    tokens: list[Token]
    after: str
    values: WireArray
    error: WireArray | None
    steps: Steps
    about: list[int]
