"""The model's output at inputs, asked for before anything is integrated, and what it tells."""

from __future__ import annotations

import contextlib

import torch
from torch import Tensor

from igviz.errors import GradientError, IgvizError, ModelError
from igviz.models.failure import failure
from igviz.models.forward import Forward
from igviz.models.outputs import are_scores
from igviz.models.randomness import random_state_kept
from igviz.models.rows import Rows, asked_again, output_of, same_output

# Of one batch: its inputs and its rows, of which a row may be much wider inside the model.
PROBED_BYTES, PROBED_ROWS = 4 * 2**20, 256


def probe(forward: Forward, inputs: Tensor, batch_size: int | None = None) -> Tensor:
    """Compute the model's output of each example as if it were by itself: shape (N, ...).

    The first example is evaluated alone, and many more in batches if it has the same output there.
    """
    first = output_of(forward, inputs[:1])
    fitting = max(1, PROBED_BYTES // max(1, inputs[0].nbytes))
    rows = batch_size or min(fitting, PROBED_ROWS)
    if len(inputs) > 2 and rows > 1:
        with contextlib.suppress(Exception):  # whatever a batch fails of, examples may not
            outputs = torch.cat([output_of(forward, part) for part in inputs.split(rows)])
            same = same_output(first.dtype)
            if torch.allclose(outputs[:1], first, same, same, equal_nan=True):
                return outputs
    alone = (output_of(forward, inputs[i : i + 1]) for i in range(1, len(inputs)))
    return torch.cat([first, *alone])


@random_state_kept()
def probe_checked(
    model: Forward,
    tensor: Tensor,
    baselines: Tensor,
    hint: str,
    finite: bool = True,
    batch_size: int | None = None,
    explained: bool = True,
) -> tuple[Tensor, Rows]:
    """The checked output of each example; and what asking for the first one again told.

    ``hint`` says what to try if the model fails. Without ``finite``, an output may hold NaN.
    ``explained`` is False where a function of all that the model returns is explained instead.
    """
    try:
        outputs = probe(model, tensor, batch_size)
    except IgvizError:
        raise
    except Exception as error:
        what = f"an input of shape {tuple(tensor.shape)}, {tensor.dtype}"
        raise failure(model, error, what, hint) from error
    if not outputs.is_floating_point():
        raise GradientError(
            f"The model returned {outputs.dtype}, which is not differentiable; look for argmax, "
            "round or a comparison in it, and return raw scores."
        )
    if outputs.numel() == 0:
        raise ModelError(
            f"The model returned shape {tuple(outputs.shape)}, which holds no number that could be "
            "explained; return one row of scores per example, such as (1, classes)."
        )
    if finite and not are_scores(outputs):
        raise ModelError(
            "The model's output for this input holds NaN or infinity; check the weights, and "
            f"{hint}."
        )
    # An example that holds NaN tells nothing of the others.
    i = int(tensor.isfinite().reshape(len(tensor), -1).all(1).double().argmax())
    ends = tensor[i : i + 1], baselines[i % len(baselines) :][:1], outputs[i : i + 1]
    rows = asked_again(model, *ends, batch_size, explained)
    if rows.apart and len(tensor) > 1:
        outputs = probe(model, tensor, 1)
    return outputs, rows
