"""Whether something that was handed over is a number; no truth value is, though Python says so."""

from __future__ import annotations

import math
from typing import Any

import numpy as np


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
