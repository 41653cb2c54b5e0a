"""What the wire holds of a volume."""

from __future__ import annotations

from typing import Literal

from igviz.figure.arrays import WireArray
from igviz.figure.schema import Facts, Steps


class VolumeFigure(Facts):
    """One explanation of a volume, (D, H, W); ``values``, the attributions, are of that shape.

    ``image`` is (D, H, W, C) with one or three channels: 256 levels from ``low`` to ``high``.
    ``level`` and ``width`` are of the window in which it opens: what lies around the level is grey.
    ``axes`` are what D, H and W are called.
    """

    kind: Literal["volume"]
    axes: list[str]
    image: WireArray
    low: float
    high: float
    level: float
    width: float
    values: WireArray
    error: WireArray | None
    steps: Steps
