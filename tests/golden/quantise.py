"""Eight-bit maps with a scale each: a map is ``levels * scale``, off by half a level at most."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from igviz.stills.paint.arrays import Floats, finite


def quantise_signed(values: npt.ArrayLike) -> tuple[npt.NDArray[np.int8], float]:
    """Return ``(levels, scale)`` of a signed array: int8 in -127..127, and what one is worth."""
    levels, scale = _levels(finite(values, "values"), 127)
    return levels.astype(np.int8), scale


def quantise_unsigned(values: npt.ArrayLike) -> tuple[npt.NDArray[np.uint8], float]:
    """Return ``(levels, scale)`` of a non-negative array: uint8, and what one is worth."""
    amounts = finite(values, "values")
    if amounts.size and amounts.min() < 0:
        raise ValueError(f"values must not be negative, but hold {amounts.min():.3g}.")
    levels, scale = _levels(amounts, 255)
    return levels.astype(np.uint8), scale


def quantise_signed_stack(maps: npt.ArrayLike) -> tuple[npt.NDArray[np.int8], list[float]]:
    """Quantise ``(K, H, W)`` signed maps, each by a scale of its own."""
    values = _checked_stack(maps)
    pairs = [quantise_signed(one) for one in values]
    levels = np.array([pair[0] for pair in pairs], dtype=np.int8).reshape(values.shape)
    return levels, [pair[1] for pair in pairs]


def quantise_unsigned_stack(maps: npt.ArrayLike) -> tuple[npt.NDArray[np.uint8], list[float]]:
    """Quantise ``(K, H, W)`` non-negative maps, each by a scale of its own."""
    values = _checked_stack(maps)
    pairs = [quantise_unsigned(one) for one in values]
    levels = np.array([pair[0] for pair in pairs], dtype=np.uint8).reshape(values.shape)
    return levels, [pair[1] for pair in pairs]


def dequantise(levels: npt.NDArray[Any], scale: float | npt.ArrayLike) -> Floats:
    """Return ``levels * scale``; ``scale`` is one number, or one for each map of a stack."""
    values, factors = finite(levels, "levels"), finite(scale, "scale")
    return values * factors.reshape(factors.shape + (1,) * (values.ndim - factors.ndim))


def _levels(values: Floats, top: int) -> tuple[Floats, float]:
    largest = float(np.abs(values).max(initial=0.0))
    scale = largest / top
    if scale == 0.0:  # nothing there, or too small for a float to hold a level of it
        return np.zeros_like(values), 0.0
    return np.clip(np.rint(values / scale), -top, top), scale


def _checked_stack(maps: npt.ArrayLike) -> Floats:
    values = finite(maps, "maps")
    if values.ndim != 3:
        raise ValueError(f"maps must have shape (K, H, W), not {values.shape}.")
    return values
