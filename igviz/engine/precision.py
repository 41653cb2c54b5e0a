"""Half-precision models: used as they are only where their rounding does not show."""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor, nn

from igviz.engine.evaluator import Evaluator
from igviz.errors import GradientError
from igviz.options import DEFAULT_TOL

HALF = (torch.float16, torch.bfloat16)
PROBED = (0.25, 0.75)  # alphas at which both precisions are compared


class Widened:
    """A half-precision module computed in float32 from copies; it stays as it is itself."""

    def __init__(self, model: nn.Module) -> None:
        self.model = model
        wide: dict[int, Tensor] = {}  # tied weights stay tied
        # Each module once: one that is known by two names would not get its own weights back.
        self.tensors = {
            f"{prefix}.{name}".lstrip("."): wide.setdefault(id(tensor), _float(tensor))
            for prefix, module in model.named_modules()
            for name, tensor in (*module._parameters.items(), *module._buffers.items())
            if tensor is not None
        }

    def __call__(self, x: Tensor) -> Any:
        """Forward, with float32 in place of every weight and buffer."""
        return torch.func.functional_call(self.model, self.tensors, (x,), tie_weights=False)


def _float(tensor: Tensor) -> Tensor:
    return tensor.detach().float() if tensor.is_floating_point() else tensor


def settle_precision(evaluator: Evaluator, tol: float | None) -> Evaluator:
    """The evaluator, or one in float32 where half precision would spoil the attribution.

    Half precision rounds every gradient; on convolutional networks that alone was measured to
    put attributions off by 11 to 52 %. It is used only if at two points of the path its step
    gradients are within ``tol`` / 3 of those in float32 (relative L2); a fixed rule, which has no
    ``tol``, is judged by the usual one.
    """
    model = evaluator.forward
    if evaluator.dtype not in HALF or not isinstance(model, nn.Module):
        return evaluator
    try:
        widened = Widened(model)
        wide = evaluator.with_forward(widened, torch.float32)
        wide.size.model |= {t.untyped_storage().data_ptr() for t in widened.tensors.values()}
        exact = _steps(wide)
    except (RuntimeError, TypeError, ValueError) as error:
        evaluator.note(
            f"The model computes in {_name(evaluator)}, and float32 could not be tried "
            f"({type(error).__name__}); its rounding is not part of the error given."
        )
        return evaluator
    floor = _floor(evaluator, exact)
    if floor <= (DEFAULT_TOL if tol is None else tol) / 3:
        return evaluator
    why = (
        f"whose rounding alone would put the attribution about {100 * floor:.2g} % off"
        if math.isfinite(floor)
        else "in which its gradients are not finite"
    )
    wide.note(
        f"The model computes in {_name(evaluator)}, {why}; copies of its weights were computed in "
        "float32."
    )
    return wide


def _steps(evaluator: Evaluator) -> Tensor:
    """Step gradients of the first example at the probed points."""
    nodes = [(0, alpha) for alpha in PROBED]
    inverse_link = evaluator.score.inverse_link
    samples = [sample for found in evaluator(nodes) for sample in found]
    return torch.stack(
        [inverse_link.apply(s.scores, s.step_gradients)[1].double() for s in samples]
    )


def _floor(half: Evaluator, exact: Tensor) -> float:
    """Relative L2 difference of half precision; infinite where it overflows."""
    try:
        rounded = _steps(half)
    except GradientError:
        return math.inf
    size = float(exact.norm())
    return float((rounded - exact).norm()) / size if size else 0.0


def _name(evaluator: Evaluator) -> str:
    return str(evaluator.dtype).removeprefix("torch.")
