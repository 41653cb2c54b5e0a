"""How large circles are, and the strokes of a line.

In the view strokes are the same: ``js/src/modalities/graph/size.ts``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from igviz.modalities.graph.figure import MOST_LABELLED
from igviz.modalities.graph.layout import Floats

LARGEST, SMALLEST = 0.05, 0.004


def radius(places: Floats, lines: Sequence[Sequence[int]]) -> float:
    """The radius of circles, where the longer side of the drawing is 1.

    Most circles touch no other one, and most lines can be seen between theirs.
    """
    ends = np.array(lines, np.int64).reshape(-1, 3)
    lengths = np.linalg.norm(places[ends[:, 0]] - places[ends[:, 1]], axis=1)
    typical = float(np.median(lengths)) if len(lengths) else LARGEST
    apart = 2 * typical
    if 1 < len(places) <= MOST_LABELLED:
        between = np.linalg.norm(places[:, None] - places[None], axis=2)
        apart = float(np.median((between + np.eye(len(places)) * 9).min(1)))
    return min(LARGEST, max(SMALLEST, min(0.3 * typical, 0.46 * apart)))


def strokes(start: Floats, end: Floats, order: int, size: float) -> list[Any]:
    """The strokes of one line: one, or two or three of a bond, one of them short if aromatic."""
    way = (end - start) / (float(np.linalg.norm(end - start)) or 1.0)
    side = 0.22 * size * np.array([-way[1], way[0]])
    if order == 2:
        return [(start + side, end + side), (start - side, end - side)]
    if order == 3:
        return [(start + by * side, end + by * side) for by in (-1.6, 0, 1.6)]
    return [(start, end)]


def arrow(start: Floats, end: Floats, size: float) -> Floats:
    """The three corners of the tip of a line that leads one way, (3, 2)."""
    way = (end - start) / (float(np.linalg.norm(end - start)) or 1.0)
    tip, side = end - size * way, 0.35 * size * np.array([-way[1], way[0]])
    foot = tip - 0.7 * size * way
    return np.array([tip, foot + side, foot - side])
