"""Models, rows and a data frame for tables, all of which cost milliseconds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
import torch
from small import drawn_tokens, finished
from torch import nn

from igviz.explanation.explanation import Explanation
from igviz.explanation.many import explainer_of
from igviz.figure.arrays import wire
from igviz.modalities.tabular.figure import TabularFigure

NAMES = ["age", "income", "hours", "children"]
ROW = [0.5, -1.25, 2.0, 0.75]
WEIGHTS = [2.0, 1.0, -0.5, 0.25]


class Series:
    """What pandas' Series is told by: labels, and values as an array."""

    def __init__(self, values: Sequence[Any], index: Sequence[Any]) -> None:
        self.index, self._values = list(index), values

    def to_numpy(self) -> Any:
        return np.array(self._values)


class Frame:
    """What pandas' DataFrame is told by, its columns chosen by a list of names."""

    def __init__(self, rows: Any, columns: Sequence[Any]) -> None:
        self.columns, self.index = list(columns), list(range(len(rows)))
        self._rows = np.array(rows)

    def __getitem__(self, names: list[str]) -> Frame:
        places = [self.columns.index(name) for name in names]
        return Frame(self._rows[:, places], names)

    def to_numpy(self) -> Any:
        return self._rows


def linear(weights: Sequence[float] = WEIGHTS, bias: float = 3.0) -> nn.Linear:
    """A regression with known weights."""
    model = nn.Linear(len(weights), 1)
    model.weight.data[:] = torch.tensor(weights)
    model.bias.data[:] = bias
    return model.eval()


def classifier(features: int = 4, classes: int = 3) -> nn.Sequential:
    """A smooth network from features to classes."""
    with torch.random.fork_rng():
        torch.manual_seed(1)
        model = nn.Sequential(nn.Linear(features, 12), nn.Tanh(), nn.Linear(12, classes))
    cast("nn.Linear", model[2]).weight.data.mul_(3)
    return model.eval()


def explained(row: object = None, model: Any = None, **how: Any) -> Explanation:
    """Explain a row, without a progress bar; a named one by the regression unless said."""
    given = {"progress": False, **how}
    row = dict(zip(NAMES, ROW, strict=True)) if row is None else row
    return explainer_of(model or linear(), row, **given).explain()


def drawn_row(
    values: Sequence[float] = (0.5, -0.25, 0.125, 0.0),
    names: Sequence[str] = NAMES,
    missed: float = 0.0,
    **facts: Any,
) -> TabularFigure:
    """Return the figure of a row made without any model; F(x) is what is summed, and ``missed``."""
    count = len(values)
    text = drawn_tokens()
    shared = {key: value for key, value in text.items() if key not in ("tokens", "after", "about")}
    figure: Any = {
        **shared,
        "kind": "tabular",
        "names": list(names),
        "inputs": [float(at + 1) for at in range(count)],
        "baseline": [0.0] * count,
        "values": wire(np.array(values, np.float32)),
        "steps": {**text["steps"], "signed": wire(np.zeros((2, count), np.int8))},
        "target": {"index": 0, "label": "high"},
        "output": "score",
        "baseline_score": 1.0,
        "score": 1.0 + sum(values) + missed,
        "certificate": {**text["certificate"], "delta": -missed},
        **facts,
    }
    return cast("TabularFigure", finished(figure, "features"))
