"""Weights of a trained network as they are bundled: the writing half of ``weights_io``."""

from __future__ import annotations

import io
import json
import lzma
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from igviz.examples.weights_io import parted
from training.rounding import rounded

__all__ = ["save"]


def save(
    name: str, model: nn.Module, steps: Mapping[str, Tensor], facts: dict[str, Any], folder: Path
) -> None:
    """Write the weights of `model`, its large arrays in `steps`, and `facts` beside them."""
    large, small = parted(model)
    whole = [rounded(large[key], step) for key, step in steps.items()]
    arrays: dict[str, Any] = {
        "rounded": _joined(whole).astype(np.int8),
        "steps": _joined(steps.values()).astype(np.float16),
        "halves": _joined(small.values()).astype(np.float16),
    }
    folder.mkdir(parents=True, exist_ok=True)
    stored = io.BytesIO()
    np.savez(stored, allow_pickle=False, **arrays)
    # xz takes a tenth less than the archive's own compression.
    packed = lzma.compress(stored.getvalue(), preset=9 | lzma.PRESET_EXTREME)
    (folder / f"{name}.npz.xz").write_bytes(packed)
    text = json.dumps(facts, indent=1, ensure_ascii=False)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def _joined(arrays: Iterable[Tensor]) -> npt.NDArray[np.float32]:
    joined = torch.cat([torch.zeros(0), *(array.flatten() for array in arrays)])
    numbers: npt.NDArray[np.float32] = joined.numpy()
    return numbers
