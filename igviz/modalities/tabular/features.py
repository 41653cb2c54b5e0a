"""The features of a figure by size, and the steps that lead from F(x') to F(x).

In the view the same is ``js/src/modalities/tabular/steps.ts``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from igviz.figure.arrays import unwire
from igviz.figure.formats import number, others_name
from igviz.modalities.tabular.cells import Cell, way
from igviz.modalities.tabular.figure import (
    BESIDE,
    MISSED,
    MOST_FEATURES,
    SEEN_ERROR,
    TabularFigure,
)
from igviz.visible import one_line

# Characters of a name beside its values, which leaves these whole in the labels of stills.
_LONGEST_NAME = 20
_LONGEST_WAY = 40


@dataclass(frozen=True)
class Feature:
    """One feature: what it is in the input and in the baseline, and its signed attribution.

    ``spread`` is by how much that differs from baseline to baseline, where several are averaged.
    """

    name: str
    inputs: Cell
    baseline: Cell
    value: float
    spread: float | None = None

    @property
    def ends(self) -> str:
        """Its way from the baseline to the input: 0 → 39."""
        return way(self.baseline, self.inputs)

    @property
    def text(self) -> str:
        """Name and way in one; where there is little room a name is cut, never a number."""
        return f"{one_line(self.name, _LONGEST_NAME)}: {one_line(self.ends, _LONGEST_WAY)}"

    @property
    def within(self) -> str:
        """How far its attribution differs from baseline to baseline; empty where there is one."""
        return "" if self.spread is None else f" ± {number(self.spread)}"


@dataclass(frozen=True)
class Step:
    """A step of a waterfall: a feature's, or one of several things that have none."""

    name: str
    start: float
    value: float

    @property
    def end(self) -> float:
        """Where the next begins."""
        return self.start + self.value


def features(figure: TabularFigure) -> list[Feature]:
    """Every feature, in the order of the row."""
    values = unwire(figure["values"]).astype(np.float64).tolist()
    given = figure.get("spread")
    spread = [None] * len(values) if given is None else unwire(given).tolist()
    columns = figure["names"], figure["inputs"], figure["baseline"], values, spread
    return [Feature(*each) for each in zip(*columns, strict=True)]


def by_size(given: Sequence[Feature]) -> list[Feature]:
    """Features by falling magnitude, as they stand where they are equal; those without are last."""
    return sorted(given, key=lambda feature: -abs(feature.value))


def steps(figure: TabularFigure) -> list[Step]:
    """The steps from the baseline's score to the input's: they add up to the change."""
    every = by_size(features(figure))
    shown, others = every[:MOST_FEATURES], every[MOST_FEATURES:]
    moves = [(feature.text, feature.value) for feature in shown]
    if others:
        moves.append((others_name(len(others)), sum(feature.value for feature in others)))
    if beside := figure.get("beside", 0.0):
        moves.append((BESIDE, beside))
    at = figure["baseline_score"]
    made: list[Step] = []
    for name, value in moves:
        made.append(Step(name, at, value))
        at = made[-1].end
    low, high = reach(figure, made)
    missed = figure["score"] - at
    if abs(missed) > SEEN_ERROR * (high - low):
        made.append(Step(MISSED, at, missed))
    return made


def reach(figure: TabularFigure, made: Sequence[Step]) -> tuple[float, float]:
    """The lowest and the highest score on the way."""
    on_the_way = [figure["baseline_score"], figure["score"], *(step.end for step in made)]
    return min(on_the_way), max(on_the_way)
