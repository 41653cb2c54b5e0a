"""Images as a kind of input; see `igviz.modalities.modality.Modality`."""

from __future__ import annotations

from typing import Any

from igviz.modalities.image.baselines import BASELINES
from igviz.modalities.image.channels import Wanted
from igviz.modalities.image.input import OpenImage
from igviz.models.model import Model
from igviz.options import How

baselines = BASELINES


def accepts(source: object, model: Model, options: How) -> bool:  # noqa: ARG001
    """An image is what no other kind accepts."""
    return True


def is_one(source: list[Any], options: How) -> bool:  # noqa: ARG001
    """A list holds several images."""
    return False


def open(source: object, model: Model, options: How) -> OpenImage:  # noqa: A001 - the seam's name
    """Read one image as the model will see it."""
    return OpenImage(model, source, Wanted.of(model, options), options["regions"])
