"""Several inputs: which there are, what each is called, and how each is read by itself."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from inspect import Parameter
from pathlib import Path
from typing import Any, NoReturn, cast

import numpy as np
import torch
from torch import Tensor

from igviz.errors import InputError, meant, quoted
from igviz.modalities.choose import open_input
from igviz.modalities.frames import is_framed
from igviz.modalities.modality import Input
from igviz.modalities.tensors import is_floating
from igviz.models.model import Model
from igviz.options import How

_IN_ORDER = {Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD}
_OF_ROWS = ("feature_names", "background")  # options that say something of rows only


def is_picture(value: object) -> bool:
    """Whether something is a picture rather than numbers: a file, a PIL image, bytes."""
    if isinstance(value, (bytes, bytearray, os.PathLike)) or hasattr(value, "getbands"):
        return True
    return isinstance(value, str) and _is_file(value)


def named(source: object, model: Model) -> tuple[list[str], list[Any], bool]:
    """The name and the source of every input, and whether the model is called by these names.

    Inputs in a tuple are called what the model calls its arguments.

    Raises
    ------
    InputError
        The model takes no input of a name, or not so many.
    """
    if not isinstance(source, (tuple, Mapping)):
        raise InputError(
            "Several inputs are a tuple, in the order of the model's arguments, or a mapping from "
            f"their names; {type(source).__name__} was given."
        )
    own = model.parameters
    kinds = () if own is None else {parameter.kind for parameter in own.values()}
    ordered = [name for name, p in (own or {}).items() if p.kind in _IN_ORDER]
    if isinstance(source, Mapping):
        unknown = [name for name in source if name not in (own or source)]
        if unknown and Parameter.VAR_KEYWORD not in kinds:
            raise InputError(
                f"The model takes no input {unknown[0]!r}; it takes {quoted(own or ())}"
                f"{meant(unknown[0], own or ())}"
            )
        return list(source), list(source.values()), True
    if own is not None and len(ordered) < len(source) and Parameter.VAR_POSITIONAL not in kinds:
        raise InputError(
            f"The tuple holds {len(source)} inputs and the model takes {len(ordered)} "
            f"({quoted(ordered)}); pass as many, or a list to explain each by itself."
        )
    rest = [f"input {number + 1}" for number in range(len(ordered), len(source))]
    return [*ordered[: len(source)], *rest], list(source), False


def one_by_one(values: Sequence[Any]) -> list[Any]:
    """Inputs without their batch dimension, where all that are arrays have one, of one example.

    Otherwise they are taken to have none.
    """
    arrays = [value for value in values if isinstance(value, (Tensor, np.ndarray))]
    if not all(value.ndim > 1 and len(value) == 1 for value in arrays):
        return list(values)
    return [value[0] if is_floating(value) else value for value in values]


def is_text(value: object, model: Model) -> bool:
    """Whether an input is a text: a string that is no file, or numbers where ids are looked up."""
    if isinstance(value, str):
        return not _is_file(value)
    if isinstance(value, (list, tuple)):
        return bool(value) and all(isinstance(item, str) for item in value)
    whole = isinstance(value, Tensor) and not (value.is_floating_point() or value.is_complex())
    wide = whole and cast("Tensor", value).dtype not in (torch.uint8, torch.bool)
    return wide and model.looks_up


def alone(model: Model) -> Model:
    """A stand-in for a model while one input is read, with which alone it cannot be called."""
    return Model(_unable, None, model.transform, model.labels)


def opened(name: str, value: object, model: Model, options: How) -> Input:
    """Read one input that is no text; what options say of it alone is picked out."""
    if _is_several(value):
        raise InputError(
            f"Input {name!r} is a {type(value).__name__} of arrays, so several inputs itself; pass "
            "each under a name of its own, and a function that puts them together as the model."
        )
    stand_in = model.once(alone)
    shown = is_picture(value) or _is_bytes(value)
    own: dict[str, Any] = {**options, "kind": None, "fixed": None, "embedding": None}
    for option in _OF_ROWS:
        own[option] = _own(option, options, name, rows=_is_row(value))
    transform = options["transform"] if shown else None
    own["transform"] = transform
    if transform is None:
        stand_in = replace(stand_in, transform=None)
    if isinstance(value, Tensor) and not shown and not value.is_floating_point():
        raise InputError(
            f"Input {name!r} holds {str(value.dtype).removeprefix('torch.')}, which has no "
            f"gradient; pass value.float() if the model takes it so, or hold it as it is: "
            f"fixed={{{name!r}: …}}."
        )
    try:
        part = open_input(stand_in, value, cast("How", own))
    except InputError as error:
        raise InputError(f"Input {name!r}: {error}") from error
    if part.facts.forward is not stand_in.forward:
        raise InputError(
            f"Input {name!r} ({type(value).__name__}) is of a kind that stands alone only; hold it "
            f"as it is: fixed={{{name!r}: …}}."
        )
    return part


def several_texts(names: Sequence[str]) -> NoReturn:
    """Refuse two texts."""
    raise InputError(
        f"{quoted(names)} are texts, and one text beside other inputs is read; pass the token ids "
        "of the others in fixed=, or both in a tuple to a tokenizer that joins them."
    )


def _own(option: str, options: How, name: str, rows: bool) -> object:
    """What an option says of one input: under its name, or of all rows."""
    given = cast("Mapping[str, Any]", options)[option]
    if isinstance(given, Mapping):
        return given.get(name)
    return given if rows else None


def _is_several(value: object) -> bool:
    """Whether an input holds several arrays, as neither a row nor a graph does."""
    if isinstance(value, Mapping) and "edge_index" not in value:
        return any(getattr(one, "ndim", 0) > 0 for one in value.values())
    return isinstance(value, tuple) and any(getattr(one, "ndim", 0) > 0 for one in value)


def _is_row(value: object) -> bool:
    if isinstance(value, (Tensor, np.ndarray)):
        return value.ndim == 1 or (value.ndim == 2 and len(value) == 1)
    return isinstance(value, Mapping) or is_framed(value)


def _is_bytes(value: object) -> bool:
    return (isinstance(value, Tensor) and value.dtype == torch.uint8 and value.ndim > 1) or (
        isinstance(value, np.ndarray) and value.dtype.kind == "u" and value.ndim > 1
    )


def _is_file(text: str) -> bool:
    try:
        return Path(os.path.expanduser(text)).is_file()  # noqa: PTH111 - theirs may raise
    except (OSError, ValueError):
        return False


def _unable(*_: object) -> NoReturn:
    raise TypeError("One input alone is not what the model is called with.")
