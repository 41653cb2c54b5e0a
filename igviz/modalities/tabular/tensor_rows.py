"""Rows that are tensors by the names of a model's arguments, some of them categories."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from igviz.errors import InputError, quoted
from igviz.modalities.tabular.cells import Cells
from igviz.modalities.tabular.looked_up import LookedUp
from igviz.modalities.tabular.names import names_given
from igviz.modalities.tabular.pieces import Piece, pieces_of
from igviz.modalities.tabular.read import Row
from igviz.modalities.tabular.table import Table
from igviz.models.model import Model


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
