"""The window through which grey values are seen: its level in the middle, and its width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from igviz.modalities.window import ends_of, level_and_width

_USUAL = (1.0, 99.0)  # percentiles that are black and white where nobody says which values are


@dataclass(frozen=True)
class Window:
    """What is black, ``level - width / 2``, and what is white, ``level + width / 2``."""

    level: float
    width: float

    @property
    def ends(self) -> tuple[float, float]:
        """What is black and what is white."""
        return ends_of(self.level, self.width)


def window_for(given: object, values: NDArray[Any]) -> Window:
    """The window that was asked for, or one that most values lie in."""
    asked = level_and_width(given)
    if asked is not None:
        return Window(*asked)
    low, high = np.percentile(values, _USUAL)
    if low == high:
        low, high = values.min(), values.max()
    return Window(float(low + high) / 2, float(high - low) or 1.0)


def levels_of(values: NDArray[Any], window: Window) -> tuple[NDArray[np.uint8], float, float]:
    """Values in 256 levels, and what the lowest and the highest stand for.

    They reach half a window beyond it, as far as there are values, so that it can be moved later.
    """
    low, high = window.level - window.width, window.level + window.width
    least, most = float(values.min()), float(values.max())
    if least < high and most > low and most > least:
        low, high = max(low, least), min(high, most)
    share = (values.astype(np.float64).clip(low, high) - low) / (high - low)
    return np.round(255 * share).astype(np.uint8), low, high
