from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import nn

from igviz.examples.weights_io import load, parted, read_facts
from training.rounding import step_sizes
from training.weights import save


class Large(nn.Module):
    """Two arrays that are rounded and two that are not."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(90, 40, padding_idx=0)
        self.mixer = nn.Linear(40, 60)
        self.head = nn.Linear(60, 2)


@pytest.fixture
def model() -> Large:
    torch.manual_seed(0)
    return Large()


def small() -> nn.Module:
    return nn.Sequential(nn.Linear(3, 2), nn.BatchNorm1d(2))


def test_weights_written_are_weights_read(tmp_path: Path) -> None:
    torch.manual_seed(0)
    model = small()
    save("small", model, step_sizes(model, 500), {"seed": 0}, tmp_path)
    again = load("small", small, tmp_path)
    for key, value in model.state_dict().items():
        assert torch.allclose(value, again.state_dict()[key], atol=1e-3)
    assert read_facts("small", tmp_path) == {"seed": 0}


def test_large_arrays_are_rounded_and_the_others_are_not(model: Large, tmp_path: Path) -> None:
    save("large", model, step_sizes(model, 500), {}, tmp_path)
    again = load("large", Large, tmp_path)
    large, others = parted(model)
    assert set(large) == {"words.weight", "mixer.weight"}
    for key, value in large.items():
        error = again.state_dict()[key] - value
        assert 0 < error.norm() < 0.05 * value.norm()
    for key, value in others.items():
        assert torch.allclose(value, again.state_dict()[key], atol=1e-3)
    assert not again.words.weight[0].any()


def test_a_number_far_larger_than_the_others_is_kept(model: Large, tmp_path: Path) -> None:
    weight = model.words.weight.detach()
    weight[5], weight[5, 7] = 1e-3, 300
    save("large", model, step_sizes(model, 500), {}, tmp_path)
    row = load("large", Large, tmp_path).words.weight.detach()[5]
    assert abs(float(row[7]) - 300) < 3
    assert float(row.abs().sum()) < 304


def test_weights_written_again_are_the_same_bytes(model: Large, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        save("large", model, step_sizes(model, 500), {}, tmp_path / folder)
    one, two = (tmp_path / folder / "large.npz.xz" for folder in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
