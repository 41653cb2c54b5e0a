"""Checks and conversions shared by the painters."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Pixels = npt.NDArray[np.uint8]


def finite(values: npt.ArrayLike, name: str) -> Floats:
    """Return ``values`` as float64; refuse NaN and infinity, which no colour can stand for."""
    array = np.asarray(values)
    if array.dtype.kind not in "buif":
        raise TypeError(f"{name} must hold real numbers, not {array.dtype}.")
    array = array.astype(np.float64)
    bad = int(array.size - np.isfinite(array).sum())
    if bad:
        raise ValueError(
            f"{name} holds {bad} of {array.size} values that are NaN or infinite and cannot be "
            "drawn; find where they arise, or replace them first with numpy.nan_to_num."
        )
    return array


def plane(values: npt.ArrayLike, name: str) -> Floats:
    """Return one finite ``(H, W)`` map with at least one pixel."""
    array = finite(values, name)
    if array.ndim != 2 or array.size == 0:
        raise ValueError(f"{name} must be a map of shape (H, W), not {array.shape}.")
    return array


def unsigned_plane(values: npt.ArrayLike, name: str) -> Floats:
    """Return one finite ``(H, W)`` map without negative values."""
    array = plane(values, name)
    if array.min() < 0:
        raise ValueError(
            f"{name} must not be negative, but its smallest value is {array.min():.3g}; "
            "pass numpy.maximum(map, 0) for one sign or numpy.abs(map) for both."
        )
    return array


def picture(values: npt.ArrayLike, shape: tuple[int, ...]) -> Floats:
    """Return an ``(H, W, 3)`` image on 0..255 whose height and width are ``shape``."""
    array = finite(values, "image")
    if array.shape != (*shape, 3):
        raise ValueError(
            f"image must have the map's height and width and 3 channels, {(*shape, 3)}, "
            f"not {array.shape}."
        )
    return array


def pixels(values: npt.NDArray[Any]) -> Pixels:
    """Round half up to 0..255: the rule of ``Math.round``, so both painters round alike."""
    rounded: Pixels = np.floor(np.clip(values, 0.0, 255.0) + 0.5).astype(np.uint8)
    return rounded


def pixel_percentile(magnitudes: Floats, percentile: float) -> float:
    """Percentile over pixels (linear between ranks), or the maximum where that is zero.

    The fallback keeps a map visible that is zero on nearly every pixel.
    """
    if not 0.0 < percentile <= 100.0:
        raise ValueError(f"percentile must lie in (0, 100], not {percentile}.")
    value = float(np.percentile(magnitudes, percentile))
    return value if value > 0.0 else float(magnitudes.max())


def shares(values: Floats, scale: float) -> Floats:
    """Divide by ``scale`` and clip to [-1, 1]; a zero scale means that there is nothing to show."""
    if not np.isfinite(scale) or scale < 0:
        raise ValueError(f"scale must be a positive number, not {scale}.")
    if scale == 0.0:
        return np.zeros_like(values)
    # Clipping to the scale before dividing keeps denormal scales from overflowing.
    return np.clip(values, -scale, scale) / scale
