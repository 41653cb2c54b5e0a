"""Half-precision models are computed in float32 where their rounding would show."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from igviz.engine.batches import Points
from igviz.engine.evaluator import Evaluator
from igviz.options import DEFAULT_TOL

HALF = (torch.float16, torch.bfloat16)
# Alphas at which both precisions are compared ("Half precision" in docs/numerics.md).
PROBED = (0.25, 0.75)
PROBED_EXAMPLES = 4  # spread evenly over the batch; the same section
SHARE_OF_TOL = 1 / 3  # error that rounding may add; the same section


class Widened:
    """Computes a half-precision module in float32, with copies of its weights."""

    def __init__(self, model: nn.Module) -> None:
        self.model = model
        wide: dict[int, Tensor] = {}  # by identity, so that tied weights stay tied
        # Each module once: of a module with two names, functional_call would swap the weights twice
        # and not get its own back.
        self.tensors = {
            f"{prefix}.{name}".lstrip("."): wide.setdefault(id(tensor), _float(tensor))
            for prefix, module in model.named_modules()
            for name, tensor in (*module._parameters.items(), *module._buffers.items())
            if tensor is not None
        }

    def __call__(self, x: Tensor) -> Any:
        """Call the module with float32 copies in place of its weights and buffers."""
        return torch.func.functional_call(self.model, self.tensors, (x,), tie_weights=False)


def _float(tensor: Tensor) -> Tensor:
    return tensor.detach().float() if tensor.is_floating_point() else tensor


def settle_precision(evaluator: Evaluator, tol: float | None) -> Evaluator:
    """Return the evaluator, or one in float32 where half precision would spoil the attribution.

    Half precision stays only if at two points of the path its step gradients are within a third of
    ``tol`` of those in float32 (relative L2). A fixed rule has no ``tol`` and is judged by the
    default one.
    """
    model = evaluator.forward
    if evaluator.dtype not in HALF or not isinstance(model, nn.Module):
        return evaluator
    try:
        widened = Widened(model)
        wide = evaluator.with_forward(widened, torch.float32)
        wide.batches.size.model |= {
            t.untyped_storage().data_ptr() for t in widened.tensors.values()
        }
        exact = _step_gradients(wide)
    except (RuntimeError, TypeError, ValueError) as error:
        evaluator.note(
            f"The model computes in {_name(evaluator)}, and float32 could not be tried "
            f"({type(error).__name__}); its rounding is not part of the error given."
        )
        return evaluator
    floor = _floor(evaluator, exact)
    if floor <= (DEFAULT_TOL if tol is None else tol) * SHARE_OF_TOL:
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


def _step_gradients(evaluator: Evaluator) -> Tensor:
    """Step gradients of a few examples at the probed points, (examples, values)."""
    last = len(evaluator.path.inputs) - 1
    examples = np.unique(np.linspace(0, last, PROBED_EXAMPLES).astype(np.int64))
    points = Points(np.repeat(examples, len(PROBED)), np.tile(PROBED, len(examples)))
    inverse_link = evaluator.score.inverse_link
    rows = [
        inverse_link.apply(batch.scores, batch.step_gradients)[1].double()
        for batch in evaluator(points)
    ]
    return torch.cat(rows).reshape(len(examples), -1)


def _floor(half: Evaluator, exact: Tensor) -> float:
    """Relative L2 error of step gradients in half precision; infinite where they overflow.

    It is the largest of the examples, less those whose path has no length or changes nothing.
    """
    rounded = _step_gradients(half)
    if not rounded.isfinite().all():
        return math.inf
    sizes = exact.norm(dim=1)
    off = (rounded - exact).norm(dim=1)
    return float(torch.where(sizes > 0, off / sizes, 0.0).max())


def _name(evaluator: Evaluator) -> str:
    return str(evaluator.dtype).removeprefix("torch.")
