"""Volumes of whole numbers: bytes of a video, or the values of a scanner."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import nn

from igviz.modalities.tensors import is_tensor
from igviz.models.model import Model

_BYTES = (
    "The bytes 0..255 were scaled to 0..1, as x.float() / 255 does; pass x.float() if the model "
    "was trained on 0..255, or the values scaled as in training."
)
_AS_THEY_ARE = (
    "The whole numbers ({}) were given to the model as they are, in floating point, as x.float() "
    "does; pass them scaled if it was trained so."
)


def floating(source: Any, model: Model) -> tuple[Any, tuple[str, ...]]:
    """A volume of whole numbers in floating point, and what was done; any other as it is.

    Only a model that convolves in three dimensions says that they are no categories.
    """
    if not is_tensor(source) or not isinstance(model.first_layer, nn.Conv3d):
        return source, ()
    dtype = str(source.dtype).removeprefix("torch.")
    if not dtype.startswith(("int", "uint")):
        return source, ()
    values: Any
    if isinstance(source, np.ndarray):
        values = source.astype(np.float32)
    else:
        values = source.to(torch.float32)
    return (
        (values / 255, (_BYTES,)) if dtype == "uint8" else (values, (_AS_THEY_ARE.format(dtype),))
    )
