"""Finding out by asking which outputs of a transform belong to which cell of a row."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from igviz.errors import InputError
from igviz.modalities.numbers import as_float, is_number
from igviz.modalities.tabular.cells import Cells, distinct, is_missing
from igviz.modalities.tabular.fitted import names_returned
from igviz.modalities.tabular.grouping import OTHERS, Grouping, grouped
from igviz.modalities.tabular.names import some
from igviz.modalities.tabular.prepared import Prepared
from igviz.modalities.tabular.read import Floats

MOST_VALUES = 24  # that a cell is changed to, where it holds no number


def grouping_of(
    prepared: Prepared, cells: Cells, base: Floats, table: NDArray[Any] | None
) -> tuple[Grouping, tuple[str, ...]]:
    """Add the outputs of a transform up to the cells of a person's row.

    Where a fitted transformer does not tell, one cell after the other is changed, and the outputs
    that move are its.

    Parameters
    ----------
    prepared : Prepared
    cells : tuple
        The row.
    base : array of float64, shape (D,)
        What the transform made of it.
    table : array of object, shape (N, K), or None
        Other rows, whose values cells are changed to.

    Returns
    -------
    Grouping
    tuple of str
        Notes, where an output belongs to several cells or to none.
    """
    sources = prepared.fitted.sources
    if sources is None or len(sources) != len(base):
        sources = [None] * len(base)
    owners = [set() if at is None else {at} for at in sources]
    if None in sources:
        for at, moved in _moves(prepared, cells, base, table):
            for output in np.flatnonzero(moved):
                if sources[output] is None:
                    owners[output].add(at)
    return _grouping(prepared.names, owners)


def grouping_asked(groups: object, prepared: Prepared, values: Floats) -> Grouping:
    """The groups that a person asked for, of what a transform returns."""
    grouping = grouped(groups, names_returned(prepared.transform, len(values)))
    names, told = list(prepared.names), prepared.fitted.sources or [None] * len(values)
    sources = []
    for at, name in enumerate(grouping.names):
        own = {told[column] for column, group in enumerate(grouping.columns) if group == at}
        known = sorted(one for one in own if one is not None) if None not in own else []
        sources.append((names.index(name),) if name in names else tuple(known))
    return replace(grouping, sources=tuple(sources))


def _grouping(names: Sequence[str], owners: Sequence[set[int]]) -> tuple[Grouping, tuple[str, ...]]:
    """Cells that share an output are one feature; outputs that none moves are one more."""
    head = _merged(len(names), owners)
    places = {root: place for place, root in enumerate(dict.fromkeys(head))}
    members = [[at for at, root in enumerate(head) if root == one] for one in places]
    called = [" + ".join(names[at] for at in own) for own in members]
    notes = tuple(
        f"The transform mixes {some([names[at] for at in own])}, whose attributions are added up."
        for own in members
        if len(own) > 1
    )
    columns = [places[head[min(own)]] if own else len(called) for own in owners]
    sources = [tuple(own) for own in members]
    if len(called) in columns:
        count = columns.count(len(called))
        stray = (
            f"{count} of the {len(owners)} numbers that the transform returns moved with no cell "
            f"of the row that was tried, and are shown as {OTHERS!r}; pass a background, whose "
            "values are tried, or say with groups= where they belong."
        )
        notes = (*notes, stray)
        called.append(OTHERS)
        sources.append(())
    return Grouping(tuple(called), tuple(columns), tuple(sources)), notes


def _merged(count: int, owners: Sequence[set[int]]) -> list[int]:
    """For each cell the first of those that it shares outputs with, itself among them."""
    head = list(range(count))
    for own in owners:
        roots = {head[at] for at in own}
        if len(roots) > 1:
            first = min(roots)
            head = [first if root in roots else root for root in head]
    return head


def _moves(
    prepared: Prepared, cells: Cells, base: Floats, table: NDArray[Any] | None
) -> Iterator[tuple[int, NDArray[np.bool_]]]:
    """The cells that were changed, each with the outputs that moved, once for every change."""
    changes = [
        (at, (*cells[:at], value, *cells[at + 1 :]))
        for at in range(len(cells))
        for value in _others(prepared, cells, at, table)
    ]
    for at, made in _tried(prepared, changes):
        yield at, ~np.isclose(made, base, rtol=1e-9, atol=1e-12, equal_nan=True)


def _tried(
    prepared: Prepared, changes: Sequence[tuple[int, Cells]]
) -> Iterator[tuple[int, Floats]]:
    """What the transform makes of changed rows; nothing where it takes one for wrong."""
    if not changes:
        return
    with contextlib.suppress(InputError):
        made = prepared([row for _, row in changes], "changed rows")
        yield from zip([at for at, _ in changes], made, strict=True)
        return
    for at, row in changes:
        with contextlib.suppress(InputError):
            yield at, prepared([row], "a changed row")[0]


def _others(prepared: Prepared, cells: Cells, at: int, table: NDArray[Any] | None) -> Iterator[Any]:
    """Values that a cell may be changed to."""
    now = cells[at]
    known = prepared.fitted.categories.get(at, [])[:MOST_VALUES]
    seen = [] if table is None else distinct(table[:, at], MOST_VALUES)
    if isinstance(now, (bool, np.bool_)):
        yield not now
    elif known:
        yield from (value for value in known if value != now)
    elif is_number(now):
        yield as_float(now) + 1.0
        yield from [value for value in seen if value != now][:2]
    else:
        yield from (value for value in seen if is_missing(now) or value != now)
        if is_missing(now) and not seen:
            yield 1.0
