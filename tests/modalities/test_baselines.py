"""What the baselines of every kind share."""

from __future__ import annotations

import pytest
import torch

from igviz.errors import InputError
from igviz.modalities.baselines import blurred, joined, number_given
from igviz.modalities.tensor_baselines import TensorBaseline


def test_a_number_is_one_that_the_model_can_get() -> None:
    assert number_given(True + 1, torch.float32) == 2.0
    assert number_given(1e39, torch.float64) == 1e39
    for given in (float("nan"), -(10**400)):
        with pytest.raises(InputError, match=r"baseline (nan|-inf) is not finite; pass a number"):
            number_given(given, torch.float64)
    with pytest.raises(InputError, match=r"baseline 70000 is not finite in torch.float16; pass"):
        number_given(70_000, torch.float16)


def test_several_are_called_by_each_name_once() -> None:
    several = [TensorBaseline(torch.zeros(1), name) for name in ("zero", "mean", "zero")]
    assert joined(several) == "zero + mean"


def test_a_blur_keeps_what_is_equal_and_spreads_what_is_not() -> None:
    level = torch.full((2, 30), 0.1, dtype=torch.float64)
    assert torch.equal(blurred(level, 1, 2.5).float(), level.float())
    point = torch.zeros(41, 3, dtype=torch.float64)
    point[20, 1] = 1
    spread = blurred(point, 0, 2.0)
    assert not spread[:, [0, 2]].any()
    assert spread.sum().item() == pytest.approx(1)
    variance = (spread[:, 1] * (torch.arange(41) - 20) ** 2).sum().item()
    assert variance == pytest.approx(4, rel=0.05)
