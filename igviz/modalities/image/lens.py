"""What is shown of values that are no colours: some channels, between two values each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from igviz.modalities.window import Window

if TYPE_CHECKING:
    from igviz.modalities.image.view import Affine, Shown

# Percentiles of a channel that are shown black and white; a few outliers hide nothing then.
STRETCHED = (0.02, 0.98)  # of a channel among many, as remote sensing has it
WINDOWED = (0.01, 0.99)  # of an image of one channel


@dataclass(frozen=True)
class Lens:
    """What is shown of a tensor.

    Attributes
    ----------
    channels : tuple of int
        Three, as red, green and blue, or one, as grey.
    low, span : Tensor, broadcasting to (1, len(channels), H, W)
        What is shown black, and what white adds to it.
    """

    channels: tuple[int, ...]
    low: torch.Tensor
    span: torch.Tensor

    def shown(self, tensor: torch.Tensor) -> Shown:
        """A (1, C, H, W) tensor in display space, (H, W, 3)."""
        picked = tensor.double()[:, list(self.channels)]
        values = ((picked - self.low) / self.span).clamp(0.0, 1.0)[0].permute(1, 2, 0).numpy()
        return np.repeat(values, 3, axis=2) if values.shape[2] == 1 else values


def stretched(tensor: torch.Tensor, channels: tuple[int, ...]) -> Lens:
    """Channels of a (1, C, H, W) tensor, each between two percentiles of its own."""
    picked = tensor.double()[:, list(channels)].flatten(2)
    low, high = (torch.quantile(_some(picked), q, dim=2)[..., None, None] for q in STRETCHED)
    level = high == low  # one value throughout is shown mid-grey
    return Lens(channels, torch.where(level, low - 0.5, low), torch.where(level, 1.0, high - low))


def percentiles(tensor: torch.Tensor) -> Window:
    """The usual window of values: without the few that lie far out."""
    low, high = (float(torch.quantile(_some(tensor.double().reshape(1, -1)), q)) for q in WINDOWED)
    return (low, high) if high > low else (low - 0.5, low + 0.5)


def windowed(window: Window, affine: Affine, unit: float = 1.0) -> Lens:
    """One channel between two values, of which ``unit`` is what the relation shows white."""
    low, span = (values[:, :1] for values in affine.for_showing())
    first, last = window[0] / unit, window[1] / unit
    return Lens((0,), low + first * span, span * (last - first))


def picked(affine: Affine, channels: tuple[int, ...]) -> Lens:
    """Other channels, or in another order, on the scale of an affine relation."""
    return Lens(channels, *affine.for_showing())


def _some(values: torch.Tensor) -> torch.Tensor:
    """At most about a million values of each row, which quantiles need no more of."""
    return values[..., :: 1 + values.shape[-1] // 2**20]
