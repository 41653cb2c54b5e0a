"""Which kind of input was handed over, and from where its path may start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any, cast

import numpy as np
import torch

from igviz.errors import InputError
from igviz.modalities import ROOMS
from igviz.modalities.frames import is_frame_of_several
from igviz.modalities.modality import Baseline, Input, Modality
from igviz.modalities.numbers import is_number
from igviz.modalities.tensors import check_unmasked
from igviz.models.dense import check_dense
from igviz.models.model import Model
from igviz.options import How

MOST_BASELINES = 1000  # of one input: each costs as much as an explanation


def modalities() -> Iterator[Modality]:
    """Every kind of input, in the order of the list."""
    return map(modality_of, ROOMS.values())


def modality_of(room: object) -> Modality:
    """The kind of input that a folder is named after."""
    if not isinstance(room, str) or room not in ROOMS.values():
        rooms = ", ".join(map(repr, sorted(ROOMS.values())))
        raise InputError(f"kind={room!r} was given; pass one of {rooms}, or leave it out.")
    return cast("Modality", import_module(f"igviz.modalities.{room}.modality"))


def baseline_names() -> set[str]:
    """The names of the baselines of every kind of input."""
    return {name for modality in modalities() for name in modality.baselines}


def listed(inputs: object, model: Model, options: How) -> tuple[list[object], bool]:
    """One input or each of a list; the flag tells that there was one.

    A list may be one input itself, such as a list of token ids. A data frame is its rows, and so is
    an array of rows as wide as the model takes them.
    """
    kind = options["kind"]
    if is_plain_row(inputs, model, options):
        return [np.array(inputs, float)], True
    may_be_rows = kind in (None, "tabular")
    if may_be_rows and is_frame_of_several(inputs) and options["edge_index"] is None:
        frame = cast("Any", inputs)
        rows = kind == "tabular" or frame.shape[1] == model.row_width
        if rows or not modality_of("series").accepts(inputs, model, options):
            return [frame.iloc[[at]] for at in range(len(frame))], False
        return [inputs], True
    if may_be_rows and is_array_of_several(inputs, model, options):
        return list(cast("Any", inputs)), False
    offered = modalities() if kind is None else iter([modality_of(kind)])
    single = not isinstance(inputs, list) or any(m.is_one(inputs, options) for m in offered)
    return ([inputs], True) if single else (list(cast("list[object]", inputs)), False)


def is_plain_row(inputs: object, model: Model, options: How) -> bool:
    """Whether numbers in a list or tuple are as many as a row has that the model takes."""
    if not isinstance(inputs, (list, tuple)) or len(inputs) != model.row_width:
        return False
    told = options["transform"] is not None or options["feature_names"] is not None
    return not told and not model.looks_up and all(map(is_number, inputs))


def is_array_of_several(inputs: object, model: Model, options: How) -> bool:
    """Whether something is an array or tensor (N, D) of more than one row of the model's."""
    other = ("transform", "edge_index", "time_dim", "sample_rate")  # which rows do not have
    told = any(options[name] is not None for name in other)  # type: ignore[literal-required]
    if told or not isinstance(inputs, (torch.Tensor, np.ndarray)):
        return False
    if isinstance(inputs, torch.Tensor) and inputs.is_nested:  # which has no shape
        return False
    return inputs.ndim == 2 and len(inputs) > 1 and inputs.shape[1] == model.row_width


def together(_: Model) -> list[object]:
    """The inputs that are explained beside one, kept by a model; none where it is alone."""
    return []


def open_input(model: Model, source: object, options: How) -> Input:
    """Open one input as the kind that was named, or else the first kind that accepts it."""
    if isinstance(source, torch.Tensor):
        check_dense(source, "The input")
    check_unmasked(source, "The input")
    if options["kind"] is not None:
        return modality_of(options["kind"]).open(source, model, options)
    *others, last = modalities()
    for modality in others:
        if modality.accepts(source, model, options):
            return modality.open(source, model, options)
    return last.open(source, model, options)


def baselines_of(source: Input, spec: object, seed: int) -> Sequence[Baseline]:
    """Make the baselines that a specification names; refuse one that equals the input."""
    several = spec if isinstance(spec, (list, tuple)) else [spec]
    if len(several) > MOST_BASELINES:
        raise InputError(
            f"{len(several)} baselines were given, and {MOST_BASELINES} are the most that are "
            "averaged; pass fewer, or an array or tensor for one baseline of so many values."
        )
    for each in several:
        if isinstance(each, torch.Tensor):
            check_dense(each, "The baseline")
    baselines, inputs = source.baselines(spec, seed), source.facts.inputs
    for baseline in baselines:
        if torch.equal(baseline.tensor.to(inputs), inputs):
            raise InputError(
                f"The input equals its baseline ({baseline.name}), so there is no path between "
                f"them; pass another, such as {source.menu.other(baseline.name)}."
            )
    return baselines
