"""When the steps of a series are: by number, in seconds, or by date."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np

from igviz.errors import InputError
from igviz.figure.formats import number, whole
from igviz.modalities.numbers import as_float, is_number
from igviz.modalities.series.figure import INTERVALS, Interval, Tick
from igviz.modalities.series.read import Floats

_MOST_TICKS = 6
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = 86400.0
_YEARS = 900 * _DAY  # from this length on, days say too much
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def rate_given(sample_rate: object) -> float | None:
    """The samples per second that were given; refuse what is no such number."""
    if sample_rate is None:
        return None
    rate = as_float(sample_rate) if is_number(sample_rate) else math.nan
    if not (0 < rate < math.inf):
        raise InputError(
            f"sample_rate={sample_rate!r} was given; pass the samples per second as a number above "
            "0, such as sample_rate=16000."
        )
    return rate


@dataclass(frozen=True, eq=False)
class Times:
    """When each of so many steps is; ``rate`` is in Hz, ``dates`` in seconds since 1970."""

    steps: int
    rate: float | None = None
    dates: Floats | None = None

    @property
    def wire(self) -> list[float] | None:
        """Dates for the wire: the first and the last where all between are evenly spaced."""
        if self.dates is None:
            return None
        even = np.linspace(self.dates[0], self.dates[-1], self.steps)
        apart = abs(self.dates[-1] - self.dates[0]) / max(1, self.steps - 1)
        close = bool((abs(self.dates - even) <= 0.01 * apart).all())
        return [float(one) for one in (self.dates[[0, -1]] if close else self.dates)]

    def ticks(self) -> list[Tick]:
        """Places on the axis, counted in steps, and what is written there."""
        if self.dates is not None:
            places = np.unique(np.linspace(0, self.steps - 1, _MOST_TICKS).round().astype(int))
            return [{"at": float(at), "label": self._date(int(at))} for at in places]
        scale = self.rate or 1.0
        length = (self.steps - 1) / scale
        apart = _nice(length / (_MOST_TICKS - 1)) if length else 1.0
        if self.rate is None:
            apart = max(apart, 1.0)
        marks = [k * apart for k in range(int(length / apart + 1e-9) + 1)]
        return [{"at": mark * scale, "label": self._said(mark)} for mark in marks]

    def intervals(self) -> list[Interval]:
        """The axis in equal parts, each with its name."""
        count = min(INTERVALS, self.steps)
        edges = [round(at * self.steps / count) for at in range(count + 1)]
        spans = pairwise(edges)
        return [{"start": a, "end": b, "name": self._between(a, b)} for a, b in spans]

    def _between(self, start: int, end: int) -> str:
        if self.dates is not None:
            first, last = self._date(start, year=False), self._date(end - 1, year=False)
            return first if first == last else f"{first} – {last}"
        if self.rate is None:
            return whole(start) if end == start + 1 else f"{whole(start)} – {whole(end - 1)}"
        return f"{number(start / self.rate)} – {number(end / self.rate)} s"

    def _said(self, mark: float) -> str:
        return whole(mark) if self.rate is None else f"{number(mark)} s"

    def _date(self, at: int, *, year: bool = True) -> str:
        """The date of a step, as finely as the axis needs it; the year may be left out."""
        assert self.dates is not None
        when = _EPOCH + timedelta(seconds=float(self.dates[at]))
        length = abs(self.dates[-1] - self.dates[0])
        if length < _DAY:
            return when.strftime("%H:%M" if length >= _MOST_TICKS * 60 else "%H:%M:%S")
        month = _MONTHS[when.month - 1]
        if length >= _YEARS:
            return f"{month} {when.year}"
        day = f"{when.day} {month}"
        if length < _MOST_TICKS * _DAY:
            return f"{day} {when:%H:%M}"
        return f"{day} {when.year}" if year else day


def _nice(least: float) -> float:
    """The next of 1, 2 and 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least * (1 - 1e-9))
