"""What a person wrote: one text, a pair of texts, or one text as a list of words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeGuard

import numpy as np
import torch

from igviz.errors import InputError
from igviz.models.huggingface import IDS


@dataclass(frozen=True)
class Written:
    """One text, a pair of texts, or one text as a list of words."""

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


def is_chat(source: object) -> TypeGuard[list[Mapping[str, Any]]]:
    """Whether a source is the messages of a chat, each with its role and its content."""
    return (
        isinstance(source, list)
        and bool(source)
        and all(isinstance(m, Mapping) and {"role", "content"} <= m.keys() for m in source)
    )


def as_written(source: object) -> Written | None:
    """Return a text as it was written, or None for one that is ids.

    Raises
    ------
    InputError
        The text is empty.
    TypeError
        ``source`` is neither a text nor ids.
    """
    if isinstance(source, str):
        return Written(_some(source), "one")
    if not isinstance(source, (list, tuple, Mapping, np.ndarray, torch.Tensor)):
        raise TypeError(
            "A text must be a string, a pair or a list of strings, token ids, or a mapping with "
            f"{IDS!r}, not {type(source).__name__}."
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


def without_surrogates(text: str) -> str:
    """Return a text of the same length that can be written as UTF-8."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
