from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from small_models import classifier
from torch import Tensor, nn

from igviz.engine.batches import Points
from igviz.engine.evaluator import Evaluations, Evaluator
from igviz.engine.paths import Straight
from igviz.errors import GradientError, ModelError
from igviz.explanation.tensors import integrated_gradients
from igviz.models.score import Score

X = torch.linspace(-1, 1, 12).double().reshape(2, 6)
POINTS = Points(np.repeat([0, 1], 11), np.tile(np.arange(11) / 10, 2))


class Watching(nn.Module):
    """Remembers how many rows each call had; fails like an allocator above ``limit``."""

    def __init__(self, limit: int = 100, error: Exception | None = None) -> None:
        super().__init__()
        self.inner, self.limit, self.rows = classifier(), limit, list[int]()
        self.error = error or torch.OutOfMemoryError("CUDA out of memory")

    def forward(self, x: Tensor) -> Tensor:
        if len(x) > self.limit:
            raise self.error
        self.rows.append(len(x))
        out: Tensor = self.inner(x)
        return out


def evaluator(model: Any, batch_size: int | None = None) -> Evaluator:
    return Evaluator(
        model, Straight(torch.zeros_like(X), X), Score([[0, 1], [2, 2]], "softmax"), batch_size
    )


def collect(made: Evaluator) -> Evaluations:
    """Everything at the points, as one batch."""
    batches = list(made(POINTS))
    return Evaluations(
        Points.joined([batch.points for batch in batches]),
        np.concatenate([batch.scores for batch in batches]),
        torch.cat([batch.step_gradients for batch in batches]),
        np.concatenate([batch.finite for batch in batches]),
        batches[0].eps,
    )


@pytest.mark.parametrize("batch_size", [1, 3, 8, 64])
def test_batches_change_nothing(batch_size: int) -> None:
    model = Watching()
    together = collect(evaluator(model, batch_size))
    alone = collect(evaluator(classifier(), 1))
    assert max(model.rows) == min(batch_size, POINTS.rows)
    assert sum(model.rows) == POINTS.rows
    assert np.array_equal(together.points.examples, POINTS.examples)
    assert np.array_equal(together.points.alphas, POINTS.alphas)
    assert together.finite.all()
    assert together.scores == pytest.approx(alone.scores, rel=1e-12, abs=1e-14)
    torch.testing.assert_close(
        together.step_gradients, alone.step_gradients, rtol=1e-10, atol=1e-13
    )


def test_steps_are_gradients_times_the_way() -> None:
    made = evaluator(classifier())
    whole = collect(made)
    scores, steps = made.score.inverse_link.apply(whole.scores[3:4], whole.step_gradients[3:4])
    x = (0.3 * X[0:1]).requires_grad_()
    score = classifier()(x).softmax(1)[0, 2]
    (slope,) = torch.autograd.grad(score, x)
    torch.testing.assert_close(steps[0, 1], slope[0] * X[0])
    assert scores[0, 1] == pytest.approx(score.item())


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_out_of_memory_shrinks_the_batch(limit: int) -> None:
    model = Watching(limit)
    made = evaluator(model, 16)
    assert np.array_equal(collect(made).points.alphas, POINTS.alphas)
    assert made.batches.size.rows <= limit
    assert max(model.rows) <= limit


def test_out_of_memory_at_one_row_is_told() -> None:
    with pytest.raises(torch.OutOfMemoryError):
        collect(evaluator(Watching(0), 4))


def test_a_fixed_batch_of_one_is_served() -> None:
    made = evaluator(Watching(1, RuntimeError("expected batch of 1")), 8)
    assert len(collect(made).scores) == POINTS.rows
    assert "one alpha at a time" in made.notes[0]


def test_a_model_that_merges_rows_is_told() -> None:
    with pytest.raises(ModelError, match="one row per example"):
        integrated_gradients(lambda x: x.sum(1).mean(), X)


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_score_that_is_not_finite_names_its_alpha(bad: float) -> None:
    def broken(x: Tensor) -> Tensor:
        return torch.where(x[:, 5] == 0.5 * X[0, 5], bad, x.sum(1))

    with pytest.raises(GradientError, match=r"score is not finite at alpha = 0\.5"):
        integrated_gradients(broken, X[:1])


def test_a_gradient_that_is_not_finite_names_its_alpha() -> None:
    with pytest.raises(GradientError, match=r"gradient is not finite at alpha = 0 "):
        integrated_gradients(lambda x: x.abs().sqrt().sum(1), X[:1])


@pytest.mark.parametrize("cut", [lambda x: x.detach().sum(1), lambda x: x.round().sum(1) * 0 + 1])
def test_a_cut_graph_is_told_or_is_zero(cut: Any) -> None:
    try:
        attribution = integrated_gradients(cut, X)
    except GradientError as error:
        assert "differentiable" in str(error)  # noqa: PT017 - either answer is right here
    else:
        assert not attribution.attributions.any()


def test_an_unused_input_gets_zero_and_a_note() -> None:
    weight = torch.ones((), dtype=torch.float64, requires_grad=True)
    attribution = integrated_gradients(lambda x: weight * torch.ones(len(x)).double(), X)
    assert not attribution.attributions.any()
    assert "does not use this input" in attribution.notes[0]


