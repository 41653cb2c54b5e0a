"""The random numbers that the user's code draws from are as if igviz had drawn none."""

from __future__ import annotations

import contextlib
import random
import threading
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch


@contextlib.contextmanager
def random_state_kept(
    device: torch.device | None = None, everything: bool = True
) -> Iterator[None]:
    """Give Python's, NumPy's and torch's global random state back as it was.

    In the main thread only: another one must not rewind what the user's cell draws from meanwhile.
    Without ``everything`` it is torch's only, which takes a hundredth of the time.
    """
    if not may_draw():
        yield
        return
    with contextlib.ExitStack() as stack:
        if everything:
            stack.callback(random.setstate, random.getstate())
            # The legacy NumPy state is the one that other people's code draws from.
            stack.callback(np.random.set_state, np.random.get_state())  # noqa: NPY002
        stack.enter_context(torch.random.fork_rng(**_scope(device)))
        yield


class Draws:
    """Notices whether torch's random numbers were drawn since it was made.

    Parameters
    ----------
    device : device
        Where they may be drawn, beside the CPU.
    """

    def __init__(self, device: torch.device) -> None:
        self.device = device
        self._before = self._states()

    def any(self) -> bool:
        """Whether there were any; other threads' draws count, too."""
        states = zip(self._before, self._states(), strict=True)
        return not all(torch.equal(before, now) for before, now in states)

    def _states(self) -> list[torch.Tensor]:
        on_cuda = self.device.type == "cuda"
        return [
            torch.get_rng_state(),
            *([torch.cuda.get_rng_state(self.device)] if on_cuda else []),
        ]


def may_draw() -> bool:
    """Whether global random numbers may be drawn here, since they are set back."""
    return threading.current_thread() is threading.main_thread()


def _scope(device: torch.device | None) -> dict[str, Any]:
    if device is not None and device.type == "cuda":
        return {"devices": [device.index or 0]}
    return (
        {"device_type": "mps"} if device is not None and device.type == "mps" else {"devices": []}
    )
