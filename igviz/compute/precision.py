"""Half-precision models: used as they are only where their rounding does not show."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from igviz.compute.batching import Evaluator

HALF = (torch.float16, torch.bfloat16)
PROBED = (0.25, 0.75)  # alphas at which both precisions are compared


class Widened:
    """A half-precision module computed in float32 from copies; it stays as it is itself."""

    def __init__(self, model: nn.Module) -> None:
        self.model = model
        self.tensors = {
            name: tensor.detach().float() if tensor.is_floating_point() else tensor
            for name, tensor in (*model.named_parameters(), *model.named_buffers())
        }

    def __call__(self, x: Tensor) -> Any:
        """Forward, with float32 in place of every weight and buffer."""
        return torch.func.functional_call(self.model, self.tensors, (x,))


def settle_precision(evaluator: Evaluator, tol: float) -> Evaluator:
    """The evaluator, or one in float32 where half precision would spoil the attribution.

    Half precision rounds every gradient; on convolutional networks that alone was measured to
    put attributions off by 11 to 52 %. It is used only if at two points of the path its step
    gradients are within ``tol`` / 3 of those in float32 (relative L2).
    """
    model = evaluator.forward
    if evaluator.dtype not in HALF or not isinstance(model, nn.Module):
        return evaluator
    try:
        wide = evaluator.with_forward(Widened(model), torch.float32)
        floor = _difference(evaluator, wide)
    except (RuntimeError, TypeError, ValueError) as error:
        evaluator.note(
            f"The model computes in {_name(evaluator)}, and float32 could not be tried "
            f"({type(error).__name__}); its rounding is not part of the error given."
        )
        return evaluator
    if floor <= tol / 3:
        return evaluator
    wide.note(
        f"The model computes in {_name(evaluator)}, whose rounding alone would put the attribution "
        f"about {100 * floor:.2g} % off; copies of its weights were computed in float32."
    )
    return wide


def _difference(half: Evaluator, wide: Evaluator) -> float:
    """Relative L2 difference of the step gradients of the first example."""
    nodes = [(0, alpha) for alpha in PROBED]
    pairs = [
        [sample.steps.double() for samples in evaluator(nodes) for sample in samples]
        for evaluator in (half, wide)
    ]
    rounded, exact = torch.stack(pairs[0]), torch.stack(pairs[1])
    size = float(exact.norm())
    return float((rounded - exact).norm()) / size if size else 0.0


def _name(evaluator: Evaluator) -> str:
    return str(evaluator.dtype).removeprefix("torch.")
