"""What is shown of step gradients and attributions, by which their errors are judged."""

from __future__ import annotations

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
    channels : bool
        Whether the sum of each channel over everything else is shown, too.
    """

    channel_dim: int | None = None
    groups: tuple[int, ...] | None = None
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


AS_IT_IS = Shown()
