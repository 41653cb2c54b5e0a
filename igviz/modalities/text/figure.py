"""What the wire holds of a text."""

from __future__ import annotations

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
