"""What if a feature were another: what it may be changed to, and the row that comes of it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from igviz.errors import InputError, quoted
from igviz.modalities.numbers import as_float, is_number
from igviz.modalities.tabular.background import Background
from igviz.modalities.tabular.cells import (
    Cells,
    are_switches,
    as_word,
    distinct,
    is_missing,
    told_apart,
    without_prefix,
)
from igviz.modalities.tabular.table import Table

MOST_OFFERED = 200  # categories of one feature


class Changes:
    """The changes that a row's features may undergo.

    Parameters
    ----------
    table : Table
    background : Background or None
        Where words of a column are known from that the transform does not tell.
    """

    def __init__(self, table: Table, background: Background | None) -> None:
        self.table, self.background = table, background

    def offers(self) -> list[list[str] | None]:
        """For each feature the categories to choose from: none for any number, None for nothing."""
        return [self._offer(at) for at in range(len(self.table.grouping.names))]

    def cells(self, changed: Mapping[Any, object]) -> Cells:
        """The row with features changed, which are known by their numbers.

        Raises
        ------
        InputError
            There is no such feature, or it cannot be so.
        """
        cells = list(self.table.cells)
        for key, value in changed.items():
            for at, cell in self._cells_of(int(key), value):
                cells[at] = cell
        return tuple(cells)

    def _cells_of(self, feature: int, value: object) -> list[tuple[int, Any]]:
        grouping = self.table.grouping
        offer = self._offer(feature) if 0 <= feature < len(grouping.names) else None
        if offer is None:
            raise InputError(f"There is no feature {feature} that can be changed.")
        name, own = grouping.names[feature], grouping.sources[feature]
        if not offer:
            if not is_number(value) or not math.isfinite(as_float(value)):
                raise InputError(f"{name!r} is a number; {value!r} is none.")
            return [(own[0], as_float(value))]
        if value not in offer:
            raise InputError(f"{name!r} may be {quoted(offer[:8])}; {value!r} is none of these.")
        place = offer.index(str(value))
        if len(own) == 1:
            return [(own[0], self._known(own[0])[place])]
        return [(at, 1.0 if place == number else 0.0) for number, at in enumerate(own)]

    def _offer(self, feature: int) -> list[str] | None:
        own = self.table.grouping.sources[feature]
        if not own:
            return None
        if len(own) == 1:
            known = self._known(own[0])
            number = is_number(self.table.cells[own[0]])
            return told_apart(list(map(as_word, known))) or ([] if number else None)
        if self.table.prepared is None and are_switches([self.table.cells[at] for at in own]):
            return told_apart(without_prefix([self.table.names[at] for at in own]))
        return None

    def _known(self, at: int) -> list[Any]:
        """The categories of a cell, as the transform has them; none of a number."""
        prepared, cell = self.table.prepared, self.table.cells[at]
        if prepared is None:
            return []
        if isinstance(cell, (bool, np.bool_)):
            return [True, False]
        known = prepared.fitted.categories.get(at)
        if known is None and not is_number(cell) and self.background is not None:
            known = distinct(self.background.rows[:, at], MOST_OFFERED)
        there = [one for one in known or [] if not is_missing(one)]
        return there if len(there) <= MOST_OFFERED else []
