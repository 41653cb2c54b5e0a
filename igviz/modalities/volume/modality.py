"""Volumes and videos as a kind of input; see `igviz.modalities.modality.Modality`."""

from __future__ import annotations

from typing import Any

from torch import nn

from igviz.modalities.tensors import check_untransformed, is_tensor
from igviz.modalities.volume.baselines import BASELINES
from igviz.modalities.volume.input import OpenVolume
from igviz.modalities.volume.layout import MOST_CHANNELS
from igviz.models.model import Model
from igviz.options import How

baselines = BASELINES


def accepts(source: object, model: Model, options: How) -> bool:  # noqa: ARG001 - the seam's
    """A volume is told by a model that convolves in three dimensions, or by five axes."""
    if not is_tensor(source) or model.transform is not None:
        return False
    if isinstance(model.first_layer, nn.Conv3d):
        return source.ndim in (4, 5) or (source.ndim == 3 and not _is_picture(source))
    if source.ndim != 5 or source.shape[0] != 1:
        return False
    return any(1 <= source.shape[at] <= MOST_CHANNELS for at in (1, 2, 4))


def is_one(source: list[Any], options: How) -> bool:  # noqa: ARG001
    """A list holds several volumes."""
    return False


def open(source: object, model: Model, options: How) -> OpenVolume:  # noqa: A001 - the seam's name
    """Read one volume as the model will see it."""
    check_untransformed(options, "a volume", ", already resized and scaled")
    return OpenVolume(model, source, options["window"])


def _is_picture(given: Any) -> bool:
    """Whether three axes are those of a picture of bytes."""
    return "uint8" in str(given.dtype) and 3 in (given.shape[0], given.shape[-1])
