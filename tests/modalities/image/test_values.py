"""Values that are no picture's: how they are shown, and where their paths begin."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from igviz.errors import InputError
from igviz.modalities.image.channels import Wanted
from igviz.modalities.image.read import ImageInput, read_image
from igviz.modalities.image.values import without_detail

GENERATOR = torch.Generator().manual_seed(0)
BANDS = torch.rand(5, 20, 30, generator=GENERATOR) * torch.arange(1, 6)[:, None, None]
MINUS = BANDS - 1


def start(image: ImageInput, name: object) -> torch.Tensor:
    (baseline,) = image.baseline(name)
    return baseline.tensor


def test_named_baselines_are_of_each_channel() -> None:
    image = read_image(BANDS)
    largest = BANDS.amax((1, 2))[None, :, None, None].expand(1, 5, 20, 30)
    assert torch.equal(start(image, "black"), torch.zeros(1, 5, 20, 30))
    assert torch.allclose(start(image, "white"), largest)
    assert torch.allclose(start(image, "mean"), BANDS.mean((1, 2))[:, None, None].expand(5, 20, 30))
    assert torch.equal(start(image, 0.25), torch.full((1, 5, 20, 30), 0.25))
    assert "Black is 0 in each channel" in image.notes[0]


def test_black_is_the_smallest_where_values_are_below_zero() -> None:
    image = read_image(MINUS)
    smallest = MINUS.amin((1, 2))[:, None, None].expand(1, 5, 20, 30)
    assert torch.allclose(start(image, "black"), smallest)
    assert "its smallest value in each channel" in image.notes[0]


@pytest.mark.parametrize(("scale", "white"), [(0.2, 1.0), (51, 255.0)])
def test_values_of_pictures_keep_their_white(scale: float, white: float) -> None:
    image = read_image((BANDS * scale).clamp(max=white))
    assert torch.equal(start(image, "white"), torch.full((1, 5, 20, 30), white))


def test_noise_lies_between_black_and_white_and_hangs_on_the_seed() -> None:
    image = read_image(MINUS)
    noise = start(image, "noise")
    assert (noise >= start(image, "black")).all()
    assert (noise <= start(image, "white")).all()
    assert torch.equal(noise, start(image, "noise"))
    assert not torch.equal(noise, image.baseline("noise", seed=1)[0].tensor)


def test_blur_keeps_the_mean_and_takes_the_detail() -> None:
    flat = torch.full((1, 2, 9, 14), 3.5)
    assert torch.allclose(without_detail(flat), flat.double())
    smooth = start(read_image(BANDS), "blur")
    assert float(smooth.std()) < float(BANDS.std())
    for channel in range(5):
        inside = smooth[0, channel]
        assert float(inside.std()) < 0.3 * float(BANDS[channel].std())
        assert float(inside.mean()) == pytest.approx(float(BANDS[channel].mean()), rel=0.1)


def test_what_is_shown_is_stretched_channel_by_channel() -> None:
    image = read_image(BANDS, wanted=Wanted(rgb=(3, 2, 1)))
    for place, channel in enumerate((3, 2, 1)):
        values = BANDS[channel].double()
        low, high = (float(torch.quantile(values, q)) for q in (0.02, 0.98))
        expected = ((values - low) / (high - low)).clamp(0, 1).numpy()
        assert np.abs(image.display[..., place] / 255 - expected).max() < 0.51 / 255
    assert "channel 3, channel 2, channel 1" in image.notes[0]
    assert "rgb= shows others" in image.notes[0]
    assert torch.equal(image.tensor, BANDS[None])


def test_one_of_them_is_shown_grey() -> None:
    image = read_image(BANDS, wanted=Wanted(rgb=(4,)))
    assert (image.display == image.display[..., :1]).all()
    assert "in grey is channel 4," in image.notes[0]


def test_a_channel_of_one_value_is_mid_grey() -> None:
    image = read_image(torch.full((5, 4, 4), 7.5))
    assert (image.display == 128).all()
    assert torch.equal(start(image, "black"), torch.zeros(1, 5, 4, 4))


def test_other_channels_of_three_are_shown_in_their_order() -> None:
    colours = torch.rand(3, 4, 5)
    usual, turned = read_image(colours), read_image(colours, wanted=Wanted(rgb=(2, 1, 0)))
    assert np.array_equal(usual.display[..., ::-1], turned.display)
    assert torch.equal(usual.tensor, turned.tensor)


HOUNSFIELD = np.random.default_rng(0).normal(0, 500, (12, 16)).astype(np.int16)


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        (HOUNSFIELD, Wanted(channels=1)),
        (HOUNSFIELD, Wanted(window=(-160, 240))),
        (HOUNSFIELD.astype(np.float32), Wanted(window=(-160, 240))),
        (torch.from_numpy(HOUNSFIELD).float()[None], Wanted()),
        (torch.from_numpy(HOUNSFIELD), Wanted(channels=1)),
        (Image.fromarray(HOUNSFIELD.astype(np.float32)), Wanted(channels=1)),
    ],
)
def test_measured_values_reach_the_model_as_they_are(source: Any, wanted: Wanted) -> None:
    image = read_image(source, wanted=wanted)
    assert np.array_equal(image.tensor[0, 0].numpy(), HOUNSFIELD.astype(np.float32))
    low, high = wanted.window or np.quantile(HOUNSFIELD, (0.01, 0.99))
    expected = ((HOUNSFIELD - low) / (high - low)).clip(0, 1)
    assert np.abs(image.display[..., 0] / 255 - expected).max() < 0.51 / 255
    assert f"from {low:.4g} (black) to {high:.4g} (white)" in image.notes[0]
    assert torch.allclose(start(image, "mean"), image.tensor.mean())
    assert torch.equal(start(image, "white"), torch.full_like(image.tensor, HOUNSFIELD.max()))


DEEP = np.linspace(500, 3000, 12 * 16).reshape(12, 16).astype(np.uint16)


@pytest.mark.parametrize("source", [DEEP, Image.fromarray(DEEP)])
@pytest.mark.parametrize("transformed", [False, True])
def test_a_window_changes_what_is_shown_of_deep_greys_and_nothing_else(
    source: Any, transformed: bool
) -> None:
    def transform(image: Image.Image) -> torch.Tensor:
        return (torch.from_numpy(np.asarray(image) / 4095.0).float()[None] - 0.5) / 0.25

    how = transform if transformed else None
    plain = read_image(source, how)
    windowed = read_image(source, how, wanted=Wanted(window=(1000, 2000)))
    assert torch.equal(plain.tensor, windowed.tensor)
    expected = ((DEEP.astype(float) - 1000) / 1000).clip(0, 1)
    assert np.abs(windowed.display[..., 0] / 255 - expected).max() < 0.006
    low, high = np.quantile(DEEP, (0.01, 0.99))
    usual = ((DEEP - low) / (high - low)).clip(0, 1)
    assert np.abs(plain.display[..., 0] / 255 - usual).max() < 0.006
    assert any("window=(level, width)" in note for note in plain.notes)
    for name in ("black", "white", "mean"):
        one, other = start(plain, name), start(windowed, name)
        assert torch.allclose(one, other)


def test_deep_whole_greys_are_scaled_as_pictures_are() -> None:
    for source in (Image.fromarray(DEEP), Image.fromarray(DEEP.astype(np.int32))):
        tensor = read_image(source, wanted=Wanted(channels=1)).tensor
        assert np.allclose(tensor[0, 0].numpy(), DEEP / 4095)


def test_bytes_are_shown_as_they_are_unless_a_window_is_asked_for() -> None:
    grey = np.arange(200, dtype=np.uint8).reshape(10, 20)
    assert np.array_equal(read_image(grey).display[..., 0], grey)
    shown = read_image(grey, wanted=Wanted(window=(50, 150))).display[..., 0]
    assert (shown[grey <= 50] == 0).all()
    assert (shown[grey >= 150] == 255).all()


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (np.full((4, 5, 7), np.nan), "The array holds 140 of 140 values that are NaN"),
        (np.zeros((2, 4, 5, 7)), "batch of 2"),
        (torch.zeros(2, 7, 4, 5), "batch of 2"),
        (np.zeros((4, 5, 201), np.int16), r"shape \(4, 5, 201\) has 201 .* 1 to 200 .*kind=.array"),
        (torch.zeros(7, 0, 5), "is needed"),
        (np.zeros((3, 8, 8), np.uint8), "transpose"),
        (np.zeros((8, 8), np.int64), "holds int64"),
    ],
)
def test_what_is_no_image_is_said(source: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_image(source)
