"""Hugging Face's names: what its pipelines, configurations, models and processors call things.

No other file of the package knows them, but for those of its tokenizers, which stand in
`igviz.modalities.text.tokenizers.huggingface`. The library itself is never imported.
"""

from __future__ import annotations

import contextlib
import inspect
import sys
from collections.abc import Callable, Mapping
from typing import Any, Literal

import torch
from torch import Tensor, nn

from igviz.errors import InputError

# What a text model's inputs are called.
IDS = "input_ids"
MASK = "attention_mask"
SEGMENTS = "token_type_ids"
DECODER_IDS = "decoder_input_ids"
# What a model is told where it takes it: keys and values of earlier tokens are never asked for.
SWITCHES: Mapping[str, object] = {"use_cache": False}

_VECTORS = "inputs_embeds"
_PIXELS = "pixel_values"

# Pipelines that hand their input to the model as it is.
_PLAIN_TASKS = (
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


# Pipelines ------------------------------------------------------------------------------------


def unpacked(model: Any, tokenizer: Any, transform: Any) -> tuple[Any, Any, Any]:
    """The model in a pipeline, with the tokenizer and transform that the pipeline has for it.

    Anything but a pipeline comes back as it is; a tokenizer or transform given goes first.
    """
    library = sys.modules.get("transformers.pipelines")  # a pipeline's maker has imported it
    pipeline: Any = model
    if library is None or not isinstance(model, getattr(library, "Pipeline", ())):
        return model, tokenizer, transform
    if pipeline.task not in _PLAIN_TASKS:
        raise InputError(
            f"A pipeline for {pipeline.task} was given, which makes more of its input than a model "
            "call; pass pipeline.model, with tokenizer=pipeline.tokenizer and the input that the "
            "model gets."
        )
    processor = getattr(pipeline, "image_processor", None)
    return pipeline.model, tokenizer or pipeline.tokenizer, transform or processor


# Configurations -------------------------------------------------------------------------------


def class_names(model: object) -> Mapping[Any, object] | None:
    """Names of classes by index, as a model's configuration holds them; None without one."""
    names: Mapping[Any, object] | None = _configured(model, "id2label")
    return names


def logits_of(model: object) -> Literal["classes", "labels", "numbers"] | None:
    """What a configuration says that a model's logits are of.

    Classes that exclude each other, labels that do not, or numbers (a regression); None for a
    model whose configuration names no classes.
    """
    if class_names(model) is None:
        return None
    problem = _configured(model, "problem_type")
    if problem == "regression":
        return "numbers"
    return "labels" if problem == "multi_label_classification" else "classes"


def position_limit(model: object) -> int | None:
    """How many tokens a model has positions for; None where its configuration does not say."""
    positions = _configured(model, "max_position_embeddings")
    if not isinstance(positions, int) or positions <= 0:
        return None
    # RoBERTa counts positions from behind its padding index.
    for name, module in model.named_modules() if isinstance(model, nn.Module) else ():
        offset = getattr(module, "padding_idx", None)
        if name.endswith("position_embeddings") and offset is not None:
            return positions - int(offset) - 1
    return positions


def _configured(model: object, name: str) -> Any:
    return getattr(getattr(model, "config", None), name, None)


# Models and what they return ------------------------------------------------------------------


def fills_masks(model: object) -> bool:
    """Whether a language model tells masked words and not the next one."""
    return "MaskedLM" in type(model).__name__


def has_decoder(model: object) -> bool:
    """Whether a model reads one text and writes another, of which each has tokens."""
    return bool(_configured(model, "is_encoder_decoder"))


def decoder_start(model: object) -> int:
    """The token with which such a model begins to write; 0 where its configuration has none."""
    return int(_configured(model, "decoder_start_token_id") or 0)


def main_embedding(model: object) -> nn.Module | None:
    """The module that a model says its token ids are looked up in."""
    ask = getattr(model, "get_input_embeddings", None)
    if ask is None:
        return None
    with contextlib.suppress(NotImplementedError, AttributeError):
        module = ask()
        return module if isinstance(module, nn.Module) else None
    return None


def with_vectors(kwargs: Mapping[str, Any], vectors: Tensor) -> dict[str, Any]:
    """Keyword arguments that hand a model its tokens' vectors instead of their ids."""
    return {**{name: value for name, value in kwargs.items() if name != IDS}, _VECTORS: vectors}


def scores_in(output: object) -> Tensor | None:
    """The scores among what an output holds by name; None where nothing is called so.

    The scores of each token as the start and as the end of an answer become (rows, 2, tokens).
    """
    start, end = (getattr(output, name, None) for name in ("start_logits", "end_logits"))
    if isinstance(start, Tensor) and isinstance(end, Tensor):
        return torch.stack([start, end], 1)
    held = output.get("logits") if isinstance(output, Mapping) else None
    logits = getattr(output, "logits", None) if held is None else held
    return logits if isinstance(logits, Tensor) else None


def is_span(output: object) -> bool:
    """Whether an output scores each token as the start and as the end of an answer."""
    return getattr(output, "start_logits", None) is not None


def is_hidden_state(output: object) -> bool:
    """Whether an output is the last layer's states only, which answer nothing."""
    states = getattr(output, "last_hidden_state", None)
    return states is not None and getattr(output, "logits", None) is None


# Image processors -----------------------------------------------------------------------------


def call_transform(transform: Callable[..., Any], image: object) -> Any:
    """What a transform makes of an image, which an image processor takes by name."""
    try:
        parameters = inspect.signature(transform).parameters
    except (TypeError, ValueError):
        return transform(image)
    first = next(iter(parameters.values()), None)
    if first is None or first.name != "images" or first.kind is first.POSITIONAL_ONLY:
        return transform(image)
    kinds = {parameter.kind for parameter in parameters.values()}
    takes_more = inspect.Parameter.VAR_KEYWORD in kinds or "return_tensors" in parameters
    return transform(images=image, **({"return_tensors": "pt"} if takes_more else {}))


def picture_in(result: Any) -> Any:
    """The picture in what an image processor returned; anything else as it is.

    Raises
    ------
    InputError
        A mapping holds no picture.
    """
    if not isinstance(result, Mapping):
        return getattr(result, _PIXELS, result)
    try:
        return result[_PIXELS]
    except KeyError as error:
        raise InputError(
            f"transform returned a mapping with {sorted(map(str, result))}, and "
            f"{_PIXELS!r} is needed."
        ) from error
