from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from igviz.errors import ModelError, TargetError
from igviz.models.score import Score
from igviz.quadrature.inverse_link import Logistic

BOTH = np.array([0, 1])  # two rows, of two examples


def test_score_picks_one_value_per_target_and_row() -> None:
    raw = torch.arange(12.0).reshape(3, 4)
    score = Score([[0, 1], [(2,), {0: 1.0, 3: -2.0}]], None)
    scores = score(raw, np.array([0, 1, 1]))
    assert scores.tolist() == [[0, 5, 9], [2, 4 - 14, 8 - 22]]


@pytest.mark.parametrize(
    ("shape", "activation"),
    [((6,), None), ((6, 4), "softmax"), ((6, 3, 4), "softmax"), ((6, 3, 4, 2), "softmax")],
)
def test_rows_with_unlike_targets_are_each_its_own(
    shape: tuple[int, ...], activation: str | None
) -> None:
    """Indices, weighted sums and callables side by side, against one row at a time."""
    raw = torch.randn(shape, generator=torch.Generator().manual_seed(0)).double()
    first, last = (0,) * (len(shape) - 1), tuple(size - 1 for size in shape[1:])
    targets: list[Any] = [first, last, {first: 2.0, last: -0.5}, {last: 3.0}]
    targets += [lambda out: out.flatten(1).sum(1) if out.ndim > 1 else 2 * out, first]
    together = Score([targets], activation)(raw, np.arange(6))[0]
    alone = [Score([[t]], activation)(raw[i : i + 1], BOTH[:1]) for i, t in enumerate(targets)]
    torch.testing.assert_close(together, torch.cat(alone, 1)[0])


def test_weights_have_the_precision_of_the_scores() -> None:
    score = Score([[{0: 0.1, 1: 0.2}] * 2], None)
    assert score(torch.ones(2, 3).double(), BOTH)[0, 0].item() == pytest.approx(0.3, rel=1e-15)


def test_softmax_runs_over_classes() -> None:
    image = torch.randn(2, 3, 4, 5)
    score = Score([[(1, 2, 3)] * 2], "softmax")
    assert torch.equal(score(image, BOTH)[0], image.softmax(1)[:, 1, 2, 3])
    sequence = torch.randn(2, 7, 3)
    score = Score([[(6, 2)] * 2], "softmax")
    assert torch.equal(score(sequence, BOTH)[0], sequence.softmax(2)[:, 6, 2])


def test_callables_see_the_raw_output() -> None:
    def gap(raw: Any) -> Tensor:
        logits: Tensor = raw.logits
        return logits[:, 0] - logits[:, 1]

    score = Score([[gap] * 2], "softmax")
    assert score(SimpleNamespace(logits=torch.tensor([[1.0, 4.0], [2.0, 1.0]])), BOTH).tolist() == [
        [-3, 1]
    ]


def test_every_example_has_its_own_callable() -> None:
    outputs = torch.tensor([[1.0, 4.0], [2.0, 1.0], [5.0, 7.0]])
    score = Score([[lambda raw: raw[:, 0], lambda raw: raw[:, 0] + raw[:, 1], 1]], None)
    assert score(outputs, np.arange(3)).tolist() == [[1, 3, 7]]
    assert score(outputs[[1, 2]], np.array([1, 2])).tolist() == [[3, 7]]


@pytest.mark.parametrize(
    ("shape", "index"),
    [((2, 5), 3), ((2, 7, 3), (6, 2)), ((2, 3, 4, 5), (1, 2, 3)), ((2, 3, 2, 4, 5), (0, 1, 2, 3))],
)
def test_softmax_is_differentiated_as_log_odds(shape: tuple[int, ...], index: Any) -> None:
    outputs = 3 * torch.randn(shape, generator=torch.Generator().manual_seed(0)).double()
    score = Score([[index] * 2], "softmax")
    chances = score(outputs, BOTH)
    torch.testing.assert_close(score.differentiated(outputs, BOTH).sigmoid(), chances)
    assert isinstance(score.inverse_link, Logistic)


def test_log_odds_keep_what_a_probability_loses() -> None:
    outputs = torch.tensor([[40.0, 0, 0], [0, 40.0, 0]])
    score = Score([[0, 0]], "softmax")
    assert score(outputs, BOTH)[0, 0] == 1
    odds = score.differentiated(outputs, BOTH)[0]
    torch.testing.assert_close(odds, torch.tensor([40 - math.log(2), -40.0]))
    masked = torch.tensor([[1.0, -math.inf], [-math.inf, 1.0]])
    assert score.differentiated(masked, BOTH).tolist() == [[1e4, -1e4]]


def test_a_sigmoid_is_differentiated_before_it() -> None:
    raw = torch.tensor([[1.0, -2.0], [0.5, 3.0]])
    single = Score([[(), ()]], "sigmoid")
    for score, outputs in ((Score([[1, 0]], "sigmoid"), raw), (single, raw[0])):
        torch.testing.assert_close(
            score.differentiated(outputs, BOTH).sigmoid(),
            score(outputs, BOTH),
        )
        assert isinstance(score.inverse_link, Logistic)


@pytest.mark.parametrize(
    ("target", "activation"),
    [(0, None), (0, "log"), ({0: 1.0, 1: -1.0}, "softmax"), (lambda raw: raw[:, 0], "softmax")],
)
def test_other_scores_are_differentiated_as_they_are(target: Any, activation: Any) -> None:
    outputs = torch.rand(2, 3)
    score = Score([[target] * 2], activation)
    assert torch.equal(score.differentiated(outputs, BOTH), score(outputs, BOTH))
    assert not isinstance(score.inverse_link, Logistic)


def test_volumes_have_their_classes_first() -> None:
    volume = torch.randn(1, 3, 4, 5, 6)
    assert torch.equal(Score([], "softmax").activate(volume), volume.softmax(1))


@pytest.mark.parametrize("bad", [lambda _: 1.0, lambda raw: raw])
def test_callables_that_return_no_score(bad: Any) -> None:
    with pytest.raises(TargetError, match="one score per example"):
        Score([[bad] * 2], None)(torch.zeros(2, 3), BOTH)


def test_rows_must_be_examples() -> None:
    with pytest.raises(ModelError, match="one row per example"):
        Score([[0, 0]], None)(torch.zeros(3, 3), BOTH)
