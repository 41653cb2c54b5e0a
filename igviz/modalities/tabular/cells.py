"""Cells of a table as people know them: numbers, words, truth values, or nothing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from igviz.figure.formats import number
from igviz.modalities.numbers import as_float, is_number
from igviz.visible import one_line

# What a cell is on the wire; None where there is no value, or none is known.
Cell = float | str | None
Cells = tuple[Any, ...]

_LONGEST = 60  # characters of a word in a cell
_MOST = 3  # cells that are written one after another


def is_missing(value: object) -> bool:
    """Whether a cell holds nothing: None, NaN, and what pandas has in its place."""
    if value is None:
        return True
    try:
        return bool(value != value)
    except (TypeError, ValueError):  # pandas.NA has no truth value
        return True


def on_wire(value: object) -> Cell:
    """A cell as the figure holds it."""
    if type(value) is float and math.isfinite(value):  # as nearly all are, of thousands of rows
        return value
    if is_missing(value):
        return None
    if is_number(value):
        return as_float(value) if math.isfinite(as_float(value)) else str(value)
    return one_line(str(value), _LONGEST)


def as_word(value: object) -> str:
    """A category as one of several words, which a cell's number on the wire is read as, too.

    Whole numbers are written whole, as codes of places are; others to six figures, as in
    ``js/src/modalities/tabular/WhatIf.tsx``.
    """
    if not is_number(value):
        return one_line(str(value), _LONGEST)
    amount = as_float(value)
    if amount.is_integer() and abs(amount) < 2**53:
        return str(int(amount))
    return f"{Decimal(f'{amount:.6g}').normalize():f}"


def told_apart(words: Sequence[str]) -> list[str]:
    """Words as they are; those that read the same are numbered."""
    often, made = Counter(words), list[str]()
    for at, word in enumerate(words):
        number = f" ({words[:at].count(word) + 1})" if often[word] > 1 else ""
        made.append(word + number)
    return made


def joined(cells: Sequence[object], names: Sequence[str]) -> Cell:
    """Several cells as one: the name of the one that is set where all are switches, else a list."""
    if len(cells) == 1:
        return on_wire(cells[0])
    if are_switches(cells):
        return without_prefix(names)[list(cells).index(1)] if 1 in cells else "none"
    if len(cells) > _MOST:
        return f"{len(cells)} values"
    return ", ".join(written(on_wire(cell)) or "–" for cell in cells)


def are_switches(cells: Sequence[Any]) -> bool:
    """Whether cells are zeros, one of them perhaps a one."""
    return all(is_number(cell) and cell in (0, 1) for cell in cells) and sum(cells) < 2


def without_prefix(names: Sequence[str]) -> list[str]:
    """Names without what all begin with, up to the last mark in it: A and B of city_A, city_B."""
    first, last = min(names), max(names)
    same = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), 0)
    end = max((first.rfind(mark, 0, same) for mark in "_=:. -"), default=-1) + 1
    return [one_line(name[end:] or name, _LONGEST) for name in names]


def written(cell: Cell) -> str:
    """A cell as people read it; empty where nothing is known."""
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else number(cell)


def way(baseline: Cell, inputs: Cell) -> str:
    """From one cell to another: 0 → 39; only the second where nothing is known of the first."""
    end = "missing" if inputs is None else written(inputs)
    same = isinstance(inputs, str) and baseline == inputs
    return end if baseline is None or same else f"{written(baseline)} → {end}"


def typical(column: NDArray[Any], how: str, switches: bool = False) -> Any:
    """The mean or median of a column of numbers, and of any other its most frequent cell.

    ``switches`` tells that its numbers stand for categories. Missing cells count nowhere.
    """
    there = [value for value in column.tolist() if not is_missing(value)]
    if not there:
        return None
    if not switches and all(map(is_number, there)):
        values = np.array([as_float(value) for value in there])
        return float(np.median(values) if how == "median" else values.mean())
    return Counter(there).most_common(1)[0][0]


def distinct(column: NDArray[Any], most: int) -> list[Any]:
    """The different cells of a column, the most frequent first."""
    there = [value for value in column.tolist() if not is_missing(value)]
    return [value for value, _ in Counter(there).most_common(most)]
