from __future__ import annotations

import unittest.mock
from typing import Any, cast

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from small_models import (
    Linear,
    Product,
    Quadratic,
    bias_free_relu,
    classifier,
)
from torch import Tensor, nn
from torch.utils.checkpoint import checkpoint

from igviz.engine.attribution import Attribution
from igviz.engine.evaluator import Evaluator
from igviz.engine.integrate import integrate
from igviz.engine.paths import Straight
from igviz.engine.plan import Plan
from igviz.engine.progress import Progress
from igviz.engine.queue import TYPICAL_NODES
from igviz.errors import GradientError, InputError, TargetError
from igviz.explanation.tensors import integrated_gradients
from igviz.models.score import Score
from igviz.quadrature.adaptive import PILOT_NODES_OF_VERY_SMALL, AdaptiveScheme
from igviz.quadrature.rules import METHODS
from igviz.quadrature.shown import AS_IT_IS

SEEDS = st.integers(0, 2**31 - 1)


def draw(seed: int, *shape: int) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed)).double()


# Closed forms ---------------------------------------------------------------------------------


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("n", [2, 7, 50])
def test_linear_is_exact_for_every_rule(method: str, n: int) -> None:
    weights, x, base = draw(0, 3, 4), draw(1, 5, 3, 4), draw(2, 5, 3, 4)
    attribution = integrated_gradients(Linear(weights), x, base, n_steps=n, method=method)
    torch.testing.assert_close(
        attribution.attributions, weights * (x - base), rtol=1e-12, atol=1e-12
    )
    assert attribution.convergence_delta.abs().max() < 1e-11


@pytest.mark.parametrize("how", [{"n_steps": 8}, {"tol": 0.01}])
def test_quadratic_and_product(how: dict[str, Any]) -> None:
    x, base = draw(3, 2, 2), draw(4, 2, 2)
    attribution = integrated_gradients(Quadratic(), x, base, **how)
    torch.testing.assert_close(attribution.attributions, x**2 - base**2)
    attribution = integrated_gradients(Product(), x, **how)
    torch.testing.assert_close(attribution.attributions, (x.prod(1) / 2)[:, None].expand(2, 2))


@pytest.mark.parametrize("seed", range(4))
def test_bias_free_relu_is_input_times_gradient(seed: int) -> None:
    model, x = bias_free_relu(seed), draw(seed, 3, 6).requires_grad_()
    (slope,) = torch.autograd.grad(model(x)[:, 1].sum(), x)
    attribution = integrated_gradients(
        model, x, target=1, output="logit", n_steps=3, method="riemann_right"
    )
    torch.testing.assert_close(
        attribution.attributions, (x * slope).detach(), rtol=1e-10, atol=1e-12
    )


# Axioms ---------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=25)
@given(SEEDS)
def test_completeness(seed: int) -> None:
    attribution = integrated_gradients(
        classifier(seed % 7),
        draw(seed, 2, 6),
        draw(seed + 1, 2, 6),
        n_steps=800,
        method="riemann_middle",
    )
    change = attribution.score - attribution.baseline_score
    assert (attribution.convergence_delta.abs() <= 2e-3 * (1 + change.abs())).all()
    assert torch.equal(attribution.convergence_delta, attribution.attributions.sum(1) - change)


@settings(deadline=None, max_examples=25)
@given(SEEDS, st.floats(-3, 3), st.floats(-3, 3))
def test_linearity(seed: int, a: float, b: float) -> None:
    f, g, x = bias_free_relu(seed % 5), classifier(seed % 7, nn.Tanh), draw(seed, 2, 6)
    how: dict[str, Any] = {"target": 0, "output": "logit", "n_steps": 40}
    both = integrated_gradients(lambda z: a * f(z) + b * g(z), x, **how).attributions
    parts = (
        a * integrated_gradients(f, x, **how).attributions
        + b * integrated_gradients(g, x, **how).attributions
    )
    torch.testing.assert_close(both, parts, rtol=1e-9, atol=1e-9)


