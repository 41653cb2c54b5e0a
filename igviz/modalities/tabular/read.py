"""Rows of tables: from whatever a person hands over to numbers with names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray

from igviz.errors import InputError, not_finite
from igviz.modalities.frames import is_framed, labels_of
from igviz.modalities.numbers import is_number
from igviz.modalities.tabular.names import check_same, some, unnamed
from igviz.models.dense import check_dense

Floats = NDArray[np.float64]

_NEEDED = (
    "an array or tensor of shape (D,), a mapping from names to numbers, a pandas Series or, with "
    "feature_names, a list of numbers"
)


@dataclass(frozen=True, eq=False)
class Row:
    """One row of a table.

    Attributes
    ----------
    values : array of float64, shape (D,)
    names : tuple of str
        What each feature is called.
    named : bool
        Whether somebody gave those names; otherwise they count from "feature 0" on.
    """

    values: Floats
    names: tuple[str, ...]
    named: bool


def is_scalar(value: object) -> bool:
    """Whether a list that holds a value may be a row; what is no number is refused later."""
    return value is None or is_number(value) or isinstance(value, (bool, np.bool_, str))


def read_row(source: object, names: tuple[str, ...] | None) -> Row:
    """Read one row.

    Parameters
    ----------
    source : array, tensor, mapping, Series, or list of numbers
        Of D numbers; a tensor, array or data frame may have the shape (1, D). Truth values are 0
        and 1. Nothing handed over is changed.
    names : tuple of str or None
        What the features are called, in the model's order. What has names of its own is put in
        this order, and must have the same.

    Raises
    ------
    InputError
        It is no row of numbers, a number is not finite, or the names do not fit.
    """
    own, values = _numbers(source, names, "The row")
    if names and len(names) != len(values):
        raise InputError(
            f"{len(names)} feature_names were given, and the row has {len(values)} values; pass "
            "one name for each, in order."
        )
    return Row(values, names or own or unnamed(len(values)), bool(names or own))


def read_like(source: object, row: Row, what: str) -> Floats:
    """The values of another row of the same features, which errors call ``what``."""
    values = _numbers(source, row.names if row.named else None, what)[1]
    check_width(len(values), row, what)
    return values


def check_width(width: int, row: Row, what: str) -> None:
    """Refuse values that are not as many as the row has features."""
    if width != len(row.values):
        raise InputError(
            f"{what} has {width} values, and the row to explain has {len(row.values)}; pass a "
            "value for each feature."
        )


def _numbers(
    source: object, names: tuple[str, ...] | None, what: str
) -> tuple[tuple[str, ...] | None, Floats]:
    """The names that a row brings along, and its values, put in the order of other names."""
    own, values = parts(source, what)
    if values.ndim == 2 and len(values) == 1:
        values = values[0]
    if values.ndim == 2 and not len(values):
        raise InputError(f"{what} is a table without rows; pass one row, or a list of rows.")
    if values.ndim == 2:
        raise InputError(
            f"{what} holds {len(values)} rows of {values.shape[1]} values; pass one of them, or a "
            'list of rows, such as list(x), to explain each; or kind="array" if all are one input.'
        )
    if values.ndim != 1 or not len(values):
        raise InputError(f"{what} has shape {values.shape}, and (D,) is needed: one number each.")
    numbers = _finite(floats(values, own or names, what), own or names, what)
    if not (own and names) or own == names:
        return own, numbers
    check_same(own, names, what)
    places = {name: at for at, name in enumerate(own)}
    return own, numbers[[places[name] for name in names]]


def floats(values: NDArray[Any], names: Sequence[str] | None, what: str) -> Floats:
    """Numbers as float64; refuse what is none, naming its feature."""
    if values.dtype.kind in "fbiu":
        return values.astype(np.float64)
    converted = np.empty(values.shape, np.float64)
    for place, value in np.ndenumerate(values):
        try:
            if isinstance(value, (str, bytes, complex, np.complexfloating)):
                raise TypeError
            converted[place] = np.nan if value is None else float(value)
        except (TypeError, ValueError):
            name = names[place[-1]] if names and place[-1] < len(names) else f"value {place[-1]}"
            said = str(value) if isinstance(value, str) else value  # NumPy's says that it is its
            raise InputError(
                f"{what} has {said!r} for {name!r}, which is no number; encode it as the model "
                "takes it, or pass transform=, what encodes it."
            ) from None
    return converted


def _finite(values: Floats, names: Sequence[str] | None, what: str) -> Floats:
    bad = [at for at, value in enumerate(values) if not np.isfinite(value)]
    if bad:
        called = names if names and len(names) == len(values) else unnamed(len(values))
        which = some([called[at] for at in bad])
        counted = f"{what} holds {len(bad)} of {len(values)} values ({which})"
        raise InputError(
            not_finite(counted, "numpy.nan_to_num, or pass transform=, which fills them")
        )
    return values


def parts(source: object, what: str) -> tuple[tuple[str, ...] | None, NDArray[Any]]:
    """The names that something brings along, and its values."""
    if isinstance(source, Mapping):
        values = [value.item() if _is_single(value) else value for value in source.values()]
        return tuple(map(str, source)), _objects(values)
    if is_framed(source):
        framed = cast("Any", source)
        labels = labels_of(framed)
        named = bool(labels) and all(isinstance(label, str) for label in labels)
        return tuple(labels) if named else None, np.asarray(framed.to_numpy())
    if isinstance(source, (list, tuple)):
        return None, _objects([v.item() if _is_single(v) else v for v in source])
    return None, array_of(source, what, _NEEDED)


def array_of(source: object, what: str, needed: str) -> NDArray[Any]:
    """What a tensor or array holds; ``needed`` is what is asked for instead of anything else."""
    if isinstance(source, torch.Tensor):
        check_dense(source, what)
        values = source.detach().cpu()
        return np.asarray(values.double() if values.is_floating_point() else values)
    if isinstance(source, np.ndarray):
        return source
    raise InputError(f"{what} is an object of type {type(source).__name__}; pass {needed}.")


def _objects(values: list[Any]) -> NDArray[Any]:
    """A list as an array of whatever it holds, which is looked at one by one."""
    array = np.empty(len(values), object)
    array[:] = values
    return array


def _is_single(value: object) -> bool:
    return isinstance(value, (torch.Tensor, np.ndarray)) and value.ndim == 0
