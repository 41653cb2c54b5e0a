"""What pandas made is told without importing it."""

from __future__ import annotations

import pandas as pd
import pytest
import torch
from torch import Tensor

import igviz
from igviz.modalities.frames import is_frame, is_frame_of_several, is_framed

FRAME = pd.DataFrame({"a": [1.0, 2.0], "b": [3.0, 4.0]})


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (FRAME, (True, True, True)),
        (FRAME.iloc[[0]], (True, True, False)),
        (FRAME["a"], (True, False, False)),
        ([1.0], (False, False, False)),  # whose index is a method
        (torch.ones(2), (False, False, False)),
    ],
)
def test_series_and_frames(source: object, told: tuple[bool, bool, bool]) -> None:
    assert (is_framed(source), is_frame(source), is_frame_of_several(source)) == told


@pytest.mark.parametrize("kind", ["series", "tabular"])
def test_a_function_gets_a_frame_in_its_own_precision(kind: str) -> None:
    seen: set[torch.dtype] = set()

    def model(x: Tensor) -> Tensor:
        seen.add(x.dtype)
        return (x * x).flatten(1).sum(1, keepdim=True)

    source = FRAME if kind == "series" else FRAME.iloc[[0]]
    igviz.explain(model, source, kind=kind, progress=False)
    assert torch.float64 in seen