@settings(deadline=None, max_examples=25)
@given(SEEDS)
def test_sensitivity(seed: int) -> None:
    x, inner = draw(seed, 1, 6), classifier(seed % 7)
    # (b) What the function does not depend on gets nothing.
    attribution = integrated_gradients(lambda z: inner(z * torch.tensor([1.0, 0, 1, 1, 1, 1])), x)
    assert attribution.attributions[0, 1] == 0
    # (a) Input and baseline that differ in one feature and in score: that one gets it all.
    base = x.clone()
    base[0, 2] += 1.5
    attribution = integrated_gradients(inner, x, base, n_steps=600)
    change = (attribution.score - attribution.baseline_score).item()
    assert attribution.attributions[0, 2].item() == pytest.approx(change, abs=5e-3)
    assert attribution.attributions.count_nonzero() <= 1


@settings(deadline=None, max_examples=25)
@given(SEEDS)
def test_symmetry(seed: int) -> None:
    x = draw(seed, 1, 6)
    x[0, 3] = x[0, 4]
    inner = classifier(seed % 7)

    def symmetric(z: Tensor) -> Tensor:
        out: Tensor = inner(z) + inner(z[:, [0, 1, 2, 4, 3, 5]])
        return out

    attributions = integrated_gradients(symmetric, x, n_steps=30).attributions[0]
    assert attributions[3].item() == pytest.approx(attributions[4].item(), abs=1e-12)


def test_implementation_invariance() -> None:
    model, x = classifier(2), draw(9, 3, 6)
    folded = nn.Sequential(*model)
    norm, after = cast("Any", model[2]), cast("Any", model[4])
    scale = norm.weight / (norm.running_var + norm.eps).sqrt()
    merged = nn.Linear(24, 24).double()
    merged.weight.data = after.weight * scale
    merged.bias.data = after.bias + after.weight @ (norm.bias - norm.running_mean * scale)
    folded = nn.Sequential(model[0], model[1], merged, model[5], model[6]).eval()
    one, two = (integrated_gradients(m, x, n_steps=20) for m in (model, folded))
    torch.testing.assert_close(one.attributions, two.attributions, rtol=1e-9, atol=1e-11)


# Against the oracle ---------------------------------------------------------------------------


@pytest.mark.parametrize("output", ["probability", "logit"])
@pytest.mark.parametrize(
    "method", ["riemann_left", "riemann_right", "riemann_middle", "gausslegendre"]
)
def test_agrees_with_captum(method: str, output: str) -> None:
    captum = pytest.importorskip("captum.attr")
    model, x, base = classifier(1), draw(5, 3, 6), draw(6, 3, 6)
    wrapped = model if output == "logit" else nn.Sequential(model, nn.Softmax(1))
    oracle = captum.IntegratedGradients(wrapped).attribute(
        x, base, target=[0, 2, 1], n_steps=33, method=method
    )
    attribution = integrated_gradients(
        model, x, base, [0, 2, 1], output=output, n_steps=33, method=method, batch_size=7
    )
    # Captum rounds its weights to float32.
    torch.testing.assert_close(attribution.attributions, oracle, rtol=1e-6, atol=1e-8)


def test_our_trapezoid_is_not_captums() -> None:
    captum = pytest.importorskip("captum.attr")
    model, x = Linear(torch.ones(2).double()), torch.ones(1, 2).double()
    theirs = captum.IntegratedGradients(model).attribute(x, n_steps=50, method="riemann_trapezoid")
    ours = integrated_gradients(model, x, n_steps=50, method="riemann_trapezoid").attributions
    assert theirs.sum().item() == pytest.approx(2 * 0.98)
    assert ours.sum().item() == pytest.approx(2, abs=1e-12)


# The record -----------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_precision_is_honoured(dtype: torch.dtype) -> None:
    model, x = classifier(0).to(dtype), draw(0, 2, 6).to(dtype)
    assert integrated_gradients(model, x, n_steps=5).attributions.dtype == dtype


