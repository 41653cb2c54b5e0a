"""The circles and lines of a figure by size, and the strongest features of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from igviz.figure.arrays import unwire
from igviz.figure.formats import others_name
from igviz.modalities.graph.figure import GraphFigure


@dataclass(frozen=True)
class Part:
    """A circle or a line with its signed attribution; ``features`` are its strongest, in words."""

    name: str
    value: float
    features: tuple[str, ...]


def parts(figure: GraphFigure) -> list[Part]:
    """Every part: circles, then the lines if they have attributions."""
    values = unwire(figure["values"]).astype(np.float64).tolist()
    return [
        Part(name, value, tuple(": ".join(feature) for feature in told))
        for name, value, told in zip(figure["names"], values, figure["told"], strict=True)
    ]


def by_size(given: Sequence[Part]) -> list[Part]:
    """Parts by falling magnitude, as they stand where they are equal."""
    return sorted(given, key=lambda part: -abs(part.value))


def noun(figure: GraphFigure) -> str:
    """What one part is called: an edge is a part where nodes are parts, too."""
    return "part" if len(figure["names"]) > len(figure["labels"]) else figure["noun"]


def counted(figure: GraphFigure, count: int) -> str:
    """So many parts, in words."""
    return others_name(count, noun(figure))
