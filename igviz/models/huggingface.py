"""What Hugging Face's library names: pipelines."""

from __future__ import annotations

import sys
from typing import Any

from igviz.errors import InputError

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
