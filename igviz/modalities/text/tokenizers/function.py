"""Functions from a text to token ids, and what people write with a method ``encode``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from igviz.errors import InputError
from igviz.modalities.text.tokenizers.encodings import Encoded
from igviz.modalities.text.tokenizers.huggingface import RESULT, Described, accepts, read_result
from igviz.modalities.text.tokenizers.written import Written

_WORDS = "is_pretokenized"  # what takes a list of words
_SECOND = ("pair", "text_pair")  # what takes the second text of a pair


class Function(Described):
    """Any function from a text to ids, or an object that is one or has ``encode``."""

    @property
    def namer(self) -> Callable[[int], Any] | None:
        """The text of the token alone."""
        decode = getattr(self.owner, "decode", None)
        return (lambda number: decode([number])) if callable(decode) else None

    def encode(self, written: Written, limit: int | None = None) -> Encoded:  # noqa: ARG002
        """See `Adapter.encode`; a function cannot cut."""
        encode = getattr(self.called, "encode", self.called)
        result = _asked(encode, written)
        # Whoever can be called as well encodes if that says more than ids.
        if encode is not self.called and callable(self.called) and not hasattr(result, "ids"):
            encode, result = self.called, _asked(self.called, written)
        encoded = read_result(result, RESULT)
        if written.kind == "words" and not accepts(encode, _WORDS):
            return replace(encoded, words=None)  # the words are the tokenizer's own, of one text
        return encoded


def _asked(function: Callable[..., Any], written: Written) -> Any:
    if written.kind == "words" and accepts(function, _WORDS):
        return function(list(written.parts), **{_WORDS: True})
    if written.kind != "pair":
        return function(written.text)
    if any(accepts(function, name) for name in _SECOND):
        return function(*written.parts)
    raise InputError(
        "This tokenizer takes one text, and a pair of texts was given; pass one text, or a list "
        "of two for one explanation of each."
    )
