"""Numbers that are handed over: one, of which no truth value is any, or those of a tensor."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from igviz.errors import InputError


def is_number(value: object) -> bool:
    """Whether a value is one number, NumPy's among them."""
    return is_whole(value) or isinstance(value, (float, np.floating))


def is_whole(value: object) -> bool:
    """Whether a value is one whole number, NumPy's among them."""
    return isinstance(value, (int, np.integer)) and not isinstance(value, bool)


def as_float(value: Any) -> float:
    """A number as a float; infinite where it is a whole number beyond them all."""
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def check_dense(tensor: Any, what: str) -> None:
    """Refuse a tensor that holds its numbers in another way than one beside the other, or none."""
    if tensor.is_meta:
        raise InputError(
            f"{what} is a tensor on {tensor.device}, which holds no numbers; pass one with values."
        )
    if str(tensor.layout) != "torch.strided":
        raise InputError(
            f"{what} is a tensor on {tensor.device} of layout {tensor.layout}; pass a dense one, "
            "such as x.to_dense()."
        )
