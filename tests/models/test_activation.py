from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor, nn

from igviz.models.activation import activation, choose_output, ends_in_sigmoid, meaning

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


class Answering(nn.Module):
    """Answers with the same numbers, whatever it is asked."""

    def __init__(self, *numbers: float, **parts: nn.Module) -> None:
        super().__init__()
        self.numbers = torch.tensor(numbers)
        for name, part in parts.items():
            self.add_module(name, part)

    def forward(self, x: Tensor) -> Tensor:
        return self.numbers + 0 * x.sum(1, keepdim=True)


LANDMARKS = Answering(51.6, 51.2, 49.4, 48.6, 60.0)
LOGARITHMS = torch.tensor([0.5, 2.0, -1.0]).log_softmax(0).tolist()
X = torch.ones(1, 2)


@pytest.mark.parametrize(
    ("model", "labels", "kind", "said"),
    [
        (LANDMARKS, (), "score", "pass output='probability'"),
        (LANDMARKS.forward, (), "score", "pass output='probability'"),
        (Answering(0.6, 0.0, -0.8), (), "score", "pass output='probability'"),
        (LANDMARKS, tuple("abcde"), "probability", None),
        (Answering(0.5, 2.0, -1.0), (), "probability", "Pass output='score'"),
        (Answering(0.5, 2.0, -1.0, classifier=nn.Linear(2, 3)), (), "probability", None),
        (
            Answering(*LOGARITHMS),
            (),
            "probability",
            None,
        ),
    ],
)
def test_several_numbers_are_classes_if_something_says_so(
    model: Any, labels: tuple[str, ...], kind: str, said: str | None
) -> None:
    found = meaning(model, model, None, model(X), X, 0 * X, labels)
    assert found.output == kind
    assert [said in note for note in found.notes if said] == ([True] if said else [])
    assert bool(found.notes) == bool(said)
    assert meaning(model, model, "score", model(X), X, 0 * X).notes == ()


@pytest.mark.parametrize("shape", [(1, 5, 2), (1, 2, 3, 4)])
def test_dense_outputs_are_no_more_known_to_be_classes(shape: tuple[int, ...]) -> None:
    def model(x: Tensor) -> Tensor:
        return torch.linspace(-1, 1, 24)[: torch.Size(shape).numel()].reshape(shape) + 0 * x.sum()

    found = meaning(model, model, None, model(X), X, 0 * X)
    assert found.output == "probability"
    assert "2 outputs at each of" in found.notes[0]
    assert meaning(model, model, None, model(X), X, 0 * X, ("a", "b")).notes == ()
    far = meaning(model, model, None, model(X) + 100, X, 0 * X)
    assert far.output == "score"
    assert "do not look like logits" in far.notes[0]
