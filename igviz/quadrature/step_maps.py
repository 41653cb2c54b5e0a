"""Maps of the step gradient along a path, for looking at: at most 32, in 8 bits."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from igviz.quadrature.by_row import by_row
from igviz.quadrature.rules import Floats
from igviz.quadrature.shown import Shown, SideBySide

STEP_LEVELS = 127  # of 8 bits with a sign, to either side
MAX_MAPS = 32  # of 224 x 224 pixels fit a report of 3 MB ("Limits" in docs/numerics.md)


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
    each : tuple of StepMaps
        Where several inputs lie side by side, the maps of each, in a scale of its own, and of all
        together none.
    channels : Tensor of int8, shape (K, C), or None
        Sum of each channel of (x - x') * dF/dx over everything else, where that is shown.
    channels_scale : Tensor of float32, shape (K,), or None
    """

    alphas: Tensor
    weights: Tensor
    signed: Tensor
    signed_scale: Tensor
    absolute: Tensor
    absolute_scale: Tensor
    channels: Tensor | None = None
    channels_scale: Tensor | None = None
    each: tuple[StepMaps, ...] = field(default=(), kw_only=True)


NO_MAPS = StepMaps(*(torch.empty(0) for _ in range(6)))  # of an example that failed


class StepMapBuilder:
    """Merges the step gradients of one path, given in ascending order, into at most 32 maps."""

    def __init__(self, alphas: Floats, weights: Floats, shown: Shown) -> None:
        n = len(alphas)
        kept = min(n, MAX_MAPS, shown.most_maps or MAX_MAPS)
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
        self._sums: list[Tensor] | None = None  # of the nodes of a map so far
        self._maps: list[list[tuple[Tensor, ...]]] = []  # of each input
        self._next = 0

    def add(self, step_gradients: Tensor) -> None:
        """Take the step gradients (k, ...) of the next nodes."""
        first, last = self._next, self._next + len(step_gradients)
        self._next = last
        weighted = step_gradients * by_row(self.share[first:last], step_gradients)
        shown = [self.shown.channel_sums(values, 1) for values in (weighted, weighted.abs())]
        if self.shown.channels:
            shown.append(self.shown.of_channels(weighted, 1))
        begun = self.map_of[first]
        maps = torch.from_numpy(self.map_of[first:last] - begun).to(weighted.device)
        sums = [one.new_zeros((int(maps[-1]) + 1, *one.shape[1:])) for one in shown]
        for total, one in zip(sums, shown, strict=True):
            total.index_add_(0, maps, one)
        if self._sums is not None:
            for total, before in zip(sums, self._sums, strict=True):
                total[0] += before
        open_ = last < len(self.map_of) and self.map_of[last] == self.map_of[last - 1]
        self._sums = [total[-1] for total in sums] if open_ else None
        signed, absolute, *channels = (total[: len(total) - open_] for total in sums)
        if len(signed):
            pieces = zip(*(self.shown.pieces(one, 1) for one in (signed, absolute)), strict=True)
            more = [part for one in channels for part in quantised(one, STEP_LEVELS)]
            self._maps.append(
                [(*quantised(s, STEP_LEVELS), *quantised(a, 255), *more) for s, a in pieces]
            )

    def build(self) -> StepMaps:
        """The maps, after the last node."""
        nodes = torch.from_numpy(self.alphas), torch.from_numpy(self.map_weights)
        each = [
            StepMaps(*nodes, *map(torch.cat, zip(*maps, strict=True)))
            for maps in zip(*self._maps, strict=True)
        ]
        if not isinstance(self.shown, SideBySide):
            return each[0]
        return StepMaps(*nodes, *(torch.empty(0) for _ in range(4)), each=tuple(each))


def _safe(values: Floats) -> Floats:
    return np.where(values > 0, values, 1.0)


def quantised(maps: Tensor, levels: int) -> tuple[Tensor, Tensor]:
    """Maps (K, ...) in so many levels, and what one level of each is worth."""
    values = maps.detach().cpu().float()
    flat = values.reshape(len(values), -1)
    scales = flat.abs().amax(1) / levels if flat.shape[1] else values.new_zeros(len(values))
    safe = by_row(torch.where(scales > 0, scales, 1.0), values)
    kept = torch.int8 if levels == STEP_LEVELS else torch.uint8
    return (values / safe).round().clamp(-levels, levels).to(kept), scales
