"""The window through which grey values are seen: its level in the middle, and its width."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from igviz.errors import InputError
from igviz.modalities.numbers import as_float, is_number

_USUAL = (1.0, 99.0)  # percentiles that are black and white where nobody says which values are


@dataclass(frozen=True)
class Window:
    """What is black, ``level - width / 2``, and what is white, ``level + width / 2``."""

    level: float
    width: float

    @property
    def ends(self) -> tuple[float, float]:
        """What is black and what is white."""
        return self.level - self.width / 2, self.level + self.width / 2


def window_of(given: object, values: NDArray[Any]) -> Window:
    """The window that was asked for, or one that most values lie in.

    Raises
    ------
    InputError
        It is not two finite numbers, or its width is not above 0.
    """
    if given is None:
        low, high = np.percentile(values, _USUAL)
        if low == high:
            low, high = values.min(), values.max()
        return Window(float(low + high) / 2, float(high - low) or 1.0)
    if not (isinstance(given, Sequence) and not isinstance(given, str) and len(given) == 2):
        raise InputError(_wrong(given))
    if not all(map(is_number, given)) or not all(math.isfinite(as_float(one)) for one in given):
        raise InputError(_wrong(given))
    window = Window(as_float(given[0]), as_float(given[1]))
    if window.width <= 0:
        raise InputError(
            f"window={given!r} has the width {window.width:g}, in which there is nothing to see; "
            "pass (level, width) with a width above 0, such as window=(40, 400)."
        )
    return window


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


def _wrong(given: object) -> str:
    return (
        f"window={given!r} was given; pass two numbers, the level and the width of the values "
        "between black and white, such as window=(40, 400)."
    )