def test_the_record_is_whole() -> None:
    x, base = draw(0, 3, 2, 4, 4), draw(1, 1, 2, 4, 4)
    net = nn.Sequential(nn.Conv2d(2, 3, 3), nn.Tanh(), nn.Flatten(), nn.Linear(12, 5)).double()
    attribution = integrated_gradients(
        net, x.requires_grad_(), base, n_steps=10, output="probability"
    )
    assert len(attribution) == 3
    assert (
        attribution.alphas.shape
        == attribution.scores.shape
        == attribution.contributions.shape
        == (3, 10)
    )
    assert [s.signed.shape for s in attribution.step_maps] == [(10, 4, 4)] * 3
    assert not attribution.attributions.requires_grad
    assert attribution.attributions.grad_fn is None
    torch.testing.assert_close(
        (attribution.weights * attribution.contributions).sum(1),
        attribution.attributions.flatten(1).sum(1),
    )
    scores = net(x).softmax(1).max(1).values.detach()
    torch.testing.assert_close(attribution.score, scores)
    one = attribution[-1]
    assert torch.equal(one.attributions[0], attribution.attributions[2])
    assert one.certificate == attribution.certificates[2]
    assert "10 evaluations" in repr(one)
    with pytest.raises(IndexError):
        attribution[3]


def test_examples_of_different_effort_are_padded() -> None:
    x = torch.cat([1e-3 * torch.ones(1, 6), draw(8, 1, 6)]).double()
    attribution = integrated_gradients(classifier(4), x, tol=0.02)
    used = [c.evaluations for c in attribution.certificates]
    assert used[0] < used[1] == attribution.alphas.shape[1]
    torch.testing.assert_close(attribution.weights.sum(1), torch.ones(2).double())
    assert attribution.alphas[0, -1] == 1
    assert attribution.scores[0, -1] == attribution.score[0]


def test_several_baselines_are_averaged() -> None:
    model, x, bases = classifier(1), draw(0, 1, 6), draw(1, 3, 6)
    goal = Score([[0] * 3], "softmax")
    evaluator = Evaluator(model, Straight(bases, x.expand(3, 6)), goal, 4)
    *_, last = integrate(
        evaluator, lambda n: Plan(n_steps=25).scheme(AS_IT_IS, examples=n), n_baselines=3
    )
    (mean,) = last.attributions
    single = [
        integrated_gradients(model, x, b[None], 0, n_steps=25, output="probability") for b in bases
    ]
    expected = torch.stack([s.attributions for s in single]).mean(0)
    torch.testing.assert_close(mean.attributions, expected)
    assert mean.certificate.evaluations == 75
    assert mean.baseline_score.item() == pytest.approx(
        sum(s.baseline_score.item() for s in single) / 3
    )


@pytest.mark.parametrize("kinks", [None, True])
def test_several_baselines_are_averaged_as_probabilities(kinks: bool | None) -> None:
    model, x, bases = classifier(1), draw(0, 1, 6), draw(1, 3, 6)
    evaluator = Evaluator(model, Straight(bases, x.expand(3, 6)), Score([[0] * 3], "softmax"), 4)
    *_, last = integrate(evaluator, lambda _: Plan(tol=0.01).scheme(AS_IT_IS, kinks), n_baselines=3)
    (mean,) = last.attributions
    exact = [
        integrated_gradients(
            model, x, b[None], 0, n_steps=3000, method="riemann_middle", output="probability"
        )
        for b in bases
    ]
    expected = torch.stack([e.attributions for e in exact]).mean(0)
    assert (mean.attributions - expected).norm() < 0.013 * expected.norm()
    assert mean.score.item() == pytest.approx(exact[0].score.item())
    baselines = [e.baseline_score.item() for e in exact]
    assert mean.baseline_score.item() == pytest.approx(sum(baselines) / 3)


