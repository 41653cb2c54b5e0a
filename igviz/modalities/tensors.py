"""Tensors and arrays that a model takes as they are."""

from __future__ import annotations

from typing import Any, TypeGuard, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from igviz.errors import InputError, MemoryRanOutError, not_finite
from igviz.figure.formats import number, whole
from igviz.modalities.frames import is_framed
from igviz.models.dense import check_dense
from igviz.models.memory import built_in
from igviz.models.model import Model
from igviz.models.rows import output_of
from igviz.options import How
from igviz.quadrature.shown import Shown

Given = Tensor | NDArray[Any]

# Values of all step maps that are kept of one input: of 64 x 64 x 64 voxels a report takes 6 MB.
MOST_STEP_VALUES = 4 * 2**20
FEWEST_STEP_MAPS = 4
# Measured: an attribution, its error, 33 nodes in 8 bits, and what is made of them for a moment.
BYTES_PER_VALUE = 200


def is_tensor(source: object) -> TypeGuard[Given]:
    """Whether something is a tensor or an array."""
    return isinstance(source, (Tensor, np.ndarray))


def is_floating(source: object) -> TypeGuard[Given]:
    """Whether something is a tensor or array of real numbers that may lie between whole ones."""
    if isinstance(source, Tensor):
        return source.is_floating_point()
    return isinstance(source, np.ndarray) and _kind(source) == "f"


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
        dtype, remedy = str(given.dtype).removeprefix("torch."), f"{typed}.float()"
    elif isinstance(source, np.ndarray):
        given = _tensor_of(source, what, typed)
        dtype, remedy = str(source.dtype), f"{typed}.astype('float32')"
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
    precision = torch.float64 if given.dtype == torch.float64 else torch.float32
    return given.to(precision, copy=True, memory_format=torch.contiguous_format)


def check_unmasked(source: object, what: str, typed: str = "x") -> None:
    """Refuse an array of NumPy with masked values; the rest is as for `read_tensor`."""
    if np.ma.is_masked(source):
        raise InputError(
            f"{what} has masked values, for which the model has no number; fill them, such as by "
            f"{typed}.filled(0)."
        )


def takes(model: Model, tensor: Tensor) -> bool:
    """Whether a model can be called with a tensor."""
    try:
        output_of(model.forward, model.placed(tensor))
    except MemoryRanOutError:
        raise
    except Exception:  # noqa: BLE001 - a model may fail in any way
        return False
    return True


def is_wide(source: object, model: Model) -> bool:
    """Whether an input's own precision is float64, and nothing is known to need another.

    Arrays and data frames are float64 unless somebody saw to it, so that of them only a function
    without weights is handed what it was given.
    """
    if isinstance(source, Tensor):
        return source.dtype == torch.float64
    values = cast("Any", source).to_numpy() if is_framed(source) else source
    return isinstance(values, np.ndarray) and values.dtype == np.float64 and not model.has_weights


def in_its_precision(tensor: Tensor, source: object, model: Model) -> Tensor:
    """What was read of an input in the precision to compute in: float64 only where that is told."""
    return tensor if model.is_double or is_wide(source, model) else tensor.float()


def check_untransformed(options: How, what: str, ready: str = "") -> None:
    """Refuse a transform for what is handed to the model as it is.

    Parameters
    ----------
    options : How
    what : str
        What was given, with its article: "a volume".
    ready : str
        How the model takes it.
    """
    if options["transform"] is not None:
        _, noun = what.split()
        raise InputError(
            f"A transform was given for {what}; it is for images. Pass the {noun} as the model "
            f"takes it{ready}, and leave transform out."
        )


def shown_sums(values: int, channel_dim: int | None = None) -> Shown:
    """What is shown of an input with so many values, channels added up."""
    return Shown(channel_dim, most_maps=max(FEWEST_STEP_MAPS, MOST_STEP_VALUES // values))


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


def _tensor_of(source: Any, what: str, typed: str) -> Tensor:
    """An array of floats as a tensor, whatever the order of its bytes; else a truth value."""
    check_unmasked(source, what, typed)
    if _kind(source) != "f" or source.dtype.itemsize > 8:
        return torch.tensor(False)
    return torch.from_numpy(np.array(source, source.dtype.newbyteorder("=")))


def _kind(source: Any) -> str:
    return str(source.dtype.kind)
