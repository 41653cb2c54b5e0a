"""A text as token ids, with what a tokenizer said of each token."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import numpy as np
import torch

from igviz.errors import InputError
from igviz.modalities.text.tokens import Span

Entry = TypeVar("Entry")


@dataclass(frozen=True)
class Encoded:
    """What a tokenizer made of a text of T tokens; None for what it did not say.

    Attributes
    ----------
    ids : list of int
        Length T.
    names : list of str or None
        What the tokenizer calls the tokens.
    offsets : list of (start, stop) or None
        Of each token in the part of the text that it comes from.
    special : list of bool or None
        Whether the tokenizer added the token.
    sequences, words : list of int or None, or None
        Of which text of a pair, and of which word, each token is a piece.
    call : dict
        What else the model is called with, a batch of one.
    shortened : bool
        Whether the tokenizer says that it left out the end of the text.
    """

    ids: list[int]
    names: list[str] | None = None
    offsets: list[Span] | None = None
    special: list[bool] | None = None
    sequences: list[int | None] | None = None
    words: list[int | None] | None = None
    call: dict[str, torch.Tensor] = field(default_factory=dict)
    shortened: bool = False
    had_ends: bool = False

    def first(self, count: int) -> Encoded:
        """Return the first ``count`` tokens of these."""
        return self._cut(slice(count))

    def ends_once(self) -> Encoded:
        """Leave out a special token that was added beside the same one in the text.

        A chat template writes the token that begins a text, and the tokenizer adds it again; no
        model was trained on two.
        """
        if self.special is None or len(self.ids) < 2:
            return self
        ids, added = self.ids, self.special
        begins = added[0] and not added[1] and ids[0] == ids[1]
        ends = added[-1] and not added[-2] and ids[-1] == ids[-2]
        once = self._cut(slice(int(begins), len(ids) - int(ends)))
        return replace(once, had_ends=True) if begins or ends else self

    def _cut(self, kept: slice) -> Encoded:
        whole = len(self.ids)
        call = {
            name: values[:, kept] if values.ndim > 1 and values.shape[1] == whole else values
            for name, values in self.call.items()
        }
        cut: dict[str, Any] = {
            name: None if (values := getattr(self, name)) is None else values[kept]
            for name in ("ids", "names", "offsets", "special", "sequences", "words")
        }
        return replace(self, call=call, **cut)


def id_list(values: Any, whose: str) -> list[int]:
    """Check the ids of one text and return them as a list.

    Parameters
    ----------
    values : list, array or tensor of int, shape (T,) or (1, T)
    whose : str
        What an error calls the ids.

    Raises
    ------
    InputError
        The ids have another shape, or are no whole numbers from 0 on.
    """
    data = _array(values)
    if data.ndim == 2 and len(data) > 1:
        raise InputError(
            f"{whose} holds {len(data)} rows where one text is needed; pass one of them."
        )
    data = data.reshape(-1) if data.ndim == 2 and len(data) == 1 else data
    if data.ndim == 3 and len(data) == 1:
        raise InputError(
            f"{whose} holds {data.shape[1]} texts of one example, shape {data.shape}, and one text "
            "is explained at a time; pass the ids of one choice, a function that adds the "
            "dimension (lambda ids: model(ids[:, None])), and the module that looks them up as "
            "embedding=."
        )
    if data.ndim != 1 or data.dtype.kind not in "iu" or (data < 0).any():
        kind = f"shape {data.shape}" if data.ndim != 1 else _what(data)
        raise InputError(
            f"{whose} holds {kind}, and the token ids of one text are needed: whole numbers from "
            "0 on, of shape (T,) or (1, T)."
        )
    if not data.size:
        raise InputError(f"{whose} holds no tokens; at least one is needed.")
    return [int(number) for number in data]


def _what(data: np.ndarray[Any, Any]) -> str:
    if data.dtype.kind in "iu":
        return "negative numbers"
    return "strings" if data.dtype.kind in "US" else f"values of {data.dtype}"


def _array(values: Any) -> np.ndarray[Any, Any]:
    if isinstance(values, torch.Tensor):
        data = values.detach().cpu()
        return np.asarray(data.float() if data.is_floating_point() else data)
    if isinstance(values, (list, tuple)) and not values:
        return np.zeros(0, np.int64)
    try:
        return np.asarray(values)
    except ValueError:  # rows of unlike lengths
        return np.zeros((len(values), 0))


def per_token(values: Any, count: int, convert: Callable[[Any], Entry]) -> list[Entry] | None:
    """Return one value for each of ``count`` tokens, or None where there are more or fewer."""
    if values is None or isinstance(values, str):
        return None
    row = values.tolist() if hasattr(values, "tolist") else list(values)
    nested = 2 if convert is as_span else 1
    if len(row) == 1 and np.ndim(row) > nested:
        row = row[0]
    return [convert(value) for value in row] if len(row) == count else None


def as_span(value: Any) -> Span:
    """Return (start, stop) as two integers."""
    start, stop = value
    return int(start), int(stop)


def as_index(value: Any) -> int | None:
    """Return a number as an integer, and None as it is."""
    return None if value is None else int(value)


def batch_of_one(name: str, value: Any, count: int) -> torch.Tensor | None:
    """Return what a model is called with beside ``count`` token ids as a batch of one.

    None for anything but numbers, and for a list of another length.

    Raises
    ------
    InputError
        An array has another shape, or holds nothing.
    """
    tensor = _as_tensor(value)
    if tensor is None:
        return None
    if not tensor.numel():
        raise InputError(
            f"{name!r} holds nothing, shape {tuple(tensor.shape)}; leave it out, or pass at least "
            "one token there."
        )
    if tensor.shape[0] == count and (count > 1 or tensor.ndim == 1):
        tensor = tensor[None]
    if tensor.shape[0] == 1:
        return tensor
    if isinstance(value, (list, tuple)):
        return None
    raise InputError(
        f"{name!r} has shape {tuple(tensor.shape)} beside {count} token ids; it must have "
        f"({count},) or (1, {count})."
    )


def _as_tensor(value: Any) -> torch.Tensor | None:
    """Return an array of numbers as a tensor on the CPU; None for anything else."""
    if isinstance(value, torch.Tensor):
        tensor = value.detach().cpu()
    else:
        data = _array(value) if isinstance(value, (list, tuple, np.ndarray)) else np.array(None)
        if data.dtype.kind not in "biuf" or not data.size:
            return None
        tensor = torch.from_numpy(data.astype(np.float32 if data.dtype.kind == "f" else data.dtype))
    return tensor if tensor.ndim else None