def test_both_ends_are_known_without_looking_again() -> None:
    model, x, rows = classifier(2), draw(0, 2, 6), list[int]()

    def watched(fed: Tensor) -> Tensor:
        rows.append(len(fed))
        out: Tensor = model(fed)
        return out

    attribution = integrated_gradients(watched, x, tol=0.05, output="probability")
    spent = sum(c.evaluations for c in attribution.certificates)
    # a look at each input and at each baseline, some rows by themselves, and one batch of eight
    assert 5 <= sum(rows) - spent <= 12
    assert rows[:4] == [1, 1, 8, 2]  # two passes, one more to see what the model is, the baselines
    chances = model(torch.cat([x, 0 * x])).softmax(1)
    goals = chances[:2].argmax(1)
    expected = chances.gather(1, goals.repeat(2)[:, None])[:, 0].detach()
    torch.testing.assert_close(torch.cat([attribution.score, attribution.baseline_score]), expected)


def test_targets_share_one_computation() -> None:
    model, x = classifier(1), draw(0, 2, 6)
    evaluator = Evaluator(model, Straight(0 * x, x), Score([[0, 0], [1, 1], [2, 2]], "softmax"))
    *_, last = integrate(evaluator, lambda n: Plan(n_steps=11).scheme(AS_IT_IS, examples=n))
    for t, record in enumerate(last.attributions):
        alone = integrated_gradients(model, x, target=t, n_steps=11, output="probability")
        torch.testing.assert_close(record.attributions, alone.attributions)


@pytest.mark.parametrize("kinks", [None, True])
def test_several_targets_are_each_right(kinks: bool | None) -> None:
    model, x = classifier(1), draw(0, 1, 6)
    evaluator = Evaluator(model, Straight(0 * x, x), Score([[0], [1], [2]], "softmax"))
    *_, last = integrate(evaluator, lambda _: Plan(tol=0.02).scheme(AS_IT_IS, kinks))
    for target, attribution in enumerate(last.attributions):
        exact = integrated_gradients(
            model, x, None, target, n_steps=3000, method="riemann_middle", output="probability"
        )
        off = (attribution.attributions - exact.attributions).norm() / exact.attributions.norm()
        assert off.item() <= 0.026
        assert attribution.score.item() == pytest.approx(exact.score.item())
        assert attribution.baseline_score.item() == pytest.approx(exact.baseline_score.item())


@pytest.mark.parametrize("kinks", [None, True])
def test_raising_precision_goes_on_from_the_nodes(kinks: bool | None) -> None:
    model, x = classifier(3), draw(5, 1, 6)
    scheme = AdaptiveScheme(0.1, AS_IT_IS, kinks=kinks)

    def finish() -> Attribution:
        evaluator = Evaluator(model, Straight(0 * x, x), Score([[0]], "softmax"))
        *_, last = integrate(evaluator, lambda _: scheme)
        return last.attributions[0]

    coarse = finish()
    before = set(coarse.alphas[0].tolist())
    scheme.set_tol(0.01)
    fine = finish()
    assert before < set(fine.alphas[0].tolist())
    assert fine.certificate.error is not None
    assert fine.certificate.error <= 0.01 < (coarse.certificate.error or 1)
    scheme.set_tol(0.1)
    assert finish().certificate.evaluations == fine.certificate.evaluations


def path_size(nodes: int) -> int:
    """Bytes of six features' step gradients in float64, and of their products."""
    return 6 * 8 * nodes + 8 * nodes**2


@pytest.mark.parametrize("how", [{"tol": 0.05}, {"n_steps": 9}])
def test_many_examples_fill_the_batches(how: dict[str, Any]) -> None:
    model, x = classifier(3), draw(5, 7, 6)
    rows: list[int] = []

    def watched(fed: Tensor) -> Tensor:
        rows.append(len(fed))
        out: Tensor = model(fed)
        return out

    with unittest.mock.patch("igviz.engine.queue.OPEN_BYTES", 3 * path_size(TYPICAL_NODES)):
        attribution = integrated_gradients(watched, x, batch_size=6, **how)
    for i in range(7):
        alone = integrated_gradients(model.forward, x[i : i + 1], **how)
        torch.testing.assert_close(attribution[i].attributions, alone.attributions)
        assert attribution[i].certificate.evaluations == alone.certificate.evaluations
    spent = sum(c.evaluations for c in attribution.certificates)
    gradients = rows[7:]  # after one look at each example alone
    assert sum(gradients) <= spent + 2 * 7 + 2
    assert sum(r == 6 for r in gradients) >= 0.6 * spent / 6


