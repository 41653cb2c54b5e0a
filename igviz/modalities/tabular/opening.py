"""Which form a row has, and how it is read."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import torch
from torch import Tensor

from igviz.modalities.tabular.names import names_given
from igviz.modalities.tabular.pieces import is_pieces
from igviz.modalities.tabular.read import is_framed
from igviz.modalities.tabular.table import Table, plain_table, prepared_table
from igviz.modalities.tabular.tensor_rows import looked_up_table
from igviz.models.model import Model
from igviz.options import How


def opened(model: Model, source: object, options: How) -> Table:
    """Read a row, its features in the order of the first."""
    first: list[tuple[str, ...]] = model.once(_names_of_first)
    groups, transform = options["groups"], options["transform"]
    if transform is None and is_pieces(source):
        return looked_up_table(model, cast("Any", source), options["feature_names"])
    names = names_given(options["feature_names"]) or (first[0] if first else None)
    if transform is None:
        table = plain_table(source, names, groups)
    else:
        table = prepared_table(source, names, groups, transform, options["background"])
    if table.row.named and not first:
        first.append(table.names)
    return table


def _names_of_first(_: Model) -> list[tuple[str, ...]]:
    """What the first row with names calls its features: others are put in its order."""
    return []


def is_wide(source: object, model: Model) -> bool:
    """Whether a row's own precision is float64, and nothing is known to need another.

    Arrays are float64 unless somebody saw to it, so that of them only a function without weights
    is handed what it was given.
    """
    if isinstance(source, Tensor):
        return source.dtype == torch.float64
    values = cast("Any", source).to_numpy() if is_framed(source) else source
    return isinstance(values, np.ndarray) and values.dtype == np.float64 and not model.has_weights
