"""Memory that was freed, given back to the system."""

from __future__ import annotations

import contextlib
import ctypes


def give_back() -> None:
    """Return what is free between blocks in use, where the C library can (glibc).

    A batch's tensors leave such holes, and a long run would count as using them all.
    """
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
