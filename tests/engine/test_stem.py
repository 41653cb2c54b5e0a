from __future__ import annotations

import threading

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from igviz.engine.batches import Points
from igviz.engine.evaluator import Evaluator
from igviz.engine.paths import Straight
from igviz.engine.stem import FasterStems, can_be_faster, input_gradient
from igviz.explanation.tensors import integrated_gradients
from igviz.models.score import Score

# Out of ResNet, SqueezeNet, AlexNet, a patch embedding, and ones that do not come out even.
SHAPES = [
    (3, 8, 7, 2, 3, (32, 32)),
    (3, 8, 7, 2, 0, (32, 30)),
    (3, 8, 11, 4, 2, (35, 47)),
    (3, 8, 8, 8, 0, (32, 32)),
    (1, 4, 5, 1, 2, (9, 11)),
    (4, 4, (5, 6), 3, (1, 4), (23, 17)),
    (2, 4, 5, 7, 0, (26, 33)),
]


def conv(inner: int, outer: int, kernel: object, stride: int, padding: object) -> nn.Conv2d:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return nn.Conv2d(inner, outer, kernel, stride, padding)  # type: ignore[arg-type]


@pytest.mark.parametrize(("inner", "outer", "kernel", "stride", "padding", "size"), SHAPES)
def test_it_is_the_gradient(
    inner: int, outer: int, kernel: object, stride: int, padding: object, size: tuple[int, int]
) -> None:
    made = conv(inner, outer, kernel, stride, padding).double()
    x = torch.randn(2, inner, *size, dtype=torch.float64, requires_grad=True)
    out = made(x)
    slopes = torch.randn_like(out)
    (expected,) = torch.autograd.grad(out, x, slopes)
    assert not isinstance(made.padding, str)
    gradients = input_gradient(slopes, made.weight.detach(), stride, made.padding, size)
    torch.testing.assert_close(gradients, expected)


