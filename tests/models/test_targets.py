from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import pytest
import torch
from torch import Tensor

from igviz.errors import ModelError, TargetError
from igviz.models.outputs import activation, are_probabilities, choose_output, output_tensor
from igviz.models.targets import Score, resolve
from igviz.quadrature.inverse_link import Logistic

OUTPUTS = torch.tensor([[0.5, 2.0, -1.0]])
LABELS = ["Samoyed", "Arctic fox", "white wolf"]


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


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (None, 1),
        (0, 0),
        (-1, 2),
        (torch.tensor(2), 2),
        ("white wolf", 2),
        ("SAMOYED", 0),
        ((1,), 1),
        ({"Samoyed": 1, 2: -1}, {0: 1.0, 2: -1.0}),
    ],
)
def test_targets_resolve(target: object, expected: object) -> None:
    assert resolve(target, OUTPUTS, LABELS) == expected


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("samoyd", "nearest are 'Samoyed'"),
        (3, "pass 0 to 2"),
        ((0, 1), "pass target=0"),
        (1.5, "pass a class index"),
        (True, "pass a class index"),
        ({}, "empty mapping"),
        ({0: float("nan")}, "finite number"),
    ],
)
def test_bad_targets_say_what_to_type(target: object, message: str) -> None:
    with pytest.raises(TargetError, match=message):
        resolve(target, OUTPUTS, LABELS)


def test_unknown_label_names_three() -> None:
    with pytest.raises(TargetError) as caught:
        resolve("wolf", OUTPUTS, LABELS)
    assert all(repr(label) in str(caught.value) for label in LABELS)


def test_words_of_a_label_come_before_lookalikes() -> None:
    with pytest.raises(TargetError, match="nearest are 'white wolf'"):
        resolve("wolf", OUTPUTS, LABELS)
    with pytest.raises(TargetError, match="pass the index itself, target=2"):
        resolve("2", OUTPUTS, LABELS)


def test_label_without_labels() -> None:
    with pytest.raises(TargetError, match="pass labels="):
        resolve("Samoyed", OUTPUTS, None)


def test_dense_outputs_want_a_place() -> None:
    dense = torch.zeros(1, 4, 5, 6)
    assert resolve((3, 4, 5), dense, None) == (3, 4, 5)
    with pytest.raises(TargetError, match=r"target=\(0, 0, 0\)"):
        resolve(None, dense, None)
    with pytest.raises(TargetError, match="has 5 entries"):
        resolve((0, 5, 0), dense, None)


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
    with pytest.raises(ValueError, match="pass 'probability' or 'logit'"):
        choose_output("softmax", OUTPUTS, False)


def test_probabilities_are_recognised() -> None:
    assert are_probabilities(OUTPUTS.softmax(1))
    assert not are_probabilities(OUTPUTS)
    assert not are_probabilities(torch.tensor([[2.0, -1.0]]))


def test_score_picks_one_value_per_target_and_row() -> None:
    raw = torch.arange(12.0).reshape(3, 4)
    score = Score([[0, 1], [(2,), {0: 1.0, 3: -2.0}]], None)
    found = score(raw, [0, 1, 1])
    assert found.tolist() == [[0, 5, 9], [2, 4 - 14, 8 - 22]]


def test_softmax_runs_over_classes() -> None:
    image = torch.randn(2, 3, 4, 5)
    score = Score([[(1, 2, 3)] * 2], "softmax")
    assert torch.equal(score(image, [0, 1])[0], image.softmax(1)[:, 1, 2, 3])
    sequence = torch.randn(2, 7, 3)
    score = Score([[(6, 2)] * 2], "softmax")
    assert torch.equal(score(sequence, [0, 1])[0], sequence.softmax(2)[:, 6, 2])


def test_callables_see_the_raw_output() -> None:
    def gap(raw: Any) -> Tensor:
        logits: Tensor = raw.logits
        return logits[:, 0] - logits[:, 1]

    score = Score([[gap] * 2], "softmax")
    assert score(Logits(torch.tensor([[1.0, 4.0], [2.0, 1.0]])), [0, 1]).tolist() == [[-3, 1]]


def test_every_example_has_its_own_callable() -> None:
    outputs = torch.tensor([[1.0, 4.0], [2.0, 1.0], [5.0, 7.0]])
    score = Score([[lambda raw: raw[:, 0], lambda raw: raw[:, 0] + raw[:, 1], 1]], None)
    assert score(outputs, [0, 1, 2]).tolist() == [[1, 3, 7]]
    assert score(outputs[[1, 2]], [1, 2]).tolist() == [[3, 7]]


@pytest.mark.parametrize(
    ("shape", "index"),
    [((2, 5), 3), ((2, 7, 3), (6, 2)), ((2, 3, 4, 5), (1, 2, 3)), ((2, 3, 2, 4, 5), (0, 1, 2, 3))],
)
def test_softmax_is_differentiated_as_log_odds(shape: tuple[int, ...], index: Any) -> None:
    outputs = 3 * torch.randn(shape, generator=torch.Generator().manual_seed(0)).double()
    score = Score([[index] * 2], "softmax")
    chances = score(outputs, [0, 1])
    torch.testing.assert_close(score.before(outputs, [0, 1]).sigmoid(), chances)
    assert isinstance(score.inverse_link, Logistic)


def test_log_odds_keep_what_a_probability_loses() -> None:
    outputs = torch.tensor([[40.0, 0, 0], [0, 40.0, 0]])
    score = Score([[0, 0]], "softmax")
    assert score(outputs, [0, 1])[0, 0] == 1
    odds = score.before(outputs, [0, 1])[0]
    torch.testing.assert_close(odds, torch.tensor([40 - math.log(2), -40.0]))
    masked = torch.tensor([[1.0, -math.inf], [-math.inf, 1.0]])
    assert score.before(masked, [0, 1]).tolist() == [[1e4, -1e4]]


def test_a_sigmoid_is_differentiated_before_it() -> None:
    raw = torch.tensor([[1.0, -2.0], [0.5, 3.0]])
    single = Score([[(), ()]], "sigmoid")
    for score, outputs in ((Score([[1, 0]], "sigmoid"), raw), (single, raw[0])):
        torch.testing.assert_close(score.before(outputs, [0, 1]).sigmoid(), score(outputs, [0, 1]))
        assert isinstance(score.inverse_link, Logistic)


@pytest.mark.parametrize(
    ("target", "activation"),
    [(0, None), (0, "log"), ({0: 1.0, 1: -1.0}, "softmax"), (lambda raw: raw[:, 0], "softmax")],
)
def test_other_scores_are_differentiated_as_they_are(target: Any, activation: Any) -> None:
    outputs = torch.rand(2, 3)
    score = Score([[target] * 2], activation)
    assert torch.equal(score.before(outputs, [0, 1]), score(outputs, [0, 1]))
    assert not isinstance(score.inverse_link, Logistic)


def test_volumes_have_their_classes_first() -> None:
    volume = torch.randn(1, 3, 4, 5, 6)
    assert torch.equal(Score([], "softmax").activate(volume), volume.softmax(1))


@pytest.mark.parametrize("bad", [lambda _: 1.0, lambda raw: raw])
def test_callables_that_return_no_score(bad: Any) -> None:
    with pytest.raises(TargetError, match="one score per example"):
        Score([[bad] * 2], None)(torch.zeros(2, 3), [0, 1])


def test_rows_must_be_examples() -> None:
    with pytest.raises(ModelError, match="one row per example"):
        Score([[0, 0]], None)(torch.zeros(3, 3), [0, 1])
