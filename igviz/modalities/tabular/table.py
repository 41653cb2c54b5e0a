"""A row of a table in the person's own cells, and the way from there to what the model takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from igviz.errors import InputError, quoted
from igviz.modalities.numbers import as_float, is_number
from igviz.modalities.tabular.cells import Cells, is_missing
from igviz.modalities.tabular.fitted import names_returned, names_taken
from igviz.modalities.tabular.grouping import Grouping, as_they_are, grouped
from igviz.modalities.tabular.moved import grouping_of
from igviz.modalities.tabular.names import like_them, unnamed
from igviz.modalities.tabular.prepared import Prepared
from igviz.modalities.tabular.read import Floats, Row, is_framed, parts, read_like, read_row
from igviz.modalities.tabular.rows import read_rows


@dataclass(frozen=True, eq=False)
class Table:
    """A row with its table's columns.

    Attributes
    ----------
    names : tuple of str
        What the columns are called.
    cells : tuple
        The row. Without a transform they are the numbers that the model takes.
    grouping : Grouping
        What is shown of the model's columns.
    row : Row
        The numbers that the model takes.
    prepared : Prepared or None
        The transform, if there is one.
    notes : tuple of str
    """

    names: tuple[str, ...]
    cells: Cells
    grouping: Grouping
    row: Row
    prepared: Prepared | None = None
    notes: tuple[str, ...] = ()

    def read(self, source: object, what: str) -> Cells:
        """The cells of another row."""
        if self.prepared is None:
            return tuple(read_like(source, self.row, what).tolist())
        own, cells = _cells(source, what)
        return _in_order(own, cells, self.names, what)

    def rows(self, source: object, what: str) -> NDArray[Any]:
        """The cells of several rows, (N, K)."""
        if self.prepared is None:
            return read_rows(source, self.row, what)
        if is_framed(source) and hasattr(source, "columns"):
            framed = cast("Any", source)
            _check_there(list(map(str, framed.columns)), self.names, what)
            own = {str(name): name for name in framed.columns}
            values = framed[[own[name] for name in self.names]].to_numpy()
        elif isinstance(source, (list, tuple)):
            each = [self.read(one, f"{what}[{at}]") for at, one in enumerate(source)]
            values = np.empty((len(each), len(self.names)), object)
            for at, cells in enumerate(each):
                values[at] = cells
        else:
            values = np.asarray(source)
        if values.ndim != 2 or values.shape[1] != len(self.names) or not len(values):
            raise InputError(
                f"{what} has shape {values.shape}; pass one row or more of {len(self.names)} cells "
                f"each, as the transform takes them."
            )
        return np.asarray(values, object)

    def prepare(self, rows: Sequence[Cells], what: str) -> Floats:
        """Rows as the model takes them, (N, D)."""
        if self.prepared is None:
            return np.array([list(cells) for cells in rows], np.float64)
        made = self.prepared(rows, what)
        if made.shape[1] != len(self.row.values):
            raise InputError(
                f"The transform returned {made.shape[1]} numbers for {what} and "
                f"{len(self.row.values)} for the row to explain; it must return as many for each."
            )
        return made

    def cells_of(self, values: Floats) -> Cells:
        """The cells that the model's numbers stand for; None where that is not known.

        Through a transform, that is so where it scales and shifts a number.
        """
        if self.prepared is None:
            return tuple(values.tolist())
        numbers = {
            own[0]: at
            for at, own in enumerate(self.grouping.sources)
            if len(own) == 1 and self._is_amount(own[0])
        }
        moved = [
            tuple(as_float(c) + by if at in numbers else c for at, c in enumerate(self.cells))
            for by in (1.0, 2.0)
        ]
        found: list[float | None] = [None] * len(self.cells)
        try:
            one, two = self.prepare(moved, "changed rows") - self.row.values
        except InputError:
            return tuple(found)
        columns = np.array(self.grouping.columns)
        for at, feature in numbers.items():
            own = np.flatnonzero((columns == feature) & (one != 0))
            if len(own) == 1 and np.isclose(two[own[0]], 2 * one[own[0]], rtol=1e-6):
                way = values[own[0]] - self.row.values[own[0]]
                found[at] = as_float(self.cells[at]) + float(way / one[own[0]])
        return tuple(found)

    def _is_amount(self, at: int) -> bool:
        """Whether a cell holds a number that stands for no category."""
        known = {} if self.prepared is None else self.prepared.fitted.categories
        return is_number(self.cells[at]) and at not in known


def plain_table(source: object, names: tuple[str, ...] | None, groups: object) -> Table:
    """A row that the model takes as it is."""
    row = read_row(source, names)
    grouping = as_they_are(row.names) if groups is None else grouped(groups, row.names)
    return Table(row.names, tuple(row.values.tolist()), grouping, row)


def prepared_table(
    source: object,
    names: tuple[str, ...] | None,
    groups: object,
    transform: object,
    background: object,
) -> Table:
    """A row in a person's own units, and what a transform makes of it."""
    own, cells = _cells(source, "The row")
    named = names_taken(transform) or own or names
    if named is None or (own is None and len(named) != len(cells)):
        _check_count(len(cells), transform, named)
    called = named or unnamed(len(cells))
    cells = _in_order(own, cells, called, "The row")
    prepared = Prepared(transform, _copied(source), called)
    values = prepared([cells], "the row")[0]
    _check_finite(values, prepared, cells)
    table = Table(called, cells, as_they_are(called), Row(values, called, bool(named)), prepared)
    if groups is not None:
        return replace(table, grouping=_asked(groups, prepared, values))
    rows = None if background is None else table.rows(background, "background")
    grouping, notes = grouping_of(prepared, cells, values, rows)
    if unknown := prepared.unknown(cells):
        notes += (f"{unknown[1][0].upper()}{unknown[1][1:]}: what it returns for it is a guess.",)
    return replace(table, grouping=grouping, notes=notes)


