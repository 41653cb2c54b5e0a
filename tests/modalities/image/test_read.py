from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from pictures import as_tensor, resize_crop_normalise, scene
from PIL import Image

from igviz.errors import InputError
from igviz.modalities.image.read import BASELINES, read_image

IMAGE = Image.fromarray(scene())
PHOTOS = ("bird", "cat", "dragonfly", "hot_dog", "parrot", "pets", "samoyed")


def test_without_a_transform_only_the_scale_changes() -> None:
    image = read_image(IMAGE)
    assert torch.equal(image.tensor, as_tensor(IMAGE)[None])
    np.testing.assert_array_equal(image.display, scene())
    assert "not resized" in image.notes[-1]
    assert "transform=" in image.notes[-1]


def test_floats_reach_the_model_unrounded() -> None:
    fine = np.random.default_rng(0).random((5, 4, 3))
    image = read_image(fine)
    np.testing.assert_array_equal(image.tensor[0].permute(1, 2, 0), fine.astype(np.float32))
    rounded = read_image(fine, as_tensor)
    assert "rounded to eight bits" in " ".join(rounded.notes)


def test_a_transform_decides_what_the_model_receives() -> None:
    image = read_image(IMAGE, resize_crop_normalise)
    assert torch.equal(image.tensor, resize_crop_normalise(IMAGE)[None])
    assert image.display.shape == (20, 20, 3)
    assert image.notes == ()


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_a_tensor_is_what_the_model_receives(dtype: torch.dtype) -> None:
    given = torch.rand(3, 4, 5, dtype=dtype)
    for source in (given, given[None]):
        image = read_image(source)
        assert torch.equal(image.tensor, given[None])
        assert image.tensor.dtype == dtype
        shown = given.permute(1, 2, 0).numpy() * 255
        assert np.abs(image.display - shown).max() <= 0.5 + 1e-6
    assert "shown black to white" in image.notes[0]


def test_a_normalised_tensor_is_stretched_and_said_to_be() -> None:
    image = read_image(torch.tensor([-1.0, 0.5, 2.0]).reshape(1, 1, 3))
    assert image.display[0, :, 0].tolist() == [0, 128, 255]
    assert "(-1, black) to its largest (2, white)" in image.notes[0]
    constant = read_image(torch.full((3, 2, 2), -4.0))
    assert (constant.display == 128).all()


def test_half_precision_is_widened() -> None:
    assert read_image(torch.rand(3, 2, 2).half()).tensor.dtype == torch.float32


def test_bytes_in_a_tensor_are_a_picture() -> None:
    given = torch.from_numpy(scene()).permute(2, 0, 1)
    assert torch.equal(read_image(given).tensor, as_tensor(IMAGE)[None])
    transformed = read_image(given, resize_crop_normalise).tensor
    assert torch.equal(transformed, resize_crop_normalise(IMAGE)[None])


