from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from igviz.models.activation import activation, choose_output, ends_in_sigmoid

OUTPUTS = torch.tensor([[0.5, 2.0, -1.0]])


@pytest.mark.parametrize(
    ("outputs", "sigmoid", "chosen", "how"),
    [
        (OUTPUTS, False, "probability", "softmax"),
        (OUTPUTS.softmax(1), False, "probability", None),
        (torch.tensor([[3.0]]), False, "score", None),
        (torch.tensor([0.7]), True, "probability", None),
        (torch.zeros(1, 4, 5), False, "probability", "softmax"),
        (torch.rand(1, 9).sigmoid(), True, "probability", None),
    ],
)
def test_default_output(outputs: Tensor, sigmoid: bool, chosen: str, how: str | None) -> None:
    assert choose_output(None, outputs, sigmoid) == chosen
    assert activation(chosen, outputs, sigmoid) == how


def test_asked_for_output() -> None:
    assert activation("probability", torch.tensor([[3.0]]), False) == "sigmoid"
    assert activation("logit", OUTPUTS, False) is None
    assert activation("logit", OUTPUTS.softmax(1), False) == "log"
    with pytest.raises(ValueError, match="pass 'probability', 'logit' or 'score'"):
        choose_output("softmax", OUTPUTS, False)


def test_a_last_sigmoid_is_seen() -> None:
    assert ends_in_sigmoid(nn.Sequential(nn.Linear(2, 1), nn.Sigmoid()))
    assert not ends_in_sigmoid(nn.Sequential(nn.Sigmoid(), nn.Linear(2, 1)))
    assert not ends_in_sigmoid(torch.sigmoid)
