"""Texts as a kind of input; see `igviz.modalities.modality.Modality`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from igviz.errors import InputError
from igviz.modalities.text.baselines import BASELINES
from igviz.modalities.text.input import OpenText
from igviz.modalities.text.read import is_text
from igviz.models.model import Model
from igviz.options import How

baselines = BASELINES


def accepts(source: object, model: Model, options: How) -> bool:  # noqa: ARG001
    """A text is told by a tokenizer, an embedding that was named, or a model that has one."""
    if model.tokenizer is not None or model.embedding is not None:
        return True
    readable = is_text(source) or isinstance(source, Mapping)
    no_image = model.transform is None and readable and not _is_file(source)
    return no_image and model.takes_ids


def is_one(source: list[Any], options: How) -> bool:  # noqa: ARG001
    """A list of token ids is one text; a list of strings is several."""
    return is_text(source) and not isinstance(source[0], str)


def open(source: object, model: Model, options: How) -> OpenText:  # noqa: A001 - the seam's name
    """Read one text and open the model at its embedding."""
    if model.transform is not None:
        raise InputError("A transform was given for a text; it is for images, leave it out.")
    return OpenText(
        model,
        source,
        truncation=options["truncation"],
        keep_special=options["keep_special"],
        target=options["target"],
    )


def _is_file(source: object) -> bool:
    try:
        return isinstance(source, str) and Path(source).is_file()
    except (OSError, ValueError):  # too long for a name, or holding what no name can
        return False
