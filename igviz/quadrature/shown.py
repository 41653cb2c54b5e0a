"""What is shown of step gradients and attributions, by which their errors are judged."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Shown:
    """Sums that are shown of an example's values: of pixels over channels, of tokens, of words.

    Attributes
    ----------
    channel_dim : int or None
        The dimension of one example that is summed over, before anything is kept to look at.
    groups : tuple of int, or None
        For each of these sums, flat, the number of the group that it is added to, from 0: the word
        of a token. None where every sum is shown by itself.
    most_maps : int or None
        How many maps of step gradients are kept at most, where they are large; None is the usual.
    channels : bool
        Whether the sum of each channel over everything else is shown, too.
    """

    channel_dim: int | None = None
    groups: tuple[int, ...] | None = None
    most_maps: int | None = None
    channels: bool = False

    def channel_sums(self, values: Tensor, leading: int = 0) -> Tensor:
        """The sums over channels of values with so many leading dimensions."""
        return values if self.channel_dim is None else values.sum(leading + self.channel_dim)

    def of_channels(self, values: Tensor, leading: int = 0) -> Tensor:
        """The sum of each channel, (..., C), of values with so many leading dimensions."""
        at = leading + (self.channel_dim or 0)
        return values.movedim(at, leading).flatten(leading + 1).sum(-1)

    def judged(self, values: Tensor, leading: int) -> Tensor:
        """All that is shown, (..., values), of values with so many leading dimensions."""
        sums = self.channel_sums(values, leading)
        flat = sums.reshape(*sums.shape[:leading], -1)
        if self.channels:
            return torch.cat([flat, self.of_channels(values, leading)], -1)
        if self.groups is None:
            return flat
        groups = torch.tensor(self.groups, device=flat.device)
        totals = flat.new_zeros((*flat.shape[:-1], max(self.groups) + 1))
        return totals.index_add_(-1, groups, flat)

    def pieces(self, sums: Tensor, leading: int) -> list[Tensor]:  # noqa: ARG002 - see `SideBySide`
        """The sums over channels of each input: of one, all of them."""
        return [sums]


@dataclass(frozen=True)
class SideBySide(Shown):
    """What is shown of several inputs whose values lie side by side, flat, in one example.

    Attributes
    ----------
    shapes : tuple of tuple of int
        The shape of each input.
    each : tuple of Shown
        What is shown of each.
    """

    shapes: tuple[tuple[int, ...], ...] = ()
    each: tuple[Shown, ...] = ()

    def channel_sums(self, values: Tensor, leading: int = 0) -> Tensor:
        """The sums over channels of every input, flat and side by side."""
        parts = zip(self.each, self.split(values, leading), strict=True)
        return torch.cat(
            [shown.channel_sums(v, leading).flatten(leading) for shown, v in parts], -1
        )

    def judged(self, values: Tensor, leading: int) -> Tensor:
        """All that is shown of every input, side by side."""
        parts = zip(self.each, self.split(values, leading), strict=True)
        return torch.cat([shown.judged(part, leading) for shown, part in parts], -1)

    def split(self, values: Tensor, leading: int = 0) -> list[Tensor]:
        """The values of each input, in its own shape."""
        return _split(values, self.shapes, leading)

    def pieces(self, sums: Tensor, leading: int) -> list[Tensor]:
        """The sums over channels of each input, in their own shape."""
        kept = [
            tuple(n for dim, n in enumerate(shape) if dim != shown.channel_dim)
            for shape, shown in zip(self.shapes, self.each, strict=True)
        ]
        return _split(sums, kept, leading)


def _split(values: Tensor, shapes: Sequence[tuple[int, ...]], leading: int) -> list[Tensor]:
    sizes = [math.prod(shape) for shape in shapes]
    parts = zip(values.split(sizes, leading), shapes, strict=True)
    return [part.reshape(*part.shape[:leading], *shape) for part, shape in parts]


AS_IT_IS = Shown()
