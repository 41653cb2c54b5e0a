"""Baselines of a series: what each channel is where the path begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from igviz.errors import InputError, meant
from igviz.modalities.baselines import number_given
from igviz.modalities.numbers import is_number
from igviz.modalities.precision import check_fits
from igviz.modalities.series.layout import Layout
from igviz.modalities.series.read import Floats, Series, check_finite, is_plain_list, read_series

TRAINING = "training mean"
_NEEDED = "one of these names, a number, a series of the same shape, or a list of these"
# The moving average is over this part of the series.
_PART = 10


def _moving_average(channels: Floats) -> Floats:
    """Each step's mean with those around it, the series going back and forth beyond its ends."""
    steps = channels.shape[1]
    half = min(max(steps // _PART // 2, 1), steps - 1)
    if half < 1:
        return channels.copy()
    padded = np.pad(channels, ((0, 0), (half, half)), mode="reflect")
    sums = np.cumsum(np.pad(padded, ((0, 0), (1, 0))), axis=1)
    return np.asarray((sums[:, 2 * half + 1 :] - sums[:, : -2 * half - 1]) / (2 * half + 1))


# What is made of the channels (C, T) of the series itself.
_OWN: dict[str, Callable[[Floats], Floats]] = {
    "zero": np.zeros_like,
    "mean": lambda channels: np.broadcast_to(channels.mean(1, keepdims=True), channels.shape),
    "moving average": _moving_average,
    "last value": lambda channels: np.broadcast_to(channels[:, -1:], channels.shape),
}
BASELINES: tuple[str, ...] = (*_OWN, TRAINING)


@dataclass(frozen=True, eq=False)
class SeriesBaseline:
    """One baseline.

    Attributes
    ----------
    tensor : Tensor, shape (1, ...)
        What the model receives.
    name : str
        ``"zero"``, ``"moving average"``, ``"0.5"``, ``"series"``.
    """

    tensor: torch.Tensor
    name: str


class Maker:
    """Makes the baselines of one series."""

    def __init__(self, values: Floats, layout: Layout, background: object) -> None:
        """``values`` are those of the model's input, (1, ...)."""
        self.values, self.layout = values, layout
        self.background = None if background is None else self._mean(background)

    def names(self) -> tuple[str, ...]:
        """The names of baselines that are others than the series itself; zero where none is."""
        every = [name for name in BASELINES if name != TRAINING or self.background is not None]
        apply = [n for n in every if not np.array_equal(self._named(n), self.values)]
        return tuple(apply) or ("zero",)

    def make(self, spec: object, like: torch.Tensor) -> list[SeriesBaseline]:
        """Return the baselines that a person asked for.

        Parameters
        ----------
        spec : str, number, series, or a list of these
        like : Tensor, shape (1, ...)
            The series as the model receives it.

        Raises
        ------
        InputError
            Not a name, no background for its mean, a series of another shape, or numbers beyond
            the precision of the model's.
        """
        several = isinstance(spec, (list, tuple)) and not self._is_series(spec)
        specs: Sequence[Any] = spec if several else [spec]  # type: ignore[assignment]
        if not specs:
            raise InputError(f"The list of baselines is empty; pass {self._words()}.")
        made = []
        for one in specs:
            name, values = self._values(one, like.dtype)
            tensor = torch.from_numpy(np.array(values)).to(like)
            check_fits(tensor, f"The baseline {name}")
            made.append(SeriesBaseline(tensor, name))
        return made

    def _is_series(self, spec: Sequence[Any]) -> bool:
        return is_plain_list(spec) and len(spec) == self.values.size > 1

    def _values(self, spec: Any, dtype: torch.dtype) -> tuple[str, NDArray[Any]]:
        if isinstance(spec, str):
            return spec, self._named(spec)
        if is_number(spec):
            value = number_given(spec, dtype)
            return f"{value:g}", np.full_like(self.values, value)
        return "series", self._put(read_series(spec, "The baseline"), "The baseline")

    def _named(self, name: str) -> NDArray[Any]:
        if name == TRAINING and self.background is None:
            raise InputError(
                f"baseline={TRAINING!r} was given without a background; pass background=, series "
                f"of shape (N, {', '.join(map(str, self.layout.shape[1:]))}), such as the training "
                "data."
            )
        if name == TRAINING:
            return np.asarray(self.background)
        if name not in _OWN:
            raise InputError(
                f"baseline {name!r} is unknown; it must be {self._words()}{meant(name, BASELINES)}"
            )
        made = _OWN[name](self.layout.channels(self.values)[0])
        return self._back(made)

    def _back(self, channels: Floats) -> Floats:
        """Channels (C, T) in the shape of the model's input."""
        shape, time = list(self.layout.shape), self.layout.time
        steps = shape.pop(time)
        return np.moveaxis(channels.reshape(*shape, steps), -1, time)

    def _put(self, series: Series, what: str) -> Floats:
        if series.values.size != self.values.size:
            raise InputError(
                f"{what} has shape {series.values.shape}, and the series to explain "
                f"{self.layout.shape[1:]}; pass one of the same shape."
            )
        shape = series.values.shape
        same = tuple(n for n in shape if n > 1) == tuple(n for n in self.layout.shape if n > 1)
        turned = self.layout.turned and series.framed
        if not (same or turned):
            raise InputError(
                f"{what} has shape {shape}, and the series to explain {self.layout.shape[1:]}; "
                "pass one of the same shape."
            )
        return (
            self.layout.put(series.values) if turned else series.values.reshape(self.values.shape)
        )

    def _mean(self, background: object) -> Floats:
        """The mean of a background, (1, ...)."""
        if isinstance(background, (list, tuple)):
            each = [read_series(one, f"background[{at}]") for at, one in enumerate(background)]
            if not each:
                raise InputError("background is empty; pass at least one series.")
            rows = [self._put(one, f"background[{at}]") for at, one in enumerate(each)]
            return np.asarray(np.mean(rows, axis=0))
        given: Any = background
        array = np.asarray(given.detach().cpu() if isinstance(given, torch.Tensor) else given)
        if array.dtype.kind not in "fiub" or array.ndim < 2 or not len(array):
            shape = array.shape
        elif array[0].size == self.values.size:
            check_finite(array.astype(np.float64), "background")
            mean = array.astype(np.float64).mean(axis=0)
            return self._put(Series(mean), "Each series of background")
        else:
            shape = array.shape
        needed = ", ".join(map(str, self.layout.shape[1:]))
        raise InputError(
            f"background has shape {shape}, and series of the same shape as the one to explain are "
            f"needed: (N, {needed})."
        )

    def _words(self) -> str:
        return f"{', '.join(map(repr, BASELINES))}: {_NEEDED}"
