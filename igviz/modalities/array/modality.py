"""Tensors of any other shape as a kind of input; see `igviz.modalities.modality.Modality`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from torch import nn

from igviz.modalities.array.input import BASELINES, OpenArray
from igviz.modalities.tensors import check_untransformed, is_floating, is_tensor
from igviz.models.model import Model
from igviz.options import How

baselines = BASELINES

_MOST_CHANNELS = 200  # of a picture


def accepts(source: object, model: Model, options: How) -> bool:  # noqa: ARG001 - the seam's
    """An array is what no other kind would take, a picture among them."""
    if not is_tensor(source) or model.transform is not None:
        return False
    if source.ndim == 0 or source.ndim > 4:
        return True
    return is_floating(source) and not _is_picture(source, model)


def is_one(source: list[Any], options: How) -> bool:  # noqa: ARG001
    """A list holds several arrays."""
    return False


def open(source: object, model: Model, options: How) -> OpenArray:  # noqa: A001 - the seam's name
    """Read one array as the model will see it."""
    check_untransformed(options, "an array")
    return OpenArray(model, source)


def _is_picture(given: Any, model: Model) -> bool:
    """Whether two to four axes are those of a picture, or of several."""
    shape: tuple[int, ...] = tuple(given.shape)
    if given.ndim == 4 and shape[0] == 1:
        shape = shape[1:]
    if isinstance(given, np.ndarray):
        return len(shape) == 2 or shape[-1] in (1, 3, 4) or _convolves(shape, model)
    if len(shape) == 2:
        return isinstance(model.first_layer, nn.Conv2d)
    if len(shape) == 3:
        return shape[0] <= _MOST_CHANNELS
    return shape[1] in (1, 3) or _convolves(shape, model)


def _convolves(shape: Sequence[int], model: Model) -> bool:
    """Whether a model takes pictures, of not too many channels."""
    return isinstance(model.first_layer, nn.Conv2d) and bool(shape[-3] <= _MOST_CHANNELS)
