"""The gradient of a first layer as a convolution of phases, against PyTorch's own: milliseconds.

Prints a table of docs/numerics.md, "The first layer".
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import torch
from torch.nn import functional as F

from igviz.engine.stem import input_gradient

# channels in and out, kernel, stride, padding, side of the image
LAYERS = {
    "3 to 64, 3 x 3, stride 1 (VGG)": (3, 64, 3, 1, 1, 224),
    "3 to 64, 3 x 3, stride 2 (SqueezeNet 1.1)": (3, 64, 3, 2, 0, 224),
    "3 to 64, 5 x 5, stride 2": (3, 64, 5, 2, 2, 224),
    "3 to 64, 7 x 7, stride 2 (ResNet)": (3, 64, 7, 2, 3, 224),
    "3 to 96, 7 x 7, stride 2 (SqueezeNet 1.0)": (3, 96, 7, 2, 0, 224),
    "3 to 64, 11 x 11, stride 4 (AlexNet)": (3, 64, 11, 4, 2, 224),
    "3 to 768, 16 x 16, stride 16 (ViT)": (3, 768, 16, 16, 0, 224),
    "8 to 64, 7 x 7, stride 2": (8, 64, 7, 2, 3, 224),
}


def milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return 1e3 * (time.perf_counter() - started)


def main(rows: int = 4, repeats: int = 9) -> None:
    """Time every layer, both ways in turn, and print the table."""
    print("| layer | PyTorch | phases | times faster |\n|---|---|---|---|")
    for name, (channels, out, kernel, stride, padding, side) in LAYERS.items():
        x = torch.randn(rows, channels, side, side).contiguous(memory_format=torch.channels_last)
        weight = torch.randn(out, channels, kernel, kernel)
        y = F.conv2d(x.requires_grad_(), weight, stride=stride, padding=padding)
        gradients = torch.randn_like(y)
        pads, size = (padding, padding), (side, side)
        times = [
            (
                milliseconds(lambda: torch.autograd.grad(y, x, gradients, retain_graph=True)),  # noqa: B023
                milliseconds(lambda: input_gradient(gradients, weight, stride, pads, size)),  # noqa: B023
            )
            for _ in range(repeats)
        ]
        theirs, ours = (statistics.median(each) for each in zip(*times, strict=True))
        print(f"| {name} | {theirs:.1f} | {ours:.1f} | {theirs / ours:.1f} |", flush=True)


if __name__ == "__main__":
    main()
