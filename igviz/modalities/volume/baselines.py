"""Baselines of a volume by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from igviz.modalities.baselines import blurred, zero
from igviz.modalities.volume.layout import Layout

if TYPE_CHECKING:
    from igviz.modalities.tensor_baselines import Named

BASELINES: tuple[str, ...] = ("zero", "mean", "blur", "noise")

# Standard deviation of the blur as a share of each axis: nothing is to be told apart any more.
_BLUR = 1 / 12


def named_for(layout: Layout) -> Named:
    """How each is made of a volume in a layout: every channel by itself."""
    made = (zero, partial(_mean, layout), partial(_blur, layout), partial(_noise, layout))
    return dict(zip(BASELINES, made, strict=True))


def _mean(layout: Layout, inputs: Tensor, seed: int) -> Tensor:  # noqa: ARG001
    mean = inputs.double().mean(_inner(layout, inputs), keepdim=True)
    return mean.to(inputs).expand_as(inputs).contiguous()


def _noise(layout: Layout, inputs: Tensor, seed: int) -> Tensor:
    """Uniform between the least and the largest value of each channel."""
    inner = _inner(layout, inputs)
    low, high = inputs.amin(inner, keepdim=True), inputs.amax(inner, keepdim=True)
    generator = torch.Generator().manual_seed(seed)
    return low + (high - low) * torch.rand(inputs.shape, generator=generator, dtype=inputs.dtype)


def _blur(layout: Layout, inputs: Tensor, seed: int) -> Tensor:  # noqa: ARG001
    """A Gaussian along each axis, one after the other."""
    values = inputs.double()
    for axis in _inner(layout, inputs):
        values = blurred(values, axis, max(inputs.shape[axis] * _BLUR, 0.5))
    return values.to(inputs).contiguous()


def _inner(layout: Layout, inputs: Tensor) -> list[int]:
    """The axes of a tensor (1, ...) that are not of channels."""
    channel = layout.channel_dim
    return [at for at in range(1, inputs.ndim) if channel is None or at != channel + 1]
