"""How many rows one forward pass takes: given by the caller, or measured while working."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from numbers import Integral
from typing import cast

import torch
from torch import Tensor

# The numbers are explained in docs/numerics.md, "Batches".
FIRST = 2  # rows of the first batch, which shows what a row costs
# The same where a row of the input has at most so many bytes.
FIRST_OF_SMALL = ((16 * 2**10, 24), (64 * 2**10, 12), (256 * 2**10, 4))
STEADY = 4  # rows up to which a larger batch pays on every device
LONG = 0.05  # seconds of a batch beside which its overheads no longer count
LARGEST = 8192  # rows
FASTEST_GROWTH = 16  # times the rows of the batch before
CPU_BUDGET = 96 * 2**20  # bytes kept for the backward pass of one batch
ACCELERATOR_SHARE = 0.4  # of the free memory, for the same


def check_batch_size(asked: object) -> None:
    """Refuse a batch size that is no whole number above 0."""
    whole = isinstance(asked, Integral) and not isinstance(asked, bool)
    if asked is not None and not (whole and cast("int", asked) >= 1):
        raise ValueError(f"batch_size={asked!r} was given; pass a whole number above 0.")


class BatchSize:
    """Rows per forward pass.

    Without a number from the caller, batches start small and double while that pays and fits; what
    a row keeps for its backward pass is measured on the first one. With or without, the number of
    rows is halved when memory runs out.

    Parameters
    ----------
    asked : int or None
        The caller's number of rows, which becomes smaller only when memory runs out.
    device : torch.device
    model : set of int
        Addresses of the model's own storages, which do not count as kept for a row.
    row_bytes : int
        Bytes of a row of the input.
    """

    def __init__(
        self,
        asked: int | None,
        device: torch.device,
        model: set[int],
        row_bytes: int,
    ) -> None:
        self.device, self.model = device, model
        check_batch_size(asked)
        first = next((rows for most, rows in FIRST_OF_SMALL if row_bytes <= most), FIRST)
        self.rows = first if asked is None else asked
        self.settled = asked is not None
        self.fits: int | None = None if asked is None else asked

    @contextlib.contextmanager
    def watched(self, rows: int) -> Iterator[None]:
        """Measure the batch evaluated inside, and choose the rows of the next batch."""
        kept = 0
        seen = set(self.model)

        def pack(tensor: Tensor) -> Tensor:
            nonlocal kept
            storage = tensor.untyped_storage()
            if storage.data_ptr() not in seen:
                seen.add(storage.data_ptr())
                kept += storage.nbytes()
            return tensor

        started = time.perf_counter()
        with contextlib.ExitStack() as stack:
            if self.fits is None:
                hooks = torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor)
                stack.enter_context(hooks)
            yield
        if self.fits is None:
            self.fits = max(1, int(self._budget() * rows / max(kept, 1)))
        self._grow(rows, time.perf_counter() - started)

    def halve(self, rows: int) -> None:
        """Take half as many rows, after memory ran out on a batch of ``rows``."""
        self.limit(max(1, rows // 2))

    def limit(self, rows: int) -> None:
        """Take at most ``rows`` from now on."""
        self.rows, self.fits, self.settled = rows, rows, True

    def _budget(self) -> float:
        if self.device.type == "cuda":
            return ACCELERATOR_SHARE * torch.cuda.mem_get_info(self.device)[0]
        return CPU_BUDGET

    def _grow(self, rows: int, seconds: float) -> None:
        if self.settled or rows < self.rows:
            return
        if rows >= STEADY and seconds > LONG:
            self.settled = True
            return
        growth = int(min(max(2.0, LONG / (2 * max(seconds, 1e-9))), FASTEST_GROWTH))
        self.rows = min(growth * rows, self.fits or rows, LARGEST)
        self.settled = self.rows <= rows
