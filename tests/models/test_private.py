from __future__ import annotations

import contextlib
import functools
import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import pytest
import torch
from small import state_of
from torch import Tensor, nn
from torch.nn.utils import parametrizations, prune

import igviz
from igviz.errors import WeightsChangedError
from igviz.models.guard import guarded
from igviz.models.private import check_weights, is_private, private_copy

X = torch.linspace(-1, 1, 2 * 3 * 8 * 8).reshape(2, 3, 8, 8)


class Stateful(nn.Module):
    """Everything that a forward pass may change: statistics, counters, caches, random numbers."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.body = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU())
        self.drop, self.head = nn.Dropout(0.5), nn.Linear(4, 3)
        self.register_buffer("seen", torch.zeros(()))
        self.cache: dict[str, Tensor] = {}
        self.history: list[float] = []
        self.calls = 0
        self.unregistered = torch.zeros(3)

    def forward(self, x: Tensor) -> Tensor:
        self.seen += 1  # type: ignore[assignment, operator]
        self.calls += 1
        self.unregistered += 1
        hidden = self.body(x).mean((2, 3))
        self.cache["hidden"] = hidden
        self.history.append(float(hidden.detach().sum()))
        out: Tensor = self.head(self.drop(hidden))
        return out


class Holder:
    """An object that is called and holds a model."""

    def __init__(self, model: nn.Module) -> None:
        self.model = model

    def __call__(self, x: Tensor) -> Any:
        return self.model(x)

    def method(self, x: Tensor) -> Any:
        return self.model(x)


GLOBAL: nn.Module | None = None


def of_a_global(x: Tensor) -> Any:
    assert GLOBAL is not None
    return GLOBAL(x)


def through_another(x: Tensor) -> Any:
    return of_a_global(x)


def add(model: nn.Module, x: Tensor, more: float = 0.0) -> Any:
    return model(x) + more


def nested(model: nn.Module) -> Callable[[Tensor], Any]:
    def outer(x: Tensor) -> Any:
        def inner(y: Tensor) -> Any:
            return model(y)

        return inner(x)

    return outer


WAYS: dict[str, Callable[[nn.Module], Any]] = {
    "module": lambda m: m,
    "lambda": lambda m: lambda x: 1 * m(x),
    "nested": nested,
    "default": lambda m: lambda x, model=m: model(x),
    "partial": lambda m: functools.partial(add, m, more=0.0),
    "method": lambda m: m.forward,
    "object": Holder,
    "method of an object": lambda m: Holder(m).method,
    "list": lambda m: lambda x, several=[m]: several[0](x),
    "global": lambda _: of_a_global,
    "global, one further": lambda _: through_another,
}


def everything(model: Stateful) -> list[Any]:
    """All that a call may have changed in the model."""
    kept = {name: value.clone() for name, value in model.cache.items()}
    state = [tensor.clone() for tensor in model.state_dict().values()]
    modes = [module.training for module in model.modules()]
    return [state, modes, kept, list(model.history), model.calls, model.unregistered.clone()]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("training", [False, True])
def test_a_copy_answers_the_same_and_nothing_is_changed(
    way: str, training: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = Stateful().eval()
    expected = model(X)
    model.train(training)
    monkeypatch.setattr(f"{__name__}.GLOBAL", model)
    before, state = everything(model), torch.get_rng_state()
    copied = private_copy(WAYS[way](model)).forward
    assert is_private(copied)
    torch.testing.assert_close(copied(X), expected, rtol=0, atol=0)
    assert repr(everything(model)) == repr(before)
    assert torch.equal(torch.get_rng_state(), state)


def test_weights_are_shared_and_state_is_not() -> None:
    model = Stateful()
    copied: Any = private_copy(model).forward
    pairs = zip(model.parameters(), copied.parameters(), strict=True)
    assert all(one is other for one, other in pairs)
    buffers = zip(model.buffers(), copied.buffers(), strict=True)
    assert all(one.data_ptr() != other.data_ptr() for one, other in buffers)
    assert not any(module.training for module in copied.modules())
    assert private_copy(model).of(model.head) is not model.head
    other = nn.ReLU()
    assert private_copy(model).of(other) is other


@pytest.mark.parametrize(
    "make",
    [
        lambda: parametrizations.weight_norm(nn.Linear(5, 3)),
        lambda: parametrizations.spectral_norm(nn.Linear(5, 3)).eval(),
        lambda: prune.l1_unstructured(nn.Linear(5, 3), "weight", 0.5),
        lambda: nn.utils.weight_norm(nn.Linear(5, 3)),
        lambda: nn.LSTM(5, 3),
        lambda: nn.TransformerEncoderLayer(5, 1, 8).eval(),
        lambda: torch.jit.script(nn.Sequential(nn.Linear(5, 3), nn.Dropout())).eval(),
        lambda: torch.jit.freeze(torch.jit.script(nn.Linear(5, 3).eval())),
        lambda: torch.fx.symbolic_trace(nn.Sequential(nn.Linear(5, 3), nn.Tanh())),
        lambda: torch.ao.quantization.quantize_dynamic(nn.Sequential(nn.Linear(5, 3)).eval()),
        lambda: nn.DataParallel(nn.Linear(5, 3)),
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_models_of_every_make_are_copied(make: Callable[[], nn.Module]) -> None:
    model, x = make(), torch.linspace(-1, 1, 10).reshape(2, 5)
    copied = private_copy(model).forward
    assert copied is not model
    torch.testing.assert_close(copied(x), model(x), rtol=0, atol=0)


class Featured(nn.Module):
    """Keeps what a layer returned, and reads it back: by a method, or by an object of its own."""

    def __init__(self, own: bool) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.body, self.head = nn.Linear(4, 5), nn.Linear(5, 2)
        self.kept = Kept()
        self.body.register_forward_hook(self.keep if own else self.kept)

    def keep(self, _module: nn.Module, _args: object, output: Tensor) -> None:
        self.kept.output = output

    def forward(self, x: Tensor) -> Any:
        self.body(x)
        assert self.kept.output is not None
        return self.head(self.kept.output.tanh())


class Kept:
    output: Tensor | None = None

    def __call__(self, _module: nn.Module, _args: object, output: Tensor) -> None:
        self.output = output


@pytest.mark.parametrize("own", [True, False])
def test_hooks_work_with_the_copy(own: bool) -> None:
    model, x = Featured(own).eval(), torch.ones(2, 4)
    expected = model(x)
    before = model.kept.output
    copied = private_copy(model).forward
    assert is_private(copied)
    torch.testing.assert_close(copied(2 * x), model(2 * x))
    torch.testing.assert_close(copied(x), expected)
    assert model.kept.output is not before  # of our own call of it
    seen = model.kept.output
    copied(3 * x)
    assert model.kept.output is seen


F: Any = None


def test_a_hook_that_writes_into_something_of_the_users_is_guarded() -> None:
    features: dict[str, Tensor] = {}

    def into_a_dict(_module: nn.Module, _args: object, output: Tensor) -> None:
        features["body"] = output

    def into_a_global(_module: nn.Module, _args: object, output: Tensor) -> None:
        global F  # noqa: PLW0603 - that is what is tried
        F = output

    for hook in (into_a_dict, into_a_global):
        body, head = nn.Linear(4, 5), nn.Linear(5, 2)
        body.register_forward_hook(hook)

        def model(x: Tensor, body: nn.Module = body, head: nn.Module = head) -> Any:
            body(x)
            return head((F if F is not None else features["body"]).tanh())

        plain = nn.Sequential(body, nn.Tanh(), head)
        assert not is_private(private_copy(model).forward)
        assert private_copy(plain).forward is plain
        found = igviz.integrated_gradients(model, torch.ones(1, 4), target=0)
        expected = igviz.integrated_gradients(plain, torch.ones(1, 4), target=0)
        torch.testing.assert_close(found.attributions, expected.attributions)


def rescaled(x: Tensor) -> None:
    global F  # noqa: PLW0603 - that is what is tried
    F = 1 + x.sum(1, keepdim=True)


def rescaled_by_another(x: Tensor) -> None:
    rescaled(x)


@pytest.mark.parametrize("helper", [rescaled, rescaled_by_another])
def test_a_global_that_a_helper_writes_is_read_where_it_is_written(helper: Any) -> None:
    net, x = nn.Linear(4, 2).eval(), torch.ones(1, 4)

    def model(x: Tensor) -> Any:
        helper(x)
        return F * net(x)

    found = igviz.integrated_gradients(model, x, target=0)
    assert float(found.score) == pytest.approx(5 * float(net(x)[0, 0]))
    assert float(found.baseline_score) == pytest.approx(float(net(0 * x)[0, 0]))


@functools.lru_cache
def loaded() -> nn.Module:
    return nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3)).train()


@dataclass(slots=True)
class Slotted:
    model: nn.Module

    def __call__(self, x: Tensor) -> Any:
        return self.model(x)


class OfAClass:
    model = nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3)).train()

    def __call__(self, x: Tensor) -> Any:
        return self.model(x)


class ByReference(nn.Module):
    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.parent = weakref.ref(model)

    def forward(self, x: Tensor) -> Any:
        parent: Any = self.parent()
        return parent(x)


@pytest.mark.filterwarnings("ignore::igviz.models.guard.TrainModeWarning")
def test_modules_that_are_reached_in_ways_that_cannot_be_followed_run_guarded() -> None:
    hidden = loaded()
    ways = [lambda x: 1 * loaded()(x), Slotted(hidden), OfAClass()]
    x = torch.linspace(-1, 1, 4)[None]
    for way in ways:
        module = OfAClass.model if isinstance(way, OfAClass) else hidden
        forward: Any = way
        explorer = igviz.show(forward, x[0], target=0, output="score", progress=False)
        assert explorer.status["state"] == "ready"  # computed in the cell
        explorer.close()
        before = state_of(module)
        igviz.integrated_gradients(forward, x, target=0)
        assert state_of(module) == before
        assert module.training


def test_a_parent_that_is_only_referred_to_is_not_taken_for_a_copy() -> None:
    parent = nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3)).eval()
    model, x = ByReference(parent), torch.linspace(-1, 1, 4)[None]
    explorer = igviz.show(model, x[0], target=0, output="score", progress=False)
    assert explorer.status["state"] == "ready"  # computed in the cell
    assert explorer.explanation is not None
    assert explorer.explanation.score == pytest.approx(float(parent(x)[0, 0]))
    explorer.close()


def test_views_of_one_tensor_stay_views() -> None:
    class Cached(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.register_buffer("both", torch.zeros(2, 4))
            both: Any = self.both
            self.first = both[0]

        def forward(self, x: Tensor) -> Tensor:
            both: Any = self.both
            with torch.no_grad():
                both[0] = 3.0
            out: Tensor = (x * self.first).sum(1, keepdim=True)
            return out

    found = igviz.integrated_gradients(Cached(), torch.ones(1, 4))
    torch.testing.assert_close(found.attributions, torch.full((1, 4), 3.0))


def test_a_data_set_is_not_copied_with_its_model() -> None:
    model = nn.Linear(4, 2)
    model.data_set = [[number] for number in range(60_000)]  # type: ignore[assignment]
    assert private_copy(model).forward is model


def test_a_model_of_which_a_part_is_compiled_is_not_compiled() -> None:
    def fails(*_args: object) -> Any:
        raise AssertionError("compiled")

    model = nn.Sequential(nn.Linear(5, 3), nn.Tanh())
    model[0].compile(backend=fails)
    assert private_copy(model).forward(torch.ones(2, 5)).shape == (2, 3)


class Locked(nn.Module):
    """Holds an object that leads to a module and cannot be copied."""

    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.Linear(3, 2)
        self.strange = Uncopied(self.inner)

    def forward(self, x: Tensor) -> Any:
        return self.inner(x)


class Uncopied:
    def __init__(self, module: nn.Module) -> None:
        self.module, self.lock = module, threading.Lock()

    def __copy__(self) -> Any:
        raise RuntimeError("no")


def test_what_cannot_be_copied_is_guarded_instead() -> None:
    for model in (Locked(), nn.LazyLinear(2)):
        copied = private_copy(model)
        assert copied.forward is model
        assert copied.of(model) is model
    before = state_of(model := Locked().train())
    igviz.integrated_gradients(model, torch.ones(1, 3), target=0)
    assert state_of(model) == before


CHANGES: dict[str, Callable[[nn.Linear], object]] = {
    "step": lambda m: m.weight.detach().add_(1),
    "data": lambda m: setattr(m.weight, "data", m.weight.data + 1),
    "in data": lambda m: m.weight.data.mul_(1.5),
    "one value": lambda m: m.weight.data[1, 1].add_(1),
    "places": lambda m: m.weight.data.copy_(m.weight.data.roll(1, 1)),
    "moved": lambda m: m.double() if m.weight.dtype == torch.float32 else m.half(),
    "replaced in place": lambda m: m.load_state_dict(nn.Linear(3, 2).state_dict()),
}


@pytest.mark.parametrize("how", CHANGES)
def test_weights_that_change_meanwhile_are_noticed(how: str) -> None:
    model = nn.Linear(3, 2)
    copied = private_copy(model).forward
    with guarded(copied):
        copied(torch.ones(1, 3))

    def change() -> None:
        CHANGES[how](model)

    def inside(fails: bool) -> None:
        with guarded(copied):
            change()
            if fails:
                raise RuntimeError("modified by an inplace operation")
        check_weights([cast("nn.Module", copied)], bits=True)

    for fails in (False, True):
        with pytest.raises(WeightsChangedError, match=r"changed while it was .* explain it again"):
            inside(fails)


def test_weights_replaced_by_others_leave_the_copy_as_it_was() -> None:
    model, x = nn.Linear(3, 2), torch.ones(1, 3)
    copied, before = private_copy(model).forward, model(x)
    model.weight = nn.Parameter(torch.zeros(2, 3))
    with guarded(copied):
        torch.testing.assert_close(copied(x), before)


def test_what_a_kernel_writes_without_a_trace_is_set_back() -> None:
    class Normalised(Locked):
        def __init__(self) -> None:
            super().__init__()
            self.register_buffer("mean", torch.zeros(3))
            self.register_buffer("variance", torch.ones(3))

        def forward(self, x: Tensor) -> Any:
            self.train()
            how: Any = {"running_mean": self.mean, "running_var": self.variance}
            return self.inner(nn.functional.batch_norm(x, **how, training=True))

    for model in (Normalised().eval(), Normalised()):
        before = state_of(model)
        for x in (torch.linspace(-1, 1, 6).reshape(2, 3), torch.ones(1, 3)):
            with contextlib.suppress(igviz.IgvizError):
                igviz.integrated_gradients(model, x, target=0, batch_size=2)
        assert state_of(model) == before


def in_threads(work: Callable[[int], object], count: int = 4) -> list[object]:
    """What work returned or raised in each of some threads at once."""
    done: list[object] = [None] * count

    def run(number: int) -> None:
        try:
            done[number] = work(number)
        except igviz.IgvizError as error:
            done[number] = error

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done


@pytest.mark.parametrize("way", ["module", "lambda", "global"])
def test_several_threads_explain_one_model_in_training(
    way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = Stateful().train()
    monkeypatch.setattr(f"{__name__}.GLOBAL", model)
    forward = WAYS[way](model)
    inputs = [torch.roll(X[:1], shift, 3) for shift in range(4)]
    right = [igviz.integrated_gradients(Stateful().eval(), x, target=1) for x in inputs]
    before = repr(everything(model))

    def explained(number: int) -> list[Tensor]:
        runs = (igviz.integrated_gradients(forward, inputs[number], target=1) for _ in range(5))
        return [run.attributions for run in runs]

    for number, runs in enumerate(in_threads(explained)):
        assert isinstance(runs, list)
        assert all(torch.equal(run, right[number].attributions) for run in runs)
    assert repr(everything(model)) == before


def test_beside_a_training_loop_all_is_right_or_refused() -> None:
    model = Stateful()
    goes_on, x = threading.Event(), X[:1]
    model.eval()
    first = igviz.integrated_gradients(model, x, target=1)

    def explained(_number: int) -> list[Tensor]:
        answers = list[Tensor]()
        while not goes_on.is_set():
            with contextlib.suppress(WeightsChangedError):
                answers.append(igviz.integrated_gradients(model, x, target=1).attributions)
        return answers

    def train() -> None:
        model.train()
        optimizer = torch.optim.SGD(model.parameters(), 0.1)
        for _ in range(30):
            optimizer.zero_grad()
            model(X).square().sum().backward()
            optimizer.step()
        goes_on.set()

    trainer = threading.Thread(target=train)
    trainer.start()
    answers = in_threads(explained, 2)
    trainer.join()
    assert all(module.training for module in model.modules())
    assert model.body[1].num_batches_tracked == 30
    assert all(isinstance(one, list) for one in answers)
    model.eval()
    assert not torch.equal(
        igviz.integrated_gradients(model, x, target=1).attributions, first.attributions
    )


def test_what_cannot_be_copied_is_refused_in_training_in_another_thread() -> None:
    model = Locked().train()
    (error,) = in_threads(
        lambda _: igviz.integrated_gradients(model, torch.ones(1, 3), target=0), 1
    )
    assert "call model.eval() first" in str(error)
    assert model.training
