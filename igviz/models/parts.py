"""What of a path lies in which table: made of what a model looked up while it ran."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import torch
from torch import Tensor, nn

from igviz.models.lookup import Part
from igviz.models.tables import LOOKUPS, Lookup, look_up, same_ids
from igviz.models.trace import Place


def parts_of(
    name: str, module: nn.Module, places: Sequence[Place], text: Tensor
) -> tuple[list[Part], bool]:
    """The parts of a path in one table.

    Parameters
    ----------
    name : str
        The table's.
    module : Module
    places : sequence of Place
        Where the tokens are in each of its lookups.
    text : Tensor
        The ids (1, R) of the tokens that belong to the path: the first of the model's.

    Returns
    -------
    list of Part
        One, whose rows are the tokens that are looked up, wherever that is; in a table that looks
        up none of them, one for each of the lookups.
    bool
        Whether the table also looks up what is made of the text in a way that is not followed.
    """
    ids = dict[int, int]()  # what is looked up for a token
    held, strayed = list[tuple[Place, dict[int, int]]](), any(place.strayed for place in places)
    for place in sorted(places, key=lambda place: place.shifted):
        looked_up = place.ids.reshape(-1).tolist()
        pairs = zip(place.slots, place.tokens, strict=True)
        own = {slot: token for slot, token in pairs if token < text.numel()}
        if any(ids.get(token, looked_up[slot]) != looked_up[slot] for slot, token in own.items()):
            strayed = True
        elif own:
            ids.update((token, looked_up[slot]) for slot, token in own.items())
            held.append((place, own))
    if not ids:
        return [apart(name, module, given) for given in _distinct(places)], False
    row_of = {token: row for row, token in enumerate(sorted(ids))}
    lookups = tuple(_lookup(place, own, row_of) for place, own in held)
    those = torch.tensor([[ids[token] for token in row_of]]).to(held[0][0].ids)
    # A table returns the same wherever it is asked; other modules may add positions, say.
    by_itself = isinstance(module, LOOKUPS)
    values = look_up(module, those) if by_itself else _values(module, lookups, len(ids))
    whole = text if len(ids) == text.numel() else None
    tokens = tuple(row_of)
    return [Part(name, values, module, those, (), whole, lookups, tokens)], strayed


def apart(name: str, module: nn.Module, given: Tensor, rows: int | None = None) -> Part:
    """The part of what is no text of the path's: all that was looked up, or the first rows."""
    ids, values = given.reshape(1, -1)[:, :rows], look_up(module, given)[:, :rows]
    first = None if rows is None else torch.arange(ids.shape[1])
    return Part(name, values, module, ids, lookups=(Lookup(given, first, first),))


def _distinct(places: Sequence[Place]) -> Iterator[Tensor]:
    """What was looked up, once each."""
    known = list[Tensor]()
    for place in places:
        if not any(same_ids(place.ids, ids) for ids in known):
            known.append(place.ids)
            yield place.ids


def _lookup(place: Place, own: Mapping[int, int], row_of: Mapping[int, int]) -> Lookup:
    """The lookup with the rows of the part that belong to it."""
    slots, rows = list(own), [row_of[token] for token in own.values()]
    if slots == list(range(place.ids.numel())) and rows == list(range(len(row_of))):
        return Lookup(place.ids)
    return Lookup(place.ids, torch.tensor(slots), torch.tensor(rows))


def _values(module: nn.Module, lookups: Sequence[Lookup], rows: int) -> Tensor:
    """What the module returns for each row where it is looked up first, (1, rows, width)."""
    values = None
    for lookup in reversed(lookups):
        vectors = look_up(module, lookup.ids)
        if lookup.slots is None or lookup.rows is None:
            values = vectors
            continue
        if values is None:
            values = vectors.new_zeros(1, rows, vectors.shape[2])
        values[:, lookup.rows] = vectors[:, lookup.slots]
    assert values is not None
    return values
