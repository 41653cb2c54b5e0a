"""What the wire holds of an array."""

from __future__ import annotations

from typing import Literal

from igviz.figure.arrays import WireArray
from igviz.figure.schema import Facts, Steps

# An array of fewer values is shown as bars alone.
FEWEST_DRAWN = 40


class ArrayFigure(Facts):
    """One explanation of an array; ``inputs``, ``values``, the attributions, have its shape."""

    kind: Literal["array"]
    inputs: WireArray
    values: WireArray
    error: WireArray | None
    steps: Steps
