"""Weights of the bundled models: half-precision ``.npz`` arrays and a ``.json`` with facts.

They were written by ``training/weights.py``.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from torch import nn

__all__ = ["FOLDER", "load", "read_facts"]

FOLDER = Path(__file__).parent / "weights"

Net = TypeVar("Net", bound=nn.Module)


def read_facts(name: str, folder: Path = FOLDER) -> dict[str, Any]:
    """Return what was noted when the weights called `name` were trained."""
    facts: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return facts


def load(name: str, build: Callable[[], Net], folder: Path = FOLDER) -> Net:
    """Return `build()` with the weights called `name`, in single precision and evaluation mode.

    The global random state is left alone, although building a network draws from it.
    """
    with np.load(folder / f"{name}.npz", allow_pickle=False) as stored:
        arrays = {key: stored[key] for key in stored.files}
    with torch.random.fork_rng(devices=[]):
        model = build()
    state = {key: torch.from_numpy(value) for key, value in arrays.items()}
    model.load_state_dict({k: v.float() if v.is_floating_point() else v for k, v in state.items()})
    return model.eval()
