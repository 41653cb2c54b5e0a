from __future__ import annotations

import threading

import pytest
import torch
from torch import Tensor, nn

from igviz.compute.stem import faster, input_gradient, stems

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
    found = input_gradient(slopes, made.weight.detach(), stride, made.padding, size)
    torch.testing.assert_close(found, expected)


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
    (found,) = torch.autograd.grad(model(x).sum(), x)
    return found


def test_a_network_has_the_same_gradient_and_nothing_left_behind() -> None:
    model, x = Net(), torch.randn(2, 3, 21, 18)
    expected = gradient(model, x)
    with faster(stems(model)):
        out = model(x.requires_grad_())
        found = gradient(model, x.detach())
        assert "Phased" in names(out.grad_fn)
    torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-4)
    assert not model.stem._forward_hooks
    assert "Phased" not in names(model(x).grad_fn)
    assert all(p.grad is None for p in model.parameters())


def names(node: object) -> set[str]:
    """The kinds of node that a graph is made of."""
    found, todo = set(), [node]
    while todo:
        one = todo.pop()
        if one is not None:
            found.add(type(one).__name__.removesuffix("Backward").lstrip("_"))
            todo += [following for following, _ in one.next_functions]  # type: ignore[attr-defined]
    return found


def test_whoever_uses_the_model_beside_is_left_alone() -> None:
    model, x = Net(), torch.randn(1, 3, 16, 16)
    kinds: list[set[str]] = []

    def beside() -> None:
        kinds.append(names(model(x.clone().requires_grad_()).grad_fn))

    with faster(stems(model)):
        thread = threading.Thread(target=beside)
        thread.start()
        thread.join()
        with torch.no_grad():
            model(x)
    assert "Phased" not in kinds[0]


@pytest.mark.parametrize(
    "other",
    [
        nn.Conv2d(3, 8, 3, 2),  # as fast without
        nn.Conv2d(8, 8, 7, 2),
        nn.Conv2d(4, 8, 7, groups=2),
        nn.Conv2d(3, 8, 7, dilation=2),
        nn.Conv2d(3, 8, 7, padding=3, padding_mode="reflect"),
        nn.Conv2d(3, 8, 7, padding="same"),
        nn.Conv2d(3, 8, 7, stride=(1, 2)),
        nn.Conv2d(3, 8, 7).double(),
        nn.utils.parametrizations.weight_norm(nn.Conv2d(3, 8, 7)),
        nn.ConvTranspose2d(3, 8, 7),
    ],
)
def test_other_convolutions_are_left_alone(other: nn.Module) -> None:
    assert stems(nn.Sequential(other)) == []


def test_functions_and_compiled_modules_are_left_alone() -> None:
    assert stems(torch.relu) == []
    assert len(stems(Net())) == 1
    assert stems(torch.compile(Net())) == []
    compiled = Net()
    compiled.compile()
    assert stems(compiled) == []
