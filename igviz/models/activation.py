"""What turns a model's raw outputs into the scores explained."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from igviz.models import huggingface
from igviz.models.forward import Forward
from igviz.models.outputs import are_independent, are_probabilities, class_dim, probe

OUTPUTS = ("probability", "logit", "score")


FAR = (-4.0, 8.0)  # alphas so far out that logits leave the range of probabilities


def read_as(
    model: object,
    forward: Forward,
    output: str | None,
    outputs: Tensor,
    inputs: Tensor,
    baselines: Tensor,
) -> tuple[str, str | None]:
    """The output that is explained, and what turns raw outputs into it.

    A Hugging Face configuration says what its logits are; of other models it is told from the
    values.
    """
    kind, activated = _told(model, output, outputs)
    if kind is not None:
        return kind, activated
    sigmoid = ends_in_sigmoid(forward)
    chosen = choose_output(output, outputs, sigmoid)
    seen = seen_widely(forward, inputs, baselines, outputs)
    return chosen, activation(chosen, seen, sigmoid)


def _told(model: object, output: str | None, outputs: Tensor) -> tuple[str | None, str | None]:
    """The same as far as a configuration tells; None and None where it does not."""
    dim = class_dim(outputs)
    # Whatever lies between 0 and 1 by chance, a configuration with labels goes with logits.
    meaning = huggingface.logits_of(model)
    if meaning is None or dim is None or outputs.shape[dim] < 2:
        return None, None
    if output == "logit" or (meaning == "numbers" and output is None):
        return output or "score", None
    if output not in (None, "probability"):
        return None, None
    return "probability", "sigmoid" if meaning == "labels" else "softmax"


def choose_output(output: str | None, outputs: Tensor, ends_in_sigmoid: bool) -> str:
    """The output explained when the caller named none: the probability of a classifier.

    A single raw output may as well be a regression, so it is explained as it is.
    """
    if output is not None and output not in OUTPUTS:
        raise ValueError(f"output={output!r} was given; pass 'probability' or 'logit'.")
    if output is not None:
        return output
    dim = class_dim(outputs)
    single = dim is None or outputs.shape[dim] == 1
    return ("probability" if ends_in_sigmoid else "score") if single else "probability"


def activation(output: str, outputs: Tensor, ends_in_sigmoid: bool) -> str | None:
    """What turns raw outputs into the scores asked for: 'softmax', 'sigmoid', 'log' or None."""
    already = ends_in_sigmoid or are_probabilities(outputs) or are_independent(outputs)
    if output == "logit" and are_probabilities(outputs):
        return "log"
    if output != "probability" or already:
        return None
    dim = class_dim(outputs)
    return "softmax" if dim is not None and outputs.shape[dim] > 1 else "sigmoid"


def ends_in_sigmoid(forward: Forward) -> bool:
    """True if the last registered layer is a sigmoid, so outputs are probabilities already."""
    if not isinstance(forward, nn.Module):
        return False
    leaves = [m for m in forward.modules() if not any(m.children())]
    return bool(leaves) and isinstance(leaves[-1], nn.Sigmoid)


def seen_widely(forward: Forward, inputs: Tensor, baselines: Tensor, outputs: Tensor) -> Tensor:
    """The outputs, and where they look like probabilities those far out on the line of the path.

    Logits may lie between 0 and 1 by chance, but not everywhere.
    """
    if not (are_independent(outputs) or are_probabilities(outputs)):
        return outputs
    far = [baselines + alpha * (inputs - baselines) for alpha in FAR]
    try:
        return torch.cat([outputs, *(probe(forward, points).to(outputs) for points in far)])
    except (RuntimeError, ValueError, ArithmeticError):  # the model may not go there
        return outputs
