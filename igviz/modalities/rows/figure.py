"""What the wire holds of many rows of one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from igviz.figure.arrays import WireArray, numbers, rounded, unwire, wire
from igviz.figure.formats import about, others_name, whole
from igviz.figure.schema import Facts

# So many features at most have a column of their own; the smallest are summed into one more.
MOST_LANES = 30
# The share of all sizes that are no larger than the one with the full colour.
STRONG = 0.99


class RowsFigure(Facts):
    """N rows of D features, of which the facts are those of all together, scores their means.

    ``inputs``, ``values`` (attributions) and ``baselines`` are (N, D), the last (1, D) where all
    rows have the same; ``scores`` and ``baseline_scores`` (N,); ``errors`` too, below zero where
    unknown. A feature with ``categories`` has their places for its values. ``of`` is the place of
    each row's target in ``labels``. Where rows are few, ``figures`` holds a whole one of each.

    ``missing`` are the places of cells without a value in ``inputs``, row after row, and
    ``unknown`` those in ``baselines``. What stands there is the mean of its column, so that it is
    drawn in a middle shade; nobody reads it.
    """

    kind: Literal["rows"]
    names: list[str]
    rows: list[str]
    labels: list[str]
    of: list[int]
    categories: list[list[str]]
    inputs: WireArray
    baselines: WireArray
    missing: list[int]
    unknown: list[int]
    values: WireArray
    scores: WireArray
    baseline_scores: WireArray
    errors: WireArray
    figures: list[Any]


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows explained, as arrays; see `RowsFigure`. Cells without a value are NaN."""

    names: Sequence[str]
    rows: Sequence[str]
    labels: Sequence[str]
    categories: Sequence[list[str]]
    inputs: NDArray[np.float64]
    baselines: NDArray[np.float64]
    values: NDArray[np.float64]
    scores: NDArray[np.float64]
    baseline_scores: NDArray[np.float64]
    errors: NDArray[np.float64]


def rows_figure(rows: Rows, facts: Facts, figures: Sequence[Any]) -> RowsFigure:
    """The figure of all rows; ``facts`` are those of the first."""
    labels = list(dict.fromkeys(rows.labels))
    places = {label: at for at, label in enumerate(labels)}
    own = labels[0] if len(labels) == 1 else "each row's own answer"
    first = np.broadcast_to(rows.baselines[:1], rows.baselines.shape)
    same = np.array_equal(rows.baselines, first, equal_nan=True)
    baselines = rows.baselines[: 1 if same else None]
    certificate = facts["certificate"]
    return {
        **facts,
        "kind": "rows",
        "title": "",
        "target": {"index": None, "label": f"{own}: mean of {whole(len(rows.rows))} rows"},
        "score": float(rows.scores.mean()),
        "baseline_score": float(rows.baseline_scores.mean()),
        "baseline_prediction": None,
        "predictions": [],
        "path": {"alphas": [], "weights": [], "scores": [], "contributions": []},
        "said": {
            "error": _error(rows.errors, certificate["tol"]),
            "refining": None,
            "evaluations": {
                "text": f"{whole(certificate['evaluations'])} evaluations",
                "tip": "How often the model's gradient was computed, over all rows",
            },
            "baseline": None,
            "shares": False,
        },
        "metrics": [],
        "names": list(rows.names),
        "rows": list(rows.rows),
        "labels": labels,
        "of": [places[label] for label in rows.labels],
        "categories": list(rows.categories),
        "inputs": wire(_filled(rows.inputs).astype(np.float32)),
        "baselines": wire(_filled(baselines).astype(np.float32)),
        "missing": np.flatnonzero(np.isnan(rows.inputs)).tolist(),
        "unknown": np.flatnonzero(np.isnan(baselines)).tolist(),
        "values": wire(rounded(rows.values)),
        "scores": wire(rows.scores.astype(np.float32)),
        "baseline_scores": wire(rows.baseline_scores.astype(np.float32)),
        "errors": wire(np.nan_to_num(rows.errors, nan=-1.0).astype(np.float32)),
        "figures": list(figures),
    }


def _filled(cells: NDArray[np.float64]) -> NDArray[np.float64]:
    """Cells with the mean of the known ones of their column, or 0, where there is none."""
    known = ~np.isnan(cells)
    sums = np.where(known, cells, 0.0).sum(0)
    return np.where(known, cells, sums / np.maximum(known.sum(0), 1))


def _error(errors: NDArray[np.float64], tol: float | None) -> Any:
    """How far the rows are from the exact integral, in words."""
    known = errors[np.isfinite(errors)]
    if not len(known) or tol is None:
        return {"text": "error unknown", "tip": "A fixed rule cannot tell how far off it is."}
    beyond = int((errors > tol).sum() + (len(errors) - len(known)))
    tip = (
        "Estimated distance of each row's attributions from the exact integral, relative to their "
        f"size; {about(tol)} was asked for"
    )
    if not beyond:
        return {"text": f"error at most {about(float(known.max()))} in every row", "tip": tip}
    return {"text": f"not converged in {whole(beyond)} of {whole(len(errors))} rows", "tip": tip}


# What is drawn ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Column:
    """One feature over all rows, or those that have no column of their own, added up."""

    name: str
    values: NDArray[np.float64]
    inputs: NDArray[np.float64] | None

    @property
    def size(self) -> float:
        """Mean size of its attributions."""
        return float(np.abs(self.values).mean())

    @property
    def mean(self) -> float:
        """Their mean."""
        return float(self.values.mean())


def columns(figure: RowsFigure, most: int = MOST_LANES) -> list[Column]:
    """Features by falling mean size; the smallest added up, where there are too many."""
    values, inputs = unwire(figure["values"]).astype(float), unwire(figure["inputs"]).astype(float)
    order = np.argsort(-np.abs(values).mean(0), kind="stable")
    made = [Column(figure["names"][at], values[:, at], inputs[:, at]) for at in order[:most]]
    rest = order[most:]
    if len(rest):
        made.append(Column(others_name(len(rest)), values[:, rest].sum(1), None))
    return made


def scores_of(figure: RowsFigure) -> list[float]:
    """The score of every row."""
    return numbers(unwire(figure["scores"]))
