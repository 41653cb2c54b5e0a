"""Rows whose categories are numbers that the model looks up in tables, beside floats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

import numpy as np
import torch
from torch import Tensor, nn

from igviz.engine.precision import HALF
from igviz.errors import InputError, ModelError, quoted, what_it_said
from igviz.modalities.numbers import is_whole
from igviz.modalities.tabular.cells import Cells
from igviz.modalities.tabular.fitted import Fitted
from igviz.modalities.tabular.grouping import Grouping
from igviz.modalities.tabular.pieces import Piece, joined, tensors_of
from igviz.modalities.tabular.read import Floats
from igviz.models.embedding import embedded
from igviz.models.lookup import Embedded
from igviz.models.model import Model
from igviz.models.private import mark_private
from igviz.models.tables import look_up

MOST_WORDS = 200  # of a category, which is a number where nobody named it


class Flat(nn.Module):
    """What a model makes of looked-up vectors and floats, side by side in rows (rows, values)."""

    def __init__(self, opened: Embedded) -> None:
        super().__init__()
        self.opened = opened
        self.shape = tuple(opened.points.shape[1:])
        mark_private(self)

    def forward(self, rows: Tensor) -> Any:
        """Call the model with each row in the place of what it looks up."""
        return self.opened(rows.reshape(len(rows), *self.shape))


class LookedUp:
    """Makes rows of what a model looks up for categories; see `prepared.Prepared`."""

    takes_table = True

    def __init__(self, model: Model, pieces: Sequence[Piece], cells: Cells, words: Any) -> None:
        self.pieces, self.words = pieces, words
        self.names = tuple(name for piece in pieces for name in piece.names)
        ids, floats = tensors_of(pieces, [self._numbers(cells, "The row")])
        if floats is not None and (model.is_double or model.dtype in HALF):
            floats = floats.to(torch.float64 if model.is_double else model.dtype)
        whole = replace(model, given=joined(model.given, pieces))
        try:
            opened = embedded(whole, ids, {} if floats is None else {"floats": floats})
        except ModelError as error:
            raise InputError(
                "The model could not be called with the row's tensors "
                f"({what_it_said(error.__cause__ or error)}); name them as the model's arguments "
                "are named, and pass numbers that its tables have rows for."
            ) from error
        self.opened, self.forward = opened, Flat(opened)
        self._own = ids.cpu()
        wholes = [at for piece in pieces for at in piece.places if piece.whole]
        floating = [at for piece in pieces for at in piece.places if not piece.whole]
        owners = [
            [floating[row] for row in range(part.values.shape[1])]
            if part.module is None
            else [wholes[token] for token in part.tokens]
            for part in opened.parts
        ]
        self.owners = [at for own in owners for at in own]
        self.fitted = Fitted(categories=self._categories(wholes))

    @property
    def grouping(self) -> Grouping:
        """Each of a row's cells with all numbers that are looked up for it."""
        width = self.opened.points.shape[2]
        columns = tuple(at for at in self.owners for _ in range(width))
        return Grouping(self.names, columns, tuple((at,) for at in range(len(self.names))))

    def __call__(self, rows: Sequence[Cells], what: str) -> Floats:
        """The rows as they are looked up, (N, D)."""
        numbers = [self._numbers(row, what) for row in rows]
        return np.concatenate([self._points(*tensors_of(self.pieces, [one])) for one in numbers])

    def unknown(self, cells: Cells) -> tuple[int, str] | None:  # noqa: ARG002
        """Every category that can be looked up is known."""
        return None

    def _points(self, ids: Tensor, floats: Tensor | None) -> Floats:
        """One row of looked-up vectors and floats, side by side."""
        rows, width = [], self.opened.points.shape[2]
        for part in self.opened.parts:
            if part.module is None:
                assert floats is not None
                values = floats.reshape(1, -1, 1)
            else:
                assert part.ids is not None
                tokens = list(part.tokens)
                shift = part.ids.cpu() - self._own[:, tokens]
                values = self._vectors(part.module, (ids[:, tokens] + shift).to(part.ids.device))
            padded = nn.functional.pad(values.cpu().double(), (0, width - values.shape[2]))
            rows.append(padded)
        return np.asarray(torch.cat(rows, 1).reshape(1, -1))

    def _vectors(self, module: nn.Module, ids: Tensor) -> Tensor:
        try:
            return look_up(module, ids)
        except IndexError as error:
            raise InputError(
                f"There is no such category ({what_it_said(error)}); pass numbers that the model's "
                "tables have rows for."
            ) from error

    def _categories(self, wholes: Sequence[int]) -> dict[int, list[Any]]:
        """What each category may be: its words, or the numbers of a table's rows where few."""
        known: dict[int, list[Any]] = {at: [] for at in wholes}
        for part in self.opened.parts:
            count = getattr(part.module, "num_embeddings", None)
            for token in part.tokens if isinstance(count, int) else ():
                at = wholes[token]
                own = len(part.tokens) == 1 and cast("int", count) <= MOST_WORDS
                known[at] = list(range(cast("int", count))) if own else []
        known.update({at: list(words) for at, words in self.words.items()})
        return known

    def _numbers(self, cells: Cells, what: str) -> Cells:
        """Cells as numbers: words as their place in the list of a category's words."""
        made = list(cells)
        for at, words in self.words.items():
            if cells[at] in words:
                made[at] = words.index(cells[at])
            elif not is_whole(cells[at]):
                raise InputError(
                    f"{what} has {cells[at]!r} for {self.names[at]!r}, which is none of "
                    f"{quoted(words[:8])}."
                )
        return tuple(made)
