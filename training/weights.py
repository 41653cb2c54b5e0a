"""Weights of a trained network as they are bundled: the writing half of `igviz.examples`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from torch import nn

__all__ = ["save"]


def save(name: str, model: nn.Module, facts: dict[str, Any], folder: Path) -> None:
    """Write the weights of `model`, rounded to half precision, and `facts` beside them."""
    arrays = {key: value.numpy() for key, value in model.state_dict().items()}
    halves = {k: v.astype(np.float16) if v.dtype == np.float32 else v for k, v in arrays.items()}
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / f"{name}.npz", allow_pickle=False, **halves)
    text = json.dumps(facts, indent=1, ensure_ascii=False)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