@pytest.mark.parametrize(
    ("source", "transform", "message"),
    [
        (torch.zeros(2, 3, 4, 4), None, r"\(2, 3, 4, 4\) is a batch of 2.*batch\[0\]"),
        (torch.zeros(201, 4, 4), None, "201 channels, and 1 to 200 can be shown"),
        (torch.zeros(4, 4, 3), None, "permute"),
        (torch.zeros(4, 4), None, r"shape \(4, 4\)"),
        (torch.zeros(3, 0, 4), None, r"shape \(3, 0, 4\)"),
        (torch.zeros(3, 4, 4, dtype=torch.int64), None, "holds int64.*tensor.float"),
        (torch.full((3, 1, 1), torch.inf), None, "3 of 3 values that are NaN or infinite"),
        (torch.randn(3, 4, 4) - 9, as_tensor, "without transform if it is already what"),
        ("nowhere.png", as_tensor, "There is no file 'nowhere.png'"),
        (IMAGE, lambda _: 1 / 0, "transform failed.*ZeroDivisionError"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_bad_input_is_said(source: Any, transform: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_image(source, transform)


def test_a_transform_that_cannot_be_called() -> None:
    with pytest.raises(TypeError, match="with the parentheses"):
        read_image(IMAGE, 3)  # type: ignore[arg-type]


@settings(deadline=None)
@given(
    hnp.arrays(
        np.uint8, hnp.array_shapes(min_dims=2, max_dims=2, max_side=6).map(lambda s: (*s, 3))
    ),
    st.sampled_from([None, as_tensor, resize_crop_normalise]),
    st.sampled_from([*BASELINES, 0.5]),
)
def test_any_picture_can_be_shown_and_nothing_is_touched(
    pixels: npt.NDArray[np.uint8], transform: Any, spec: object
) -> None:
    kept = pixels.copy()
    state = (random.getstate(), torch.get_rng_state(), np.random.get_state()[1].copy())  # type: ignore[index]  # noqa: NPY002
    image = read_image(pixels, transform)
    (baseline,) = image.baseline(spec)
    image.display[:] = 0
    image.tensor.zero_()
    baseline.tensor.zero_()
    np.testing.assert_array_equal(pixels, kept)
    assert random.getstate() == state[0]
    assert torch.equal(torch.get_rng_state(), state[1])
    np.testing.assert_array_equal(np.random.get_state()[1], state[2])  # type: ignore[index]  # noqa: NPY002


@settings(deadline=None)
@given(hnp.arrays(np.float32, (3, 4, 5), elements=st.floats(-1e6, 1e6, width=32)))
def test_tensors_are_left_alone(values: npt.NDArray[np.float32]) -> None:
    source = torch.from_numpy(values.copy()).requires_grad_()
    image = read_image(source)
    image.tensor.zero_()
    np.testing.assert_array_equal(source.detach(), values)
    assert source.requires_grad
    assert not image.tensor.requires_grad


def test_a_random_transform_leaves_the_random_state() -> None:
    def flip(image: Image.Image) -> torch.Tensor:
        flipped = torch.rand(1) < 0.5
        return as_tensor(image).flip(2) if flipped else as_tensor(image)

    torch.manual_seed(3)
    before = torch.get_rng_state()
    read_image(IMAGE, flip)
    assert torch.equal(torch.get_rng_state(), before)


def test_hostile_file_names_are_only_text(tmp_path: Path) -> None:
    path = tmp_path / "<img src=x onerror=alert(1)>.png"
    IMAGE.save(path)
    assert read_image(path).title == path.name


@pytest.mark.parametrize("name", PHOTOS)
def test_photos_are_shown_as_torchvision_crops_them(
    shared: Path, torchvision: Any, name: str
) -> None:
    transform = torchvision.models.SqueezeNet1_0_Weights.IMAGENET1K_V1.transforms()
    path = shared / "photos" / f"{name}.jpg"
    image = read_image(path, transform)
    with Image.open(path) as photo:
        rgb = photo.convert("RGB")
    assert torch.equal(image.tensor[0], transform(rgb))
    resized = torchvision.transforms.Resize(256)(rgb)
    np.testing.assert_array_equal(image.display, torchvision.transforms.CenterCrop(224)(resized))
    assert image.notes == ()
    assert image.title == f"{name}.jpg"
    assert torch.allclose(
        image.baseline("black")[0].tensor, transform(Image.new("RGB", rgb.size))[None]
    )


@pytest.mark.parametrize("kind", ["v2", "v2-pil", "timm-style"])
def test_other_transforms_of_the_trade(torchvision: Any, kind: str) -> None:
    from torchvision.transforms import v2

    normalise = v2.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
    to_float = v2.ToDtype(torch.float32, scale=True)
    bicubic = torchvision.transforms.InterpolationMode.BICUBIC
    steps = {
        "v2": [v2.ToImage(), v2.Resize(24, antialias=True), v2.CenterCrop(20), to_float, normalise],
        "v2-pil": [v2.Resize((24, 24)), v2.CenterCrop(20), v2.ToImage(), to_float, normalise],
        "timm-style": [
            torchvision.transforms.Resize(24, interpolation=bicubic),
            torchvision.transforms.CenterCrop(20),
            torchvision.transforms.ToTensor(),
            normalise,
        ],
    }[kind]
    compose = torchvision.transforms.Compose if kind == "timm-style" else v2.Compose
    image = read_image(IMAGE, compose(steps))
    assert image.notes == ()
    assert image.display.shape == (20, 20, 3)
    assert type(image.tensor) is torch.Tensor
    shown = (image.tensor - image.baseline("black")[0].tensor)[0].permute(1, 2, 0).numpy()
    expected = shown * np.array([0.229, 0.224, 0.225]) * 255
    assert np.abs(image.display - np.clip(expected, 0, 255)).max() <= 0.5 + 1e-3


def test_timm_transforms(torchvision: Any) -> None:
    assert torchvision  # timm imports it
    timm = pytest.importorskip("timm")
    image = read_image(IMAGE, timm.data.create_transform((3, 32, 32), is_training=False))
    assert image.display.shape == (32, 32, 3)
    assert image.notes == ()
    training = read_image(IMAGE, timm.data.create_transform((3, 32, 32), is_training=True))
    assert "draws at random" in " ".join(training.notes)
