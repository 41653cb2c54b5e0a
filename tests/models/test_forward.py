from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from small_models import classifier
from torch import Tensor, nn

from igviz.models.forward import placement, weights_version
from igviz.models.graph import operations_in
from igviz.models.kinks import has_kinks


def test_placement_follows_the_first_floating_tensor() -> None:
    assert placement(nn.Linear(2, 2).half()) == (torch.device("cpu"), torch.float16)
    assert placement(nn.Flatten()) == (torch.device("cpu"), None)
    assert placement(torch.sin) == (torch.device("cpu"), None)


def test_kinks_are_told_by_the_layers() -> None:
    assert has_kinks(nn.Sequential(nn.Linear(2, 2), nn.LeakyReLU())) is True
    assert has_kinks(nn.Sequential(nn.Linear(2, 2), nn.Hardswish())) is True
    assert has_kinks(nn.Sequential(nn.Linear(2, 2), nn.GELU())) is False
    assert has_kinks(nn.TransformerEncoderLayer(8, 2, activation=nn.GELU())) is False
    for neither in (
        nn.TransformerEncoderLayer(8, 2),  # F.relu beside attention
        nn.Sequential(nn.GELU(), nn.MaxPool2d(2)),
        nn.Linear(2, 2),
        torch.tanh,
    ):
        assert has_kinks(neither) is None


@pytest.mark.parametrize(
    ("function", "kinked"),
    [
        (torch.relu, True),
        (lambda x: nn.functional.leaky_relu(x).sin(), True),
        (lambda x: nn.functional.max_pool1d(x[None], 2)[0], True),
        (lambda x: nn.functional.gelu(x).relu(), None),
        (lambda x: x.relu().sigmoid(), True),
        (lambda x: x.max(1, keepdim=True).values, True),
        (lambda x: torch.maximum(x, 2 * x), True),
        (lambda x: nn.functional.gelu(x).softmax(1), None),
        (lambda x: x / x.norm(dim=1, keepdim=True).clamp_min(1e-6), None),
    ],
)
def test_kinks_are_told_by_operations(
    function: Callable[[Tensor], Tensor], kinked: bool | None
) -> None:
    x = torch.randn(2, 6, requires_grad=True)
    assert has_kinks(function, operations_in(function(x))) is kinked
    assert operations_in(x.detach()) == frozenset()


def test_changed_weights_are_noticed() -> None:
    model = classifier()
    before = weights_version(model)
    model(torch.zeros(1, 6).double())
    assert weights_version(model) == before
    with torch.no_grad():
        model[0].weight.mul_(2)  # type: ignore[operator]
    assert weights_version(model) != before
