"""Where the path of a volume begins."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from small_grids import SHAPE, curved_volume, explained, linear_volume, volume, weights_of

from igviz.errors import InputError
from igviz.modalities.volume.baselines import named_for
from igviz.modalities.volume.input import OpenVolume
from igviz.modalities.volume.layout import Layout
from igviz.models.model import read_model


def opened(channels: int = 2) -> OpenVolume:
    return OpenVolume(read_model(linear_volume(channels)), volume(channels), None)


def made(name: Any, channels: int = 2, seed: int = 0) -> torch.Tensor:
    (baseline,) = opened(channels).baselines(name, seed)
    return baseline.tensor


def test_zero_is_zero() -> None:
    assert torch.equal(made("zero"), torch.zeros(1, 2, *SHAPE))


def test_the_mean_is_each_channels_own() -> None:
    means = volume(2).mean((1, 2, 3))
    assert torch.allclose(made("mean"), means.reshape(1, 2, 1, 1, 1).expand(1, 2, *SHAPE))


def test_noise_has_the_range_of_each_channel_and_comes_from_the_seed() -> None:
    noise = made("noise")
    assert torch.equal(noise, made("noise"))
    assert not torch.equal(noise, made("noise", seed=1))
    for channel, values in zip(noise[0], volume(2), strict=True):
        assert values.min() <= channel.min() < channel.max() <= values.max()


def test_a_blur_leaves_one_value_as_it_is_and_spreads_a_point() -> None:
    layout = Layout((1, 24, 24, 24), 0)
    blur = named_for(layout)["blur"]
    same = torch.full((1, 1, 24, 24, 24), 0.1)
    assert torch.equal(blur(same, 0), same)
    assert torch.equal(named_for(layout)["mean"](same, 0), same)
    point = torch.zeros(1, 1, 24, 24, 24)
    point[0, 0, 12, 12, 12] = 1
    blurred = blur(point, 0)[0, 0]
    assert blurred.sum().item() == pytest.approx(1, abs=1e-4)
    assert blurred.argmax() == point.argmax()
    # A Gaussian of two voxels: one such step away it has fallen to exp(−1/2).
    ratio = blurred[14, 12, 12] / blurred[12, 12, 12]
    assert ratio.item() == pytest.approx(np.exp(-0.5), rel=1e-3)
    assert blurred[12, 14, 12].item() == pytest.approx(blurred[12, 12, 14].item())


def test_channels_are_blurred_apart() -> None:
    blurred = made("blur")
    assert torch.allclose(blurred[:, 1], 2 * blurred[:, 0])


@pytest.mark.parametrize("like", [volume(2), volume(2)[None], volume(2).numpy()])
def test_another_volume(like: Any) -> None:
    assert torch.equal(made(like), volume(2)[None])


def test_a_number_is_the_value_everywhere() -> None:
    assert torch.equal(made(0.5), torch.full((1, 2, *SHAPE), 0.5))


@pytest.mark.parametrize(
    ("spec", "told"),
    [
        ("blurr", "did you mean 'blur'"),
        (float("inf"), "not finite"),
        (torch.zeros(2, 3), r"shape \(2, 3\).*receives \(1, 2, 4, 5, 6\)"),
        ([], "list of baselines is empty"),
        (None, "type NoneType"),
        (torch.full((2, *SHAPE), torch.nan), r"first at \[0, 0, 0, 0\]"),
    ],
)
def test_what_is_no_baseline_is_told_why(spec: object, told: str) -> None:
    with pytest.raises(InputError, match=told):
        opened().baselines(spec, 0)


def test_several_are_averaged() -> None:
    explanation = explained(linear_volume(), volume(), baseline=["zero", 1, volume() / 2])
    assert explanation.figure()["baseline_name"] == "zero + 1 + tensor"
    way = volume() - (1 + volume() / 2) / 3
    expected = weights_of(linear_volume()) * way
    assert torch.allclose(explanation.attribution.attributions[0], expected, atol=1e-5)


def test_one_that_equals_the_volume_is_refused_with_another() -> None:
    with pytest.raises(InputError, match="baseline='blur'"):
        explained(curved_volume(), volume(), baseline=volume())
    with pytest.raises(InputError, match="such as baseline='zero'"):
        explained(curved_volume(), 0 * volume() + 0.1, baseline="blur")
    with pytest.raises(InputError, match="such as another volume"):
        explained(curved_volume(), 0 * volume())
