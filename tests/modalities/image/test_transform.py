from __future__ import annotations

import random
from collections import UserDict
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from pictures import as_tensor, scene
from PIL import Image

import igviz
from igviz.errors import InputError
from igviz.modalities.image.transform import apply, model_tensor
from igviz.models.randomness import random_state_kept

IMAGE = Image.fromarray(scene(6, 8))
EXPECTED = as_tensor(IMAGE)[None]


class Processor:
    """Called as Hugging Face's image processors are; by position it answers in lists."""

    def __call__(self, images: Any, *args: Any, **how: Any) -> UserDict[str, Any]:
        assert not args
        array = np.array(images, dtype=np.float32).transpose(2, 0, 1)[None] / 255
        tensors = how.get("return_tensors") == "pt"
        return UserDict(pixel_values=torch.from_numpy(array) if tensors else array.tolist())


class Module(torch.nn.Module):
    def forward(self, image: Image.Image) -> torch.Tensor:
        return as_tensor(image)


def images_only(images: Image.Image) -> torch.Tensor:
    return as_tensor(images)


@pytest.mark.parametrize(
    "transform",
    [
        as_tensor,
        images_only,
        Processor(),
        lambda image: as_tensor(image)[None],
        lambda image: as_tensor(image).numpy(),
        lambda image: as_tensor(image).requires_grad_(),
        lambda image: {"pixel_values": as_tensor(image)},
        lambda image: {"pixel_values": [as_tensor(image)]},
        lambda image: SimpleNamespace(pixel_values=as_tensor(image)),
        Module(),
    ],
)
def test_manners_of_transforms(transform: Any) -> None:
    result = apply(transform, IMAGE)
    assert torch.equal(result, EXPECTED)
    assert not result.requires_grad


def test_the_result_is_a_copy_of_its_own() -> None:
    kept = as_tensor(IMAGE)
    result = apply(lambda _: kept, IMAGE)
    result.zero_()
    assert torch.equal(kept, EXPECTED[0])


def test_a_transform_may_draw_on_its_picture() -> None:
    def vandal(image: Image.Image) -> torch.Tensor:
        image.paste((1, 2, 3), (0, 0, *image.size))
        return as_tensor(image)

    image = IMAGE.copy()
    apply(vandal, image)
    np.testing.assert_array_equal(np.array(image), np.array(IMAGE))


def test_precision_follows_the_transform() -> None:
    assert apply(lambda image: as_tensor(image).double(), IMAGE).dtype == torch.float64
    assert apply(lambda image: as_tensor(image).half(), IMAGE).dtype == torch.float32


@pytest.mark.parametrize(
    ("transform", "message"),
    [
        (lambda _: 1 / 0, "8x6 pixels, with ZeroDivisionError: division by zero"),
        (lambda image: image, "an object of type Image.*ToTensor"),
        (lambda _: None, "an object of type NoneType"),
        (lambda _: [1, 2], "a list of 2"),
        (lambda _: {"labels": 1}, r"mapping with \['labels'\], and 'pixel_values' is needed"),
        (lambda _: np.array(["a"]), "an array of <U1"),
        (lambda image: as_tensor(image).mul(255).byte(), "holds uint8, and a model needs floats"),
        (lambda image: as_tensor(image).expand(10, 3, 6, 8), "batch of 10 where one example"),
        (lambda image: as_tensor(image)[:1].expand(201, 6, 8), "201 channels, and 1 to 200"),
        (lambda image: as_tensor(image).permute(1, 2, 0), r"tensor\.permute\(2, 0, 1\)"),
        (lambda image: as_tensor(image)[0], r"shape \(6, 8\), and \(C, H, W\)"),
        (lambda image: as_tensor(image)[:, :0], "shape"),
        (lambda image: as_tensor(image) * torch.nan, "144 of 144 values that are NaN"),
    ],
)
def test_what_a_transform_does_wrong_is_said(transform: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        apply(transform, IMAGE)


def test_the_cause_of_a_failure_is_kept() -> None:
    with pytest.raises(InputError) as caught:
        apply(lambda image: image.no_such_thing, IMAGE)
    assert isinstance(caught.value.__cause__, AttributeError)


def test_model_tensor_names_what_it_was_given() -> None:
    with pytest.raises(InputError, match="The baseline holds int64"):
        model_tensor(torch.zeros(3, 2, 2, dtype=torch.int64), "The baseline")


def test_random_state_is_given_back() -> None:
    def draw() -> tuple[Any, ...]:
        return random.random(), np.random.rand(), torch.rand(1).item()  # noqa: NPY002

    random.seed(1), np.random.seed(1), torch.manual_seed(1)  # noqa: NPY002
    expected = draw()
    random.seed(1), np.random.seed(1), torch.manual_seed(1)  # noqa: NPY002
    with random_state_kept():
        assert draw() == expected
    assert draw() == expected


def test_a_transform_that_does_not_look_at_its_picture_is_named() -> None:
    picture = Image.fromarray(np.arange(192, dtype=np.uint8).reshape(8, 8, 3))
    model = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(192, 3)).eval()
    with pytest.raises(InputError, match=r"the same for this picture and for its baseline \(black"):
        igviz.explain(model, picture, transform=lambda _: torch.rand(3, 8, 8))
    black = Image.new("RGB", (8, 8))
    with pytest.raises(InputError, match=r"equals its baseline \(black\)"):
        igviz.explain(model, black, transform=lambda image: torch.zeros(3, *image.size[::-1]))
