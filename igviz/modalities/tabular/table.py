"""A row of a table in the person's own cells, and the way from there to what the model takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray

from igviz.errors import InputError, not_finite
from igviz.modalities.frames import columns_by_name, is_frame
from igviz.modalities.numbers import as_float, is_number
from igviz.modalities.precision import check_fits
from igviz.modalities.tabular.cells import Cells
from igviz.modalities.tabular.fitted import names_taken, names_used
from igviz.modalities.tabular.grouping import Grouping, as_they_are, grouped
from igviz.modalities.tabular.moved import grouping_asked, grouping_of
from igviz.modalities.tabular.names import some, unnamed
from igviz.modalities.tabular.own import (
    cells_of_row,
    check_count,
    check_finite,
    check_raw,
    check_there,
    copied,
    in_order,
    some_rows,
    stacked,
)
from igviz.modalities.tabular.prepared import Prepared
from igviz.modalities.tabular.read import Floats, Row, read_like, read_row
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
        own, cells = cells_of_row(source, what)
        return in_order(own, cells, self.names, what)

    def rows(self, source: object, what: str) -> NDArray[Any]:
        """The cells of several rows, (N, K)."""
        if self.prepared is None:
            return read_rows(source, self.row, what)
        if is_frame(source):
            own = columns_by_name(source)
            check_there(list(own), self.names, what)
            values = cast("Any", source)[[own[name] for name in self.names]].to_numpy()
        elif isinstance(source, (list, tuple)):
            values = stacked([self.read(one, f"{what}[{at}]") for at, one in enumerate(source)])
        else:
            values = np.asarray(source)
        if values.ndim != 2 or values.shape[1] != len(self.names) or not len(values):
            raise InputError(
                f"{what} has shape {values.shape}; pass one row or more of {len(self.names)} cells "
                f"each, as they are before the transform."
            )
        check_raw(values, self.prepared, what)
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

    def tensor_of(self, values: Floats, like: torch.Tensor, what: str) -> torch.Tensor:
        """One row (D,) as the model gets it, (1, D); refuse what no model can take."""
        self.check_finite(values, what)
        tensor = torch.from_numpy(np.array(values[None])).to(like)
        check_fits(tensor, what)
        return tensor

    def check_finite(self, values: Floats, what: str) -> None:
        """Refuse a row (D,) that a transform left empty somewhere, naming the features."""
        bad = np.flatnonzero(~np.isfinite(values))
        if len(bad):
            own = dict.fromkeys(self.grouping.names[self.grouping.columns[at]] for at in bad)
            holds = f"{what} holds values for {some(list(own))}"
            raise InputError(not_finite(holds, "an imputer in the transform"))

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
                here, ends = as_float(self.cells[at]), float(way / one[own[0]])
                found[at] = here + ends if abs(here + ends) > 1e-9 * abs(here) else 0.0
        return tuple(found)

    def is_category(self, at: int) -> bool:
        """Whether a cell is known to be a category, which may be a number."""
        return self.prepared is not None and at in self.prepared.fitted.categories

    def _is_amount(self, at: int) -> bool:
        """Whether a cell holds a number that stands for no category."""
        return is_number(self.cells[at]) and not self.is_category(at)


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
    others: Sequence[object] = (),
) -> Table:
    """A row in a person's own units, and what a transform makes of it.

    ``others`` are inputs beside it: where it has no background, cells are changed to theirs.
    """
    own, cells = cells_of_row(source, "The row")
    named = (names_taken(transform) if own is None else names_used(transform)) or own or names
    if named is None or (own is None and len(named) != len(cells)):
        check_count(len(cells), transform, named)
    called = named or unnamed(len(cells))
    cells = in_order(own, cells, called, "The row")
    prepared = Prepared(transform, copied(source), called)
    values = prepared([cells], "the row")[0]
    check_finite(values, prepared, cells)
    table = Table(called, cells, as_they_are(called), Row(values, called, bool(named)), prepared)
    if groups is not None:
        return replace(table, grouping=grouping_asked(groups, prepared, values))
    rows = None if background is None else table.rows(background, "background")
    if rows is None and not prepared.tells_all:
        rows = some_rows(others, called)
    grouping, notes = grouping_of(prepared, cells, values, rows)
    if unknown := prepared.unknown(cells):
        notes += (f"{unknown[1][0].upper()}{unknown[1][1:]}: what it returns for it is a guess.",)
    return replace(table, grouping=grouping, notes=notes)
