"""The tensors of one row, side by side: whole numbers that are looked up, and floats."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from igviz.errors import InputError
from igviz.modalities.tabular.cells import Cells


@dataclass(frozen=True)
class Piece:
    """One argument of a model.

    Attributes
    ----------
    name : str
    whole : bool
        Whether its numbers are categories.
    shape : tuple of int
        Of one row.
    places : range
        Which cells of a row it holds.
    names : tuple of str
        What these are called.
    """

    name: str
    whole: bool
    shape: tuple[int, ...]
    places: range
    names: tuple[str, ...]


def is_pieces(source: object) -> bool:
    """Whether something holds tensors by name, some of them categories of a single row."""
    if not isinstance(source, Mapping) or not source:
        return False
    tensors = all(isinstance(value, Tensor) and value.ndim > 0 for value in source.values())
    return tensors and any(not value.is_floating_point() for value in source.values())


def pieces_of(
    source: Mapping[str, Tensor], names: Any, words: Mapping[str, Mapping[str, Sequence[str]]]
) -> tuple[list[Piece], dict[int, list[str]]]:
    """The arguments of a row, and the words of those cells that have some."""
    pieces, known, first = [], dict[int, list[str]](), 0
    for name, value in source.items():
        if len(value) != 1:
            raise InputError(
                f"The row holds {name!r} of shape {tuple(value.shape)}; pass one row, of shape "
                "(1, columns), or a list of such rows."
            )
        shape = tuple(value.shape[1:])
        count = math.prod(shape)
        own = names.get(name) if isinstance(names, dict) else None
        if isinstance(names, tuple):
            own = names[first : first + count]
        called = own or ([name] if count == 1 else [f"{name} {at}" for at in range(count)])
        if len(called) != count:
            raise InputError(
                f"{len(called)} names were given for {name!r}, which has {count} columns; pass one "
                "for each, in order."
            )
        known |= {first + at: list(given) for at, given in enumerate(words.get(name, {}).values())}
        places = range(first, first + count)
        pieces.append(Piece(name, not value.is_floating_point(), shape, places, tuple(called)))
        first += count
    if isinstance(names, tuple) and len(names) != first:
        raise InputError(f"{len(names)} feature_names were given for {first} columns of the row.")
    return pieces, known


def tensors_of(pieces: Sequence[Piece], rows: Sequence[Cells]) -> tuple[Tensor, Tensor | None]:
    """Rows as the categories (N, k), and the floats (N, m) where there are any."""
    ids, floats = (
        [
            [row[at] for piece in pieces if piece.whole == whole for at in piece.places]
            for row in rows
        ]
        for whole in (True, False)
    )
    return torch.tensor(ids).long(), torch.tensor(floats) if floats[0] else None


def joined(model: Callable[..., Any], pieces: Sequence[Piece]) -> Callable[..., Any]:
    """A model of all categories and all floats, each in one tensor."""
    if isinstance(model, nn.Module):
        return Joined(model, pieces)

    def called(ids: Tensor, floats: Tensor | None = None) -> Any:
        return model(**apart(pieces, ids, floats))

    return called


class Joined(nn.Module):
    """A module of all categories and all floats, each in one tensor."""

    def __init__(self, model: nn.Module, pieces: Sequence[Piece]) -> None:
        super().__init__()
        self.model, self.pieces = model, pieces

    def forward(self, ids: Tensor, floats: Tensor | None = None) -> Any:
        """Call the module with its own arguments."""
        return self.model(**apart(self.pieces, ids, floats))


def apart(pieces: Sequence[Piece], ids: Tensor, floats: Tensor | None) -> dict[str, Tensor]:
    """The arguments, by name."""
    at, made = {True: 0, False: 0}, dict[str, Tensor]()
    for piece in pieces:
        rows = ids if piece.whole or floats is None else floats
        first = at[piece.whole]
        at[piece.whole] = first + len(piece.places)
        part = rows[:, first : at[piece.whole]]
        made[piece.name] = part.reshape(len(rows), *piece.shape)
    return made
