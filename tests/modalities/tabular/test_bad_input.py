"""What is no row, and rows of very many features."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pandas as pd
import pytest
import torch
from small_tables import NAMES, ROW, explained, linear
from torch import nn

import igviz
from igviz.errors import InputError
from igviz.figure.arrays import WireArray
from igviz.modalities.tabular.figure import MOST_FEATURES
from igviz.modalities.tabular.terminal import letters
from igviz.stills.terminal import console

ROWS = pd.DataFrame([ROW, ROW], columns=NAMES)
MANY = 10_000


@pytest.mark.parametrize(
    ("row", "how", "said"),
    [
        (
            {"age": 1, "incme": 2, "hours": 3, "children": 4},
            {"feature_names": NAMES},
            r"lacks 'income' and has 'incme'.*nearest to 'income' are 'incme'",
        ),
        (
            ROWS.assign(age="young").iloc[0],
            {},
            r"has 'young' for 'age', which is no number; encode it .* pass transform=",
        ),
        (
            ROWS.assign(hours=np.nan).iloc[0],
            {},
            r"holds 1 of 4 values \('hours'\) that are NaN .* or pass transform=",
        ),
        (ROWS.iloc[0][:0], {}, r"shape \(0,\)"),
        (ROWS[:0], {}, r"The row is a table without rows"),
        (ROWS.iloc[0], {"background": ROWS[:0]}, r"background holds no rows"),
    ],
    ids=["names", "words", "nothing", "empty row", "empty table", "empty background"],
)
def test_what_is_wrong_is_said(row: object, how: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        explained(row, **how)


def test_a_hostile_name_or_word_stays_text() -> None:
    evil = "</script><img src=x>\u202e" + "x" * 10_000
    row = {evil: "a\u202eb" * 50, "age": 2.0}
    explanation = igviz.explain(
        linear([1.0, 2.0]), row, transform=lambda row: [1.0, row["age"]], progress=False
    )
    assert isinstance(explanation, igviz.Explanation)
    page = explanation._repr_mimebundle_()["text/html"]
    assert "<img" not in page
    assert "\u202e" not in page
    figure: Any = explanation.figure()
    assert "\u202e" not in "".join([*figure["names"], *map(str, figure["inputs"])])
    assert max(len(str(cell)) for cell in figure["inputs"]) <= 60
    assert max(map(len, letters(figure, console(None)).split("\n"))) <= 80


def size(figure: Any) -> int:
    """Bytes that a figure takes on the wire."""
    if isinstance(figure, dict):
        return sum(map(size, figure.values()))
    if isinstance(figure, list):
        return sum(map(size, figure))
    return figure.nbytes if isinstance(figure, memoryview) else len(str(figure))


def test_of_ten_thousand_features_the_largest_are_drawn_and_little_is_sent() -> None:
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(MANY, 8), nn.Tanh(), nn.Linear(8, 2)).eval()
    start = time.monotonic()
    explanation = explained(np.random.default_rng(0).normal(size=MANY), model)
    figure: Any = explanation.figure()
    said = letters(figure, console(None))
    explanation.plot()
    assert time.monotonic() - start < 20
    assert "others" in said
    assert size(figure) < 1_500_000
    values: WireArray = figure["values"]
    assert values["shape"] == [MANY]
    assert MOST_FEATURES < 100


def test_names_need_an_order_and_groups_names_of_their_own() -> None:
    names: Any = set(NAMES)
    with pytest.raises(TypeError, match="pass a list with a name for each"):
        igviz.explain(linear(), ROW, feature_names=names, kind="tabular")
    how: Any = {"groups": {"age": ["income", "hours"]}, "feature_names": NAMES}
    with pytest.raises(InputError, match="calls a group 'age', as a column beside it"):
        igviz.explain(linear(), ROW, **how)
