"""What regions are, and what attribution adds up to over each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from numpy.typing import NDArray

from igviz.stills.paint.arrays import Floats, plane
from igviz.stills.paint.grain import added_up

MOST = 255  # labels are bytes


@dataclass(frozen=True, eq=False)
class Regions:
    """Parts of an image that together are all of it.

    Attributes
    ----------
    labels : array of uint8, shape (H, W)
        The number of each pixel's region, from 0.
    names : tuple of str
        What each is called.
    edge : int
        The grain over which attribution at an edge is shared between the regions on either side.
        A sharp edge, 1, cuts through a field of both signs, and what it cuts decides about the sum.
    given : bool
        Whether a person gave them, rather than that they were found.
    """

    labels: NDArray[np.uint8]
    names: tuple[str, ...]
    edge: int = 1
    given: bool = False

    @property
    def areas(self) -> NDArray[np.intp]:
        """How many pixels each has, (R,)."""
        return np.bincount(self.labels.ravel(), minlength=len(self.names))

    def sums(self, signed: npt.ArrayLike) -> Floats:
        """What attribution (H, W) adds up to over each region, (R,); all together it is the whole.

        Each pixel's attribution is shared out among the pixels around it before.
        """
        values = shared(plane(signed, "signed"), self.edge)
        sums: Floats = np.bincount(self.labels.ravel(), values.ravel(), len(self.names)).astype(
            np.float64
        )
        return sums


def shared(signed: Floats, edge: int) -> Floats:
    """Attribution (H, W) of which each pixel's is shared out among those around it."""
    return added_up(signed / added_up(np.ones_like(signed), edge), edge) if edge > 1 else signed
