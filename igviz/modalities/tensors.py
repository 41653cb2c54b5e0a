"""Tensors and arrays that a model takes as they are: checked, and where their paths begin."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import torch
from torch import Tensor

from igviz.errors import InputError, MemoryRanOutError, meant, not_finite
from igviz.figure.formats import number, whole
from igviz.modalities.numbers import as_float, is_number
from igviz.models.dense import check_dense
from igviz.models.memory import built_in
from igviz.models.model import Model
from igviz.models.rows import output_of
from igviz.quadrature.shown import Shown

# Values of all step maps that are kept of one input: of 64 x 64 x 64 voxels a report takes 6 MB.
MOST_STEP_VALUES = 4 * 2**20
FEWEST_STEP_MAPS = 4
# Measured: an attribution, its error, 33 nodes in 8 bits, and what is made of them for a moment.
BYTES_PER_VALUE = 200

Named = Mapping[str, Callable[[Tensor, int], Tensor]]
"""Baselines by name, each made of the input, (1, ...), and a seed."""


@dataclass(frozen=True, eq=False)
class TensorBaseline:
    """One baseline: what the model receives, (1, ...), and what it is called."""

    tensor: Tensor
    name: str


def is_tensor(source: object) -> bool:
    """Whether something is a tensor or an array."""
    return isinstance(source, (Tensor, np.ndarray))


def is_floating(source: Any) -> bool:
    """Whether a tensor or array holds real numbers that may be anything between whole ones."""
    return bool(source.is_floating_point() if isinstance(source, Tensor) else _kind(source) == "f")


def read_tensor(source: object, what: str, typed: str = "x") -> Tensor:
    """A tensor of one's own on the CPU, float32 or float64, of what was handed over.

    Parameters
    ----------
    source : tensor or array
        Of any shape. It is not changed.
    what : str
        What an error calls it: "The volume".
    typed : str
        What stands for it in what an error says to type.

    Raises
    ------
    InputError
        It holds no real numbers, none at all, or some that are not finite.
    """
    if isinstance(source, Tensor):
        check_dense(source, what)
        given = source.detach().cpu().as_subclass(Tensor)
        dtype = str(given.dtype).removeprefix("torch.")
        remedy = f"{typed}.float()"
    elif isinstance(source, np.ndarray):
        dtype, remedy = str(source.dtype), f"{typed}.astype('float32')"
        known = source.dtype.kind in "fbiu" and source.dtype.itemsize <= 8
        given = torch.from_numpy(np.array(source)) if known else torch.zeros(1, dtype=torch.bool)
    else:
        raise InputError(
            f"{what} is an object of type {type(source).__name__}; pass a tensor or an array."
        )
    if not given.is_floating_point():
        raise InputError(
            f"{what} holds {dtype}, and the points of a path lie between whole numbers; pass it "
            f"as the model takes it in floating point, such as {remedy}."
        )
    _check_values(given, what)
    _check_room(given.numel(), what)
    return given.to(_precision(given), copy=True, memory_format=torch.contiguous_format)


def takes(model: Model, tensor: Tensor) -> bool:
    """Whether a model can be called with a tensor."""
    try:
        output_of(model.forward, model.placed(tensor))
    except MemoryRanOutError:
        raise
    except Exception:  # noqa: BLE001 - a model may fail in any way
        return False
    return True


def shown_sums(values: int, channel_dim: int | None = None) -> Shown:
    """What is shown of an input with so many values, channels added up."""
    return Shown(channel_dim, most_maps=max(FEWEST_STEP_MAPS, MOST_STEP_VALUES // values))


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
            made.append(_number(as_float(one), inputs))
        elif is_tensor(one):
            made.append(TensorBaseline(_tensor(one, inputs, like), "tensor"))
        else:
            raise InputError(
                f"baseline is an object of type {type(one).__name__}; it must be {needed}."
            )
    return made


def joined(baselines: list[str]) -> str:
    """What several baselines are called together."""
    return " + ".join(dict.fromkeys(baselines))


def _number(value: float, inputs: Tensor) -> TensorBaseline:
    if not math.isfinite(value) or abs(value) > torch.finfo(inputs.dtype).max:
        raise InputError(f"baseline {value:g} is not finite; pass a number such as 0.")
    return TensorBaseline(torch.full_like(inputs, value), f"{value:g}")


def _tensor(one: Any, inputs: Tensor, like: Callable[[Tensor], Tensor | None]) -> Tensor:
    read = read_tensor(one, "The baseline", "baseline")
    put = like(read)
    if put is None:
        raise InputError(
            f"The baseline has shape {tuple(read.shape)}, and the model receives "
            f"{tuple(inputs.shape)}; pass a tensor of the shape of the input."
        )
    return put.to(inputs)


def _check_values(given: Tensor, what: str) -> None:
    if given.numel() == 0:
        raise InputError(
            f"{what} has shape {tuple(given.shape)}, which holds no values; pass one whose axes "
            "are all longer than 0."
        )
    bad = ~given.isfinite()
    if bad.any():
        first = bad.nonzero()[0].tolist()
        counted = f"{what} holds {int(bad.sum())} of {given.numel()} values (first at {first})"
        raise InputError(not_finite(counted, "torch.nan_to_num"))
    if given.dtype == torch.float64 and given.abs().max() > torch.finfo(torch.float32).max:
        raise InputError(f"{what} holds numbers beyond float32, which no figure can; scale them.")


def _check_room(count: int, what: str) -> None:
    needed, there = BYTES_PER_VALUE * count, built_in()
    if there is not None and needed > there:
        raise InputError(
            f"{what} has {whole(count)} values, and explaining it takes about "
            f"{number(needed / 1e9)} GB of memory, of which this machine has "
            f"{number(there / 1e9)}; pass a smaller one, such as every second value along each "
            "axis, with batch_size=1 where the model is large."
        )


def _precision(given: Tensor) -> torch.dtype:
    return torch.float64 if given.dtype == torch.float64 else torch.float32


def _kind(source: Any) -> str:
    return str(source.dtype.kind)
