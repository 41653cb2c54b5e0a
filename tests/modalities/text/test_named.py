"""Inputs handed over by name, where none of them may be a text."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from text_models import hugging
from torch import Tensor, nn
from zoo import BART

import igviz


class Columns(nn.Module):
    """Takes one number a row for each column."""

    def __init__(self) -> None:
        super().__init__()
        self.a, self.b, self.head = nn.Embedding(5, 4), nn.Embedding(7, 4), nn.Linear(10, 2)

    def forward(self, color: Tensor, shape: Tensor, num: Tensor) -> Tensor:
        out: Tensor = self.head(torch.cat([self.a(color), self.b(shape), num], -1).tanh())
        return out


class Wider(Columns):
    """The same with one number a row in a column of its own."""

    def forward(self, color: Tensor, shape: Tensor, num: Tensor) -> Tensor:
        return super().forward(color[:, 0], shape[:, 0], num)


def explained(model: nn.Module, source: Any, **how: Any) -> Any:
    return igviz.explain(model, source, progress=False, **how)


@pytest.mark.parametrize("build", [Columns, Wider])
def test_a_column_of_one_number_is_handed_over_as_the_model_takes_it(build: Any) -> None:
    torch.manual_seed(0)
    model, num = build(), torch.tensor([[0.5, -0.2]])
    source = {"color": torch.tensor([2]), "shape": torch.tensor([5]), "num": num}
    explanation = explained(model, source, embedding=["a", "b"])
    assert [text for text, _ in explanation.words] == ["#2", "#5", "num[0]", "num[1]"]


@pytest.mark.parametrize(
    ("build", "source", "says"),
    [
        (
            lambda: hugging("BertForSequenceClassification"),
            {"inputs_embeds": torch.rand(1, 3, 32)},
            r"failed on inputs_embeds of shape \(1, 3, 32\)",
        ),
        (
            lambda: hugging("T5ForConditionalGeneration", **BART),
            {"input_features": torch.rand(1, 8, 32)},
            r"it also needs 'input_ids'.*: pass a mapping .*\{'input_ids': \.\.\.\}",
        ),
        (
            Columns,
            {"color": 2, "shape": 5, "num": torch.rand(1, 2)},
            r"a tensor for each, such as \{'color': torch\.tensor\(\[2\]\)\}",
        ),
    ],
)
def test_a_mapping_without_ids_is_told_what_can_be_done(build: Any, source: Any, says: str) -> None:
    with pytest.raises(igviz.IgvizError, match=says):
        explained(build(), source)


def test_vectors_are_explained_as_that_sentence_says() -> None:
    model = hugging("BertForSequenceClassification")
    vectors = model.get_input_embeddings()(torch.tensor([[5, 6, 7]])).detach()  # type: ignore[operator]
    assert igviz.integrated_gradients(model, {"inputs_embeds": vectors}, target=0)
