"""Step gradients in 8 bits."""

from __future__ import annotations

import torch
from torch import Tensor, nn

BLOCK = 64  # features that share a scale: 1.06 bytes a feature (docs/numerics.md, "Limits")
SMALLEST_SCALE = 2.0**-126  # the smallest normal float32, so that a block of zeros has a scale


class Packed:
    """Step gradients in 8 bits: a feature is off by some 0.7 % at random, a sum by far less.

    All rows lie in one stretch of memory, which the system takes only as rows are written: tensors
    of their own would leave holes between the tensors of the batches.

    Parameters
    ----------
    like : Tensor, shape (targets, ...)
        Step gradients of one node.
    rows : int
        How many nodes there is room for.
    """

    def __init__(self, like: Tensor, rows: int) -> None:
        self.shape, self._used = like.shape[1:], 0
        shape = (rows, len(like), -(-self.shape.numel() // BLOCK), BLOCK)
        self._bits = torch.empty(shape, dtype=torch.int8, device=like.device)
        self._scales = like.new_empty((*shape[:3], 1))

    @property
    def nbytes(self) -> int:
        """Bytes written, scales not counted."""
        return self._used * self._bits[0].nbytes

    def put(self, step_gradients: Tensor) -> int:
        """Write step gradients (targets, ...) and return their row."""
        row, self._used = self._used, self._used + 1
        flat = step_gradients.flatten(1)
        padded = nn.functional.pad(flat, (0, -flat.shape[1] % BLOCK)).unflatten(1, (-1, BLOCK))
        self._scales[row] = (padded.abs().amax(2, keepdim=True) / 127).clamp_min(SMALLEST_SCALE)
        self._bits[row] = (padded / self._scales[row]).round().to(torch.int8)
        return row

    def get(self, row: int) -> Tensor:
        """Read the step gradients (targets, ...) of a row."""
        flat = (self._bits[row] * self._scales[row]).flatten(1)
        return flat[:, : self.shape.numel()].reshape(-1, *self.shape)
