"""What the layer that a model for series begins with says of them."""

from __future__ import annotations

from typing import NoReturn

from torch import nn

from igviz.errors import InputError
from igviz.modalities.series.read import Series

# The layers that a model for series begins with.
RECURRENT = (nn.RNN, nn.LSTM, nn.GRU)
LAYERS = (nn.Conv1d, *RECURRENT)


def width(layer: nn.Module | None) -> int | None:
    """How many channels a first layer takes; None for one that says nothing of it."""
    if isinstance(layer, nn.Conv1d):
        return layer.in_channels
    return layer.input_size if isinstance(layer, RECURRENT) else None


def check_channels(series: Series, layer: nn.Module | None) -> None:
    """Refuse a series none of whose axes has the channels that a layer takes."""
    wanted, shape = width(layer), series.values.shape[-2:]
    if len(shape) == 1:
        shape = (1, *shape)
    if wanted is not None and wanted not in shape:
        refuse_channels(shape, layer, wanted)


def refuse_channels(shape: tuple[int, ...], layer: nn.Module | None, wanted: int) -> NoReturn:
    """Say how many channels a series has, and how many the layer takes."""
    channels = " or ".join(map(str, dict.fromkeys(shape))) if 1 not in shape else "1"
    needed = f"(T, {wanted})" if isinstance(layer, RECURRENT) else f"({wanted}, T)"
    raise InputError(
        f"The series of shape {shape} has {channels} channel{'' if channels == '1' else 's'}, and "
        f"the model's first layer ({type(layer).__name__}) takes {wanted}; pass shape {needed}, or "
        "time_dim= where the model puts others together itself."
    )
