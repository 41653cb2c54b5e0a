"""A person's own rows: cells by name, before a transform."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from igviz.errors import InputError, quoted
from igviz.modalities.numbers import is_number
from igviz.modalities.tabular.cells import Cells, is_missing
from igviz.modalities.tabular.names import like_them, some
from igviz.modalities.tabular.prepared import Prepared
from igviz.modalities.tabular.read import Floats, parts

MOST_BESIDE = 50  # inputs beside a row that are read for each


def cells_of_row(source: object, what: str) -> tuple[tuple[str, ...] | None, Cells]:
    """The names that a row brings along, and its cells."""
    own, values = parts(source, what)
    if values.ndim == 2 and len(values) == 1:
        values = values[0]
    if values.ndim == 2 and not len(values):
        raise InputError(f"{what} is a table without rows; pass one row, or a list of rows.")
    if values.ndim != 1 or not len(values):
        raise InputError(
            f"{what} has shape {values.shape}, and one row is needed; pass a list of rows, or a "
            "data frame, to explain each."
        )
    return own, tuple(values.tolist())


def in_order(own: tuple[str, ...] | None, cells: Cells, names: Sequence[str], what: str) -> Cells:
    """Cells in the order of names; those of other names are left out."""
    if own is None:
        if len(cells) != len(names):
            raise InputError(
                f"{what} has {len(cells)} cells, and the transform takes {len(names)}; pass one "
                "for each column."
            )
        return cells
    check_there(own, names, what)
    return tuple(cells[own.index(name)] for name in names)


def stacked(rows: Sequence[Cells]) -> NDArray[Any]:
    """Rows of equally many cells, whatever these are, as (N, K)."""
    values = np.empty((len(rows), len(rows[0]) if rows else 0), object)
    for at, cells in enumerate(rows):
        values[at] = cells
    return values


def some_rows(sources: Sequence[object], names: Sequence[str]) -> NDArray[Any] | None:
    """The cells of some inputs, (N, K), without those that are no rows; None where none is."""
    rows = []
    for source in sources[:MOST_BESIDE]:
        with contextlib.suppress(InputError):  # it is said where that one is explained
            rows.append(in_order(*cells_of_row(source, "The row"), names, "The row"))
    return stacked(rows) if rows else None


def check_there(own: Sequence[str], names: Sequence[str], what: str) -> None:
    """Refuse a row without one of the columns, naming the nearest that it has."""
    lacks = [name for name in names if name not in own]
    if lacks:
        raise InputError(
            f"{what} lacks {quoted(lacks[:5])}, which the transform takes{like_them(lacks[0], own)}"
        )


def check_count(count: int, transform: object, names: tuple[str, ...] | None) -> None:
    """Refuse names or cells that are not as many as the transform takes."""
    taken = getattr(transform, "n_features_in_", None)
    if names is not None:
        raise InputError(
            f"{len(names)} names of columns are known, and the row has {count} cells; pass one "
            "name for each, in order."
        )
    if isinstance(taken, (int, np.integer)) and taken != count:
        raise InputError(f"The row has {count} cells, and the transform takes {taken}.")


def check_raw(cells: NDArray[Any], prepared: Prepared, what: str) -> None:
    """Refuse rows (N, K) that hold numbers where the transform knows words."""
    for at, known in prepared.fitted.categories.items():
        words = [one for one in known if isinstance(one, str)]
        if words and all(map(is_number, cells[:, at])):
            raise InputError(
                f"{what} holds numbers for {prepared.names[at]!r}, where the transform knows "
                f"{some(words)}; pass rows as they are before the transform."
            )


def check_finite(values: Floats, prepared: Prepared, cells: Cells) -> None:
    """Refuse a row of which the transform makes no numbers, naming cells that hold nothing."""
    bad = int((~np.isfinite(values)).sum())
    if not bad:
        return
    empty = [name for name, cell in zip(prepared.names, cells, strict=True) if is_missing(cell)]
    where = f": {quoted(empty[:5])} hold nothing" if empty else ""
    raise InputError(
        f"The transform returned {bad} of {len(values)} values that are NaN or infinite{where}; "
        "fill empty cells first, or put an imputer into the transform."
    )


def copied(source: Any) -> Any:
    """A copy of the form of a row, of which nothing of the person's is changed."""
    return source.copy() if hasattr(source, "copy") and not isinstance(source, list) else source
