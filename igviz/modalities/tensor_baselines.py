"""Where the paths of tensors begin: by name, a number, or another tensor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

import torch
from torch import Tensor

from igviz.errors import InputError, meant
from igviz.modalities.baselines import number_given
from igviz.modalities.numbers import is_number
from igviz.modalities.tensors import is_tensor, read_tensor

Named = Mapping[str, Callable[[Tensor, int], Tensor]]
"""Baselines by name, each made of the input, (1, ...), and a seed."""


@dataclass(frozen=True, eq=False)
class TensorBaseline:
    """One baseline: what the model receives, (1, ...), and what it is called."""

    tensor: Tensor
    name: str


def make_baselines(
    spec: object,
    inputs: Tensor,
    named: Named,
    seed: int,
    like: Callable[[Tensor], Tensor | None],
) -> list[TensorBaseline]:
    """Return the baselines that a person asked for.

    Parameters
    ----------
    spec : str, number, tensor, array, or a list of these
        A name; a number, the value everywhere; a tensor or array like the input.
    inputs : Tensor, shape (1, ...)
    named : mapping
    seed : int
    like : callable
        From a tensor in a shape in which the input may be given to that of ``inputs``; None of
        any other shape.

    Raises
    ------
    InputError
        Not a name, another shape, or a number that is not finite.
    """
    several = list(cast("Any", spec)) if isinstance(spec, (list, tuple)) else [spec]
    needed = f"one of {', '.join(map(repr, named))}, a number, a tensor or a list of these"
    if not several:
        raise InputError(f"The list of baselines is empty; it needs {needed}.")
    made = []
    for place, one in enumerate(several):
        if isinstance(one, str):
            if one not in named:
                raise InputError(
                    f"baseline {one[:200]!r} is unknown; it must be {needed}{meant(one, named)}"
                )
            made.append(TensorBaseline(named[one](inputs, seed + place), one))
        elif is_number(one):
            value = number_given(one, inputs.dtype)
            made.append(TensorBaseline(torch.full_like(inputs, value), f"{value:g}"))
        elif is_tensor(one):
            made.append(TensorBaseline(_tensor(one, inputs, like), "tensor"))
        else:
            raise InputError(
                f"baseline is an object of type {type(one).__name__}; it must be {needed}."
            )
    return made


def _tensor(one: Any, inputs: Tensor, like: Callable[[Tensor], Tensor | None]) -> Tensor:
    read = read_tensor(one, "The baseline", "baseline")
    put = like(read)
    if put is None:
        raise InputError(
            f"The baseline has shape {tuple(read.shape)}, and the model receives "
            f"{tuple(inputs.shape)}; pass a tensor of the shape of the input."
        )
    return put.to(inputs)
