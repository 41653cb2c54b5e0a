from __future__ import annotations

import copy

import pytest
import torch
from small_models import classifier
from torch import Tensor, nn

from igviz.explanation.tensors import integrated_gradients

X = torch.linspace(-1, 1, 6)[None]


def relative(attributions: Tensor, exact: Tensor) -> float:
    return float((attributions - exact).norm() / exact.norm())


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_half_precision_that_shows_is_widened(dtype: torch.dtype) -> None:
    model = classifier(0).to(dtype)
    before = copy.deepcopy(model.state_dict())
    attribution = integrated_gradients(model, X, target=1, tol=0.0003)
    exact = integrated_gradients(copy.deepcopy(model).float(), X, target=1, tol=0.0003)
    assert attribution.attributions.dtype == torch.float32
    torch.testing.assert_close(attribution.attributions, exact.attributions)
    assert str(dtype).removeprefix("torch.") in attribution.notes[0]
    assert "in float32" in attribution.notes[0]
    for name, value in model.state_dict().items():
        assert value.dtype in (dtype, torch.int64)
        assert torch.equal(value, before[name])


def test_half_precision_that_overflows_is_widened() -> None:
    model = nn.Sequential(nn.Linear(6, 1, bias=False), nn.Linear(1, 2, bias=False)).half()
    for weight in model.parameters():
        nn.init.constant_(weight, 300)
    x = torch.full((1, 6), 1e-3)
    attribution = integrated_gradients(model, x, target=1, output="logit", tol=0.3)
    assert "gradients are not finite" in attribution.notes[0]
    assert attribution.attributions.sum() == pytest.approx(540, rel=0.01)


@pytest.mark.parametrize("function", [False, True])
def test_a_path_between_half_precision_ends_is_not_rounded(function: bool) -> None:
    model = classifier(0).bfloat16()
    forward = model.forward if function else model
    attribution = integrated_gradients(forward, X.bfloat16(), target=1, tol=0.001)
    assert attribution.attributions.dtype == attribution.inputs.dtype == torch.float32
    if not function:
        wide = copy.deepcopy(model).float()
        exact = integrated_gradients(wide, X.bfloat16().float(), target=1, tol=0.001)
        torch.testing.assert_close(attribution.attributions, exact.attributions)


def test_half_precision_that_does_not_show_is_used() -> None:
    seen: list[torch.dtype] = []

    class Watching(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = classifier(0).half()

        def forward(self, x: Tensor) -> Tensor:
            seen.append(x.dtype)
            out: Tensor = self.inner(x)
            return out

    attribution = integrated_gradients(Watching(), X, target=1, tol=0.3)
    assert attribution.notes == ()
    assert seen[-1] == torch.float16
    exact = integrated_gradients(classifier(0).float(), X, target=1, n_steps=500)
    assert relative(attribution.attributions, exact.attributions) < 0.3


def test_rounding_of_scores_is_not_taken_for_error() -> None:
    """A model that stays in bfloat16 has scores of its precision, on points of float32."""
    torch.manual_seed(0)
    layers = [nn.Linear(64, 64), nn.LayerNorm(64), nn.GELU()] * 3
    model = nn.Sequential(*layers, nn.Linear(64, 3)).bfloat16().eval()
    attribution = integrated_gradients(model, torch.randn(4, 64), target=1, tol=0.1)
    assert attribution.notes == ()
    assert all(one.converged and one.evaluations <= 33 for one in attribution.certificates)


def test_an_example_that_changes_nothing_does_not_decide_the_precision() -> None:
    model, x = classifier(0).bfloat16(), X.float().repeat(3, 1)
    x[0] = 0
    attribution = integrated_gradients(model, x, target=1, tol=0.001)
    assert "in float32" in attribution.notes[0]


def test_a_half_model_that_cannot_be_widened_says_so() -> None:
    class Stubborn(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = classifier(0).half()

        def forward(self, x: Tensor) -> Tensor:
            if x.dtype != torch.float16:
                raise TypeError("half only")
            out: Tensor = self.inner(x)
            return out

    attribution = integrated_gradients(Stubborn(), X, target=1, n_steps=8)
    assert "its rounding is not part of the error" in attribution.notes[0]
