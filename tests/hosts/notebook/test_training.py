"""The next cell trains the model that an explorer still explains."""

from __future__ import annotations

import gc
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import torch
from small import LABELS, photo
from torch import Tensor, nn

import igviz
from igviz.hosts.notebook.explorer import Explorer

pytestmark = pytest.mark.filterwarnings("ignore::igviz.models.guard.TrainModeWarning")


class Block(nn.Module):
    """A residual block with batch normalisation and dropout."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.one, self.two = (nn.Conv2d(width, width, 3, padding=1) for _ in range(2))
        self.norm, self.drop = nn.BatchNorm2d(width), nn.Dropout(0.3)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = x + self.drop(self.two(torch.relu(self.norm(self.one(x)))))
        return out


def residual() -> nn.Module:
    torch.manual_seed(0)
    layers = nn.Conv2d(3, 8, 3, 2), Block(8), nn.ReLU(), Block(8), nn.AdaptiveAvgPool2d(1)
    return nn.Sequential(*layers, nn.Flatten(), nn.Dropout(), nn.Linear(8, len(LABELS)))


def trained(model: nn.Module) -> tuple[list[float], list[Tensor]]:
    """Three steps of training, as any cell does them: losses, and all that the model holds."""
    model.train()
    torch.manual_seed(1)
    pictures, classes = torch.rand(8, 3, 64, 64), torch.arange(8) % len(LABELS)
    optimizer = torch.optim.SGD(model.parameters(), 0.1, momentum=0.9)
    losses = []
    for _ in range(3):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(pictures), classes)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        time.sleep(0.005)  # so that what works beside it gets its turn
    state = [*model.state_dict().values(), torch.get_rng_state()]
    return losses, [value.clone() for value in state]


@contextmanager
def refining(explorer: Explorer) -> Iterator[None]:
    yield
    explorer.wait(30)


@contextmanager
def stopped(explorer: Explorer) -> Iterator[None]:
    explorer.stop = explorer.status["job"]
    yield
    explorer.wait(30)


@contextmanager
def closed(explorer: Explorer) -> Iterator[None]:
    explorer.close()
    yield


@contextmanager
def asked_more(explorer: Explorer) -> Iterator[None]:
    explorer.selection = {"target": 3, "baseline": "noise"}
    yield
    explorer.wait(30)


@pytest.fixture(scope="module")
def alone() -> tuple[list[float], list[Tensor]]:
    return trained(residual())


@pytest.mark.parametrize("while_it_is", [refining, stopped, closed, asked_more])
@pytest.mark.parametrize("through", ["module", "function"])
def test_training_is_bitwise_what_it_is_without_an_explorer(
    while_it_is: Callable[[Explorer], Any], through: str, alone: tuple[list[float], list[Tensor]]
) -> None:
    model = residual().eval()

    def function(x: Tensor) -> Any:
        return model(x)

    what: Any = model if through == "module" else function
    explorer = igviz.show(what, photo(), labels=LABELS, n_steps=3000, batch_size=1)
    assert explorer.status["state"] == "computing"
    with while_it_is(explorer):
        losses, state = trained(model)
    assert losses == alone[0]
    assert all(torch.equal(one, other) for one, other in zip(state, alone[1], strict=True))
    explorer.close()


def test_what_is_shown_is_of_the_weights_before_and_says_so() -> None:
    model = residual().eval()
    explorer = igviz.show(model, photo(), labels=LABELS, tol=1e-4, batch_size=1)
    before = explorer.explanation
    trained(model)
    explorer.wait(30)
    assert explorer.status["state"] == "stopped"
    assert "the model's weights changed" in explorer.status["message"]
    assert explorer.explanation is not None
    assert before is not None
    assert explorer.explanation.score == before.score
    explorer.selection = {"target": 3}  # is answered by the model as it is now
    explorer.wait(30)
    assert explorer.status["state"] == "ready"
    with torch.no_grad():
        scores = model.eval()(explorer.explanation.attribution.inputs).softmax(1)
    assert explorer.explanation.score == pytest.approx(float(scores[0, 3]), rel=1e-5)
    explorer.close()


def test_what_draws_random_numbers_is_computed_in_the_cell() -> None:
    class Noisy(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = residual().eval()

        def forward(self, x: Tensor) -> Any:
            time.sleep(0.01)
            return self.inner(x + 1e-7 * torch.randn_like(x))

    torch.manual_seed(3)
    expected = torch.rand(50)
    model = Noisy().eval()
    torch.manual_seed(3)
    explorer = igviz.show(model, photo(), labels=LABELS, n_steps=40, batch_size=1)
    assert explorer.status["state"] == "ready"
    assert torch.equal(torch.rand(50), expected)
    explorer.close()


def test_what_a_function_holds_beside_modules_is_not_changed_under_it() -> None:
    weights = torch.linspace(-1, 1, 3 * 64 * 64 * 5).reshape(-1, 5)

    def function(x: Tensor) -> Tensor:
        time.sleep(0.01)
        return nn.functional.adaptive_avg_pool2d(x, 64).flatten(1).tanh() @ weights

    explorer = igviz.show(function, photo(), target=1, output="score", n_steps=40, batch_size=1)
    assert explorer.status["state"] == "ready"  # nothing is done with it beside the next cell
    explorer.close()


def test_an_explorer_that_is_closed_lets_go_of_the_model() -> None:
    model = residual().eval()
    explorer = igviz.show(model, photo(), labels=LABELS)
    explorer.wait(30)
    explorer.close()
    seen = weakref.ref(model), weakref.ref(explorer)
    del model, explorer
    gc.collect()
    assert [one() for one in seen] == [None, None]
