from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

import igviz
from igviz.explanation.many import explainer_of


def test_a_kind_that_is_named_reads_the_input() -> None:
    def forward(x: torch.Tensor) -> torch.Tensor:
        return x.flatten(1) @ torch.arange(12.0)[:, None]

    row = torch.linspace(0.1, 1, 12)[None]  # also a grey picture of one row
    assert explainer_of(forward, row, kind="tabular").explain().figure()["kind"] == "tabular"
    picture = row.reshape(1, 3, 4)
    assert explainer_of(forward, picture, kind="image").explain().figure()["kind"] == "image"


def test_a_list_of_a_named_kind_is_taken_as_that_kind_takes_it() -> None:
    model = nn.Linear(3, 1)
    one = igviz.explain(model, [1, 2, 3], kind="tabular", feature_names=["a", "b", "c"])
    assert isinstance(one, igviz.Explanation)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("picture", r"pass one of ('\w+', )*'image', "),
        (3, "pass a word"),
        (["image"], "pass a word"),
    ],
)
def test_an_unknown_kind_is_told_of_those_there_are(kind: object, sentence: str) -> None:
    with pytest.raises((igviz.InputError, TypeError), match=sentence):
        igviz.explain(nn.Linear(3, 1), torch.ones(3), kind=kind)  # type: ignore[arg-type]


def test_an_array_of_rows_is_its_rows() -> None:
    model, rows = nn.Linear(3, 1), torch.randn(4, 3)
    several = igviz.explain(model, rows, progress=False)
    assert isinstance(several, list)
    assert len(several) == len(rows)
    assert isinstance(igviz.explain(model, rows.numpy()[:1], progress=False), igviz.Explanation)


@pytest.mark.parametrize("row", [[1, 2, 3], (1.0, 2.0, 3.0), [1, 2.5, 3]])
def test_numbers_as_many_as_the_model_takes_are_a_row(row: Any) -> None:
    one = explainer_of(nn.Linear(3, 1), row).explain()
    assert one.attribution.inputs[0].tolist() == list(row)


def test_what_is_held_fixed_is_called_as_the_model_calls_it() -> None:
    def forward(row: torch.Tensor, mask: float) -> torch.Tensor:
        return row * mask

    with pytest.raises(igviz.InputError, match=r"fixed names 'maks', .*did you mean 'mask'\?"):
        igviz.explain(forward, torch.ones(3), fixed={"maks": 2.0})


def test_of_many_inputs_that_fail_some_are_named() -> None:
    rows = [torch.ones(4)] * 30
    with pytest.raises(igviz.IgvizError, match="inputs 2 and 3 and 4 and 5 and 6 and 24 more"):
        igviz.explain(nn.Linear(3, 1), rows)


@pytest.mark.parametrize("shape", [(3,), (3, 40), (8, 8), (1, 8, 8, 8)])
def test_masked_values_are_refused_of_every_kind(shape: tuple[int, ...]) -> None:
    masked = np.ma.masked_less(np.linspace(-1, 1, int(np.prod(shape))).reshape(shape), 0)
    with pytest.raises(igviz.InputError, match=r"masked values.*x.filled\(0\)"):
        igviz.explain(nn.Linear(3, 1), masked)


def test_of_nothing_it_is_said_what_returns_it() -> None:
    with pytest.raises(igviz.InputError, match=r"NoneType .RDKit returns None for an invalid"):
        igviz.explain(nn.Linear(3, 1), None)
