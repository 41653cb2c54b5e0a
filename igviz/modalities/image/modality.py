"""Images as a kind of input; see `igviz.modalities.modality.Modality`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from igviz.modalities.image.input import OpenImage
from igviz.models.guard import Forward
from igviz.options import How


def accepts(source: object, model: Forward, options: How) -> bool:  # noqa: ARG001
    """An image is what no other kind accepts."""
    return True


def is_one(source: list[Any], options: How) -> bool:  # noqa: ARG001
    """A list holds several images."""
    return False


def open(  # noqa: A001 - the seam's name
    source: object, model: Forward, labels: Sequence[str], options: How
) -> OpenImage:
    """Read one image as the model will see it."""
    return OpenImage(model, source, options["transform"], labels)
