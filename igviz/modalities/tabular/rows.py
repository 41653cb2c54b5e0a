"""Several rows of a table: a background, or baselines to be averaged."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import torch

from igviz.errors import InputError, not_finite
from igviz.modalities.frames import columns_by_name, is_frame, is_framed
from igviz.modalities.tabular.read import (
    Floats,
    Row,
    array_of,
    check_width,
    floats,
    read_like,
)

_NEEDED = "rows: an array or tensor of shape (N, D), a data frame or a list of rows"


def read_rows(source: object, row: Row, what: str) -> Floats:
    """Rows of a table as (N, D), in the order of a row's features.

    Parameters
    ----------
    source : array or tensor (N, D), data frame, or list of rows
        The columns of a data frame are found by name where all are there, whatever their order.
    row : Row
        Whose D features are meant.
    what : str
        What errors call the rows.

    Raises
    ------
    InputError
        There are none, their width is another, or a number is missing.
    """
    if isinstance(source, (list, tuple)):
        each = [read_like(one, row, f"{what}[{at}]") for at, one in enumerate(source)]
        values = np.array(each)
    else:
        values = floats(_table(source, row, what), row.names, what)
    if not len(values):
        raise InputError(f"{what} holds no rows; pass at least one.")
    bad = int((~np.isfinite(values)).sum())
    if bad:
        holds = f"{what} holds {bad} of {values.size} values"
        raise InputError(not_finite(holds, "numpy.nan_to_num"))
    return values


def is_several(source: object) -> bool:
    """Whether something holds rows rather than being one: two dimensions, and more than one row."""
    if is_framed(source):
        source = cast("Any", source).to_numpy()
    several = isinstance(source, (np.ndarray, torch.Tensor)) and source.ndim == 2
    return several and len(cast("Any", source)) > 1


def _table(source: object, row: Row, what: str) -> Any:
    if is_framed(source):
        framed = cast("Any", source)
        own = columns_by_name(framed) if is_frame(framed) else {}
        if row.named and set(row.names) <= set(own):
            framed = framed[[own[name] for name in row.names]]
        values = np.asarray(framed.to_numpy())
    else:
        values = array_of(source, what, _NEEDED)
    if values.ndim == 1:
        values = values[None]
    if values.ndim != 2:
        raise InputError(f"{what} has shape {values.shape}; pass rows, of shape (N, D).")
    check_width(values.shape[1], row, f"Each row of {what}")
    return values
