"""torchvision for processes that tests start, beside a torch that was built without CUDA."""

from __future__ import annotations

import torch

library = torch.library.Library("torchvision", "DEF")
for name in ("nms", "qnms"):
    library.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")

import torchvision  # noqa: E402, F401 - it looks the operators up when imported
