"""Series as a kind of input; see `igviz.modalities.modality.Modality`."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from igviz.errors import InputError
from igviz.modalities.frames import is_framed
from igviz.modalities.series.baselines import BASELINES
from igviz.modalities.series.first_layer import LAYERS
from igviz.modalities.series.input import OpenSeries
from igviz.modalities.series.read import is_dated, is_plain_list
from igviz.models.model import Model
from igviz.options import How

baselines = BASELINES


def accepts(source: object, model: Model, options: How) -> bool:
    """A series is told by what only series have, or by the layer that the model begins with."""
    if _is_said(options):
        return True
    if model.tokenizer is not None or model.embedding is not None or model.looks_up:
        return False
    numbers = is_framed(source) or _is_float_array(source)
    return is_dated(source) or (numbers and isinstance(model.first_layer, LAYERS))


def is_one(source: list[Any], options: How) -> bool:
    """A list of numbers is one series where something says that it is one at all."""
    said = _is_said(options) or options["kind"] == "series"
    return said and is_plain_list(source)


def open(source: object, model: Model, options: How) -> OpenSeries:  # noqa: A001 - the seam's name
    """Read one series as the model will see it."""
    if options["transform"] is not None:
        raise InputError(
            "A transform was given for a series; it is for images. Pass the series as the model "
            "takes it, already scaled, and leave transform out."
        )
    return OpenSeries(model, source, options)


def _is_said(options: How) -> bool:
    return options["time_dim"] is not None or options["sample_rate"] is not None


def _is_float_array(source: object) -> bool:
    if isinstance(source, torch.Tensor):
        return source.is_floating_point() and source.ndim in (1, 2, 3)
    return isinstance(source, np.ndarray) and source.dtype.kind == "f" and source.ndim in (1, 2, 3)
