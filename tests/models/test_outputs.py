from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

import pytest
import torch
from torch import Tensor

from igviz.errors import ModelError
from igviz.models.outputs import are_probabilities, output_tensor

OUTPUTS = torch.tensor([[0.5, 2.0, -1.0]])


@dataclass
class Logits:
    logits: Tensor
    loss: None = None


@dataclass
class Scores:
    loss: None
    scores: Tensor


@pytest.mark.parametrize(
    "raw",
    [
        OUTPUTS,
        (OUTPUTS, "state"),
        [OUTPUTS],
        {"loss": torch.zeros(()), "logits": OUTPUTS},
        OrderedDict(out=OUTPUTS, aux=torch.zeros(1)),
        Logits(OUTPUTS),
        Scores(None, OUTPUTS),
    ],
)
def test_scores_are_found_in_what_models_return(raw: object) -> None:
    assert output_tensor(raw) is OUTPUTS


@pytest.mark.parametrize("raw", ["text", None, {"a": 1}, Logits(None)])  # type: ignore[arg-type]
def test_no_scores_is_a_sentence(raw: object) -> None:
    with pytest.raises(ModelError, match="wrap it so that it returns one"):
        output_tensor(raw)


def test_probabilities_are_recognised() -> None:
    assert are_probabilities(OUTPUTS.softmax(1))
    assert not are_probabilities(OUTPUTS)
    assert not are_probabilities(torch.tensor([[2.0, -1.0]]))
