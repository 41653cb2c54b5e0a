from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from pictures import MEAN, STD, as_tensor, encoded, resize_crop_normalise, scene, seen_by_it
from PIL import Image

from igviz.errors import InputError
from igviz.modalities.image.read import BASELINES, ImageInput, read_image

IMAGE = Image.fromarray(scene())
OTHER = Image.fromarray(scene()[::-1, ::-1].copy())


@pytest.fixture(scope="module")
def normalised() -> ImageInput:
    return read_image(IMAGE, resize_crop_normalise)


def one(image: ImageInput, spec: object, **how: Any) -> tuple[torch.Tensor, Any, str]:
    (baseline,) = image.baseline(spec, **how)
    assert baseline.tensor.shape == image.tensor.shape
    assert baseline.tensor.dtype == image.tensor.dtype
    assert baseline.display.shape == image.display.shape
    assert baseline.display.dtype == np.uint8
    return baseline.tensor, baseline.display, baseline.name


def in_unit_range(tensor: torch.Tensor) -> torch.Tensor:
    return tensor[0] * STD + MEAN


@pytest.mark.parametrize(("spec", "level"), [("black", 0.0), ("white", 1.0), (0.5, 0.5), (1, 1.0)])
def test_greys_are_exact_in_the_models_terms(
    normalised: ImageInput, spec: object, level: float
) -> None:
    tensor, display, name = one(normalised, spec)
    torch.testing.assert_close(
        in_unit_range(tensor), torch.full_like(tensor[0], level), atol=1e-6, rtol=0
    )
    assert (display == int(level * 255 + 0.5)).all()
    assert name == (spec if isinstance(spec, str) else f"{spec:g}")


def test_mean_is_the_mean_of_what_the_model_saw(normalised: ImageInput) -> None:
    tensor, _, _ = one(normalised, "mean")
    expected = seen_by_it(IMAGE).mean(axis=(0, 1)) / 255
    pixels = in_unit_range(tensor)
    np.testing.assert_allclose(pixels.mean(dim=(1, 2)).numpy(), expected, atol=1e-6)
    assert float(pixels.std(dim=(1, 2)).max()) < 1e-6


def test_blur_keeps_the_colours_and_loses_the_detail() -> None:
    image = read_image(scene(120, 160))
    _, display, _ = one(image, "blur")
    assert np.abs(display.mean(axis=(0, 1)) - image.display.mean(axis=(0, 1))).max() < 6
    blurred, sharp = (
        np.abs(np.diff(picture.astype(float), axis=1)).max() for picture in (display, image.display)
    )
    assert blurred < sharp / 8


def test_noise_is_uniform_and_seeded(normalised: ImageInput) -> None:
    big = read_image(scene(80, 90))
    tensor, _, _ = one(big, "noise")
    counts = torch.histc(tensor, bins=10, min=0, max=1)
    assert counts.min() > 0.9 * tensor.numel() / 10
    assert torch.equal(tensor, one(big, "noise", seed=0)[0])
    assert not torch.equal(tensor, one(big, "noise", seed=1)[0])
    inside = in_unit_range(one(normalised, "noise")[0])
    assert -1e-6 <= float(inside.min()) < float(inside.max()) <= 1 + 1e-6


def test_noise_of_one_channel_is_uniform_too() -> None:
    grey = read_image(scene(60, 60), lambda image: as_tensor(image)[:1])
    counts = torch.histc(one(grey, "noise")[0], bins=10, min=0, max=1)
    assert counts.min() > 0.8 * 360


def test_a_list_gives_one_each_and_its_noises_differ(normalised: ImageInput) -> None:
    baselines = normalised.baseline(["black", "noise", "noise", 0.25, OTHER])
    assert [baseline.name for baseline in baselines] == ["black", "noise", "noise", "0.25", "image"]
    assert not torch.equal(baselines[1].tensor, baselines[2].tensor)
    assert [b.name for b in normalised.baseline(BASELINES)] == list(BASELINES)


def test_an_image_takes_the_pictures_way(normalised: ImageInput, tmp_path: Path) -> None:
    path = tmp_path / "other.png"
    path.write_bytes(encoded(OTHER))
    expected = resize_crop_normalise(OTHER)[None]
    for spec in (OTHER, path, str(path), path.read_bytes(), np.array(OTHER)):
        tensor, display, name = one(normalised, spec)
        assert torch.equal(tensor, expected)
        np.testing.assert_array_equal(display, seen_by_it(OTHER))
        assert name == "image"


