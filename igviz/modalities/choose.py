"""Which kind of input was handed over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch

from igviz.errors import InputError
from igviz.modalities.image.input import ImageSubject
from igviz.modalities.modality import Subject
from igviz.modalities.text.input import TextSubject
from igviz.modalities.text.read import is_text
from igviz.models.embedding import has_embedding
from igviz.models.guard import Forward


def inputs_of(inputs: object) -> list[object] | None:
    """The inputs of a list of several; None for a single one, such as a list of token ids."""
    ids = isinstance(inputs, list) and is_text(inputs) and not isinstance(inputs[0], str)
    return inputs if isinstance(inputs, list) and not ids else None


def subject_of(
    model: Forward,
    source: object,
    labels: Sequence[str],
    *,
    transform: Callable[..., Any] | None,
    tokenizer: object,
    embedding: object,
    truncation: bool | int,
    keep_special: bool,
    device: torch.device | str | None,
) -> Subject:
    """An image or a text with its model: a text where a tokenizer or the model tells of one."""
    named = tokenizer is not None or embedding is not None
    readable = is_text(source) or isinstance(source, Mapping)
    if named or (transform is None and readable and not _is_file(source) and has_embedding(model)):
        if transform is not None:
            raise InputError("A transform was given for a text; it is for images, leave it out.")
        return TextSubject(
            model,
            source,
            tokenizer,
            labels,
            embedding=embedding,
            truncation=truncation,
            keep_special=keep_special,
            device=device,
        )
    return ImageSubject(model, source, transform, labels)


def _is_file(source: object) -> bool:
    try:
        return isinstance(source, str) and Path(source).is_file()
    except (OSError, ValueError):  # too long for a name, or holding what no name can
        return False
