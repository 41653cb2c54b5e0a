"""Full brightness of step gradients: of each by itself, and one for all, which the view offers."""

from __future__ import annotations

import numpy.typing as npt

from igviz.stills.paint import window_scale
from igviz.stills.paint.arrays import Floats, finite


def step_scales(
    absolute: npt.ArrayLike, absolute_scale: npt.ArrayLike, percentile: float = 99.0
) -> list[float]:
    """Full brightness of each kept step, normalised by itself, in the attribution's unit.

    Parameters
    ----------
    absolute : array of uint8, shape (K, H, W)
        Quantised sums over channels of the absolute step gradient.
    absolute_scale : array, shape (K,)
        What one level is worth in each map.
    """
    maps, levels = _stack(absolute, absolute_scale, "absolute")
    pairs = zip(maps, levels, strict=True)
    return [window_scale(one, percentile) * float(level) for one, level in pairs]


def shared_scale(
    absolute: npt.ArrayLike, absolute_scale: npt.ArrayLike, percentile: float = 99.0
) -> float:
    """One full brightness for all steps: the largest of their own."""
    return max(step_scales(absolute, absolute_scale, percentile), default=0.0)


def _stack(maps: npt.ArrayLike, scales: npt.ArrayLike, name: str) -> tuple[Floats, Floats]:
    stack, levels = finite(maps, name), finite(scales, f"{name}_scale")
    if stack.ndim != 3 or levels.shape != stack.shape[:1]:
        raise ValueError(
            f"{name} must have shape (K, H, W) with one scale for each of the K maps, "
            f"not {stack.shape} with scales {levels.shape}."
        )
    return stack, levels
