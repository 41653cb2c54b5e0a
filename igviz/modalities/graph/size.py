"""How a drawing is measured: where circles stand, how large they are, the strokes of lines.

Numbers are thousandths of the drawing's longer side, and strokes are the commands of an SVG path,
``M`` and ``L`` with two numbers each.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from igviz.modalities.graph.drawing import AROMATIC, Drawing
from igviz.modalities.graph.figure import DIRECTED, MOST_LABELLED
from igviz.modalities.graph.layout import Floats

_SIDE, _LARGEST, _SMALLEST = 1000, 50.0, 4.0
# Shares of the length of a line: a bond of unknown order, and the inner line of an aromatic one.
_DOTTED = tuple((at / 12, (at + 0.5) / 12) for at in range(12))
_DASHED = ((0.16, 0.34), (0.41, 0.59), (0.66, 0.84))
_WHOLE = ((0.0, 1.0),)
# How far each stroke lies beside the line, in widths of a gap, and the shares that are drawn of it.
_STROKES = {
    0: ((0.0, _DOTTED),),
    2: ((-0.5, _WHOLE), (0.5, _WHOLE)),
    3: ((-0.8, _WHOLE), (0.0, _WHOLE), (0.8, _WHOLE)),
    AROMATIC: ((0.0, _WHOLE), (1.0, _DASHED)),
}
_SINGLE = ((0.0, _WHOLE),)


class Measured(NamedTuple):
    """A drawing's width and height, its circles with their radius, and its lines.

    ``middles`` are those of the lines.
    """

    box: tuple[float, float]
    places: Floats
    middles: Floats
    radius: float
    paths: list[str]

    def parts(self, with_lines: bool) -> Floats:
        """Where circles stand, and then lines."""
        return np.concatenate([self.places, self.middles]) if with_lines else self.places


def measured(drawing: Drawing) -> Measured:
    """Measure a drawing, with room around it for circles that are marked."""
    places = drawing.places * _SIDE
    ends = np.array(drawing.lines, np.int64).reshape(-1, 3)[:, :2]
    radius = _radius(places, ends)
    places = np.round(places - places.min(0) + 1.7 * radius, 1)
    width, height = places.max(0) + 1.7 * radius
    paths = [path(places[a], places[b], order, radius) for a, b, order in drawing.lines]
    box = round(float(width), 1), round(float(height), 1)
    return Measured(box, places, places[ends].mean(1), round(radius, 2), paths)


def _radius(places: Floats, ends: NDArray[np.int64]) -> float:
    """Most circles touch no other one, and most lines can be seen between theirs."""
    lengths = np.linalg.norm(places[ends[:, 0]] - places[ends[:, 1]], axis=1)
    typical = float(np.median(lengths)) if len(lengths) else _SIDE
    apart = 2 * typical
    if 1 < len(places) <= MOST_LABELLED:
        between = np.linalg.norm(places[:, None] - places[None], axis=2)
        apart = float(np.median((between + np.eye(len(places)) * 9 * _SIDE).min(1)))
    crowded = 0.35 * _SIDE / np.sqrt(len(places))
    return float(np.clip(min(0.3 * typical, 0.46 * apart, crowded), _SMALLEST, _LARGEST))


def path(start: Floats, end: Floats, order: int, radius: float) -> str:
    """The strokes of one line; the second of an aromatic bond lies at its right."""
    way = end - start
    length = float(np.linalg.norm(way)) or 1.0
    side = 0.44 * radius / length * np.array([-way[1], way[0]])
    drawn = ""
    for beside, shares in _STROKES.get(order, _SINGLE):
        for first, last in shares:
            drawn += _line(*(start + beside * side + share * way for share in (first, last)))
    if order == DIRECTED:
        tip, foot = end - radius / length * way, end - 1.7 * radius / length * way
        drawn += _line(foot + 0.9 * side, tip, foot - 0.9 * side)
    return drawn


def _line(*points: Floats) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
