"""What the wire holds of a row of a table."""

from __future__ import annotations

from typing import Literal

from igviz.figure.arrays import WireArray
from igviz.figure.schema import Facts, Steps

# A waterfall has so many features at most; the smallest are summed into one more.
MOST_FEATURES = 30
# Of the width of a waterfall: what the attributions miss of F(x) is a step from there on.
SEEN_ERROR = 0.005
# What that step is called.
MISSED = "completeness error"


class TabularFigure(Facts):
    """One explanation of a row of D features; ``values``, the attributions, and ``error`` are (D,).

    ``inputs`` and ``baseline`` hold what each feature is at both ends of the path.
    """

    kind: Literal["tabular"]
    names: list[str]
    inputs: list[float]
    baseline: list[float]
    values: WireArray
    error: WireArray | None
    steps: Steps
