"""The circles and lines of a figure by size, and the strongest features of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from igviz.figure.arrays import unwire
from igviz.figure.formats import number, signed
from igviz.modalities.graph.figure import GraphFigure
from igviz.visible import one_line

_LONGEST_NAME = 24


@dataclass(frozen=True)
class Part:
    """A circle or a line with its signed attribution; ``features`` are its strongest, in words."""

    name: str
    value: float
    features: tuple[str, ...]


def parts(figure: GraphFigure) -> list[Part]:
    """Every part: circles, then the lines if they have attributions."""
    values = unwire(figure["values"]).astype(np.float64).tolist()
    every = unwire(figure["parts"])
    return [
        Part(name, value, tuple(_told(figure, row) for row in rows if row[0] >= 0))
        for name, value, rows in zip(figure["names"], values, every, strict=True)
    ]


def by_size(given: Sequence[Part]) -> list[Part]:
    """Parts by falling magnitude, as they stand where they are equal."""
    return sorted(given, key=lambda part: -abs(part.value))


def totals(figure: GraphFigure) -> list[tuple[str, float]]:
    """Features with their attributions over the whole graph, the largest first."""
    every = zip(figure["features"], figure["totals"], strict=True)
    return sorted(every, key=lambda one: -abs(one[1]))


def counted(figure: GraphFigure, count: int) -> str:
    """So many parts, in words."""
    noun = "part" if len(figure["names"]) > len(figure["labels"]) else figure["noun"]
    return f"{count} other {noun}{'' if count == 1 else 's'}"


def _told(figure: GraphFigure, row: Sequence[float]) -> str:
    """One feature of a part: its way, and its attribution."""
    which, inputs, baseline, value = row
    name = one_line(figure["features"][int(which)], _LONGEST_NAME)
    return f"{name} {number(float(baseline))} → {number(float(inputs))}: {signed(float(value))}"
