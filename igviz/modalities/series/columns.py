"""A series as its stills draw it: in columns of which each says what lies in it, and in intervals.

In the view the same is ``js/src/modalities/series/columns.ts``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from igviz.figure.arrays import unwire
from igviz.modalities.series.figure import MOST_COLUMNS, SeriesFigure
from igviz.visible import one_line

Array = NDArray[np.float64]
_LONGEST_NAME = 20


@dataclass(frozen=True)
class Part:
    """An interval of one channel: what it is called, when it is, and its signed attribution."""

    channel: str
    when: str
    value: float
    alone: bool

    @property
    def name(self) -> str:
        """Channel and time; where there is one channel its time is enough."""
        return self.when if self.alone else f"{one_line(self.channel, _LONGEST_NAME)}: {self.when}"


def parts(figure: SeriesFigure) -> list[Part]:
    """Every interval of every channel, channel by channel."""
    values, names = array(figure, "values"), figure["channels"]
    return [
        Part(name, one["name"], float(row[one["start"] : one["end"]].sum()), len(names) == 1)
        for name, row in zip(names, values, strict=True)
        for one in figure["intervals"]
    ]


def by_size(given: list[Part]) -> list[Part]:
    """The intervals that have an attribution, the strongest first."""
    return sorted((part for part in given if part.value), key=lambda part: -abs(part.value))


def array(figure: SeriesFigure, name: str) -> Array:
    """One of a figure's arrays (C, T)."""
    return unwire(figure[name]).astype(np.float64)  # type: ignore[literal-required]


def edges(steps: int, most: int = MOST_COLUMNS) -> NDArray[np.intp]:
    """The first step of each column, and the end of the last."""
    count = min(steps, most)
    return np.arange(count + 1) * steps // count


def sums(values: Array, at: NDArray[np.intp]) -> Array:
    """What the steps (..., T) of each column add up to."""
    return np.asarray(np.add.reduceat(values, at[:-1], axis=-1))


def shades(figure: SeriesFigure, at: NDArray[np.intp]) -> Array:
    """The means of the columns of each channel, from its least, 0, to its most, 1.

    The channels of a spectrogram can be compared: all have the same least and most.
    """
    ends = np.stack([array(figure, name) for name in ("baseline", "inputs")])
    axes = (0, 2) if figure["hertz"] is None else None
    low, high = ends.min(axes, keepdims=True)[0], ends.max(axes, keepdims=True)[0]
    means = sums(ends[1], at) / np.diff(at)
    return np.asarray((means - low) / np.where(high > low, high - low, 1))


def is_upward(figure: SeriesFigure) -> bool:
    """Whether the first channel is at the bottom: a spectrogram's lowest frequency."""
    hertz = figure["hertz"]
    return hertz is not None and hertz[0] < hertz[-1]


def extremes(values: Array, at: NDArray[np.intp]) -> tuple[Array, Array]:
    """The least and the most of each column."""
    low, high = (f.reduceat(values, at[:-1], axis=-1) for f in (np.minimum, np.maximum))
    return low, high