def _asked(groups: object, prepared: Prepared, values: Floats) -> Grouping:
    """The groups that a person asked for, of what a transform returns."""
    grouping = grouped(groups, names_returned(prepared.transform, len(values)))
    names, told = list(prepared.names), prepared.fitted.sources or [None] * len(values)
    sources = []
    for at, name in enumerate(grouping.names):
        own = {told[column] for column, group in enumerate(grouping.columns) if group == at}
        known = sorted(one for one in own if one is not None) if None not in own else []
        sources.append((names.index(name),) if name in names else tuple(known))
    return replace(grouping, sources=tuple(sources))


def _cells(source: object, what: str) -> tuple[tuple[str, ...] | None, Cells]:
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


def _in_order(own: tuple[str, ...] | None, cells: Cells, names: Sequence[str], what: str) -> Cells:
    """Cells in the order of names; those of other names are left out."""
    if own is None:
        if len(cells) != len(names):
            raise InputError(
                f"{what} has {len(cells)} cells, and the transform takes {len(names)}; pass one "
                "for each column."
            )
        return cells
    _check_there(own, names, what)
    return tuple(cells[own.index(name)] for name in names)


def _check_there(own: Sequence[str], names: Sequence[str], what: str) -> None:
    """Refuse a row without one of the columns, naming the nearest that it has."""
    lacks = [name for name in names if name not in own]
    if lacks:
        raise InputError(
            f"{what} lacks {quoted(lacks[:5])}, which the transform takes{like_them(lacks[0], own)}"
        )


def _check_count(count: int, transform: object, names: tuple[str, ...] | None) -> None:
    """Refuse names or cells that are not as many as the transform takes."""
    taken = getattr(transform, "n_features_in_", None)
    if names is not None:
        raise InputError(
            f"{len(names)} names of columns are known, and the row has {count} cells; pass one "
            "name for each, in order."
        )
    if isinstance(taken, (int, np.integer)) and taken != count:
        raise InputError(f"The row has {count} cells, and the transform takes {taken}.")


def _check_finite(values: Floats, prepared: Prepared, cells: Cells) -> None:
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


def _copied(source: Any) -> Any:
    """A copy of the form of a row, of which nothing of the person's is changed."""
    return source.copy() if hasattr(source, "copy") and not isinstance(source, list) else source
