"""Arrays and numbers as the wire holds them: bytes little endian in C order, and no NaN."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, Literal, SupportsFloat, TypedDict

import numpy as np
from numpy.typing import NDArray

_DTYPES = {"uint8": "u8", "int8": "i8", "float32": "f32"}
_NOT_FINITE = "A figure cannot hold NaN or infinity."


class WireArray(TypedDict):
    """An array as bytes, little endian, C order."""

    dtype: Literal["u8", "i8", "f32"]
    shape: list[int]
    data: memoryview


def wire(values: NDArray[Any]) -> WireArray:
    """An array of uint8, int8 or float32 for the wire."""
    name = _DTYPES.get(values.dtype.name)
    if name is None:
        raise TypeError(f"An array of {values.dtype} cannot be sent; use uint8, int8 or float32.")
    if not np.isfinite(values).all():
        raise ValueError(_NOT_FINITE)
    flat = np.ascontiguousarray(values, dtype=values.dtype.newbyteorder("<"))
    data = memoryview(flat.tobytes())
    return {"dtype": name, "shape": list(values.shape), "data": data}  # type: ignore[typeddict-item]


def unwire(array: WireArray) -> NDArray[Any]:
    """The array behind `wire`."""
    dtype = {short: name for name, short in _DTYPES.items()}[array["dtype"]]
    return np.frombuffer(array["data"], np.dtype(dtype).newbyteorder("<")).reshape(array["shape"])


def rounded(values: NDArray[Any]) -> NDArray[np.float32]:
    """Values to 12 binary digits, a relative 1.2e-4: more than is ever shown, and half to store."""
    fraction, exponent = np.frexp(np.asarray(values, np.float64))
    return np.ldexp(np.round(fraction * 4096) / 4096, exponent).astype(np.float32)


def numbers(values: Iterable[SupportsFloat]) -> list[float]:
    """Numbers as JSON can hold them."""
    finite = [float(value) for value in values]
    if not all(map(math.isfinite, finite)):
        raise ValueError(_NOT_FINITE)
    return finite
