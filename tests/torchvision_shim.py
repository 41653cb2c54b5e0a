"""torchvision beside a torch that was built without CUDA, where two operators are missing."""

from __future__ import annotations

import torch

# Operators live as long as their library.
library = (
    None if hasattr(torch.ops.torchvision, "nms") else torch.library.Library("torchvision", "DEF")
)
if library is not None:
    for name in ("nms", "qnms"):
        library.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")

import torchvision  # noqa: E402 - it looks the operators up when imported

__all__ = ["torchvision"]
