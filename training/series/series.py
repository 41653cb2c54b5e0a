"""A series of noise in which one of a few patterns is planted at a known place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["LABELS", "LENGTH", "PLANTED", "RATE", "Series", "series"]

#: Steps of a series, of what is planted in it, and how many there are in a second.
LENGTH, PLANTED, RATE = 360, 60, 100
#: Standard deviation of the noise, and how high a pattern rises above it.
NOISE, HEIGHTS = 0.35, (1.0, 1.6)

Floats = npt.NDArray[np.float32]
_at = np.linspace(0, 1, PLANTED)
_hann = np.sin(np.pi * _at) ** 2
_PATTERNS: dict[str, Callable[[], npt.NDArray[np.float64]]] = {
    "bump": lambda: _hann,
    "burst": lambda: _hann * np.sin(10 * np.pi * _at),
    "wave": lambda: np.sin(2 * np.pi * _at),
}
LABELS = tuple(_PATTERNS)


@dataclass(frozen=True)
class Series:
    """One series and what is known of it.

    Attributes
    ----------
    values
        Shape ``(LENGTH,)``.
    label
        The index of the pattern; None where none is planted.
    start
        Its first step; `PLANTED` steps are its own.
    """

    values: Floats
    label: int | None
    start: int


def series(seed: int, *, empty: bool = False) -> Series:
    """Return the series of a seed, the same every time; an ``empty`` one is nothing but noise."""
    rng = np.random.default_rng(seed)
    values = rng.normal(0, NOISE, LENGTH)
    label, start = int(rng.integers(len(LABELS))), int(rng.integers(LENGTH - PLANTED))
    height = rng.uniform(*HEIGHTS)
    if not empty:
        values[start : start + PLANTED] += height * _PATTERNS[LABELS[label]]()
    return Series(values.astype(np.float32), None if empty else label, start)
