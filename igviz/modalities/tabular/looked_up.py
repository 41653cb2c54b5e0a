"""Rows whose categories are numbers that the model looks up in tables, beside floats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from igviz.errors import InputError, ModelError, quoted, what_it_said
from igviz.modalities.numbers import is_whole
from igviz.modalities.tabular.cells import Cells
from igviz.modalities.tabular.fitted import Fitted
from igviz.modalities.tabular.grouping import Grouping
from igviz.modalities.tabular.names import names_given
from igviz.modalities.tabular.pieces import Piece, joined, pieces_of, tensors_of
from igviz.modalities.tabular.read import Floats, Row
from igviz.modalities.tabular.table import Table
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
        if floats is not None and model.is_double:
            floats = floats.double()
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
        """What each category may be: its words, or the numbers of a table's rows."""
        known: dict[int, list[Any]] = {}
        for part in self.opened.parts:
            count = getattr(part.module, "num_embeddings", None)
            for token in part.tokens if isinstance(count, int) else ():
                at = wholes[token]
                own = len(part.tokens) == 1 and cast("int", count) <= MOST_WORDS
                known[at] = list(range(cast("int", count))) if own else []
        known.update({at: list(words) for at, words in self.words.items()})
        return {at: words for at, words in known.items() if words}

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


@dataclass(frozen=True, eq=False)
class LookedUpTable(Table):
    """A row of tensors by the names of a model's arguments."""

    def read(self, source: object, what: str) -> Cells:
        """The cells of another row."""
        if not isinstance(source, Mapping):
            return super().read(source, what)
        rows = self.rows(source, what)
        if len(rows) != 1:
            raise InputError(f"{what} holds {len(rows)} rows; pass one.")
        return tuple(rows[0].tolist())

    def rows(self, source: object, what: str) -> NDArray[Any]:
        """The cells of several rows, (N, K), given as tensors or as rows of cells."""
        looked_up = cast("LookedUp", self.prepared)
        if isinstance(source, Mapping):
            return _worded(_cells(looked_up.pieces, source, what), looked_up.words)
        return super().rows(source, what)


def looked_up_table(model: Model, source: Mapping[str, Tensor], feature_names: object) -> Table:
    """A row whose categories the model looks up.

    Parameters
    ----------
    model : Model
    source : mapping of str to Tensor
        By the names of the model's arguments: whole numbers are categories.
    feature_names : sequence of str, or mapping of str to these
        Of all columns in order, or by argument; a mapping in its place tells the words of each
        column's categories, too.
    """
    pieces, words = pieces_of(source, *_named(source, feature_names))
    (row,) = _worded(_cells(pieces, source, "The row"), words)
    cells = tuple(row.tolist())
    looked_up = LookedUp(model, pieces, cells, words)
    values = looked_up([cells], "the row")[0]
    prepared, named = cast("Any", looked_up), feature_names is not None
    row_ = Row(values, looked_up.names, named)
    return LookedUpTable(looked_up.names, cells, looked_up.grouping, row_, prepared)


def _named(source: Mapping[str, Tensor], feature_names: object) -> tuple[Any, Any]:
    """Names and words by argument, or names of all columns."""
    if not isinstance(feature_names, Mapping):
        return names_given(feature_names), {}
    unknown = [name for name in feature_names if name not in source]
    if unknown:
        raise InputError(
            f"feature_names has {quoted(unknown[:3])}, and the row holds {quoted(source)}; name "
            "the columns of these."
        )
    names = {name: list(given) for name, given in feature_names.items()}
    words = {name: given for name, given in feature_names.items() if isinstance(given, Mapping)}
    return names, words


def _cells(pieces: Sequence[Piece], source: Mapping[Any, Any], what: str) -> NDArray[Any]:
    """Tensors side by side, (N, K), whole numbers as such."""
    lacks = [piece.name for piece in pieces if piece.name not in source]
    if lacks:
        raise InputError(f"{what} lacks {quoted(lacks)}; pass a tensor for each argument.")
    columns: list[list[Any]] = []
    for piece in pieces:
        tensor = torch.as_tensor(source[piece.name]).detach().cpu()
        tensor = tensor if tensor.ndim > len(piece.shape) else tensor[None]
        columns += tensor.reshape(len(tensor), -1).T.tolist()
    lengths = {len(column) for column in columns}
    if len(lengths) != 1 or len(columns) != sum(len(piece.places) for piece in pieces):
        raise InputError(f"{what} holds tensors of other shapes than the row to explain.")
    values = np.empty((lengths.pop(), len(columns)), object)
    for at, column in enumerate(columns):
        values[:, at] = column
    return values


def _worded(rows: NDArray[Any], words: Mapping[int, Iterable[str]]) -> NDArray[Any]:
    """Rows with words in the place of numbers that have some."""
    for at, given in words.items():
        known = list(given)
        rows[:, at] = [known[one] if 0 <= one < len(known) else one for one in rows[:, at]]
    return rows
