"""Baselines of a row: what each feature is where the path begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from igviz.errors import InputError, meant
from igviz.modalities.baselines import number_given
from igviz.modalities.numbers import is_number
from igviz.modalities.tabular.background import Background, Classes
from igviz.modalities.tabular.cells import Cells
from igviz.modalities.tabular.rows import is_several
from igviz.modalities.tabular.table import Table

BASELINES: tuple[str, ...] = ("zero", "mean", "median", "training", "nearest")

_NEEDED = "'zero', 'mean', 'median', 'training', 'nearest', a number, a row, or a list of these"


@dataclass(frozen=True, eq=False)
class RowBaseline:
    """One baseline.

    Attributes
    ----------
    tensor : Tensor, shape (1, D)
        What the model receives.
    cells : tuple
        The same as a person has it; None for a cell that is not known.
    name : str
        ``"zero"``, ``"mean"``, ``"0.5"``, ``"row"``.
    where : str
        Which row of the background it is, where it is one of many.
    """

    tensor: torch.Tensor
    cells: Cells
    name: str
    where: str = ""


class Baselines:
    """Makes the baselines that a person asks for.

    Parameters
    ----------
    table : Table
        The row to explain.
    like : Tensor, shape (1, D)
        The row as the model receives it.
    background : Background or None
    classes : callable
        What the model takes rows (N, D) for.
    """

    def __init__(
        self, table: Table, like: torch.Tensor, background: Background | None, classes: Classes
    ) -> None:
        self.table, self.like, self.background, self.classes = table, like, background, classes

    def made(self, spec: object, seed: int) -> list[RowBaseline]:
        """Return the baselines.

        Parameters
        ----------
        spec : str, number, row, or a list of these
            ``"zero"``; ``"mean"`` and ``"median"`` of the background; ``"training"``, rows of it,
            over which attributions are averaged; ``"nearest"``, its nearest row that the model
            gives another class; a number, the value of each of the model's columns; a row in any
            form that may be explained, D numbers in a list among them. Any other list, and a table,
            give one baseline for each item or row.
        seed : int
            Which rows of a large background ``"training"`` draws.

        Raises
        ------
        InputError
            Not a name, no background for one, a row of other features, a number that is not finite.
        """
        return [one for each in self._specs(spec) for one in self._made(each, seed)]

    def _specs(self, spec: object) -> Sequence[object]:
        if is_several(spec):
            return [tuple(row.tolist()) for row in self.table.rows(spec, "baseline")]
        if not isinstance(spec, (list, tuple)) or self._is_row(spec):
            return [spec]
        if not spec:
            raise InputError(f"The list of baselines is empty; it needs {_NEEDED}.")
        return spec

    def _is_row(self, spec: Sequence[Any]) -> bool:
        alike = len(spec) == len(self.table.cells) > 1
        if self.table.prepared is not None:  # whose cells may be words, unlike names of baselines
            return alike and not any(one in BASELINES for one in spec if isinstance(one, str))
        return alike and all(map(is_number, spec))

    def _made(self, spec: object, seed: int) -> list[RowBaseline]:
        if isinstance(spec, str):
            return self._named(spec, seed)
        if is_number(spec):
            value = number_given(spec, self.like.dtype)
            return [self._level(f"{value:g}", value)]
        return [self._of_cells("row", self.table.read(spec, "The baseline"))]

    def _named(self, name: str, seed: int) -> list[RowBaseline]:
        if name == "zero":
            return [self._level(name, 0.0)]
        if name not in BASELINES:
            raise InputError(
                f"baseline {name!r} is unknown; it must be {_NEEDED}{meant(name, BASELINES)}"
            )
        if self.background is None:
            raise InputError(
                f"baseline={name!r} was given without a background; pass background=, rows of the "
                f"table of shape (N, {len(self.table.names)}), such as the training data."
            )
        if name == "training":
            return self._training(seed)
        if name == "nearest":
            at = self.background.nearest_other(self.classes)
            cells = {at: tuple(self.background.rows[at].tolist())}
            return self._of_background(name, cells, f"row {at}")
        return [self._of_cells(name, self.background.typical(name))]

    def _training(self, seed: int) -> list[RowBaseline]:
        """Rows of the background, without those that are the row to explain."""
        assert self.background is not None
        made = self._of_background("training", self.background.drawn(seed))
        others = [one for one in made if not torch.equal(one.tensor, self.like)]
        if not others:
            raise InputError(
                "Every row of the background is the row to explain, so there is no path between "
                "them; pass rows of the training data."
            )
        return others

    def _level(self, name: str, value: float) -> RowBaseline:
        """The same number in each of the model's columns."""
        values = np.full_like(self.table.row.values, value)
        tensor = self.table.tensor_of(values, self.like, f"The baseline {name}")
        return RowBaseline(tensor, self.table.cells_of(values), name)

    def _of_cells(self, name: str, cells: Cells) -> RowBaseline:
        """A row as a person has it."""
        (values,) = self.table.prepare([cells], f"the baseline {name}")
        tensor = self.table.tensor_of(values, self.like, f"The baseline {name}")
        return RowBaseline(tensor, cells, name)

    def _of_background(
        self, name: str, rows: Mapping[int, Cells], where: str = ""
    ) -> list[RowBaseline]:
        """Rows of the background, by their numbers."""
        assert self.background is not None
        values = self.table.prepare(list(rows.values()), f"the baseline {name}")
        made = []
        for (at, cells), each in zip(rows.items(), values, strict=True):
            tensor = self.table.tensor_of(each, self.like, self.background.called(at))
            made.append(RowBaseline(tensor, cells, name, where))
        return made