def test_long_paths_wait_for_each_other() -> None:
    """Of many examples that all take many nodes, no more are held at once than there is room."""
    model, x = classifier(3), draw(5, 12, 6)
    room, held = 3 * path_size(TYPICAL_NODES), [0]
    evaluator = Evaluator(model, Straight(0 * x, x), Score([[0] * 12], "softmax"), 8)
    scheme = Plan(tol=1e-4).scheme(AS_IT_IS, True, 12, 6)
    with unittest.mock.patch("igviz.engine.queue.OPEN_BYTES", room):
        for step in integrate(evaluator, lambda _: scheme):
            held.append(scheme.nbytes)
            attributions = step.attributions
    longest = path_size(max(c.evaluations for c in attributions[0].certificates))
    assert longest > room / 3
    assert room / 2 < max(held) <= room + longest
    for record, row in zip(attributions[0].attributions, x, strict=True):
        alone = integrated_gradients(
            model.forward, row[None], target=0, tol=1e-4, output="probability"
        )
        torch.testing.assert_close(record, alone.attributions[0])


# Progress, stop and memory --------------------------------------------------------------------


def test_progress_is_told_and_stop_keeps_the_best() -> None:
    seen: list[Progress] = []

    def look(step: Progress) -> bool:
        seen.append(step)
        return len(seen) > 3

    attribution = integrated_gradients(classifier(5), draw(0, 1, 6), tol=1e-4, progress=look)
    assert attribution.certificate.converged is False
    assert attribution.certificate.error is not None
    assert 0 < seen[0].fraction <= 1
    assert [s.evaluations for s in seen] == sorted(s.evaluations for s in seen)


# Bad input ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        (torch.ones(1, 6, dtype=torch.int64), r"pass inputs\.float\(\)"),
        (torch.tensor(1.0), "pass \\(examples"),
        (torch.zeros(0, 6), "pass \\(examples"),
        (torch.tensor([[1, 2, 3, 4, 5, float("nan")]]), "1 values that are NaN"),
    ],
)
def test_bad_inputs(inputs: Tensor, message: str) -> None:
    with pytest.raises(InputError, match=message):
        integrated_gradients(classifier(), inputs)


def test_other_bad_arguments() -> None:
    x = draw(0, 2, 6)
    with pytest.raises(TypeError, match=r"igviz\.explain"):
        integrated_gradients(classifier(), [1.0])  # type: ignore[call-overload]
    with pytest.raises(InputError, match="the same shape"):
        integrated_gradients(classifier(), x, torch.zeros(2, 5))
    with pytest.raises(TypeError, match="a tensor or a number"):
        integrated_gradients(classifier(), x, "black")  # type: ignore[call-overload]
    with pytest.raises(ValueError, match="3 targets were given for 2"):
        integrated_gradients(classifier(), x, target=[0, 1, 2])
    with pytest.raises(TargetError, match="pass 0 to 2"):
        integrated_gradients(classifier(), x, target=3)
    with pytest.raises(ValueError, match="pass n_steps=64"):
        integrated_gradients(classifier(), x, method="riemann_left")
    sizes: list[Any] = [0, -1, 2.0, True]
    for size in sizes:
        with pytest.raises(ValueError, match=r"batch_size=.* pass a whole number above 0"):
            integrated_gradients(classifier(), x, batch_size=size)
    for far in (1e300, -1e300, 10**400):
        with pytest.raises(InputError, match="baselines holds 12 values that are NaN or infinite"):
            integrated_gradients(classifier(), x.float(), far)
    for keep in (0, 10**9, "yes"):
        with pytest.raises(TypeError, match=f"keep={keep!r} was given; pass True or False, or"):
            integrated_gradients(classifier(), x, keep=keep)  # type: ignore[call-overload]
    for dim in (0, -2, 2):
        with pytest.raises(ValueError, match="pass 1, or leave it out"):
            integrated_gradients(classifier(), x, channel_dim=dim)


