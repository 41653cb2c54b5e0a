"""Rows of the table that a row is one of, and what baselines are made of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from igviz.cached import cached_property
from igviz.errors import InputError
from igviz.modalities.tabular.cells import Cells, is_missing, on_wire, typical, written
from igviz.modalities.tabular.names import some
from igviz.modalities.tabular.read import Floats
from igviz.modalities.tabular.table import Table

MOST_ROWS = 100  # of a background that are averaged over
Classes = Callable[[Floats], NDArray[np.int64]]


class Background:
    """Rows of a table.

    Parameters
    ----------
    table : Table
        The row to explain, with the table's columns.
    source : object
        The rows; see `igviz.modalities.tabular.rows.read_rows`.
    """

    def __init__(self, table: Table, source: object) -> None:
        self.table = table
        self.rows = table.rows(source, "background")

    @cached_property
    def values(self) -> Floats:
        """The rows as the model takes them, (N, D)."""
        if self.table.prepared is None:
            return self.rows
        made = self.table.prepare([tuple(row) for row in self.rows], "the background")
        for at in np.flatnonzero(~np.isfinite(made).all(1)).tolist():
            self.table.check_finite(made[at], self.called(at))
        return made

    def called(self, at: int) -> str:
        """What errors call a row."""
        return f"Row {at} of the background"

    def typical(self, how: str) -> Cells:
        """The mean or median of every column; of one without numbers its most frequent cell."""
        if self.table.prepared is None:
            middle = np.median(self.rows, 0) if how == "median" else self.rows.mean(0)
            return tuple(middle.tolist())
        switches = self.table.prepared.fitted.categories
        return tuple(typical(column, how, at in switches) for at, column in enumerate(self.rows.T))

    def drawn(self, seed: int) -> dict[int, Cells]:
        """Some rows by their numbers, each as likely as any other; all where they are few."""
        numbers = np.arange(len(self.rows))
        if len(numbers) > MOST_ROWS:
            numbers = np.sort(np.random.default_rng(seed).permutation(numbers)[:MOST_ROWS])
        return {int(at): tuple(self.rows[at].tolist()) for at in numbers}

    def nearest_other(self, classes: Classes) -> int:
        """The number of the nearest row of another class than the row to explain.

        Differences are in standard deviations of the model's columns; a column that never changes
        counts as it is.
        """
        row = self.table.row.values
        of_rows, (own,) = classes(self.values), classes(row[None])
        others = np.flatnonzero(of_rows != own)
        if not len(others):
            raise InputError(
                f"The model gives all {len(of_rows)} rows of the background the class of this row; "
                "pass a background that has others, or another baseline."
            )
        spread = self.values.std(0)
        ways = (self.values[others] - row) / np.where(spread > 0, spread, 1.0)
        return int(others[(ways**2).sum(1).argmin()])

    @property
    def _constant(self) -> list[int]:
        """The columns that are the same in all rows."""
        if self.rows.dtype != object:
            return np.flatnonzero((self.rows == self.rows[0]).all(0)).tolist()
        columns = self.rows.T
        return [
            at
            for at, column in enumerate(columns)
            if all(_is_same(value, column[0]) for value in column)
        ]

    @property
    def notes(self) -> tuple[str, ...]:
        """Which columns are the same in all rows, so that baselines made of them say nothing."""
        if len(self.rows) < 2:
            return ()
        same, other = list[str](), list[str]()
        for at in self._constant:
            column, name, cell = self.rows[:, at], self.table.names[at], self.table.cells[at]
            if _is_same(column[0], cell):
                same.append(name)
            else:
                ways = f"{written(on_wire(column[0]))} instead of {written(on_wire(cell))}"
                other.append(f"{name} ({ways})")
        notes = list[str]()
        if same:
            notes.append(
                f"Every row of the background has the same {some(same)} as this row, so a baseline "
                "made of it gives no attribution there."
            )
        if other:
            notes.append(
                f"Every row of the background has one and the same value, another than this row, "
                f"for {some(other)}: what the model does there it may never have learned."
            )
        return tuple(notes)


def _is_same(one: Any, other: Any) -> bool:
    if is_missing(one) or is_missing(other):
        return is_missing(one) and is_missing(other)
    return bool(one == other)
