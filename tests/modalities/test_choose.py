from __future__ import annotations

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
