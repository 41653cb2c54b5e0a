"""What a model returned: the tensor of scores in it, and what its values may be."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Mapping

import torch
from torch import Tensor

from igviz.errors import GradientError, IgvizError, ModelError, what_it_said
from igviz.models import huggingface
from igviz.models.forward import Forward, placement
from igviz.models.guard import guarded


def output_tensor(raw: object) -> Tensor:
    """Take the tensor of scores out of whatever a model returned.

    Accepts a tensor, anything with ``logits`` (attribute or key), a tuple or mapping that holds its
    scores first, and the start and end of an answer, which become (rows, 2, tokens).
    """
    parts = _parts(raw)
    scores = huggingface.scores_in(raw)
    for part in parts if scores is None else [scores]:
        if isinstance(part, Tensor):
            return part
    raise ModelError(
        f"The model returned {type(raw).__name__}, in which no tensor of scores was found; wrap it "
        "so that it returns one: igviz.show(lambda x: model(x)['scores'], ...)."
    )


def _parts(raw: object) -> list[object]:
    if isinstance(raw, Tensor):
        return [raw]
    if isinstance(raw, Mapping):
        return list(raw.values())
    if dataclasses.is_dataclass(raw):
        return [getattr(raw, field.name) for field in dataclasses.fields(raw)]
    return list(raw) if isinstance(raw, (tuple, list)) else []


def class_dim(outputs: Tensor) -> int | None:
    """The dimension of classes: 1 for images (N, K, H, W) and volumes, otherwise the last."""
    if outputs.ndim < 2:
        return None
    return 1 if outputs.ndim >= 4 else outputs.ndim - 1


def class_count(outputs: Tensor) -> int | None:
    """How many classes an output (N, K) has; None where the output is no plain list of classes."""
    return int(outputs.shape[1]) if outputs.ndim == 2 else None


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


# Of one batch: its inputs and its rows, of which a row may be much wider inside the model.
PROBED_BYTES, PROBED_ROWS = 4 * 2**20, 256
SAME_OUTPUT = 1e-3  # by which an output may differ in a batch, where kernels round differently


def probe(forward: Forward, inputs: Tensor, batch_size: int | None = None) -> Tensor:
    """Compute the model's output of each example as if it were by itself: shape (N, ...).

    The first example is evaluated alone, and many more in batches if it has the same output there.
    """
    dtype = placement(forward)[1]
    points = inputs if dtype in (None, inputs.dtype) else inputs.to(dtype)
    first = _output(forward, points[:1])
    fitting = max(1, PROBED_BYTES // max(1, points[0].nbytes))
    rows = batch_size or min(fitting, PROBED_ROWS)
    if len(points) > 2 and rows > 1:
        with contextlib.suppress(Exception):  # whatever a batch fails of, examples may not
            outputs = torch.cat([_output(forward, part) for part in points.split(rows)])
            if torch.allclose(outputs[:1], first, SAME_OUTPUT, SAME_OUTPUT, equal_nan=True):
                return outputs
    alone = (_output(forward, points[i : i + 1]) for i in range(1, len(points)))
    return torch.cat([first, *alone])


def _output(forward: Forward, points: Tensor) -> Tensor:
    """The model's output of one or several examples."""
    with guarded(forward), torch.no_grad():
        outputs = output_tensor(forward(points.clone())).detach()
    if outputs.ndim == 0 or len(outputs) != len(points):
        raise ModelError(
            f"The model was given one example and returned shape {tuple(outputs.shape)}; it "
            "must return one row per example, such as (1, classes) or (1,)."
        )
    return outputs


def probe_checked(
    model: Forward, tensor: Tensor, hint: str, finite: bool = True, batch_size: int | None = None
) -> Tensor:
    """Compute and check the model's output of each example.

    ``hint`` says what to try if the model fails. Without ``finite``, an output may hold NaN.
    """
    try:
        outputs = probe(model, tensor, batch_size)
    except IgvizError:
        raise
    except Exception as error:
        raise ModelError(
            f"The model failed on an input of shape {tuple(tensor.shape)}, {tensor.dtype} "
            f"({what_it_said(error)}); {hint}."
        ) from error
    if not outputs.is_floating_point():
        raise GradientError(
            f"The model returned {outputs.dtype}, which is not differentiable; look for argmax, "
            "round or a comparison in it, and return raw scores."
        )
    if finite and not torch.isfinite(outputs).all():
        raise ModelError(
            "The model's output for this input holds NaN or infinity; check the weights, and "
            f"{hint}."
        )
    return outputs
