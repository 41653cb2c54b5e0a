from __future__ import annotations

from copy import deepcopy

import pytest
import torch
from torch import Tensor, nn

from igviz.examples.weights_io import parted
from training.rounding import rounded, settle, step_sizes

FINENESS = 60  # an array of 2400 numbers of a standard deviation of 1.2 steps


@pytest.fixture
def model() -> nn.Sequential:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(40, 60), nn.Tanh(), nn.Linear(60, 2)).eval()


def batches(count: int) -> list[Tensor]:
    generator = torch.Generator().manual_seed(1)
    return [torch.randn(64, 40, generator=generator) for _ in range(count)]


def test_finer_steps_are_smaller(model: nn.Sequential) -> None:
    (coarse,), (fine,) = (step_sizes(model, fineness).values() for fineness in (30, 120))
    assert torch.allclose(coarse, 4 * fine, rtol=1e-2)
    assert torch.equal(coarse, coarse.half().float())


def test_every_number_fits_into_a_byte(model: nn.Sequential) -> None:
    (steps,) = step_sizes(model, 1e9).values()
    (value,) = parted(model)[0].values()
    whole = rounded(value, steps)
    assert whole.abs().amax(1).eq(127).all()
    assert ((whole * steps[:, None] - value).abs() <= 0.51 * steps[:, None]).all()


def test_a_network_settles_on_whole_steps(model: nn.Sequential) -> None:
    trained, steps = deepcopy(model), step_sizes(model, FINENESS)
    said: list[str] = []
    settle(model, steps, batches(60), said.append)
    assert "rounded" in said[0]
    for key, step in steps.items():
        value = model.state_dict()[key]
        assert torch.allclose(rounded(value, step) * step[:, None], value, atol=1e-6)
    plain = deepcopy(trained)
    with torch.no_grad():
        for key, step in steps.items():
            value = plain.state_dict()[key]
            value.copy_(rounded(value, step) * step[:, None])
        (inputs,) = batches(1)
        errors = [(net(inputs) - trained(inputs)).norm() for net in (model, plain)]
    assert errors[0] < 0.5 * errors[1]