def test_an_image_of_another_size_is_stretched(normalised: ImageInput) -> None:
    tensor, _, _ = one(normalised, Image.new("RGB", (3, 500), (255, 0, 0)))
    np.testing.assert_allclose(in_unit_range(tensor)[:, 0, 0].numpy(), [1, 0, 0], atol=1e-6)


def test_a_tensor_is_taken_as_it_is(normalised: ImageInput) -> None:
    given = torch.randn(3, 20, 20)
    kept = given.clone()
    tensor, display, name = one(normalised, given)
    assert torch.equal(tensor[0], given)
    assert name == "tensor"
    tensor.zero_()
    assert torch.equal(given, kept)
    shown = (in_unit_range(given[None]).clamp(0, 1) * 255).permute(1, 2, 0).numpy()
    assert np.abs(display - shown).max() <= 0.5 + 1e-3


def test_without_a_transform_images_keep_their_precision() -> None:
    plain = read_image(np.full((2, 3, 3), 0.3))
    tensor, _, _ = one(plain, np.full((2, 3, 3), 0.12345))
    torch.testing.assert_close(tensor, torch.full_like(tensor, 0.12345))


def test_tensors_take_numbers_raw_and_names_on_their_own_scale() -> None:
    image = read_image(torch.tensor([-2.0, 0.0, 3.0]).reshape(1, 1, 3).expand(3, 1, 3))
    assert one(image, "black")[0].unique().tolist() == [-2]
    assert one(image, "white")[0].unique().tolist() == [3]
    assert one(image, 0)[0].unique().tolist() == [0]
    assert one(image, 7.5)[0].unique().tolist() == [7.5]
    assert one(image, 0)[1][0, 0, 0] == 102  # (0 + 2) / 5 of 255
    unit = read_image(torch.rand(3, 4, 4))
    assert one(unit, "black")[0].unique().tolist() == [0]
    assert one(unit, "white")[0].unique().tolist() == [1]


def test_a_transform_that_is_not_affine_gets_the_baseline_pictures() -> None:
    image = read_image(IMAGE, lambda picture: as_tensor(picture) ** 2)
    assert float(one(image, 0.5)[0].mean()) == pytest.approx((128 / 255) ** 2)
    assert (one(image, "white")[1] == 255).all()
    torch.testing.assert_close(one(image, OTHER)[0][0], as_tensor(OTHER) ** 2)


def test_a_baseline_the_transform_cannot_take_is_said() -> None:
    def standardise(picture: Image.Image) -> torch.Tensor:
        values = as_tensor(picture)
        return (values - values.mean()) / values.std()

    image = read_image(IMAGE, standardise)
    with pytest.raises(InputError, match=r"makes no usable tensor of this baseline.*NaN"):
        image.baseline("black")
    assert np.isfinite(one(image, "blur")[0].numpy()).all()


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("blakc", "'blakc' is unknown.*did you mean 'black'"),
        ("zzz", "no such file exists; it must be one of 'black', 'white'"),
        (1.5, "baseline 1.5 is out of range.*0 \\(black\\) to 1 \\(white\\)"),
        (float("nan"), "baseline nan is out of range"),
        ([], "list of baselines is empty"),
        (torch.zeros(3, 4, 4), r"shape \(3, 4, 4\), and the model receives \(1, 3, 20, 20\)"),
        (torch.full((3, 20, 20), torch.nan), "The baseline tensor holds 1200 of 1200"),
        (b"nothing", "not a picture"),
        (np.zeros((5, 5, 2), np.uint8), "channels"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_bad_baselines_are_said(normalised: ImageInput, spec: object, message: str) -> None:
    with pytest.raises(InputError, match=message):
        normalised.baseline(spec)


@pytest.mark.parametrize("spec", [None, True, {"black": 1}, [["black"]], object()])
def test_what_cannot_be_a_baseline(normalised: ImageInput, spec: object) -> None:
    with pytest.raises(TypeError, match="baseline must be one of 'black'"):
        normalised.baseline(spec)


def test_infinite_raw_numbers_are_refused() -> None:
    with pytest.raises(InputError, match="inf is out of range"):
        read_image(torch.rand(3, 2, 2)).baseline(float("inf"))


@pytest.mark.parametrize("colour", ["red", "#ff0000", (255, 0, 0), (1, 0, 0), (1.0, 0.0, 0.0)])
def test_a_colour(normalised: ImageInput, colour: object) -> None:
    (baseline,) = normalised.baseline(colour)
    assert (baseline.display == np.array([255, 0, 0])).all()


def test_a_colour_out_of_range(normalised: ImageInput) -> None:
    with pytest.raises(InputError, match=r"three numbers on 0\.\.255"):
        normalised.baseline((0, 300, 0))
