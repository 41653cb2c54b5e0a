"""Maps of the step gradient along a path, for looking at: at most 32, in 8 bits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from igviz.quadrature.rules import Floats
from igviz.quadrature.shown import Shown

MAX_MAPS = 32  # of 224 x 224 pixels fit a report of 3 MB ("Limits" in docs/numerics.md)

AT_ONCE = 8  # maps that are quantised together, which takes fewer calls and little memory


@dataclass(frozen=True)
class StepMaps:
    """Maps of the step gradient along one path, summed over the channel dimension.

    With more nodes than maps, neighbours are averaged by weight, so that the weighted sum of the
    maps is the attribution (to 8 bits). Values are ``signed[k] * signed_scale[k]`` and
    ``absolute[k] * absolute_scale[k]``, in units of the score.

    Attributes
    ----------
    alphas, weights : Tensor of float64, shape (K,)
        Mean alpha and summed weight of each kept map.
    signed : Tensor of int8, shape (K, ...)
        Sum over channels of (x - x') * dF/dx.
    absolute : Tensor of uint8, shape (K, ...)
        Sum over channels of its absolute value.
    signed_scale, absolute_scale : Tensor of float32, shape (K,)
    """

    alphas: Tensor
    weights: Tensor
    signed: Tensor
    signed_scale: Tensor
    absolute: Tensor
    absolute_scale: Tensor


NO_MAPS = StepMaps(*(torch.empty(0) for _ in range(6)))  # of an example that failed


class StepMapBuilder:
    """Merges the step gradients of one path, given in ascending order, into at most 32 maps."""

    def __init__(self, alphas: Floats, weights: Floats, shown: Shown) -> None:
        n, kept = len(alphas), min(len(alphas), MAX_MAPS)
        self.shown = shown
        self.weights = np.abs(weights)
        # Every map merges as many nodes, since nodes are dense where the path needs looking at.
        self.map_of = np.arange(n) * kept // n
        map_weights: Floats = np.bincount(self.map_of, self.weights).astype(np.float64)
        self.share = np.where(
            map_weights[self.map_of] > 0, self.weights / _safe(map_weights[self.map_of]), 0.0
        )
        self.alphas = np.bincount(self.map_of, self.share * alphas)
        self.map_weights = np.bincount(self.map_of, weights)
        self._sums: tuple[Tensor, Tensor] | None = None
        self._waiting: list[tuple[Tensor, Tensor]] = []  # maps that are not quantised yet
        self._maps: list[tuple[Tensor, ...]] = []
        self._next = 0

    def add(self, step_gradient: Tensor) -> None:
        """Take the step gradient of the next node; ``step_gradient`` has one example's shape."""
        i, self._next = self._next, self._next + 1
        share = float(self.share[i])
        signed = share * self.shown.channel_sums(step_gradient)
        absolute = share * self.shown.channel_sums(step_gradient.abs())
        if self._sums is not None:
            signed, absolute = signed + self._sums[0], absolute + self._sums[1]
        self._sums = signed, absolute
        if i + 1 == len(self.map_of) or self.map_of[i + 1] != self.map_of[i]:
            self._waiting.append(self._sums)
            self._sums = None
            if len(self._waiting) == AT_ONCE:
                self._quantise()

    def _quantise(self) -> None:
        if self._waiting:
            signed, absolute = map(torch.stack, zip(*self._waiting, strict=True))
            self._maps.append((*_quantised(signed, 127), *_quantised(absolute, 255)))
            self._waiting = []

    def build(self) -> StepMaps:
        """The maps, after the last node."""
        self._quantise()
        signed, signed_scale, absolute, absolute_scale = map(
            torch.cat, zip(*self._maps, strict=True)
        )
        return StepMaps(
            torch.from_numpy(self.alphas),
            torch.from_numpy(self.map_weights),
            signed,
            signed_scale,
            absolute,
            absolute_scale,
        )


def _safe(values: Floats) -> Floats:
    return np.where(values > 0, values, 1.0)


def _quantised(maps: Tensor, levels: int) -> tuple[Tensor, Tensor]:
    """Maps (K, ...) in so many levels, and what one level of each is worth."""
    values = maps.detach().cpu().float()
    flat = values.reshape(len(values), -1)
    scales = flat.abs().amax(1) / levels if flat.shape[1] else values.new_zeros(len(values))
    safe = torch.where(scales > 0, scales, 1.0).reshape(-1, *(1 for _ in values.shape[1:]))
    kept = torch.int8 if levels == 127 else torch.uint8
    return (values / safe).round().clamp(-levels, levels).to(kept), scales
