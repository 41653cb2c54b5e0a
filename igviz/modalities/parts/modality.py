"""Several inputs at once as a kind of input; see `igviz.modalities.modality.Modality`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from igviz.modalities.frames import is_framed
from igviz.modalities.parts.baselines import BASELINES
from igviz.modalities.parts.input import OpenParts
from igviz.modalities.parts.read import is_picture
from igviz.modalities.tensors import is_floating, is_tensor
from igviz.models.model import Model
from igviz.options import How

baselines = BASELINES


def accepts(source: object, model: Model, options: How) -> bool:  # noqa: ARG001
    """Several inputs are a tuple or mapping that holds arrays, pictures or tables.

    Numbers by name are one row, and token ids by name, with floats beside them, one text.
    """
    if isinstance(source, tuple):
        return any(map(_is_input, source))
    if not isinstance(source, Mapping) or not all(isinstance(name, str) for name in source):
        return False
    values = list(source.values())
    return any(map(_is_more, values)) or (bool(values) and all(map(_is_floats, values)))


def is_one(source: list[Any], options: How) -> bool:  # noqa: ARG001
    """A list holds several examples."""
    return False


def open(source: object, model: Model, options: How) -> OpenParts:  # noqa: A001 - the seam's name
    """Read every input by itself, and put them on one path."""
    return OpenParts(model, source, options)


def _is_input(value: object) -> bool:
    held = is_tensor(value) and value.ndim > 0
    return held or isinstance(value, Mapping) or is_picture(value) or is_framed(value)


def _is_more(value: object) -> bool:
    """Whether something is neither numbers in a row nor what a tokenizer returns."""
    if is_tensor(value):
        return value.ndim > 2 and is_floating(value)
    return isinstance(value, Mapping) or is_picture(value) or is_framed(value)


def _is_floats(value: object) -> bool:
    return is_floating(value) and value.ndim > 0
