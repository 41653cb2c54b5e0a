"""What turns a model's raw outputs into the scores explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn

from igviz.errors import MemoryRanOutError
from igviz.models import huggingface
from igviz.models.forward import Forward
from igviz.models.lookup import Embedded
from igviz.models.outputs import are_independent, are_probabilities, class_dim
from igviz.models.probe import probe
from igviz.models.reach import modules_of

OUTPUTS = ("probability", "logit", "score")


# Alphas so far outside the path that logits leave the range of probabilities ("Outputs" in
# docs/numerics.md).
FAR = (-4.0, 8.0)
# Logits of a network trained on cross-entropy scatter around zero. Values whose mean is beyond both
# of these, in their standard deviations and as it is, are no logits ("Outputs" there, too).
FAR_FROM_ZERO, FAR_AT_LEAST = 3.0, 10.0
# Where somebody gives a network such parts, or takes it from such a library, it tells classes.
_CLASSIFYING_NAMES = ("classifier", "head", "heads", "fc")
_CLASSIFYING_LIBRARIES = ("torchvision", "timm")
_CLASSES_NOTE = (
    "The model has {}, of which nothing says that they are classes; they were taken for "
    "such, with a softmax. Pass output='score' to explain numbers as they are, or labels=[...]."
)
_NUMBERS_NOTE = (
    "The model has {}, which do not look like logits of classes, so the number itself is "
    "explained; pass output='probability' if they are classes."
)


@dataclass(frozen=True)
class Meaning:
    """What is explained of a model's output.

    Attributes
    ----------
    output : {'probability', 'logit', 'score'}
    activation : {'softmax', 'sigmoid', 'log', None}
        What turns raw outputs into it.
    notes : tuple of str
        What a reader should know where nothing but values told.
    """

    output: str
    activation: str | None
    notes: tuple[str, ...] = ()


def meaning(
    model: object,
    forward: Forward,
    output: str | None,
    outputs: Tensor,
    inputs: Tensor,
    baselines: Tensor,
    labels: Sequence[str] = (),
) -> Meaning:
    """Decide which output is explained, and what activation turns raw outputs into it.

    A Hugging Face configuration says what the model's logits are. The outputs of other models are
    judged by their values; several numbers are classes if labels, the model or the values say so.
    """
    kind, activation_of_kind = _from_configuration(model, output, outputs)
    if kind is not None:
        return Meaning(kind, activation_of_kind)
    sigmoid = ends_in_sigmoid(forward)
    chosen = choose_output(output, outputs, sigmoid)
    far = with_far_outputs(forward, inputs, baselines, outputs)
    how = activation(chosen, far, sigmoid)
    if output is not None or how != "softmax" or labels or _classifies(forward):
        return Meaning(chosen, how)
    if isinstance(forward, Embedded) and outputs.ndim == 3:  # what is said of each token
        return Meaning(chosen, how)
    counted = _counted(outputs)
    if _are_numbers(outputs):
        return Meaning("score", None, (_NUMBERS_NOTE.format(counted),))
    fits = _are_logarithms(outputs)
    return Meaning(chosen, how, () if fits else (_CLASSES_NOTE.format(counted),))


def _counted(outputs: Tensor) -> str:
    """How many outputs there are, where several may be classes."""
    count = outputs.shape[cast("int", class_dim(outputs))]
    places = outputs[0].numel() // count
    return f"{count} outputs" + (f" at each of {places} places" if outputs.ndim > 2 else "")


def _classifies(forward: Forward) -> bool:
    """Whether a module says by its names that its outputs are classes."""
    root = next(iter(modules_of(forward)), None)
    if root is None:
        return False
    library = type(root).__module__.partition(".")[0] in _CLASSIFYING_LIBRARIES
    named = any(name in _CLASSIFYING_NAMES for name, _ in root.named_children())
    return library or named or isinstance(getattr(root, "num_classes", None), int)


def _are_numbers(outputs: Tensor) -> bool:
    """Whether several values can hardly be logits: all far from zero, or of unit length."""
    values = outputs.detach().double().movedim(cast("int", class_dim(outputs)), -1)
    middle, spread = values.mean(-1).abs(), values.std(-1)
    one_sided = (values > 0).all() or (values < 0).all()
    far = one_sided and bool((middle > torch.clamp(FAR_FROM_ZERO * spread, FAR_AT_LEAST)).all())
    unit = values.shape[-1] > 2 and bool(((values.norm(dim=-1) - 1).abs() < 1e-3).all())
    return bool(far or unit)


def _are_logarithms(outputs: Tensor) -> bool:
    """Whether every list of classes holds logarithms of probabilities."""
    total = outputs.detach().double().logsumexp(cast("int", class_dim(outputs)))
    return bool((total.abs() < 1e-3).all())


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
    if output is not None and not (isinstance(output, str) and output in OUTPUTS):
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
    except MemoryRanOutError:
        raise
    except (RuntimeError, ValueError, ArithmeticError):  # the model may not go there
        return outputs
