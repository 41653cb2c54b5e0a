"""The gradient of a network's first convolution, computed as a convolution itself.

On a CPU the gradient with respect to an image's few channels is by far the slowest of a network's
layers: libraries widen three channels to sixteen. Its phases (one per place in a stride) are so
many channels more, of a convolution of stride 1: the same sums, two to five times sooner.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from igviz.compute.model import Forward

FEW_CHANNELS = 4
LARGE_KERNEL = 5  # smaller ones are no faster this way


def stems(forward: Forward) -> list[nn.Conv2d]:
    """The convolutions whose gradient is faster so."""
    if not isinstance(forward, nn.Module):
        return []
    modules = list(forward.modules())
    # A compiled module would be compiled anew for every hook.
    if any(_is_compiled(module) for module in modules):
        return []
    return [module for module in modules if type(module) is nn.Conv2d and _is_stem(module)]


def _is_compiled(module: nn.Module) -> bool:
    return (
        type(module).__name__ == "OptimizedModule"
        or getattr(module, "_compiled_call_impl", None) is not None
    )


def _is_stem(conv: nn.Conv2d) -> bool:
    return (
        conv.in_channels <= FEW_CHANNELS
        and min(conv.kernel_size) >= LARGE_KERNEL
        and conv.groups == 1
        and conv.dilation == (1, 1)
        and conv.stride[0] == conv.stride[1]
        and conv.padding_mode == "zeros"
        and not isinstance(conv.padding, str)
        and conv.weight.device.type == "cpu"
        and conv.weight.dtype == torch.float32
    )


@contextlib.contextmanager
def faster(convs: Sequence[nn.Conv2d]) -> Iterator[None]:
    """While the model runs in this thread, these convolutions are differentiated in phases."""
    thread = threading.get_ident()

    def hook(conv: nn.Conv2d, args: tuple[Any, ...], output: Tensor) -> Tensor | None:
        if threading.get_ident() != thread or len(args) != 1 or not args[0].requires_grad:
            return None
        if args[0].ndim != 4 or output.dtype != torch.float32:
            return None
        found: Tensor = _Phased.apply(args[0], output.detach(), conv)  # type: ignore[no-untyped-call]
        return found

    with contextlib.ExitStack() as stack:
        for conv in convs:
            stack.enter_context(conv.register_forward_hook(hook))
        yield


class _Phased(torch.autograd.Function):
    """What a convolution returned, with its gradient with respect to its input, in phases."""

    @staticmethod
    def forward(ctx: Any, points: Tensor, output: Tensor, conv: nn.Conv2d) -> Tensor:
        ctx.weight, ctx.stride, ctx.padding = conv.weight.detach(), conv.stride[0], conv.padding
        ctx.size = points.shape[2:]
        ctx.mark_dirty(output)  # handed on as it is, so that layers may go on in place
        return output

    @staticmethod
    @torch.autograd.function.once_differentiable
    def backward(ctx: Any, slopes: Tensor) -> tuple[Tensor, None, None]:
        return input_gradient(slopes, ctx.weight, ctx.stride, ctx.padding, ctx.size), None, None


def input_gradient(
    slopes: Tensor, weight: Tensor, stride: int, padding: Sequence[int], size: Sequence[int]
) -> Tensor:
    """Gradient of a convolution with respect to its input (rows, channels, *size).

    With y = s i + r the gradient at row y of the padded input is the sum over m of slopes[i - m]
    times weight[s m + r]: for each r a convolution of stride 1 with every s-th row of the kernel.
    """
    s, (out, channels, *kernel) = stride, weight.shape
    high, wide = (-(-k // s) for k in kernel)
    filled = F.pad(weight, (0, wide * s - kernel[1], 0, high * s - kernel[0]))
    parts = filled.reshape(out, channels, high, s, wide, s).permute(1, 3, 5, 0, 2, 4)
    phases = parts.reshape(channels * s * s, out, high, wide).flip(2, 3)
    found = F.pixel_shuffle(F.conv2d(slopes, phases, padding=(high - 1, wide - 1)), s)
    ends = [p + n for p, n in zip(padding, size, strict=True)]
    missing = [max(0, end - n) for end, n in zip(ends, found.shape[2:], strict=True)]
    found = F.pad(found, (0, missing[1], 0, missing[0]))
    return found[:, :, padding[0] : ends[0], padding[1] : ends[1]]
