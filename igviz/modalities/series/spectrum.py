"""A spectrogram: a series whose channels are named after the frequencies they stand for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise
from typing import cast

_FREQUENCY = re.compile(r"\s*(\d+(?:\.\d*)?(?:e[+-]?\d+)?)\s*(k?)Hz\s*", re.IGNORECASE)


def frequencies(names: Iterable[str]) -> list[float] | None:
    """Frequencies in Hz that channels are named after, as in ``"440 Hz"`` or ``"1.5 kHz"``.

    None where a name is no frequency, or where they neither rise nor fall throughout; rounded
    names may repeat.
    """
    found = [_FREQUENCY.fullmatch(name) for name in names]
    told = [float(one[1]) * (1000 if one[2] else 1) for one in found if one]
    if len(told) < max(2, len(found)) or told[0] == told[-1]:
        return None
    rising = told[0] < told[-1]
    ordered = all((a <= b) if rising else (a >= b) for a, b in pairwise(told))
    return told if ordered else None


def count_named(feature_names: object) -> int | None:
    """How many channels have a name, where a name was given for each."""
    listed = isinstance(feature_names, Collection) and not isinstance(feature_names, (str, Mapping))
    return len(cast("Collection[object]", feature_names)) if listed else None


def is_spectral(source: object, feature_names: object) -> bool:
    """Whether something has two axes, one of which is named after frequencies."""
    count, shape = count_named(feature_names), getattr(source, "shape", ())
    plane = [length for length in shape if length != 1]
    if count is None or len(plane) != 2 or count not in plane:
        return False
    return frequencies(map(str, cast("Collection[object]", feature_names))) is not None
