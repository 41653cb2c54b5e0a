"""Which kind of input was handed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import cast

from igviz.modalities import ROOMS
from igviz.modalities.modality import Input, Modality
from igviz.models.guard import Forward
from igviz.options import How


def modalities() -> Iterator[Modality]:
    """Every kind of input, in the order of the list."""
    for room in ROOMS.values():
        yield cast("Modality", import_module(f"igviz.modalities.{room}.modality"))


def several(inputs: object, options: How) -> list[object] | None:
    """The inputs of a list of several; None for a single one, such as a list of token ids."""
    if not isinstance(inputs, list):
        return None
    is_one = any(modality.is_one(inputs, options) for modality in modalities())
    return None if is_one else inputs


def open_input(model: Forward, source: object, labels: Sequence[str], options: How) -> Input:
    """Open one input as the first kind that accepts it."""
    *others, last = modalities()
    for modality in others:
        if modality.accepts(source, model, options):
            return modality.open(source, model, labels, options)
    return last.open(source, model, labels, options)
