"""Weights of the bundled models: ``.npz`` arrays, packed by xz, and a ``.json`` with facts.

``training/weights.py`` writes them. The large arrays of a network are rounded to multiples of a
step, one step for each row, and stand one behind the other in ``rounded`` (int8) and ``steps``;
all its other numbers stand in ``halves``. How the numbers are parted, the network itself knows.
"""

from __future__ import annotations

import io
import json
import lzma
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from torch import Tensor, nn

__all__ = ["FOLDER", "load", "parted", "read_facts"]

FOLDER = Path(__file__).parent / "weights"
#: Smaller arrays are not rounded: the first filters and the head of `SceneNet`, rounded as finely
#: as int8 goes, would save 2 kB and move its attributions twice as far.
LARGE = 2000

Net = TypeVar("Net", bound=nn.Module)


def read_facts(name: str, folder: Path = FOLDER) -> dict[str, Any]:
    """Return what was noted when the weights called `name` were trained."""
    facts: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return facts


def parted(model: nn.Module) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """Return the arrays of `model` that are rounded, and the others; counters are in neither."""
    floats = {k: v for k, v in model.state_dict().items() if v.is_floating_point()}
    large = {k: v for k, v in floats.items() if v.ndim > 1 and v.numel() >= LARGE}
    return large, {k: v for k, v in floats.items() if k not in large}


def load(name: str, build: Callable[[], Net], folder: Path = FOLDER) -> Net:
    """Return `build()` with the weights called `name`, in single precision and evaluation mode.

    The global random state is left alone, although building a network draws from it.
    """
    with (
        lzma.open(folder / f"{name}.npz.xz") as packed,
        np.load(io.BytesIO(packed.read()), allow_pickle=False) as stored,
    ):
        rounded, steps, halves = (
            torch.from_numpy(stored[key]).float() for key in ("rounded", "steps", "halves")
        )
    with torch.random.fork_rng(devices=[]):
        model = build()
    large, small = parted(model)
    rows = steps.split([len(value) for value in large.values()])
    numbers = rounded.split([value.numel() for value in large.values()])
    for value, row, whole in zip(large.values(), rows, numbers, strict=True):
        value.copy_((whole.view(len(row), -1) * row[:, None]).view_as(value))
    numbers = halves.split([value.numel() for value in small.values()])
    for value, whole in zip(small.values(), numbers, strict=True):
        value.copy_(whole.view_as(value))
    return model.eval()
