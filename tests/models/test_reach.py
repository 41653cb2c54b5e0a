from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from igviz.explanation.tensors import integrated_gradients
from igviz.models.guard import TrainModeWarning
from igviz.models.reach import modules_of

NET = nn.Sequential(nn.Linear(6, 8), nn.BatchNorm1d(8), nn.Dropout(0.5), nn.Linear(8, 2))
X = torch.linspace(-1, 1, 12).reshape(2, 6)


class Holder:
    def __init__(self, net: nn.Module) -> None:
        self.parts = {"net": [net]}

    def predict(self, x: Tensor) -> Tensor:
        out: Tensor = self.parts["net"][0](x)
        return out

    def __call__(self, x: Tensor) -> Tensor:
        return self.predict(x)


def closing_over(net: nn.Module) -> Callable[[Tensor], Tensor]:
    def inner(x: Tensor) -> Tensor:
        out: Tensor = net(x)
        return out

    return lambda x: 1.0 * inner(x)


def given(x: Tensor, net: nn.Module = NET) -> Tensor:
    out: Tensor = net(x)
    return out


def named_globally(x: Tensor) -> Tensor:
    parts: list[Tensor] = [NET(part) for part in [x]]
    return parts[0]


@functools.wraps(named_globally)
def wrapped(*args: Any) -> Tensor:
    return named_globally(*args)


FUNCTIONS: dict[str, Any] = {
    "closure": closing_over(NET),
    "default": given,
    "global": named_globally,
    "partial": functools.partial(given, net=NET),
    "method": Holder(NET).predict,
    "object": Holder(NET),
    "bound forward": NET.forward,
    "no grad around": torch.enable_grad()(named_globally),
    "wrapped": wrapped,
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_module_is_found_behind_a_function_and_left_as_it_was(name: str) -> None:
    function = FUNCTIONS[name]
    assert set(NET.modules()) <= set(modules_of(function))
    NET.train()
    state = {key: value.clone() for key, value in NET.state_dict().items()}
    with pytest.warns(TrainModeWarning):
        attribution = integrated_gradients(function, X, target=1, n_steps=3)
    assert all(module.training for module in NET.modules())
    assert all(torch.equal(value, NET.state_dict()[key]) for key, value in state.items())
    NET.eval()
    expected = integrated_gradients(NET, X, target=1, n_steps=3)
    torch.testing.assert_close(attribution.attributions, expected.attributions)


LABELS = ["name"] * 1000
MANY = list(range(10**6))


class Broken:
    """An object that fails of being looked at."""

    @property
    def __dict__(self) -> Any:  # type: ignore[override]
        raise ReferenceError("weakly-referenced object no longer exists")


BROKEN = Broken()


def beside_much(x: Tensor) -> Tensor:
    out: Tensor = NET(x)
    return out[:, : len(LABELS) + 0 * len(MANY) + 0 * id(BROKEN)]


def test_what_is_large_or_fails_hides_no_module() -> None:
    assert set(NET.modules()) <= set(modules_of(beside_much))


def test_a_function_of_its_own_reaches_nothing() -> None:
    assert modules_of(lambda x: nn.functional.softmax(x, 1)) == []
    assert modules_of(torch.nn.functional.relu) == []
    assert modules_of(torch.relu) == []
