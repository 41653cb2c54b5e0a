"""Models as people bring them: each gives what its plain twin gives."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Callable
from typing import Any, cast

import pytest
import torch
from torch import Tensor, nn

import igviz
from igviz.errors import GradientError, ModelError, TargetError
from igviz.explanation.tensors import integrated_gradients

X = torch.randn(2, 3, 8, 8, generator=torch.Generator().manual_seed(3))


def net(act: Callable[[], nn.Module] = nn.ReLU) -> nn.Sequential:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return nn.Sequential(
            nn.Conv2d(3, 4, 3), act(), nn.Conv2d(4, 4, 3), act(), nn.Flatten(), nn.Linear(64, 5)
        ).eval()


class Tied(nn.Module):
    """One weight in two places, and one activation module used twice."""

    def __init__(self) -> None:
        super().__init__()
        with torch.random.fork_rng():
            torch.manual_seed(0)
            self.one, self.two = nn.Linear(12, 12), nn.Linear(12, 12)
        self.two.weight = self.one.weight
        self.act = nn.ReLU(inplace=True)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.act(self.two(self.act(self.one(x))))
        return out


class Recurrent(nn.Module):
    def __init__(self, kind: type[nn.Module]) -> None:
        super().__init__()
        with torch.random.fork_rng():
            torch.manual_seed(0)
            self.rnn = cast("Any", kind)(4, 8, batch_first=True)
            self.head = nn.Linear(8, 3)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.head(self.rnn(x)[0][:, -1])
        return out


class Stateful(nn.Module):
    """Carries its last batch along and takes no other size."""

    def __init__(self) -> None:
        super().__init__()
        self.inner = net()

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.inner(x.reshape(1, 3, 8, 8))
        return out


def same(model: Any, twin: Any, x: Tensor = X, **how: Any) -> None:
    given: dict[str, Any] = {"target": 1, "n_steps": 12, **how}
    attribution = integrated_gradients(model, x, **given)
    exact = integrated_gradients(twin, x, **given)
    torch.testing.assert_close(attribution.attributions, exact.attributions, rtol=1e-4, atol=1e-6)


def test_in_place_activations() -> None:
    same(net(lambda: nn.ReLU(inplace=True)), net())


def test_a_first_layer_in_place() -> None:
    same(nn.Sequential(nn.ReLU(inplace=True), *net()), nn.Sequential(nn.ReLU(), *net()))


def test_scripted() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        scripted, traced = torch.jit.script(net()), torch.jit.trace(net(), X[:1])
    same(scripted, net())
    same(traced, net())


def test_compiled() -> None:
    def count(module: nn.Module, _inputs: object) -> Callable[..., Any]:
        compiled.append(module)
        return module.forward

    compiled: list[nn.Module] = []
    model = torch.compile(net(), backend=count)
    same(model, net())
    assert not compiled  # not once for every number of rows
    held = nn.Sequential(cast("nn.Module", model), nn.Identity())
    same(held, net())
    in_place, plain = Tied().eval(), Tied().eval()
    in_place.compile(backend=count)
    x = torch.linspace(-1, 1, 24).reshape(2, 12)
    ours, right = (integrated_gradients(one, x, target=3) for one in (in_place, plain))
    torch.testing.assert_close(ours.attributions, right.attributions)
    assert not compiled
    in_place(x)
    assert compiled  # by the user's own call, as before


def test_data_parallel() -> None:
    same(nn.DataParallel(net()), net())


def test_tuples() -> None:
    same(lambda x: (net()(x), "state"), net())


def test_a_fixed_batch_of_one() -> None:
    x = X[:1]
    attribution = integrated_gradients(Stateful(), x, target=1, n_steps=12)
    exact = integrated_gradients(net(), x, target=1, n_steps=12)
    torch.testing.assert_close(attribution.attributions, exact.attributions, rtol=1e-4, atol=1e-6)
    assert "one alpha at a time" in attribution.notes[0]


def test_tied_weights_and_reused_modules() -> None:
    model, x = Tied(), torch.randn(2, 12, generator=torch.Generator().manual_seed(0))
    attribution = integrated_gradients(model, x, target=3, output="logit", n_steps=600)
    assert attribution.convergence_delta.abs().max() < 2e-3 * (1 + attribution.score.abs().max())


@pytest.mark.parametrize("kind", [nn.LSTM, nn.GRU, nn.RNN])
def test_recurrent(kind: type[nn.Module]) -> None:
    x = torch.randn(2, 5, 4, generator=torch.Generator().manual_seed(0))
    attribution = integrated_gradients(Recurrent(kind).eval(), x, tol=0.01)
    assert all(c.converged for c in attribution.certificates)
    assert attribution.convergence_delta.abs().max() < 0.01


@pytest.mark.parametrize("when", range(1, 8))
def test_memory_that_runs_out_at_any_batch(when: int) -> None:
    calls = 0
    inner = net()

    def tight(x: Tensor) -> Tensor:
        nonlocal calls
        calls += x.requires_grad
        if calls == when and len(x) > 1:
            calls += 1
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")
        out: Tensor = inner(x)
        return out

    state = torch.get_rng_state()
    same(tight, net(), batch_size=4)
    assert torch.equal(torch.get_rng_state(), state)


@pytest.mark.parametrize("when", range(1, 12, 2))
def test_an_interrupt_at_any_call_leaves_everything(when: int) -> None:
    calls = 0
    model = net()
    before = {name: value.clone() for name, value in model.state_dict().items()}

    def stop(*_: object) -> None:
        nonlocal calls
        calls += 1
        if calls == when:
            raise KeyboardInterrupt

    handle = model[2].register_forward_hook(stop)
    state = torch.get_rng_state()
    with pytest.raises(KeyboardInterrupt):
        integrated_gradients(model, X[:1], tol=0.001, batch_size=2)
    assert torch.equal(torch.get_rng_state(), state)
    assert torch.is_grad_enabled()
    handle.remove()
    assert not model[2]._forward_hooks
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())
    same(model, net())


def small() -> nn.Sequential:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 3)).eval()


@pytest.mark.filterwarnings("ignore")
def test_a_quantised_layer_is_named() -> None:
    model = small()
    quantised = torch.ao.quantization.quantize_dynamic(model, {nn.Linear}, dtype=torch.qint8)
    x = torch.linspace(-1, 1, 12).reshape(2, 6)
    with pytest.raises(GradientError, match=r"Linear is a quantised layer.*pass the float model"):
        integrated_gradients(quantised, x, target=1)
    half = nn.Sequential(model[:2], quantised[2])
    with pytest.raises(GradientError, match="quantised layer"):
        integrated_gradients(half, x, target=1)


@pytest.mark.filterwarnings("ignore")
def test_a_frozen_script_is_explained() -> None:
    model = small()
    frozen = torch.jit.freeze(torch.jit.script(model))
    x = torch.linspace(-1, 1, 12).reshape(2, 6)
    ours, right = (integrated_gradients(one, x, target=1) for one in (frozen, model))
    torch.testing.assert_close(ours.attributions, right.attributions, rtol=0.05, atol=1e-3)
    torch.testing.assert_close(ours.score, right.score)


class TwoHeads(nn.Module):
    """Tells two things of a row, by name or one after the other."""

    def __init__(self, named: bool) -> None:
        super().__init__()
        self.named, self.body = named, nn.Linear(6, 8)
        self.age, self.sex = nn.Linear(8, 3), nn.Linear(8, 2)

    def forward(self, x: Tensor) -> Any:
        hidden = self.body(x).tanh()
        age, sex = self.age(hidden), self.sex(hidden)
        return {"age": age, "sex": sex} if self.named else (age, sex)


@pytest.mark.parametrize(("named", "other"), [(True, "sex"), (False, "1")])
def test_either_head_can_be_asked_for(named: bool, other: str) -> None:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        model = TwoHeads(named).eval()
    row = torch.linspace(-1, 1, 6)
    usual: Any = igviz.explain(model, row, target=2, progress=False)
    assert any(f"target=('{other}', 0)" in note for note in usual.notes)
    asked: Any = igviz.explain(model, row, target=(other, 1), progress=False)
    assert asked.label == f"{other}: 1"
    right: Any = igviz.explain(
        lambda x: model.sex(model.body(x).tanh()), row, target=1, output="score", progress=False
    )
    assert asked.score == pytest.approx(right.score, rel=1e-4)
    assert [v for _, v in asked.words] == pytest.approx([v for _, v in right.words], rel=0.1)
    assert not any("softmax" in note for note in asked.notes)  # none is put on it
    with pytest.raises(TargetError, match=f"Of the output '{other}'.*without labels"):
        igviz.explain(model, row, target=(other, "woman"), progress=False)
    with pytest.raises(TargetError, match=f"Of the output '{other}'.*2 classes; pass 0 to 1"):
        igviz.explain(model, row, target=(other, 7), progress=False)


def test_an_output_that_holds_nothing_is_refused() -> None:
    for door in (igviz.explain, integrated_gradients):
        with pytest.raises(ModelError, match=r"returned shape \(1, 0\), which holds no number"):
            door(lambda x: small()(x)[:, :0], torch.ones(1, 6))


MASK = torch.tensor([0.0, 0.0, -torch.inf])


def test_a_class_that_is_ruled_out_changes_nothing_of_the_others() -> None:
    model, row = small(), torch.linspace(-1, 1, 6)
    two = lambda x: model(x)[:, :2]  # noqa: E731
    masked: Any = igviz.explain(lambda x: model(x) + MASK, row, target=1, progress=False)
    right: Any = igviz.explain(two, row, target=1, progress=False)
    assert masked.score == pytest.approx(right.score)
    assert [v for _, v in masked.words] == pytest.approx([v for _, v in right.words], rel=0.05)
    with pytest.raises(TargetError, match=r"target=2 is −infinity.*pass another target"):
        igviz.explain(lambda x: model(x) + MASK, row, target=2, progress=False)
    with pytest.raises(ModelError, match="holds NaN or infinity"):
        igviz.explain(lambda x: model(x) - torch.inf, row, progress=False)


def test_weights_that_are_nan_are_told_at_both_doors() -> None:
    model, row = small(), torch.linspace(-1, 1, 6)
    next(model.parameters()).data[0, 0] = torch.nan
    for door, given in ((igviz.explain, row), (integrated_gradients, row[None])):
        with pytest.raises(ModelError, match="check the weights"):
            door(model, given, target=1)


def test_weights_made_in_inference_mode_are_named_and_can_be_copied() -> None:
    with torch.inference_mode():
        model = small()
    row = torch.linspace(-1, 1, 6)[None]
    for one in (model, lambda x: model(x) + 0):
        for door in (igviz.explain, integrated_gradients):
            with pytest.raises(GradientError, match=r"torch.inference_mode.*copy.deepcopy"):
                door(one, row, target=1)
    ours, right = (integrated_gradients(m, row, target=1) for m in (copy.deepcopy(model), small()))
    torch.testing.assert_close(ours.attributions, right.attributions)


class Remembering(nn.Module):
    """Adds up all that it was ever asked in a buffer that grows."""

    seen: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.inner = small()
        self.register_buffer("seen", torch.zeros(0, 3))

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.inner(x)
        self.seen = torch.cat([self.seen, out.detach()])
        return out + self.seen.sum(0)


def test_a_buffer_that_grows_is_named() -> None:
    row, model = torch.linspace(-1, 1, 6)[None], Remembering().eval()
    explained: Any = igviz.explain(model, row, target=1, progress=False)
    for notes in (explained.notes, integrated_gradients(model, row, target=1).notes):
        (note,) = (note for note in notes if "one row was evaluated at a time" in note)
        assert "writes into its buffer 'seen'" in note
    assert not len(model.seen)
