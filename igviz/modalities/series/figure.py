"""What the wire holds of a series."""

from __future__ import annotations

from typing import Literal, TypedDict

from igviz.figure.arrays import WireArray
from igviz.figure.schema import Facts, Steps

# Up to so many channels are drawn as lines, more as a strip of time by channel.
MOST_LINES = 8
# The time axis is cut into so many equal parts, of which the strongest are listed.
INTERVALS = 12
# A series is drawn in so many columns at most: the least and the most of each, what it adds up to.
MOST_COLUMNS = 600
# In a strip the most of a channel is so far from the page to its ink, and the strongest
# attribution hides so much of it.
SHADE = 0.5
COVER = 0.85
# From this sample rate in Hz on, a series of one or two channels can be heard.
LEAST_RATE = 4000


class Tick(TypedDict):
    """A place on the time axis, counted in steps, and what is written there."""

    at: float
    label: str


class Interval(TypedDict):
    """Steps ``start`` up to, not including, ``end``, and when they are."""

    start: int
    end: int
    name: str


class SeriesFigure(Facts):
    """One explanation of a series of C channels and T steps; arrays are (C, T).

    ``inputs`` and ``baseline`` hold what the series is at both ends of the path. ``rate`` is in Hz;
    ``dates`` are seconds since 1970, of the first and the last step where all are evenly spaced.
    ``hertz`` are the frequencies that the channels of a spectrogram stand for.
    """

    kind: Literal["series"]
    channels: list[str]
    hertz: list[float] | None
    inputs: WireArray
    baseline: WireArray
    values: WireArray
    error: WireArray | None
    steps: Steps
    rate: float | None
    dates: list[float] | None
    ticks: list[Tick]
    intervals: list[Interval]