def test_the_next_call_works_after_a_failure() -> None:
    model, x = classifier(), draw(0, 1, 6)
    before = integrated_gradients(model, x, n_steps=5).attributions
    with pytest.raises(TargetError):
        integrated_gradients(model, x, target=99)
    assert torch.equal(integrated_gradients(model, x, n_steps=5).attributions, before)


class Loudest(nn.Module):
    """Scales by the loudest row of the batch: alone beside a black baseline nothing shows it."""

    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.model(x / (1e-3 + x.abs().max()))
        return out


@pytest.mark.parametrize("act", [nn.ReLU, nn.GELU])
@pytest.mark.parametrize("how", [{}, {"n_steps": 12}, {"n_steps": 12, "method": "riemann_right"}])
def test_rows_scaled_by_their_batch_are_never_mixed(
    how: dict[str, Any], act: type[nn.Module]
) -> None:
    model, x = Loudest(classifier(3, act)), draw(5, 1, 6)
    alone = integrated_gradients(model, x, target=1, batch_size=1, **how)
    attribution = integrated_gradients(model, x, target=1, **how)
    torch.testing.assert_close(attribution.attributions, alone.attributions)
    assert "one row" in attribution.notes[0]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("output", ["probability", "logit"])
def test_a_path_of_no_length_is_right_at_once(seed: int, output: str) -> None:
    """Though the same row may score differently in the last bit by its place in the batch."""
    model, x = classifier(seed).float(), draw(seed, 2, 6).float()
    attribution = integrated_gradients(model, x, torch.cat([x[:1], 0 * x[1:]]), 1, output=output)
    nothing, something = attribution.certificates
    assert nothing.evaluations == PILOT_NODES_OF_VERY_SMALL
    assert nothing.converged
    assert nothing.error == 0
    assert something.converged
    with pytest.raises(ValueError, match=r"attribution\[0\]\.certificate"):
        _ = attribution.certificate


def test_the_older_checkpoints_are_told_of() -> None:
    model = classifier(0)

    def scores(x: Tensor) -> Any:
        return checkpoint(model, x, use_reentrant=True)

    with pytest.raises(GradientError, match="use_reentrant=False"):
        integrated_gradients(scores, draw(5, 1, 6))


@pytest.mark.parametrize(
    ("how", "kind", "said"),
    [
        ({"target": lambda out: out[:, 0], "output": "probability"}, TargetError, "leave output"),
        ({"output": None}, ValueError, "pass one of probability"),
        ({"channel_dim": "c"}, ValueError, "pass 1, or leave"),
        ({"channel_dim": 1.0}, ValueError, "pass 1, or leave"),
    ],
)
def test_what_is_refused_says_what_to_type(how: Any, kind: type[Exception], said: str) -> None:
    with pytest.raises(kind, match=said):
        integrated_gradients(classifier(), draw(0, 2, 6), **how)


def test_numbers_may_be_those_of_numpy() -> None:
    x, model = draw(0, 2, 6), classifier()
    half = np.float32(0.5)
    expected = integrated_gradients(model, x, 0.5, [{0: 0.5}, {1: 0.5}])
    given: Any = [{0: half}, {1: half}]
    some = integrated_gradients(model, x, cast("Any", half), given)
    torch.testing.assert_close(some.attributions, expected.attributions)
    named = integrated_gradients(model, x, target="b", labels={0: "a", 1: "b", 2: "c"})
    counted = integrated_gradients(model, x, target=np.array([1, 1]))
    assert torch.equal(named.attributions, counted.attributions)
    for wrong in (slice(0, 1), 2):
        with pytest.raises(IndexError, match="pass the number of one, 0 to 1"):
            named[cast("Any", wrong)]


def test_a_sparse_tensor_is_told_to_be_dense() -> None:
    with pytest.raises(InputError, match="to_dense"):
        integrated_gradients(classifier(), draw(0, 2, 6).to_sparse())
