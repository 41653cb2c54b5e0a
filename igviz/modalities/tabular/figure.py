"""What the wire holds of a row of a table."""

from __future__ import annotations

from typing import Literal, NotRequired

from igviz.figure.arrays import WireArray
from igviz.figure.schema import Facts, Steps

# A waterfall has so many features at most; the smallest are summed into one more.
MOST_FEATURES = 30
# Of the width of a waterfall: what the attributions miss of F(x) is a step from there on.
SEEN_ERROR = 0.005
# What that step is called.
MISSED = "completeness error"
# What the step of the model's other inputs is called, where the row is one of several.
BESIDE = "other inputs"


class TabularFigure(Facts):
    """One explanation of a row of D features; ``values``, the attributions, and ``error`` are (D,).

    ``inputs`` and ``baseline`` hold what each feature is at both ends of the path, null where there
    is no value or none is known. ``spread`` is by how much attributions differ from baseline to
    baseline, their standard deviation (D,), where several are averaged.
    """

    kind: Literal["tabular"]
    names: list[str]
    inputs: list[float | str | None]
    baseline: list[float | str | None]
    values: WireArray
    error: WireArray | None
    spread: NotRequired[WireArray | None]
    steps: Steps
