"""A spectrogram: a series whose channels are named after the frequencies they stand for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise

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


def is_spectral(feature_names: object) -> bool:
    """Whether what was given as names of channels are frequencies."""
    if not isinstance(feature_names, Collection) or isinstance(feature_names, Mapping):
        return False
    return frequencies(map(str, feature_names)) is not None