class Net(nn.Module):
    """A stem used twice, on points changed before, and changed in place behind it."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = conv(3, 6, 7, 2, 3)
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x: Tensor) -> Tensor:
        once = self.relu(self.stem(x * 2))
        again = self.stem(x.flip(3))
        out: Tensor = (once * again).flatten(1).sum(1) + x.square().flatten(1).sum(1)
        return out


def gradient(model: nn.Module, x: Tensor) -> Tensor:
    x = x.clone().requires_grad_()
    (gradients,) = torch.autograd.grad(model(x).sum(), x)
    return gradients


def test_a_network_has_the_same_gradient_and_nothing_left_behind() -> None:
    model, x = Net(), torch.randn(2, 3, 21, 18)
    assert_same_gradient(model, x)
    with FasterStems():
        assert "_Phased" in names(model(x.clone().requires_grad_()).grad_fn)
    assert "_Phased" not in names(model(x.requires_grad_()).grad_fn)
    assert all(p.grad is None for p in model.parameters())


def assert_same_gradient(model: nn.Module, x: Tensor) -> None:
    expected = gradient(model, x)
    with FasterStems():
        torch.testing.assert_close(gradient(model, x), expected, rtol=1e-4, atol=1e-4)


def test_what_the_user_hooked_in_is_differentiated_too() -> None:
    model = Net()
    model.stem.register_forward_hook(lambda _conv, _args, out: 3 * out.tanh())
    assert_same_gradient(model, torch.randn(2, 3, 21, 18))


def test_a_model_that_differentiates_inside_is_served() -> None:
    class Penalty(Net):
        def forward(self, x: Tensor) -> Tensor:
            energy = self.stem(x).tanh().sum()
            (slope,) = torch.autograd.grad(energy, x, create_graph=True)
            return slope.square().flatten(1).sum(1)

    assert_same_gradient(Penalty(), torch.randn(2, 3, 21, 18))


def test_a_model_that_needs_gradients_of_its_weights_is_served() -> None:
    class Inner(Net):
        def forward(self, x: Tensor) -> Tensor:
            with torch.enable_grad():
                energy = super().forward(x).sum()
                (step,) = torch.autograd.grad(energy, self.stem.weight, create_graph=True)
            return super().forward(x) - step.square().sum()

    model, x = Inner(), torch.randn(1, 3, 16, 16)
    made = Evaluator(model, Straight(0 * x, x), Score([[()]], None), 1)
    (batch,) = made(Points(np.array([0]), np.array([0.5])))
    torch.testing.assert_close(
        batch.step_gradients[0, 0], x[0] * gradient(model, x / 2)[0], rtol=1e-3, atol=1e-3
    )
    assert not made.batches.faster_stems


def test_attributions_are_the_same() -> None:
    model, x = Net(), torch.randn(2, 3, 21, 18)
    kinds: list[set[str]] = []

    def scores(fed: Tensor) -> Tensor:
        out: Tensor = model(fed)[:, None]
        kinds.append(names(out.grad_fn))
        return out

    attribution = integrated_gradients(scores, x, target=0, n_steps=4)
    assert any("_Phased" in kind for kind in kinds)
    model.double()  # in which nothing is done in phases
    exact = integrated_gradients(scores, x.double(), target=0, n_steps=4)
    assert "_Phased" not in kinds[-1]
    off = (attribution.attributions - exact.attributions).norm() / exact.attributions.norm()
    assert off.item() < 1e-5


def names(node: object) -> set[str]:
    """The kinds of node that a graph is made of."""
    kinds, todo = set(), [node]
    while todo:
        one = todo.pop()
        if one is not None:
            kinds.add(type(one).__name__.removesuffix("Backward"))
            todo += [following for following, _ in one.next_functions]  # type: ignore[attr-defined]
    return kinds


def test_whoever_uses_the_model_beside_is_left_alone() -> None:
    model, x = Net(), torch.randn(1, 3, 16, 16)
    kinds: list[set[str]] = []

    def beside() -> None:
        kinds.append(names(model(x.clone().requires_grad_()).grad_fn))

    with FasterStems():
        thread = threading.Thread(target=beside)
        thread.start()
        thread.join()
    assert "_Phased" not in kinds[0]


@pytest.mark.parametrize(
    "other",
    [
        nn.Conv2d(3, 8, 3, 2),  # as fast without
        nn.Conv2d(8, 8, 7, 2),
        nn.Conv2d(4, 8, 7, groups=2),
        nn.Conv2d(3, 8, 7, dilation=2),
        nn.Conv2d(3, 8, 7, padding="same"),
        nn.Conv2d(3, 8, 7, stride=(1, 2)),
        nn.Conv2d(3, 8, 7).double(),
        nn.ConvTranspose2d(3, 8, 7),
    ],
)
def test_other_convolutions_are_left_alone(other: nn.Module) -> None:
    weight = next(other.parameters())
    channels = 8 if weight.shape[1] == 8 and isinstance(other, nn.Conv2d) else 3
    channels = 4 if getattr(other, "groups", 1) == 2 else channels
    x = torch.randn(1, channels, 20, 20, dtype=weight.dtype, requires_grad=True)
    with FasterStems():
        assert "_Phased" not in names(other(x).sum().grad_fn)


@pytest.mark.parametrize(
    "other",
    [
        nn.Conv2d(3, 8, 7, padding=3, padding_mode="reflect"),
        nn.Conv2d(3, 8, (5, 6), 2, padding=(1, 2), bias=False),
        nn.utils.parametrizations.weight_norm(nn.Conv2d(1, 8, 7)),
        nn.Sequential(nn.Conv2d(3, 8, 5, padding=2), nn.ReLU(inplace=True)),
    ],
)
def test_kinds_of_stems(other: nn.Module) -> None:
    channels = 1 if hasattr(other, "parametrizations") else 3
    x = torch.randn(1, channels, 20, 20)
    assert_same_gradient(Summed(other), x)
    with FasterStems():
        assert "_Phased" in names(other(x.clone().requires_grad_()).sum().grad_fn)


class Summed(nn.Module):
    def __init__(self, inner: nn.Module) -> None:
        super().__init__()
        self.inner = inner

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.inner(x).square().flatten(1).sum(1)
        return out


def test_compiled_modules_are_left_alone() -> None:
    assert can_be_faster(torch.relu)
    assert can_be_faster(Net())
    assert not can_be_faster(torch.compile(Net()))
    compiled = Net()
    compiled.compile()
    assert not can_be_faster(nn.Sequential(compiled))
