"""What a model returned: the tensor of scores in it, and what its values may be."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from typing import Any, cast

from torch import Tensor

from igviz.errors import ModelError
from igviz.models import huggingface


def output_tensor(raw: object) -> Tensor:
    """Take the tensor of scores out of whatever a model returned.

    Accepts a tensor, anything with ``logits`` (attribute or key), a tuple or mapping that holds its
    scores first, and the start and end of an answer, which become (rows, 2, tokens).
    """
    if isinstance(raw, Tensor):
        return raw
    scores = huggingface.scores_in(raw)
    for part in named_parts(raw).values() if scores is None else [scores]:
        if isinstance(part, Tensor):
            return part
    raise ModelError(
        f"The model returned {type(raw).__name__}, in which no tensor of scores was found; wrap it "
        "so that it returns one: igviz.show(lambda x: model(x)['scores'], ...)."
    )


def named_parts(raw: object) -> Mapping[Any, object]:
    """What a mapping, dataclass, tuple or list holds, by name or number; nothing of others."""
    if isinstance(raw, Mapping):
        return raw
    if isinstance(raw, tuple) and hasattr(raw, "_fields"):  # a named one
        return dict(zip(raw._fields, raw, strict=True))
    if dataclasses.is_dataclass(raw):
        return {field.name: getattr(raw, field.name) for field in dataclasses.fields(raw)}
    return dict(enumerate(raw)) if isinstance(raw, (tuple, list)) else {}


def class_dim(outputs: Tensor) -> int | None:
    """The dimension of classes: 1 for images (N, K, H, W) and volumes, otherwise the last."""
    if outputs.ndim < 2:
        return None
    return 1 if outputs.ndim >= 4 else outputs.ndim - 1


def class_count(outputs: Tensor) -> int | None:
    """How many classes an output (N, K) has; None where the output is no plain list of classes."""
    return int(outputs.shape[1]) if outputs.ndim == 2 else None


def are_scores(outputs: Tensor) -> bool:
    """Whether outputs are finite, but for classes ruled out by −infinity beside others."""
    dim = class_dim(outputs)
    ruled_out = outputs == -math.inf
    if dim is None or not ruled_out.any():
        return bool(outputs.isfinite().all())
    return bool((outputs.isfinite() | ruled_out).all() and not ruled_out.all(dim).any())


def activated(outputs: Tensor, activation: str | None) -> Tensor:
    """Outputs of any shape after an activation: 'softmax', 'sigmoid', 'log' or None."""
    if activation == "softmax":
        return outputs.softmax(cast("int", class_dim(outputs)))
    if activation == "sigmoid":
        return outputs.sigmoid()
    return outputs.log() if activation == "log" else outputs


def are_probabilities(outputs: Tensor) -> bool:
    """True if every list of classes lies in [0, 1] and adds up to 1 already."""
    dim = class_dim(outputs)
    if dim is None or outputs.shape[dim] < 2:
        return False
    values = outputs.detach().double()
    sums_to_one = (values.sum(dim) - 1).abs().max().item() < 1e-3
    return sums_to_one and values.min().item() >= 0


def are_independent(outputs: Tensor) -> bool:
    """True if classes each lie in (0, 1] already, as sigmoids do, without adding up to 1."""
    dim = class_dim(outputs)
    if dim is None or outputs.shape[dim] < 2 or are_probabilities(outputs):
        return False
    values = outputs.detach()
    return values.min().item() > 0 and values.max().item() <= 1
