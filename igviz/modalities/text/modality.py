"""Texts as a kind of input; see `igviz.modalities.modality.Modality`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from igviz.errors import InputError
from igviz.modalities.text.input import OpenText
from igviz.modalities.text.read import is_text
from igviz.models.guard import Forward
from igviz.models.model import Model
from igviz.options import How


def accepts(source: object, model: Forward, options: How) -> bool:
    """A text is told by a tokenizer, an embedding that was named, or a model that has one."""
    if options["tokenizer"] is not None or options["embedding"] is not None:
        return True
    readable = is_text(source) or isinstance(source, Mapping)
    no_image = options["transform"] is None and readable and not _is_file(source)
    return no_image and Model(model).takes_ids


def is_one(source: list[Any], options: How) -> bool:  # noqa: ARG001
    """A list of token ids is one text; a list of strings is several."""
    return is_text(source) and not isinstance(source[0], str)


def open(  # noqa: A001 - the seam's name
    source: object, model: Forward, labels: Sequence[str], options: How
) -> OpenText:
    """Read one text and open the model at its embedding."""
    if options["transform"] is not None:
        raise InputError("A transform was given for a text; it is for images, leave it out.")
    known = Model(
        model,
        options["tokenizer"],
        labels=tuple(labels),
        embedding=options["embedding"],
        device_of_function=cast("Any", options["device"]),
    )
    return OpenText(
        known, source, truncation=options["truncation"], keep_special=options["keep_special"]
    )


def _is_file(source: object) -> bool:
    try:
        return isinstance(source, str) and Path(source).is_file()
    except (OSError, ValueError):  # too long for a name, or holding what no name can
        return False
