"""Baselines of a row: what each feature is where the path begins."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from igviz.errors import InputError, meant
from igviz.modalities.numbers import as_float, is_number
from igviz.modalities.tabular.read import Floats, Row, check_fits, read_like
from igviz.modalities.tabular.rows import is_several, read_rows

BASELINES: tuple[str, ...] = ("zero", "mean")

_NEEDED = "'zero', 'mean', a number, a row, or a list of these"


@dataclass(frozen=True, eq=False)
class RowBaseline:
    """One baseline.

    Attributes
    ----------
    tensor : Tensor, shape (1, D)
        What the model receives.
    values : array of float64, shape (D,)
        The same as numbers.
    name : str
        ``"zero"``, ``"mean"``, ``"0.5"``, ``"row"``.
    """

    tensor: torch.Tensor
    values: Floats
    name: str


def make_baselines(
    spec: object, row: Row, like: torch.Tensor, background: Floats | None
) -> list[RowBaseline]:
    """Return the baselines that a person asked for.

    Parameters
    ----------
    spec : str, number, row, or a list of these
        ``"zero"``; ``"mean"``, that of the background; a number, the value of every feature; a row
        in any form that `igviz.modalities.tabular.read.read_row` takes, D numbers in a list among
        them. Any other list, and a table, give one baseline for each item or row.
    row : Row
        The row to explain.
    like : Tensor, shape (1, D)
        The row as the model receives it.
    background : array of float64, shape (N, D), or None

    Raises
    ------
    InputError
        Not a name, no background for a mean, a row of other features, a number that is not finite.
    """
    made = []
    for one in _specs(spec, row):
        name, values = _values(one, row, background)
        tensor = torch.from_numpy(values[None]).to(like)
        check_fits(tensor, f"The baseline {name}")
        made.append(RowBaseline(tensor, values, name))
    return made


def _specs(spec: object, row: Row) -> Sequence[object]:
    if is_several(spec):
        return list(read_rows(spec, row, "baseline"))
    if not isinstance(spec, (list, tuple)) or _is_row(spec, row):
        return [spec]
    if not spec:
        raise InputError(f"The list of baselines is empty; it needs {_NEEDED}.")
    return spec


def _is_row(spec: Sequence[Any], row: Row) -> bool:
    return len(spec) == len(row.values) > 1 and all(map(is_number, spec))


def _values(spec: object, row: Row, background: Floats | None) -> tuple[str, Floats]:
    if isinstance(spec, str):
        return spec, _named(spec, row, background)
    if is_number(spec):
        value = as_float(spec)
        if not math.isfinite(value):
            raise InputError(f"baseline {value:g} is not finite; pass a number such as 0.")
        return f"{value:g}", np.full_like(row.values, value)
    return "row", read_like(spec, row, "The baseline")


def _named(name: str, row: Row, background: Floats | None) -> Floats:
    if name == "zero":
        return np.zeros_like(row.values)
    if name != "mean":
        raise InputError(
            f"baseline {name!r} is unknown; it must be {_NEEDED}{meant(name, BASELINES)}"
        )
    if background is None:
        raise InputError(
            "baseline='mean' was given without a background; pass background=, rows of the table "
            f"of shape (N, {len(row.values)}), such as the training data."
        )
    mean: Floats = background.mean(axis=0)
    return mean