def whitened(x: Tensor) -> Tensor:
    return ((x - x.mean(0)) / (1 + x.std(0, correction=0))).sin().sum(1) + x.sum(1)


def similar(x: Tensor) -> Tensor:
    """Every row with every row, as contrastive models return it."""
    return x.sin() @ x.sin().T


def added_up(x: Tensor) -> Tensor:
    """The first row is as if it were alone."""
    return x.sin().sum(1).cumsum(0)


def added_down(x: Tensor) -> Tensor:
    """The last row is as if it were alone."""
    return x.sin().sum(1).flip(0).cumsum(0).flip(0)


def loudest(x: Tensor) -> Tensor:
    return (x / (1e-3 + x.abs().max())).sin().sum(1)


def picky(x: Tensor) -> Tensor:
    """Fails on what is larger than any input."""
    if x.abs().max() > 1:
        raise ValueError("out of range")
    return (x - 0.9 * x.mean(0) * (len(x) > 1)).sin().sum(1)


@pytest.mark.parametrize("how", [{}, {"n_steps": 20}, {"batch_size": 4}, {"batch_size": 2}])
@pytest.mark.parametrize("mixing", [whitened, similar, added_up, added_down, loudest, picky])
@pytest.mark.parametrize("rows", [1, 2])
def test_rows_that_see_each_other_are_evaluated_alone(
    mixing: Callable[[Tensor], Tensor], rows: int, how: dict[str, Any]
) -> None:
    target = 0 if mixing is similar else None
    if mixing is added_down and how.get("batch_size") == 2:  # between two rows it is not seen
        with pytest.raises(ModelError, match="pass batch_size=1"):
            integrated_gradients(mixing, X[:rows], target=target, **how)
        return
    some = integrated_gradients(mixing, X[:rows], target=target, **how)
    for row in range(rows):
        x = X[row : row + 1]
        alone = integrated_gradients(mixing, x, target=target, **{**how, "batch_size": 1})
        torch.testing.assert_close(some.attributions[row : row + 1], alone.attributions)
    assert "one row was evaluated at a time" in some.notes[0]


def test_a_function_of_another_output_is_not_refused_for_this_one() -> None:
    def model(x: Tensor) -> tuple[Tensor, Tensor]:
        return torch.rand(len(x), 2).double() + x[:, :2], x.sin()

    some = integrated_gradients(model, X, target=lambda raw: raw[1][:, 0])
    expected = integrated_gradients(lambda x: x.sin(), X, target=0)
    torch.testing.assert_close(some.attributions, expected.attributions)


def test_a_sum_in_random_order_is_a_function() -> None:
    def shuffled(x: Tensor) -> Tensor:
        terms = (x.sin()[:, :, None] * torch.linspace(-1, 1.1, 5000).double()).flatten(1)
        return terms[:, torch.randperm(terms.shape[1])].sum(1)

    assert integrated_gradients(shuffled, X[:1]).certificates[0].converged


def dropping(x: Tensor) -> Tensor:
    return nn.functional.dropout(x, 0.5, training=True).sum(1)


@pytest.mark.parametrize("how", [{}, {"batch_size": 1}, {"n_steps": 5}])
def test_a_model_that_answers_differently_each_time_is_refused(how: dict[str, Any]) -> None:
    state = torch.random.get_rng_state()
    with pytest.raises(ModelError, match="differently each time"):
        integrated_gradients(dropping, X, **how)
    assert torch.equal(torch.random.get_rng_state(), state)


def test_any_failure_of_a_batch_is_tried_again_row_by_row() -> None:
    def one_at_a_time(x: Tensor) -> Tensor:
        if len(x) > 1:
            raise IndexError("a graph of one example")
        return x.sin().sum(1)

    attribution = integrated_gradients(one_at_a_time, X[:2])
    expected = integrated_gradients(lambda x: x.sin().sum(1), X[:2])
    torch.testing.assert_close(attribution.attributions, expected.attributions)
    assert "IndexError" in attribution.notes[0]


def test_a_failure_on_the_path_is_told_in_words() -> None:
    def picky(x: Tensor) -> Tensor:
        if x.requires_grad:
            raise KeyError("scores")
        return x.sum(1)

    with pytest.raises(GradientError, match="KeyError"):
        integrated_gradients(picky, X)


def test_a_model_that_needs_plain_memory_is_served() -> None:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        conv, head = nn.Conv2d(3, 4, 3), nn.Linear(4 * 36, 2)

    def viewing(x: Tensor) -> Tensor:
        out: Tensor = head(conv(x).view(len(x), -1))
        return out

    x = torch.randn(2, 3, 8, 8, generator=torch.Generator().manual_seed(1))
    attribution = integrated_gradients(viewing, x, target=1, n_steps=16)
    exact = integrated_gradients(
        lambda z: head(conv(z).flatten(1)), x, target=1, n_steps=16, batch_size=3
    )
    torch.testing.assert_close(attribution.attributions, exact.attributions)
    assert attribution.notes == ()
