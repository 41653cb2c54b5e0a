"""Series as a kind of input; see `igviz.modalities.modality.Modality`."""

from __future__ import annotations

from typing import Any

from igviz.modalities.frames import is_framed
from igviz.modalities.series.baselines import BASELINES
from igviz.modalities.series.first_layer import LAYERS
from igviz.modalities.series.input import OpenSeries
from igviz.modalities.series.read import is_dated, is_plain_list
from igviz.modalities.series.spectrum import is_spectral
from igviz.modalities.tensors import check_untransformed, is_floating
from igviz.models.model import Model
from igviz.options import How

baselines = BASELINES


def accepts(source: object, model: Model, options: How) -> bool:
    """A series is told by what only series have, or by the layer that the model begins with."""
    if _is_said(options) or is_spectral(source, options["feature_names"]):
        return True
    if model.tokenizer is not None or model.embedding is not None or model.looks_up:
        return False
    numbers = is_framed(source) or (is_floating(source) and source.ndim in (1, 2, 3))
    return is_dated(source) or (numbers and isinstance(model.first_layer, LAYERS))


def is_one(source: list[Any], options: How) -> bool:
    """A list of numbers is one series where something says that it is one at all."""
    said = _is_said(options) or options["kind"] == "series"
    return said and is_plain_list(source)


def open(source: object, model: Model, options: How) -> OpenSeries:  # noqa: A001 - the seam's name
    """Read one series as the model will see it."""
    check_untransformed(options, "a series", ", already scaled")
    return OpenSeries(model, source, options)


def _is_said(options: How) -> bool:
    return options["time_dim"] is not None or options["sample_rate"] is not None
