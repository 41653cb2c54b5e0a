"""Calling a tokenizer, whatever its manner, on what a person wrote."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import MethodType
from typing import Any, Literal

import numpy as np
import torch

from igviz.errors import InputError, what_it_said
from igviz.modalities.text.tokenizers.encodings import Encoded, read_encoded
from igviz.modalities.text.tokenizers.vocabulary import accepts, owner

_RESULT = "The tokenizer's result"


@dataclass(frozen=True)
class Written:
    """What a person wrote: one text, a pair of texts, or one text as a list of words."""

    parts: tuple[str, ...]
    kind: Literal["one", "pair", "words"]

    @property
    def text(self) -> str:
        """The whole text; the words of a list are set apart by spaces."""
        return (" " if self.kind == "words" else "").join(self.parts)

    @property
    def starts(self) -> list[int]:
        """Where each part begins in the text."""
        apart = 1 if self.kind == "words" else 0
        starts = [0]
        for part in self.parts:
            starts.append(starts[-1] + len(part) + apart)
        return starts[:-1]


def as_written(source: object) -> Written | None:
    """Return a text as it was written, or None for one that is ids.

    Raises
    ------
    InputError
        It is empty.
    TypeError
        It is no text at all.
    """
    if isinstance(source, str):
        return Written(_some(source), "one")
    if not isinstance(source, (list, tuple, Mapping, np.ndarray, torch.Tensor)):
        raise TypeError(
            "A text must be a string, a pair or a list of strings, token ids, or a mapping with "
            f"'input_ids', not {type(source).__name__}."
        )
    if not (isinstance(source, (list, tuple)) and source):
        return None
    if not all(isinstance(part, str) for part in source):
        return None
    pair = isinstance(source, tuple) and len(source) == 2
    return Written(_some(*source), "pair" if pair else "words")


def _some(*parts: str) -> tuple[str, ...]:
    if not any(parts):
        raise InputError("The text is empty; at least one token is needed.")
    return tuple(map(str, parts))


def tokenise(written: Written, tokenizer: Any, most: int | None = None) -> Encoded:
    """Return what ``tokenizer`` makes of a text, cut to ``most`` tokens where it can cut.

    Raises
    ------
    InputError
        The tokenizer failed, does not take a pair, or returned something else than ids.
    """
    safe = replace(written, parts=tuple(map(without_surrogates, written.parts)))
    known = owner(tokenizer)
    named = callable(getattr(known, "convert_ids_to_tokens", None))
    if not isinstance(tokenizer, (functools.partial, MethodType)):
        tokenizer = known  # not the processor that holds it
    try:
        if named and callable(tokenizer):
            return _of_hugging_face(safe, tokenizer, most)
        return _of_any(safe, tokenizer, most)
    except InputError:
        raise
    except Exception as error:
        what = {"one": "this text", "pair": "this pair of texts", "words": "this list of words"}
        raise InputError(
            f"The tokenizer failed on {what[written.kind]} with {what_it_said(error)}"
        ) from error


def without_surrogates(text: str) -> str:
    """Return a text of the same length that can be written as UTF-8."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


def _of_hugging_face(written: Written, tokenizer: Any, most: int | None) -> Encoded:
    wanted: dict[str, Any] = {"return_special_tokens_mask": True, "verbose": False}
    if most is not None:
        wanted |= {"truncation": True, "max_length": most}
    wanted = {name: value for name, value in wanted.items() if accepts(tokenizer, name)}
    if written.kind == "words":
        result = tokenizer(list(written.parts), is_split_into_words=True, **wanted)
    else:
        result = tokenizer(*written.parts, **wanted)
    return read_encoded(result, _RESULT)


def _of_any(written: Written, tokenizer: Any, most: int | None) -> Encoded:
    """Ask ``encode`` if it returns more than ids, or if there is nothing else to ask."""
    encode = getattr(tokenizer, "encode", None)
    if encode is not None:
        with _truncated(tokenizer, most):
            result = _asked(written, encode)
        if not callable(tokenizer) or hasattr(result, "ids"):
            return _read(written, result, encode)
    return _read(written, _asked(written, tokenizer), tokenizer)


def _asked(written: Written, called: Callable[..., Any]) -> Any:
    if written.kind == "words" and accepts(called, "is_pretokenized"):
        return called(list(written.parts), is_pretokenized=True)
    if written.kind != "pair":
        return called(written.text)
    if accepts(called, "pair") or accepts(called, "text_pair"):
        return called(*written.parts)
    raise InputError(
        "This tokenizer takes one text, and a pair of texts was given; pass one text, or a list "
        "of two for one explanation of each."
    )


def _read(written: Written, result: Any, called: Callable[..., Any]) -> Encoded:
    found = read_encoded(result, _RESULT)
    if written.kind == "words" and not accepts(called, "is_pretokenized"):
        return replace(found, words=None)  # the words are the tokenizer's own, of one text
    return found


@contextmanager
def _truncated(tokenizer: Any, most: int | None) -> Iterator[None]:
    """Have a Rust tokenizer cut texts, and leave it as it was."""
    if most is None or not hasattr(tokenizer, "enable_truncation"):
        yield
        return
    before = tokenizer.truncation
    tokenizer.enable_truncation(most)
    try:
        yield
    finally:
        if before is None:
            tokenizer.no_truncation()
        else:
            tokenizer.enable_truncation(**before)
