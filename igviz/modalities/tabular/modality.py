"""Rows of tables as a kind of input; see `igviz.modalities.modality.Modality`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch

from igviz.modalities.frames import is_framed
from igviz.modalities.numbers import is_number
from igviz.modalities.tabular.baselines import BASELINES
from igviz.modalities.tabular.input import OpenRow
from igviz.modalities.tabular.read import is_scalar
from igviz.models.model import Model
from igviz.options import How

baselines = BASELINES


def accepts(source: object, model: Model, options: How) -> bool:
    """A row is told by names or a background that were given, by names of its own, or its shape."""
    if model.tokenizer is not None or model.embedding is not None:
        return False
    if options["feature_names"] is not None or options["background"] is not None:
        return getattr(source, "ndim", 0) < 3  # else they name the channels of an image
    if isinstance(source, Mapping):
        named = all(isinstance(name, str) for name in source)
        cells = not any(map(_holds_several, source.values()))  # as a text's ids by name do
        ready = options["transform"] is not None or any(map(is_number, source.values()))
        return named and cells and bool(source) and ready
    return is_framed(source) or _is_vector(source, model) or _is_fitted(options["transform"])


def is_one(source: list[Any], options: How) -> bool:
    """A list of numbers is one row where its features are named or a number is not whole.

    A row takes no transform; with one, words are several molecules.
    """
    told = options["feature_names"] is not None and options["transform"] is None
    named = told and bool(source) and all(map(is_scalar, source))
    return named or _is_floats(source)


def open(source: object, model: Model, options: How) -> OpenRow:  # noqa: A001 - the seam's name
    """Read one row as the model will see it."""
    return OpenRow(model, source, options)


def _is_fitted(transform: object) -> bool:
    """Whether a transform was fitted on tables, as scikit-learn's are."""
    return hasattr(transform, "transform") and hasattr(transform, "n_features_in_")


def _holds_several(value: object) -> bool:
    return isinstance(value, (list, tuple)) or getattr(value, "ndim", 0) > 0


def _is_vector(source: object, model: Model) -> bool:
    """Whether numbers have the shape of a row, or of several where the model takes such rows.

    Whole numbers are token ids where the model looks such up, and one row of them may be a picture.
    """
    if isinstance(source, list):
        return _is_floats(source)
    if not isinstance(source, (torch.Tensor, np.ndarray)) or source.ndim not in (1, 2):
        return False
    if source.ndim == 2 and model.transform is None and source.shape[1] == model.row_width:
        return True
    if isinstance(source, torch.Tensor):
        floats, numbers = source.is_floating_point(), True
    else:
        floats, numbers = source.dtype.kind == "f", source.dtype.kind in "biuc"
    whole = numbers and source.ndim == 1 and not model.looks_up
    return whole or (floats and (source.ndim == 1 or len(source) == 1))


def _is_floats(source: list[Any]) -> bool:
    """Whether a list holds numbers, not all of them whole: neither token ids nor several inputs."""
    return all(map(is_scalar, source)) and any(isinstance(value, float) for value in source)
