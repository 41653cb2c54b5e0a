from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor

import igviz

X = torch.linspace(0.3, 2.3, 4).reshape(2, 2)


class _Nothing(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:  # noqa: ARG004
        return 1 * x

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> Any:  # noqa: ARG004
        return None


class _Zero(_Nothing):
    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> Any:  # noqa: ARG004
        return torch.zeros_like(gradient)


def squares(x: Tensor) -> Tensor:
    return x.square().sum(1, keepdim=True)


CUT: dict[str, Callable[[Tensor], Tensor]] = {
    "returns nothing": lambda x: squares(_Nothing.apply(x)),  # type: ignore[no-untyped-call]
    "returns zero": lambda x: squares(_Zero.apply(x)),  # type: ignore[no-untyped-call]
    "rounded": lambda x: squares(x.round()),
    "in part": lambda x: squares(x.detach()) + 0 * squares(x),
    "integers": lambda x: squares((100 * x).to(torch.int16).float()),
    "compared": lambda x: (x > 0.4).float().sum(1, keepdim=True),
}


@pytest.mark.parametrize("way", CUT)
@pytest.mark.parametrize("how", [{}, {"n_steps": 8}, {"output": "score", "batch_size": 1}])
def test_a_score_that_changes_without_a_gradient_is_refused_soon(
    way: str, how: dict[str, Any]
) -> None:
    asked = list[int]()

    def forward(x: Tensor) -> Tensor:
        asked.append(len(x))
        return CUT[way](x)

    # Where nothing of the graph is left, one look tells; else where the score changes is found.
    cut_off = way in ("integers", "compared")
    told = "differentiable" if cut_off else "its gradient is zero"
    with pytest.raises(igviz.GradientError, match=told):
        igviz.integrated_gradients(forward, X, **how)
    assert sum(asked) < 100
    with pytest.raises(igviz.GradientError, match=told):
        igviz.explain(forward, X[0], progress=False, **how)


def test_many_examples_without_a_gradient_are_looked_at_together() -> None:
    calls = list[int]()

    def forward(x: Tensor) -> Tensor:
        calls.append(len(x))
        return torch.where(x[:, 1:] > 0, squares(x.round()), squares(x))

    which = torch.tensor([[1.0, -1.0]]).expand(100, 2).reshape(200, 1)
    inputs = torch.cat([torch.linspace(1, 3, 200)[:, None], which], 1)
    found = igviz.integrated_gradients(forward, inputs, inputs * torch.tensor([0.0, 1.0]))
    assert calls.count(1) < 10
    assert list(found.failures) == list(range(0, 200, 2))


def test_rounding_is_no_change() -> None:
    """The difference of two classes is small beside the classes themselves."""
    for seed in range(20):
        torch.manual_seed(seed)
        one = torch.rand(333)
        weights = torch.stack([one, one + 1e-7 * torch.rand(333)], 1)

        def forward(x: Tensor, weights: Tensor = weights) -> Tensor:
            return (0 * x[:, :1] + torch.linspace(0, 1, 333)) @ weights

        found = igviz.integrated_gradients(forward, X[:1], target={0: 1, 1: -1})
        assert not found.attributions.any()


def test_other_examples_are_explained() -> None:
    def forward(x: Tensor) -> Tensor:
        return torch.where(x[:, :1] > 1, squares(x), squares(x.round()))

    found = igviz.integrated_gradients(forward, X, 0.0 * X + torch.tensor([[0.0], [1.1]]))
    assert list(found.failures) == [0]
    assert "its gradient is zero all the way" in found.failures[0]
    assert found.certificates[1].converged


def test_a_rise_between_all_nodes_is_found() -> None:
    """Far from it the gradient of a steep sigmoid is zero in float32, but it is no step."""

    def forward(x: Tensor) -> Tensor:
        return torch.sigmoid(3000 * (x.mean(1, keepdim=True) - 0.777))

    found = igviz.integrated_gradients(forward, torch.ones(1, 4))
    assert found.certificates[0].evaluations > 20
    assert float(found.attributions.sum()) == pytest.approx(1, abs=0.05)


def test_a_score_that_stays_the_same_is_explained_by_zero() -> None:
    found = igviz.integrated_gradients(lambda x: squares(torch.ones_like(x) + 0 * x), X)
    assert not found.attributions.any()
    assert not found.failures
