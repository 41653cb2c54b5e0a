"""Pictures of greys reach a transform in the mode they came in, and RGB only what needs it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from torch import Tensor, nn

import igviz
from igviz.modalities.image.channels import Wanted
from igviz.modalities.image.read import read_image

RAMP = np.linspace(0, 1, 48).reshape(6, 8)
MODES: list[str] = []


def recorded(image: Image.Image) -> Tensor:
    """What torchvision's ToTensor and Normalize make of a picture, on the scale of its mode."""
    MODES.append(image.mode)
    values = np.asarray(image).astype(np.float32)
    values = values[..., None] if values.ndim == 2 else values
    white = {"I;16": 65535.0, "F": 1.0}.get(image.mode, 255.0)
    return (torch.from_numpy(values / white).permute(2, 0, 1) - 0.5) / 0.25


def coloured(image: Image.Image) -> Tensor:
    tensor = recorded(image)
    if len(tensor) != 3:
        raise RuntimeError("output with shape [1, 6, 8] doesn't match [3, 6, 8]")
    return tensor


def net(channels: int) -> nn.Module:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return nn.Sequential(nn.Flatten(), nn.Linear(48 * channels, 3)).eval()


SIXTEEN = Image.fromarray((RAMP * 65535).astype(np.uint16))
TWELVE = Image.fromarray((RAMP * 4095).astype(np.uint16))
EIGHT = Image.fromarray((RAMP * 255).astype(np.uint8))
FLOATS = Image.fromarray(RAMP.astype(np.float32))


@pytest.mark.parametrize(
    ("picture", "mode"),
    [
        (EIGHT, "L"),
        (np.asarray(EIGHT), "L"),
        (SIXTEEN, "I;16"),
        (np.asarray(SIXTEEN), "I;16"),
        (FLOATS, "F"),
    ],
    ids=["8 bits", "array of 8 bits", "16 bits", "array of 16 bits", "floats"],
)
def test_a_grey_picture_keeps_its_mode(picture: Any, mode: str) -> None:
    MODES.clear()
    model = net(1)
    explanation = igviz.explain(model, picture, transform=recorded, n_steps=4, progress=False)
    assert isinstance(explanation, igviz.Explanation)
    assert set(MODES) == {mode}
    tensor = recorded(picture if isinstance(picture, Image.Image) else Image.fromarray(picture))
    assert torch.equal(explanation.attribution.inputs, tensor[None])
    assert explanation.score == pytest.approx(float(model(tensor[None]).softmax(1).max()))
    shown = read_image(picture, recorded).display
    assert np.abs(shown[..., 0] / 255 - RAMP).max() < 0.01
    black = read_image(picture, recorded).baseline("black")[0].tensor
    assert torch.allclose(black, torch.full_like(black, -2.0))


def test_twelve_bits_are_seen_whole() -> None:
    image = read_image(TWELVE, recorded)
    assert np.abs(image.display[..., 0] / 255 - RAMP).max() < 0.01
    assert any(note.startswith("Twelve-bit") for note in image.notes)


@pytest.mark.parametrize("picture", [EIGHT, SIXTEEN])
@pytest.mark.parametrize(("transform", "channels"), [(coloured, 3), (recorded, 3)])
def test_rgb_is_for_what_needs_it(picture: Image.Image, transform: Any, channels: int) -> None:
    """The transform may fail of a grey picture, or the model of what becomes of it."""
    MODES.clear()
    each: Any = igviz.explain(
        net(channels), [picture, picture], transform=transform, n_steps=4, progress=False
    )
    assert MODES.count(picture.mode) == 1  # tried once
    assert MODES.count("RGB") > 1
    for explanation in each:
        assert explanation.attribution.inputs.shape == (1, 3, 6, 8)
        assert any("given as RGB" in note for note in explanation.notes)


@pytest.mark.parametrize(
    "picture",
    [EIGHT, SIXTEEN, FLOATS, EIGHT.convert("I"), EIGHT.convert("1"), np.asarray(EIGHT), RAMP],
)
def test_without_a_transform_a_model_of_one_channel_is_given_one(picture: Any) -> None:
    explanation: Any = igviz.explain(net(1), picture, target=1, n_steps=4, progress=False)
    assert explanation.attribution.inputs.shape == (1, 1, 6, 8)
    assert any("was given to it as one" in note for note in explanation.notes)
    three: Any = igviz.explain(net(3), picture, target=1, n_steps=4, progress=False)
    assert three.attribution.inputs.shape == (1, 3, 6, 8)
    assert not any("was given to it as one" in note for note in three.notes)
    with pytest.raises(igviz.ModelError, match="pass the transform"):
        igviz.explain(net(1), np.random.default_rng(0).random((6, 8, 3)), progress=False)


def convolved(channels: int) -> nn.Module:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        return nn.Sequential(nn.Conv2d(channels, 3, 3), nn.Flatten(), nn.Linear(72, 3)).eval()


@pytest.mark.parametrize(
    "source", [EIGHT, np.asarray(EIGHT), torch.from_numpy(np.array(EIGHT))[None]]
)
def test_a_first_layer_of_one_channel_is_given_one(source: Any) -> None:
    asked: list[Tensor] = []

    def takes(tensor: Tensor) -> bool:
        asked.append(tensor)
        return True

    assert read_image(source, None, takes, Wanted(1)).tensor.shape == (1, 1, 6, 8)
    assert read_image(source, None, takes, Wanted(3)).tensor.shape == (1, 3, 6, 8)
    assert not asked  # the layer says it, and no trial is needed
    explanation = igviz.explain(convolved(1), source, n_steps=4, progress=False)
    assert isinstance(explanation, igviz.Explanation)
    assert explanation.attribution.inputs.shape == (1, 1, 6, 8)


def test_a_picture_of_equal_colours_is_grey_to_a_model_of_one_channel() -> None:
    explanation = igviz.explain(
        convolved(1), EIGHT.convert("RGB"), transform=recorded, n_steps=4, progress=False
    )
    assert isinstance(explanation, igviz.Explanation)
    assert torch.equal(explanation.attribution.inputs[0], recorded(EIGHT))


def test_colours_for_a_model_of_one_channel_are_refused_with_what_to_type() -> None:
    colours = Image.new("RGB", (8, 6), (200, 100, 0))
    with pytest.raises(igviz.InputError, match=r"first layer takes one.*convert\('L'\)"):
        igviz.explain(convolved(1), colours, n_steps=4, progress=False)


def test_what_a_transform_does_wrong_with_the_grey_picture_is_told() -> None:
    def flat(image: Image.Image) -> Tensor:
        return torch.from_numpy(np.asarray(image) / 255.0).float()

    with pytest.raises(igviz.InputError, match=r"shape \(6, 8\)"):
        igviz.explain(convolved(1), EIGHT, transform=flat, n_steps=4, progress=False)
