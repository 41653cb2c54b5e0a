from __future__ import annotations

import copy
import os
import threading
import time
import warnings

import pytest
import torch
from small_models import classifier
from torch import Tensor, nn

from igviz.errors import ModelError
from igviz.explanation.tensors import integrated_gradients
from igviz.models.guard import TrainModeWarning, guarded


class Counting(nn.Module):
    """Writes into a buffer and draws random numbers on every call."""

    calls: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.inner = classifier()
        self.register_buffer("calls", torch.zeros(()))

    def forward(self, x: Tensor) -> Tensor:
        self.calls += 1
        torch.randn(3)
        out: Tensor = self.inner(x)
        return out


def states(model: nn.Module) -> dict[str, object]:
    return {
        "modes": [m.training for m in model.modules()],
        "grads": [(p.requires_grad, p.grad) for p in model.parameters()],
        "hooks": [len(m._forward_hooks) + len(m._backward_hooks) for m in model.modules()],
        "values": {k: v.clone() for k, v in model.state_dict().items()},
        "random": torch.get_rng_state(),
        "grad mode": torch.is_grad_enabled(),
    }


def assert_same(before: dict[str, object], after: dict[str, object]) -> None:
    for name, value in before.items():
        torch.testing.assert_close(after[name], value, rtol=0, atol=0)


@pytest.mark.parametrize("mode", ["eval", "train", "mixed"])
@pytest.mark.filterwarnings("ignore::igviz.models.guard.TrainModeWarning")
def test_the_model_is_as_it_was(mode: str) -> None:
    model = Counting().train(mode != "eval")
    if mode == "mixed":
        model.inner[2].eval()
    model.inner[0].weight.requires_grad_(False)
    x = torch.randn(2, 6).double()
    before = states(model)
    with torch.no_grad():
        integrated_gradients(model, x, tol=0.1)
        after = states(model)
    assert_same({**before, "grad mode": False}, after)


def test_random_state_is_as_it_was() -> None:
    x = torch.randn(1, 6).double()
    state = torch.get_rng_state()
    integrated_gradients(Counting().eval(), x, n_steps=4)
    assert torch.equal(torch.get_rng_state(), state)


def test_a_buffer_that_is_replaced_comes_back() -> None:
    class Replacing(Counting):
        def forward(self, x: Tensor) -> Tensor:
            self.calls = self.calls + 1
            out: Tensor = self.inner(x)
            return out

    model = Replacing().eval()
    calls = model.calls
    integrated_gradients(model, torch.ones(1, 6).double(), n_steps=4)
    assert model.calls is calls
    assert model.calls == 0


def test_the_cells_autocast_does_not_round() -> None:
    model, x = classifier().float(), torch.linspace(-1, 1, 6)[None]
    expected = integrated_gradients(model, x, target=0, n_steps=8)
    with torch.autocast("cpu", torch.bfloat16):
        attribution = integrated_gradients(model, x, target=0, n_steps=8)
        assert torch.is_autocast_enabled("cpu")
    assert torch.equal(attribution.attributions, expected.attributions)


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_the_model_is_as_it_was_after_an_interrupt(error: type[BaseException]) -> None:
    class Breaking(Counting):
        def forward(self, x: Tensor) -> Tensor:
            out = super().forward(x)
            if self.calls > 0 and len(x) == 1 and bool(x.sum() > 2):
                raise error("in the middle")
            return out

    model = Breaking()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", TrainModeWarning)
        before = states(model)
        with pytest.raises((error, ModelError), match="in the middle"):
            integrated_gradients(model, torch.ones(1, 6).double(), n_steps=4, batch_size=1)
    assert_same(before, states(model))


def test_train_mode_is_said_and_does_not_count() -> None:
    model = classifier().train()
    x = torch.linspace(-1, 1, 6).double()[None]
    with pytest.warns(TrainModeWarning, match=r"call model\.eval\(\)|Call model\.eval\(\)"):
        attribution = integrated_gradients(model, x, n_steps=8)
    assert attribution.notes == (
        "The model is in training mode, and was explained as it is in evaluation mode.",
    )
    expected = integrated_gradients(copy.deepcopy(model).eval(), x, n_steps=8)
    assert expected.notes == ()
    assert torch.equal(attribution.attributions, expected.attributions)


def test_threads_hold_the_guard_one_after_the_other() -> None:
    """Else the first that leaves would set back what the second still needs."""
    model, order = nn.Dropout().eval(), list[str]()
    entered, leaves = threading.Event(), threading.Event()

    def first() -> None:
        with guarded(model):
            entered.set()
            leaves.wait(0.2)
            order.append("first leaves")

    def second() -> None:
        entered.wait(5)
        with guarded(model):
            order.append("second enters")
            leaves.set()

    threads = [threading.Thread(target=work) for work in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert order == ["first leaves", "second enters"]


def test_buffers_that_a_forward_pass_makes_anew_are_set_back() -> None:
    class Remembering(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.register_buffer("last", None)

        def forward(self, x: Tensor) -> Tensor:
            self.last = x
            return x

    class Scripted(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.register_buffer("n", torch.zeros(()))

        def forward(self, x: Tensor) -> Tensor:
            self.n = self.n + 1  # type: ignore[has-type]
            return x

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        scripted = torch.jit.script(Scripted())
    model = nn.Sequential(Remembering(), scripted)
    with guarded(model):
        model(torch.ones(1))
    assert list(model.state_dict()) == ["1.n"]
    assert scripted.n == 0


def test_another_thread_leaves_the_random_state_alone() -> None:
    model, drawn = classifier(), []

    def work() -> None:
        with guarded(model):
            drawn.append(torch.rand(()))

    torch.manual_seed(5)
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    after = torch.rand(())
    torch.manual_seed(5)
    assert [torch.rand(()), torch.rand(())] == [drawn[0], after]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_process_does_not_wait_for_a_thread_that_it_does_not_have() -> None:
    entered, leaves = threading.Event(), threading.Event()

    def hold() -> None:
        with guarded(nn.Dropout().eval()):
            entered.set()
            leaves.wait(30)

    thread = threading.Thread(target=hold)
    thread.start()
    entered.wait(5)
    child = os.fork()
    if child == 0:
        with guarded(nn.Dropout().eval()):
            os._exit(0)
    deadline = time.monotonic() + 10
    while (ended := os.waitpid(child, os.WNOHANG)) == (0, 0) and time.monotonic() < deadline:
        time.sleep(0.01)
    leaves.set()
    thread.join()
    if ended == (0, 0):
        os.kill(child, 9)
        os.waitpid(child, 0)
    assert ended == (child, 0)
