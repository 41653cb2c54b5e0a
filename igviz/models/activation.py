"""What turns a model's raw outputs into the scores explained."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from igviz.models import huggingface
from igviz.models.forward import Forward
from igviz.models.outputs import are_independent, are_probabilities, class_dim
from igviz.models.probe import probe

OUTPUTS = ("probability", "logit", "score")


# Alphas so far outside the path that logits leave the range of probabilities ("Outputs" in
# docs/numerics.md).
FAR = (-4.0, 8.0)


def output_and_activation(
    model: object,
    forward: Forward,
    output: str | None,
    outputs: Tensor,
    inputs: Tensor,
    baselines: Tensor,
) -> tuple[str, str | None]:
    """Decide which output is explained, and what activation turns raw outputs into it.

    A Hugging Face configuration says what the model's logits are. The outputs of other models are
    judged by their values.
    """
    kind, activation_of_kind = _from_configuration(model, output, outputs)
    if kind is not None:
        return kind, activation_of_kind
    sigmoid = ends_in_sigmoid(forward)
    chosen = choose_output(output, outputs, sigmoid)
    outputs = with_far_outputs(forward, inputs, baselines, outputs)
    return chosen, activation(chosen, outputs, sigmoid)


def _from_configuration(
    model: object, output: str | None, outputs: Tensor
) -> tuple[str | None, str | None]:
    """Decide by a Hugging Face configuration; None and None where it does not say."""
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
    """Choose the output explained: the caller's, or else the probability of a classifier.

    A single raw output may as well be a regression and is explained as it is.
    """
    if output is not None and output not in OUTPUTS:
        raise ValueError(f"output={output!r} was given; pass 'probability', 'logit' or 'score'.")
    if output is not None:
        return output
    dim = class_dim(outputs)
    single = dim is None or outputs.shape[dim] == 1
    return ("probability" if ends_in_sigmoid else "score") if single else "probability"


def activation(output: str, outputs: Tensor, ends_in_sigmoid: bool) -> str | None:
    """The activation that turns raw outputs into scores: 'softmax', 'sigmoid', 'log' or None."""
    already = ends_in_sigmoid or are_probabilities(outputs) or are_independent(outputs)
    if output == "logit" and are_probabilities(outputs):
        return "log"
    if output != "probability" or already:
        return None
    dim = class_dim(outputs)
    return "softmax" if dim is not None and outputs.shape[dim] > 1 else "sigmoid"


def ends_in_sigmoid(forward: Forward) -> bool:
    """Whether the last registered layer is a sigmoid, so that outputs are probabilities."""
    if not isinstance(forward, nn.Module):
        return False
    leaves = [m for m in forward.modules() if not any(m.children())]
    return bool(leaves) and isinstance(leaves[-1], nn.Sigmoid)


def with_far_outputs(
    forward: Forward, inputs: Tensor, baselines: Tensor, outputs: Tensor
) -> Tensor:
    """Add outputs far outside the path to outputs that look like probabilities.

    Logits may lie between 0 and 1 by chance, but not everywhere.
    """
    if not (are_independent(outputs) or are_probabilities(outputs)):
        return outputs
    far = [baselines + alpha * (inputs - baselines) for alpha in FAR]
    try:
        return torch.cat([outputs, *(probe(forward, points).to(outputs) for points in far)])
    except (RuntimeError, ValueError, ArithmeticError):  # the model may not go there
        return outputs
