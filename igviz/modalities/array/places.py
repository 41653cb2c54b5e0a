"""Where in an array the attribution lies, and which plane of it is drawn.

In the view the same is ``js/src/modalities/array/scene.ts``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from igviz.figure.arrays import unwire
from igviz.modalities.array.figure import FEWEST_DRAWN, ArrayFigure
from igviz.stills.paint.arrays import Floats


class Plane(NamedTuple):
    """Two axes of an array, rows and columns, through a position that fixes all others."""

    rows: int
    columns: int
    through: tuple[int, ...]

    @property
    def said(self) -> str:
        """The plane as an index: ``[3, :, :]``."""
        drawn = (self.rows, self.columns)
        return f"[{', '.join(':' if k in drawn else str(i) for k, i in enumerate(self.through))}]"


def values_of(figure: ArrayFigure) -> Floats:
    """The attribution."""
    return unwire(figure["values"]).astype(np.float64)


def strongest(values: Floats, most: int) -> list[tuple[str, float]]:
    """Positions with the largest attribution, the largest first; those without are left out."""
    order = np.argsort(-np.abs(values), axis=None, kind="stable")[:most]
    found = [np.unravel_index(at, values.shape) for at in order]
    named = [(position([int(i) for i in place]), float(values[place])) for place in found]
    return [one for one in named if one[1]]


def position(place: list[int]) -> str:
    """A position as it is written: ``[3, 17, 2]``."""
    return f"[{', '.join(map(str, place))}]"


def plane_of(values: Floats) -> Plane | None:
    """The plane through the strongest position along the two longest axes; None for bars alone."""
    if values.size < FEWEST_DRAWN or sum(length > 1 for length in values.shape) < 2:
        return None
    longest = sorted(range(values.ndim), key=lambda axis: (-values.shape[axis], -axis))[:2]
    place = np.unravel_index(np.abs(values).argmax(), values.shape)
    return Plane(min(longest), max(longest), tuple(map(int, place)))


def plane_values(values: Floats, plane: Plane) -> Floats:
    """What lies in a plane, (rows, columns)."""
    drawn = (plane.rows, plane.columns)
    index = tuple(slice(None) if k in drawn else i for k, i in enumerate(plane.through))
    return values[index]
