"""Tokenizers of every library, asked in one way."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MethodType
from typing import Any, Protocol

from igviz.errors import InputError, what_it_said
from igviz.modalities.text.tokenizers.encodings import Encoded
from igviz.modalities.text.tokenizers.function import Function
from igviz.modalities.text.tokenizers.huggingface import HuggingFace, Role
from igviz.modalities.text.tokenizers.rust import Rust
from igviz.modalities.text.tokenizers.sentencepiece import SentencePiece
from igviz.modalities.text.tokenizers.tiktoken import TikToken
from igviz.modalities.text.tokenizers.vocabulary import (
    Vocabulary,
    is_vocabulary,
    refuse_vocabulary,
)
from igviz.modalities.text.tokenizers.written import Written, without_surrogates


class Adapter(Protocol):
    """What a tokenizer is asked, in whichever library's manner the answer is got."""

    def __hash__(self) -> int:
        """Two adapters differ, even of one tokenizer."""

    @property
    def limit(self) -> int | None:
        """How many tokens the tokenizer says that its model takes."""

    @property
    def size(self) -> int | None:
        """How many tokens the vocabulary has."""

    def encode(self, written: Written, limit: int | None = None) -> Encoded:
        """Make tokens of a text, ``limit`` at most where the tokenizer can cut."""

    def chat(self, messages: Sequence[Mapping[str, Any]]) -> str:
        """Return the text that the messages of a chat are; raises `InputError`."""

    def decode(self, ids: Sequence[int]) -> str | None:
        """Return the text that ids stand for, or None where the tokenizer makes none."""

    def names(self, ids: Sequence[int]) -> list[str] | None:
        """Return what each id is called, ``"#5"`` for an unknown one; None without any names."""

    def token_id(self, role: Role) -> int | None:
        """Return the id of the token that pads, masks or stands for the unknown, or None."""

    def special_ids(self) -> frozenset[int]:
        """Return the ids that only a tokenizer puts into a text: no unknown word, no mask."""


# A method that only the tokenizers of one library have, and who knows that library.
_LIBRARIES: tuple[tuple[str, type[HuggingFace | Function]], ...] = (
    ("convert_ids_to_tokens", HuggingFace),
    ("id_to_token", Rust),
    ("id_to_piece", SentencePiece),
    ("IdToPiece", SentencePiece),
    ("decode_single_token_bytes", TikToken),
)


def adapter(tokenizer: Any) -> Adapter:
    """Return the adapter of a tokenizer, or of a partial, a method or a processor of one.

    Raises
    ------
    InputError
        There is none, and one is needed.
    TypeError
        It is something else, such as its name.
    """
    if isinstance(tokenizer, (HuggingFace, Function)):
        return tokenizer
    if is_vocabulary(tokenizer):
        return Vocabulary(tokenizer)
    if type(tokenizer) is dict:
        refuse_vocabulary(tokenizer)
    if tokenizer is None:
        raise InputError(
            "A text needs the tokenizer that the model was trained with; pass tokenizer=, for "
            "example AutoTokenizer.from_pretrained(...), or any function from a text to token ids."
        )
    owner = _owner(tokenizer)
    if isinstance(owner, str) or not (callable(tokenizer) or _can(owner, "encode")):
        hint = ""
        if isinstance(tokenizer, str):
            hint = f"; load it first: AutoTokenizer.from_pretrained({tokenizer!r})"
        raise TypeError(
            "tokenizer must be a tokenizer, a function from a text to token ids, or a vocabulary "
            f"{{'word': 5}}, not {type(tokenizer).__name__}{hint}."
        )
    prepared = isinstance(tokenizer, (functools.partial, MethodType))
    kind = next((kind for method, kind in _LIBRARIES if _can(owner, method)), Function)
    return kind(tokenizer if prepared else owner, owner)


def tokenise(written: Written, tokenizer: Adapter, limit: int | None = None) -> Encoded:
    """Return what a tokenizer makes of a text, cut to ``limit`` tokens where it can cut.

    Raises
    ------
    InputError
        The tokenizer failed, does not take a pair, or returned something else than ids.
    """
    safe = replace(written, parts=tuple(map(without_surrogates, written.parts)))
    try:
        return tokenizer.encode(safe, limit).ends_once()
    except InputError:
        raise
    except Exception as error:
        what = {"one": "this text", "pair": "this pair of texts", "words": "this list of words"}
        raise InputError(
            f"The tokenizer failed on {what[written.kind]} ({what_it_said(error)}); call it on the "
            "text yourself to see more, or pass the tokenizer that the model was trained with."
        ) from error


def _owner(tokenizer: Any) -> Any:
    """Return the tokenizer behind a partial, a bound method or a processor."""
    owner = tokenizer
    while True:
        if isinstance(owner, functools.partial):
            owner = owner.func
        elif inspect.ismethod(owner):
            owner = owner.__self__
        elif not _can(owner, "encode") and _can(getattr(owner, "tokenizer", None), "encode"):
            owner = owner.tokenizer
        else:
            return owner


def _can(thing: Any, method: str) -> bool:
    return callable(getattr(thing, method, None))
