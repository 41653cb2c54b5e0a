"""Both ends of the paths of tensors: what is refused, and which examples cannot be explained."""

from __future__ import annotations

import torch
from torch import Tensor

from igviz.errors import InputError, not_finite
from igviz.modalities.numbers import as_float, is_number
from igviz.models.dense import check_dense


def check_ends(inputs: object, baselines: object) -> tuple[Tensor, Tensor]:
    """Check inputs and baselines, and return them as detached floating tensors of one shape.

    Numbers that are not finite are refused where every example has some: see `unreadable`.
    """
    if not isinstance(inputs, Tensor):
        raise TypeError(
            f"inputs is {type(inputs).__name__}; pass a floating-point tensor (examples, ...), or "
            "use igviz.explain for images and text."
        )
    check_dense(inputs, "inputs")
    if not inputs.is_floating_point():
        raise InputError(
            f"inputs has dtype {inputs.dtype}, along which no gradient exists; pass "
            "inputs.float(), or attribute to an embedding's output."
        )
    if inputs.ndim == 0 or inputs.numel() == 0:
        empty = ", which holds nothing" if inputs.ndim else ""
        raise InputError(
            f"inputs has shape {tuple(inputs.shape)}{empty}; pass (examples, ...), one or more."
        )
    ends = inputs.detach(), _baseline_tensor(baselines, inputs)
    if len(unreadable(*ends)) == len(inputs):
        for name, values in zip(("inputs", "baselines"), ends, strict=True):
            bad = int((~values.isfinite()).sum())
            if bad:
                raise InputError(not_finite(f"{name} holds {bad} values", "torch.nan_to_num"))
    return ends


def unreadable(inputs: Tensor, baselines: Tensor) -> dict[int, str]:
    """Why examples of which not all numbers are finite cannot be explained, by number."""
    sentences = {}
    for name, values in (("baselines", baselines), ("inputs", inputs)):
        bad = (~values.isfinite()).reshape(len(values), -1).sum(1)
        for i in bad.nonzero()[:, 0].tolist():
            holds = f"{name} holds {int(bad[i])} values of this example"
            sentences[i] = not_finite(holds, "torch.nan_to_num")
    return sentences


def _baseline_tensor(baselines: object, inputs: Tensor) -> Tensor:
    if baselines is None or is_number(baselines):
        value = torch.tensor(as_float(baselines or 0), dtype=torch.float64)
        return value.to(inputs).expand_as(inputs).clone()  # infinite beyond what inputs can hold
    if not isinstance(baselines, Tensor):
        raise TypeError(f"baselines is {type(baselines).__name__}; pass a tensor or a number.")
    check_dense(baselines, "baselines")
    values = baselines.detach().to(inputs)
    try:
        return values.expand_as(inputs).clone()
    except RuntimeError:
        raise InputError(
            f"baselines has shape {tuple(baselines.shape)} and inputs {tuple(inputs.shape)}; pass "
            "the same shape, one row for all examples, or a number."
        ) from None
