"""Which axis of a series is time, and in which shape the model takes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from igviz.errors import InputError
from igviz.modalities.numbers import is_whole
from igviz.modalities.series.first_layer import (
    RECURRENT,
    check_channels,
    refuse_channels,
    width,
)
from igviz.modalities.series.read import Floats, Series
from igviz.modalities.tensors import takes
from igviz.models.model import Model


@dataclass(frozen=True)
class Layout:
    """How a series stands in the model's input.

    Attributes
    ----------
    shape : tuple of int
        That of the input, its batch of one included.
    time : int
        The axis of time in it, at least 1.
    turned : bool
        Whether rows and columns of a data frame change places on the way in.
    """

    shape: tuple[int, ...]
    time: int
    turned: bool = False

    def put(self, values: Floats) -> Floats:
        """A series as it was handed over, in the shape of the model's input."""
        return (np.swapaxes(values, -1, -2) if self.turned else values).reshape(self.shape)

    def channels(self, values: NDArray[Any], leading: int = 1) -> NDArray[Any]:
        """What has a value for each of the input's, (..., *shape[1:]), as (..., C, T)."""
        moved = np.moveaxis(values, self.time - 1 + leading, -1)
        return moved.reshape(*values.shape[:leading], -1, self.shape[self.time])


def layout_of(series: Series, model: Model, time_dim: object, named: int | None = None) -> Layout:
    """Find the time axis, and the shape that the model can be called with.

    The other axis is as long as there are names, where channels are ``named``.

    Raises
    ------
    InputError
        Two axes may be time, there is no axis of that number, or the model wants other channels.
    """
    known = model.once(_layouts)
    axis = _time_dim(time_dim, series)
    asked = (series.values.shape, series.framed, axis, named)
    if asked not in known:
        known[asked] = _found(series, model, axis, named)
    return known[asked]


def _layouts(_: Model) -> dict[object, Layout]:
    """What was found for inputs before, by their shape."""
    return {}


def _time_dim(given: object, series: Series) -> int | None:
    """The axis that was named, counted from 0 without the batch dimension."""
    if given is None:
        return None
    axes = min(series.values.ndim, 2)
    if not is_whole(given) or not -axes <= int(given) < axes:  # type: ignore[call-overload]
        ways = "time_dim=0" if axes == 1 else "time_dim=0 or time_dim=1"
        raise InputError(
            f"time_dim={given!r} was given, and the series has shape {series.values.shape}; pass "
            f"{ways}, or leave it out."
        )
    return int(given) % axes  # type: ignore[call-overload,no-any-return]


def _found(series: Series, model: Model, time_dim: int | None, named: int | None) -> Layout:
    layer = model.first_layer
    candidates = list(_candidates(series, layer, time_dim, named))
    taken = next((one for one in candidates if _takes(model, series, one)), None)
    if taken is None:
        check_channels(series, layer)
        _check_turned(series, model, candidates[0])
    layout = taken or candidates[0]
    _check_batch_first(series, model, layout)
    return layout


def _candidates(
    series: Series, layer: nn.Module | None, time_dim: int | None, named: int | None
) -> Iterator[Layout]:
    """The shapes in which the model may take a series, the likeliest first."""
    shape = series.values.shape
    if len(shape) == 1:
        yield from _of_one(shape[0], layer)
        return
    if isinstance(layer, nn.Conv2d) and not series.framed:  # a spectrogram, taken for a picture
        plane = shape[-2:]
        yield Layout((1, 1, *plane), 2 + _axis(plane, layer, time_dim, named))
    if len(shape) == 3:
        yield Layout(shape, 1 + _axis(shape[1:], layer, time_dim, named, series.framed))
        return
    if series.framed:
        yield Layout((1, *shape), 1)
        yield Layout((1, shape[1], shape[0]), 2, turned=True)
        return
    if shape[0] == 1:  # one channel, or the batch of a series without any
        yield from _of_one(shape[1], layer)
        return
    yield Layout((1, *shape), 1 + _axis(shape, layer, time_dim, named, series.framed))


def _of_one(steps: int, layer: nn.Module | None) -> list[Layout]:
    """The shapes of a series of one channel, which may have to be added."""
    first, last, none = Layout((1, 1, steps), 2), Layout((1, steps, 1), 1), Layout((1, steps), 1)
    if isinstance(layer, nn.Conv1d):
        return [first, last, none]
    return [last, first, none] if isinstance(layer, RECURRENT) else [none, first, last]


def _axis(
    shape: tuple[int, ...],
    layer: nn.Module | None,
    time_dim: int | None,
    named: int | None,
    framed: bool = False,
) -> int:
    """Which of two axes is time: the one that was said, or that is no channel of the model's."""
    if time_dim is not None:
        return time_dim
    if framed:
        return 0
    if 1 in shape:
        return 1 if shape[0] == 1 else 0
    if named in shape and shape[0] != shape[1]:
        return 1 - shape.index(named)
    wanted = width(layer)
    if wanted in shape and shape[0] != shape[1]:
        return 1 - shape.index(wanted)
    if wanted is not None and wanted not in shape:
        refuse_channels(shape, layer, wanted)
    if named is not None and named not in shape:
        raise InputError(
            f"{named} feature_names were given, and no axis of the series of shape {shape} is as "
            "long; pass one name for each channel, in order."
        )
    why = "which is square" if shape[0] == shape[1] else "and nothing says which axis is time"
    raise InputError(
        f"The series has shape {shape}, {why}; pass time_dim=0 where the steps are its rows, or "
        "time_dim=1 where they are its columns."
    )


def _check_turned(series: Series, model: Model, layout: Layout) -> None:
    """Refuse a series of which the model takes the two axes in the other order."""
    if series.values.ndim < 2 or len(layout.shape) != 3 or layout.turned:
        return
    example, rows, columns = layout.shape
    turned = replace(layout, shape=(example, columns, rows), turned=True)
    if not _takes(model, series, turned):
        return
    one = "signal" if series.values.ndim == 2 else "signal[0]"
    raise InputError(
        f"The series has shape {series.values.shape}, and the model takes its axes in the other "
        f"order, ({columns}, {rows}); transpose it: {one}.T."
    )


def _takes(model: Model, series: Series, layout: Layout) -> bool:
    """Whether a model can be called with a series in a shape, in its own precision."""
    tensor = torch.from_numpy(np.ascontiguousarray(layout.put(series.values)))
    return takes(model, tensor if model.is_double else tensor.float())


def _check_batch_first(series: Series, model: Model, layout: Layout) -> None:
    """Refuse a recurrent layer that would take the steps of a series for a batch of series."""
    layer = model.first_layer
    if not isinstance(layer, RECURRENT) or layer.batch_first or len(layout.shape) != 3:
        return
    seen: list[tuple[int, ...]] = []
    handle = layer.register_forward_pre_hook(lambda _, given: seen.append(tuple(given[0].shape)))
    try:
        _takes(model, series, layout)
    finally:
        handle.remove()
    if seen and seen[0] == layout.shape and layout.shape[1] > 1:
        name = type(layer).__name__
        raise InputError(
            f"The model's {name} has batch_first=False: of shape {layout.shape} it would take the "
            f"{layout.shape[1]} rows for as many series of one step. Pass a function that turns "
            "the axes, such as lambda x: model(x.transpose(0, 1)), as the model."
        )
