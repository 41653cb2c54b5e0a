from __future__ import annotations

import torch
from small_models import classifier
from torch import nn

from igviz.models.forward import has_kinks, placement, weights_version


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


def test_changed_weights_are_noticed() -> None:
    model = classifier()
    before = weights_version(model)
    model(torch.zeros(1, 6).double())
    assert weights_version(model) == before
    with torch.no_grad():
        model[0].weight.mul_(2)  # type: ignore[operator]
    assert weights_version(model) != before
