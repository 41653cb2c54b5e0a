"""Functions from a text to token ids, and what people write with a method ``encode``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from igviz.errors import InputError
from igviz.modalities.text.tokenizers.encodings import Encoded
from igviz.modalities.text.tokenizers.huggingface import RESULT, Described, accepts, read_result
from igviz.modalities.text.tokenizers.word_by_word import placed
from igviz.modalities.text.tokenizers.written import Written
from igviz.modalities.text.tokens import PADDING, numbered

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
        encoded = self._placed(read_result(result, RESULT), encode, written)
        if written.kind == "words" and not accepts(encode, _WORDS):
            return replace(encoded, words=None)  # the words are the tokenizer's own, of one text
        return encoded

    def _placed(self, encoded: Encoded, encode: Callable[..., Any], written: Written) -> Encoded:
        """The same with where its tokens lie, if asking word by word tells it."""
        told = encoded.offsets is not None or encoded.special is not None
        if type(self) is not Function or told or written.kind == "pair":
            return encoded

        def ids_of(text: str) -> list[int]:
            return read_result(_asked(encode, Written((text,), "one")), RESULT).ids

        text, ids = written.text, encoded.ids
        found = placed(ids_of, text, ids)
        if found is None:
            return encoded
        named = self.names(ids)
        names = named or [text[start:stop] for start, stop in found.spans]
        for at, (padding, added) in enumerate(zip(found.padding, found.added, strict=True)):
            if added and not (named and names[at].strip()):
                names[at] = PADDING if padding else numbered(ids[at])
        # Names tell pieces of a word apart, of which the function says only whose they are.
        pieces = named is not None and found.in_pieces
        offsets = None if pieces else found.spans
        return replace(encoded, names=names, offsets=offsets, special=found.added)


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
