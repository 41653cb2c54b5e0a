"""The window of values that is shown from black to white, as radiologists give it."""

from __future__ import annotations

import math

from igviz.modalities.numbers import as_float, is_number

Window = tuple[float, float]  # the value shown black, and the one shown white


def level_and_width(given: object) -> tuple[float, float] | None:
    """Check ``window=(level, width)`` and return both; None without one.

    Raises
    ------
    TypeError
        It is no pair of numbers.
    ValueError
        A number is not finite, or the width is not above zero.
    """
    if given is None:
        return None
    pair = list(given) if isinstance(given, (tuple, list)) else []
    if len(pair) != 2 or not all(map(is_number, pair)):
        raise TypeError(
            f"window={given!r} was given; pass (level, width), such as window=(40, 400)."
        )
    level, width = map(as_float, pair)
    if not (math.isfinite(level) and math.isfinite(width) and width > 0):
        raise ValueError(
            f"window={given!r} was given; pass a level and a width above 0, such as "
            "window=(40, 400)."
        )
    return level, width


def ends_of(level: float, width: float) -> Window:
    """The value shown black, and the one shown white."""
    return level - width / 2, level + width / 2


def window_of(given: object) -> Window | None:
    """The ends of ``window=(level, width)``, which is checked; None without one."""
    pair = level_and_width(given)
    return None if pair is None else ends_of(*pair)
