"""The gradient of a network's first convolution, computed as a convolution itself.

On a CPU the gradient with respect to an image's few channels is by far the slowest step of a
network's backward pass: libraries pad three channels to sixteen. A gradient at stride s falls into
s x s phases, one per position within a stride, which can stand in for channels of a convolution of
stride 1: the same sums, up to three times sooner.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.overrides import TorchFunctionMode

from igviz.models.forward import Forward, any_compiled

# Measured as docs/numerics.md, "The first layer", says.
FEW_CHANNELS = 4  # of the input
LARGE_KERNEL = 5  # rows and columns: smaller kernels are no faster this way


def _arguments(
    input: Tensor,  # noqa: A002 - as torch.conv2d has it
    weight: Tensor,
    bias: Tensor | None = None,  # noqa: ARG001
    stride: Any = 1,
    padding: Any = 0,
    dilation: Any = 1,
    groups: int = 1,
) -> tuple[Tensor, Tensor, Any, Any, Any, int]:
    """The arguments of `torch.conv2d` that the gradient of its input depends on."""
    return input, weight, stride, padding, dilation, groups


def can_be_faster(forward: Forward) -> bool:
    """Whether stems may be replaced: not in compiled modules, which would be compiled anew."""
    return not (isinstance(forward, nn.Module) and any_compiled(forward.modules()))


class FasterStems(TorchFunctionMode):
    """Computes the input gradient of convolutions with at most 4 channels as a convolution.

    The mode applies to the thread that enters it, and touches nothing of the model: convolutions
    return what they always return. Meanwhile no gradient of their weights can be taken.
    """

    def __torch_function__(
        self, func: Callable[..., Any], types: Any, args: Any = (), kwargs: Any = None
    ) -> Any:
        """Call a function of torch's, and replace the gradient of a convolution of few channels."""
        out = func(*args, **(kwargs or {}))
        if func is not torch.conv2d or not out.requires_grad:
            return out
        points, weight, stride, padding, dilation, groups = _arguments(*args, **(kwargs or {}))
        stride, padding, dilation = _pair(stride), _pair(padding), _pair(dilation)
        if not (
            points.requires_grad
            and points.ndim == 4
            and points.dtype == out.dtype == weight.dtype == torch.float32
            and points.device.type == "cpu"
            and weight.shape[1] <= FEW_CHANNELS
            and min(weight.shape[2:]) >= LARGE_KERNEL
            and stride[0] == stride[1]
            and (dilation, groups) == ((1, 1), 1)
            and not isinstance(padding[0], str)
        ):
            return out
        return _Phased.apply(points, out.detach(), weight.detach(), stride[0], padding)  # type: ignore[no-untyped-call]


def _pair(value: Any) -> tuple[Any, Any]:
    values = tuple(value) if isinstance(value, (tuple, list, torch.Size)) else (value,)
    return (values[0], values[-1])


class _Phased(torch.autograd.Function):
    """Returns a convolution's output, and computes the gradient of its input in phases."""

    @staticmethod
    def forward(
        ctx: Any, points: Tensor, output: Tensor, weight: Tensor, stride: int, padding: Any
    ) -> Tensor:
        ctx.arguments = weight, stride, padding, points.shape[2:]
        ctx.mark_dirty(output)  # returned as it is, so that later layers may work in place
        return output

    @staticmethod
    def backward(ctx: Any, gradients: Tensor) -> tuple[Tensor | None, ...]:
        return input_gradient(gradients, *ctx.arguments), None, None, None, None


def input_gradient(
    gradients: Tensor, weight: Tensor, stride: int, padding: Sequence[int], size: Sequence[int]
) -> Tensor:
    """Gradient of a convolution with respect to its input (rows, channels, *size).

    With y = s i + r the gradient at row y of the padded input is the sum over m of gradients[i - m]
    times weight[s m + r]: for each r a convolution of stride 1 with every s-th row of the kernel.
    """
    s, (out, channels, *kernel) = stride, weight.shape
    high, wide = (-(-k // s) for k in kernel)
    filled = F.pad(weight, (0, wide * s - kernel[1], 0, high * s - kernel[0]))
    by_phase = filled.reshape(out, channels, high, s, wide, s).permute(1, 3, 5, 0, 2, 4)
    phases = by_phase.reshape(channels * s * s, out, high, wide).flip(2, 3)
    gradient = F.pixel_shuffle(F.conv2d(gradients, phases, padding=(high - 1, wide - 1)), s)
    ends = [p + n for p, n in zip(padding, size, strict=True)]
    missing = [max(0, end - n) for end, n in zip(ends, gradient.shape[2:], strict=True)]
    gradient = F.pad(gradient, (0, missing[1], 0, missing[0]))
    return gradient[:, :, padding[0] : ends[0], padding[1] : ends[1]]
