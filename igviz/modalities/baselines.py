"""What the baselines of every kind share: numbers, blanks, blurs and what several are called."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Protocol

import torch
from torch import Tensor
from torch.nn.functional import conv1d, pad

from igviz.errors import InputError
from igviz.modalities.numbers import as_float

_REACH = 3  # standard deviations of a blur that are reckoned with


class Named(Protocol):
    """What has a name."""

    @property
    def name(self) -> str:
        """What it is called."""


def number_given(given: Any, dtype: torch.dtype) -> float:
    """A number as a baseline; ``dtype`` is that in which the model gets it.

    Raises
    ------
    InputError
        It is not finite, or not in that precision.
    """
    value = as_float(given)
    if not abs(value) <= torch.finfo(dtype).max:
        where = f" in {dtype}" if math.isfinite(value) else ""
        raise InputError(f"baseline {value:g} is not finite{where}; pass a number such as 0.")
    return value


def joined(baselines: Sequence[Named]) -> str:
    """What several baselines are called together."""
    return " + ".join(dict.fromkeys(one.name for one in baselines))


def zero(inputs: Tensor, seed: int) -> Tensor:  # noqa: ARG001
    """Nothing everywhere."""
    return torch.zeros_like(inputs)


def blurred(values: Tensor, axis: int, deviation: float) -> Tensor:
    """Values under a Gaussian along one axis; beyond the ends the last values go on.

    Parameters
    ----------
    values : Tensor of float64
        So that of equal values it is, in any lower precision, exactly these.
    axis : int
    deviation : float
        The standard deviation in steps of the axis.
    """
    reach = int(_REACH * deviation) + 1
    places = torch.arange(-reach, reach + 1).to(values)
    kernel = torch.exp(-((places / deviation) ** 2) / 2)
    lines = values.movedim(axis, -1)
    flat = lines.reshape(-1, 1, lines.shape[-1])
    padded = pad(flat, (reach, reach), mode="replicate")
    smooth = conv1d(padded, (kernel / kernel.sum())[None, None])
    return smooth.reshape(lines.shape).movedim(-1, axis)
