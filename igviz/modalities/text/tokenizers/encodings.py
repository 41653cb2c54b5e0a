"""Reading what a tokenizer hands back, whatever its form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import numpy as np
import torch

from igviz.errors import InputError
from igviz.modalities.text.tokens import Span

Entry = TypeVar("Entry")

# What mappings hold beside what a model is called with.
_NOT_FOR_THE_MODEL = frozenset(
    {
        "input_ids",
        "label",
        "labels",
        "length",
        "num_truncated_tokens",
        "offset_mapping",
        "overflow_to_sample_mapping",
        "overflowing_tokens",
        "special_tokens_mask",
        "word_ids",
    }
)


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

    def first(self, count: int) -> Encoded:
        """Return the first ``count`` tokens of these."""
        whole = len(self.ids)
        call = {
            name: values[:, :count] if values.ndim > 1 and values.shape[1] == whole else values
            for name, values in self.call.items()
        }
        cut: dict[str, Any] = {
            name: None if (values := getattr(self, name)) is None else values[:count]
            for name in ("ids", "names", "offsets", "special", "sequences", "words")
        }
        return replace(self, call=call, **cut)


def read_encoded(result: Any, whose: str) -> Encoded:
    """Read ids in whatever form; ``whose`` is what an error calls them.

    Raises
    ------
    InputError
        These are no ids of one text.
    """
    if hasattr(result, "ids") and not isinstance(result, Mapping):
        return _from_encoding(result, whose)
    if not isinstance(result, Mapping) and hasattr(result, "input_ids"):
        result = {name: value for name, value in vars(result).items() if value is not None}
    if not isinstance(result, Mapping):
        return Encoded(id_list(result, whose))
    if "input_ids" not in result:
        raise InputError(f"{whose} holds {sorted(map(str, result))}, and 'input_ids' is needed.")
    ids = id_list(result["input_ids"], f"{whose}, under 'input_ids',")
    found = Encoded(
        ids,
        offsets=_row(result.get("offset_mapping"), len(ids), _as_span),
        special=_row(result.get("special_tokens_mask"), len(ids), bool),
        call=_for_the_model(result, len(ids)),
    )
    rich: Any = getattr(result, "encodings", None) or ()
    if len(rich) == 1 and list(rich[0].ids) == ids:
        return replace(_from_encoding(rich[0], whose), call=found.call)
    return found


def id_list(values: Any, whose: str) -> list[int]:
    """Check ids and return them as a list.

    Parameters
    ----------
    values : list, array or tensor of int, shape (T,) or (1, T)
    whose : str
        What an error calls them.

    Raises
    ------
    InputError
        They are of another shape, or no whole numbers from 0 on.
    """
    data = _array(values)
    if data.ndim == 2 and len(data) > 1:
        raise InputError(
            f"{whose} holds {len(data)} rows where one text is needed; pass one of them."
        )
    data = data.reshape(-1) if data.ndim == 2 and len(data) == 1 else data
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


def _from_encoding(encoding: Any, whose: str) -> Encoded:
    """Read an object as the Rust tokenizers return it, as far as it goes."""
    ids = id_list(encoding.ids, whose)

    def row(name: str, convert: Callable[[Any], Entry]) -> list[Entry] | None:
        return _row(getattr(encoding, name, None), len(ids), convert)

    call = {}
    mask, types = row("attention_mask", int), row("type_ids", int)
    if mask is not None:
        call["attention_mask"] = torch.tensor([mask])
    if types is not None and any(types):
        call["token_type_ids"] = torch.tensor([types])
    return Encoded(
        ids,
        names=row("tokens", str),
        offsets=row("offsets", _as_span),
        special=row("special_tokens_mask", bool),
        sequences=row("sequence_ids", _as_index),
        words=row("word_ids", _as_index),
        call=call,
        shortened=bool(getattr(encoding, "overflowing", None)),
    )


def _row(values: Any, count: int, convert: Callable[[Any], Entry]) -> list[Entry] | None:
    """Return one value for each token, or None where ``values`` holds anything else."""
    if values is None or isinstance(values, str):
        return None
    found = values.tolist() if hasattr(values, "tolist") else list(values)
    nested = 2 if convert is _as_span else 1
    if len(found) == 1 and np.ndim(found) > nested:
        found = found[0]
    return [convert(value) for value in found] if len(found) == count else None


def _as_span(value: Any) -> Span:
    start, stop = value
    return int(start), int(stop)


def _as_index(value: Any) -> int | None:
    return None if value is None else int(value)


def _for_the_model(result: Mapping[Any, Any], count: int) -> dict[str, torch.Tensor]:
    """Return what else the model is called with, each as a batch of one."""
    call = {}
    for name, value in result.items():
        tensor = None if name in _NOT_FOR_THE_MODEL else _as_tensor(value)
        if tensor is None:
            continue
        if tensor.shape[0] == count and (count > 1 or tensor.ndim == 1):
            tensor = tensor[None]
        if tensor.shape[0] == 1:
            call[str(name)] = tensor
        elif not isinstance(value, (list, tuple)):
            raise InputError(
                f"{name!r} has shape {tuple(tensor.shape)} beside {count} token ids; it must have "
                f"({count},) or (1, {count})."
            )
    return call


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
