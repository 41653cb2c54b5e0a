"""The figures of several explanations: of the rows of one table, one of all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np
import torch

from igviz.engine.problem import LOOKED_AT
from igviz.explanation.drawn import Drawn
from igviz.explanation.explanation import Explanation
from igviz.figure.schema import Facts
from igviz.modalities.figures import Figure
from igviz.modalities.modality import Display
from igviz.modalities.rows.figure import Rows, rows_figure
from igviz.modalities.tabular.cells import Cell, written
from igviz.modalities.tabular.display import TabularDisplay
from igviz.visible import legible


def figures_of(drawn: Sequence[Drawn]) -> list[Figure]:
    """A figure of each; rows of one table, two or more, have one together."""
    explanations = [one for one in drawn if isinstance(one, Explanation)]
    table = _table(explanations) if len(explanations) == len(drawn) else None
    return [one.figure() for one in drawn] if table is None else [table]


def _table(explanations: Sequence[Explanation]) -> Figure | None:
    displays = [one.display for one in explanations]
    if len(displays) < 2 or not all(isinstance(one, TabularDisplay) for one in displays):
        return None
    shown = cast("list[TabularDisplay]", displays)
    first = shown[0].grouping
    one_table = all(
        one.grouping is first
        or (one.grouping.names, one.grouping.columns) == (first.names, first.columns)
        for one in shown
    )
    if not (one_table and _asked_alike(explanations)):
        return None
    attributions = torch.cat([one.attribution.attributions for one in explanations])
    categories, inputs, baselines = _numbers(shown)
    certificates = [one.attribution.certificate for one in explanations]
    rows = Rows(
        [legible(name) for name in first.names],
        [one.title or f"row {number}" for number, one in enumerate(shown, 1)],
        [legible(one.label) for one in explanations],
        categories,
        inputs,
        baselines,
        shown[0].added(attributions.cpu().double().numpy()),
        np.array([one.score for one in explanations]),
        np.array([one.baseline_score for one in explanations]),
        np.array([np.nan if c.error is None else c.error for c in certificates]),
    )
    each = [one.figure() for one in explanations] if len(explanations) <= LOOKED_AT else []
    return rows_figure(rows, _facts(explanations), each)


def _asked_alike(explanations: Sequence[Explanation]) -> bool:
    """Whether one question was asked of every row: of one model, from one kind of baseline."""
    asked = {
        (one.output, _name(one.display), *sorted(one.provenance.items())) for one in explanations
    }
    labels: dict[bytes, str] = {}  # one row for two targets is no table of two rows
    for one in explanations:
        row = one.attribution.inputs.cpu().numpy().tobytes()
        if labels.setdefault(row, one.label) != one.label:
            return False
    return len(asked) == 1


def _name(display: Display) -> str:
    """What a baseline is called, without the row that it is: nearest (row 7)."""
    return display.baseline_name.partition(" (")[0]


def _facts(explanations: Sequence[Explanation]) -> Facts:
    """What is said of the first row, with the notes of all and what all of them cost."""
    first = explanations[0]
    facts = first.facts()
    cost = sum(one.attribution.certificate.evaluations for one in explanations)
    notes = dict.fromkeys(note for one in explanations for note in one.notes)
    certificate: Any = {**facts["certificate"], "evaluations": cost, "worst": None}
    converged = [one.attribution.certificate.converged for one in explanations]
    certificate["converged"] = None if converged[0] is None else all(converged)
    said = {"certificate": certificate, "notes": list(notes)}
    if len({one.display.baseline_name for one in explanations}) > 1:
        said["baseline_name"] = _name(first.display)
    return cast("Facts", {**facts, **said})


def _numbers(shown: Sequence[TabularDisplay]) -> tuple[list[list[str]], Any, Any]:
    """Categories, inputs and baselines as numbers: a word is its place, what is missing is NaN."""
    inputs = list(zip(*(one.inputs for one in shown), strict=True))
    baselines = list(zip(*(one.baseline for one in shown), strict=True))
    categories = [
        _categories([*own, *starts]) for own, starts in zip(inputs, baselines, strict=True)
    ]
    return categories, _placed(inputs, categories), _placed(baselines, categories)


def _categories(cells: Sequence[Cell]) -> list[str]:
    """What the cells of a feature may be, where some of them are words."""
    if not any(isinstance(cell, str) for cell in cells):
        return []
    return list(dict.fromkeys(written(cell) for cell in cells if cell is not None))


def _placed(columns: Sequence[Sequence[Cell]], categories: Sequence[list[str]]) -> Any:
    """Cells as numbers, (rows, features), of columns with the categories that they have."""
    made = []
    for cells, texts in zip(columns, categories, strict=True):
        places = {text: at for at, text in enumerate(texts)}
        made.append([_place(cell, places) for cell in cells])
    return np.array(made, float).T


def _place(cell: Cell, places: Mapping[str, int]) -> float:
    if cell is None:
        return np.nan
    return float(places[written(cell)] if places else cell)
