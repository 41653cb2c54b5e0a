"""How a model is to be read: what is inside a pipeline, what its outputs are, what it answers."""

from __future__ import annotations

import sys
from typing import Any

import torch
from torch import Tensor

from igviz.compute.functional import probe, seen_widely
from igviz.compute.model import Forward, ends_in_sigmoid
from igviz.compute.target import activation, choose_output, class_dim
from igviz.errors import GradientError, IgvizError, InputError, ModelError, what_it_said
from igviz.subjects.subject import Subject

# Pipelines that hand their input to the model as it is.
PLAIN_TASKS = (
    "text-classification",
    "sentiment-analysis",
    "token-classification",
    "ner",
    "question-answering",
    "fill-mask",
    "text-generation",
    "feature-extraction",
    "image-classification",
)


def unpacked(model: Any, tokenizer: Any, transform: Any) -> tuple[Any, Any, Any]:
    """The model in a Hugging Face pipeline, with what the pipeline prepares its input with."""
    # Where nobody has imported it, nothing comes from it.
    library = sys.modules.get("transformers")
    pipeline: Any = model
    if library is None or not isinstance(model, getattr(library, "Pipeline", ())):
        return model, tokenizer, transform
    if pipeline.task not in PLAIN_TASKS:
        raise InputError(
            f"A pipeline for {pipeline.task} was given, which makes more of its input than a model "
            "call; pass pipeline.model, with tokenizer=pipeline.tokenizer and the input that the "
            "model gets."
        )
    processor = getattr(pipeline, "image_processor", None)
    return pipeline.model, tokenizer or pipeline.tokenizer, transform or processor


def read_as(
    subject: Subject, output: str | None, outputs: Tensor, inputs: Tensor, baselines: Tensor
) -> tuple[str, str | None]:
    """The output that is explained, and what turns raw outputs into it.

    A Hugging Face configuration says what its logits are; of other models it is told from the
    values.
    """
    forward = subject.forward
    kind, activated = _told(getattr(subject.model, "config", None), output, outputs)
    if kind is not None:
        return kind, activated
    sigmoid = ends_in_sigmoid(forward)
    chosen = choose_output(output, outputs, sigmoid)
    seen = seen_widely(forward, inputs, baselines, outputs)
    return chosen, activation(chosen, seen, sigmoid)


def _told(config: object, output: str | None, outputs: Tensor) -> tuple[str | None, str | None]:
    dim = class_dim(outputs)
    # Whatever lies between 0 and 1 by chance, a configuration with labels goes with logits.
    if getattr(config, "id2label", None) is None or dim is None or outputs.shape[dim] < 2:
        return None, None
    problem = getattr(config, "problem_type", None)
    if output == "logit" or (problem == "regression" and output is None):
        return output or "score", None
    if output not in (None, "probability"):
        return None, None
    return "probability", "sigmoid" if problem == "multi_label_classification" else "softmax"


def probed(model: Forward, tensor: Tensor, hint: str) -> Tensor:
    """The model's output for one input, checked; ``hint`` is what to try where it fails."""
    try:
        outputs = probe(model, tensor)
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
    if not torch.isfinite(outputs).all():
        raise ModelError(
            "The model's output for this input holds NaN or infinity; check the weights, and "
            f"{hint}."
        )
    return outputs
