"""Memory: telling that it ran out, and giving it back to the system."""

from __future__ import annotations

import contextlib
import ctypes
import os

import torch

from igviz.errors import MemoryRanOutError, text_of


def is_out_of_memory(error: BaseException) -> bool:
    """True for an out-of-memory error of an accelerator or of the CPU's allocator."""
    if isinstance(error, (torch.OutOfMemoryError, MemoryError)):
        return True
    text = text_of(error)
    return isinstance(error, RuntimeError) and (
        "out of memory" in text or "can't allocate memory" in text
    )


def refuse_out_of_memory(error: BaseException) -> None:
    """Raise an error that says what to do if this one is of memory that ran out."""
    if is_out_of_memory(error):
        raise MemoryRanOutError(
            "Memory ran out on a single row, so no smaller batch is left to try; pass a smaller "
            "input, free memory held elsewhere, or move the model to another device."
        ) from error


def built_in() -> int | None:
    """Bytes of memory that this machine has; None where the system does not tell."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):  # not on Windows
        return None


def empty_cache(device: torch.device) -> None:
    """Give back what PyTorch holds of an accelerator's memory without using it."""
    if device.type == "cuda":
        torch.cuda.empty_cache()
    elif device.type == "mps":
        torch.mps.empty_cache()


def trim() -> None:
    """Give back the holes between blocks of memory in use, where the C library can (glibc).

    The tensors of a batch leave such holes, and a process counts as using them.
    """
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
