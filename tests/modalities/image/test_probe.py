from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from pictures import as_tensor, resize_crop_normalise, scene, seen_by_it
from PIL import Image, ImageOps
from small import net

import igviz
from igviz.modalities.image.probe import Probed
from igviz.modalities.image.view import View

IMAGE = Image.fromarray(scene())


def look(transform: Any, image: Image.Image = IMAGE) -> tuple[View, str]:
    view, notes = Probed(transform).look(image)
    return view, " ".join(notes)


def test_what_the_model_saw_is_read_back_to_the_level() -> None:
    view, notes = look(resize_crop_normalise)
    assert notes == ""
    np.testing.assert_array_equal(view.display(view.tensor), seen_by_it(IMAGE))


@pytest.mark.parametrize(
    "transform",
    [
        lambda t: 1 - t,
        lambda t: t * 255,
        lambda t: -3 * t + 7,
        lambda t: t.flip(2),
        lambda t: t.rot90(1, (1, 2)),
        lambda t: t.double(),
    ],
)
def test_affine_transforms_are_undone(transform: Any) -> None:
    view, notes = look(lambda image: transform(as_tensor(image)))
    assert notes == ""
    turned = transform(torch.from_numpy(np.array(IMAGE)).permute(2, 0, 1).float() / 255)
    reference = look(as_tensor)[0]
    assert view.display(view.tensor).shape == (*turned.shape[1:], 3)
    assert (
        np.sort(view.display(view.tensor).ravel()).tolist()
        == np.sort(reference.display(reference.tensor).ravel()).tolist()
    )


@pytest.mark.parametrize("order", [(2, 1, 0), (1, 2, 0), (0, 2, 1)])
def test_channels_in_another_order_are_shown_in_their_colours(order: tuple[int, ...]) -> None:
    view, notes = look(lambda image: as_tensor(image)[list(order)] * 255 - 100)
    assert notes == ""
    np.testing.assert_array_equal(view.display(view.tensor), np.array(IMAGE))
    tensor, shown = view.from_image(IMAGE)
    assert torch.equal(tensor, view.tensor)
    again, _ = view.from_shown(shown / 255)
    assert torch.allclose(again, view.tensor, atol=1e-4)


def test_one_channel_is_shown_grey() -> None:
    view, notes = look(lambda image: as_tensor(image.convert("L"))[:1])
    assert notes == ""
    grey = np.array(IMAGE.convert("L"))
    np.testing.assert_array_equal(view.display(view.tensor), np.repeat(grey[..., None], 3, 2))


def test_padding_is_shown_as_the_colour_it_stands_for() -> None:
    def padded(image: Image.Image) -> torch.Tensor:
        return as_tensor(ImageOps.expand(image, 4, fill=(114, 114, 114))) * 2 - 1

    view, notes = look(padded)
    assert notes == ""
    shown = view.display(view.tensor)
    assert (shown[:4] == 114).all()
    np.testing.assert_array_equal(shown[4:-4, 4:-4], np.array(IMAGE))
    # No baseline can reach the padding: the model would never see it otherwise.
    black, _ = view.from_shown(np.zeros(shown.shape))
    assert torch.equal(black[..., :4, :], view.tensor[..., :4, :])


@pytest.mark.parametrize(
    "transform",
    [
        lambda image: as_tensor(image) ** 2,
        lambda image: as_tensor(image).sqrt(),
        lambda image: as_tensor(ImageOps.autocontrast(image.point(lambda v: v // 2 + 30))),
        lambda image: as_tensor(ImageOps.solarize(image)),
        lambda image: as_tensor(ImageOps.equalize(image)),
        lambda image: (as_tensor(image) - as_tensor(image).mean()) / as_tensor(image).std(),
        lambda image: as_tensor(image if any(image.getpixel((0, 0))) else image.crop((0, 0, 5, 5))),
        lambda image: as_tensor(image) * 0 + 1,
    ],
)
def test_what_is_not_affine_is_said(transform: Any) -> None:
    view, notes = look(transform)
    assert view.affine is None
    assert "cannot be shown exactly; the resized original is shown instead" in notes
    shown = view.display(view.tensor, IMAGE)
    np.testing.assert_array_equal(shown, np.array(IMAGE))


def test_a_curve_shows_on_a_black_picture_too() -> None:
    assert look(lambda image: as_tensor(image) ** 2, Image.new("RGB", (5, 5)))[0].affine is None


def test_a_random_transform_is_named_and_still_shown() -> None:
    generator = torch.Generator().manual_seed(0)

    def random_crop(image: Image.Image) -> torch.Tensor:
        left = int(torch.randint(0, 20, (), generator=generator))
        return as_tensor(image)[:, 5:25, left : left + 30] * 3

    view, notes = look(random_crop)
    assert "draws at random" in notes
    assert "cannot be shown exactly" not in notes
    seen = view.tensor[0].permute(1, 2, 0).numpy() / 3
    assert np.abs(view.display(view.tensor) / 255 - seen).max() < 1e-5


@pytest.mark.parametrize("size", [(1, 1), (1, 9), (9, 1)])
def test_tiny_pictures(size: tuple[int, int]) -> None:
    view, notes = look(lambda image: as_tensor(image) * 2 - 1, Image.new("RGB", size, (9, 99, 199)))
    assert notes == ""
    assert view.display(view.tensor)[0, 0].tolist() == [9, 99, 199]


class Counted:
    """A transform that counts its calls."""

    def __init__(self, transform: Any) -> None:
        self.transform, self.calls = transform, 0

    def __call__(self, image: Image.Image) -> torch.Tensor:
        self.calls += 1
        tensor: torch.Tensor = self.transform(image)
        return tensor


def pictures(count: int, size: tuple[int, int] = (60, 40)) -> list[Image.Image]:
    generator = np.random.default_rng(3)
    return [
        Image.fromarray(generator.integers(0, 256, (*size[::-1], 3), np.uint8))
        for _ in range(count)
    ]


@pytest.mark.parametrize("count", [1, 2, 4, 9])
def test_each_size_is_probed_once(count: int) -> None:
    counted = Counted(resize_crop_normalise)
    probed = Probed(counted)
    for picture in pictures(count):
        view, notes = probed.look(picture)
        alone, _ = Probed(resize_crop_normalise).look(picture)
        assert notes == []
        assert torch.equal(view.tensor, alone.tensor)
        np.testing.assert_array_equal(view.display(view.tensor), alone.display(alone.tensor))
    assert counted.calls == count + 5
    probed.look(pictures(1, (30, 50))[0])
    assert counted.calls == count + 5 + 6


def test_a_picture_that_the_probes_do_not_explain_is_probed_itself() -> None:
    def lowered(image: Image.Image) -> torch.Tensor:
        return as_tensor(image) - (2.0 if image.getpixel((0, 0)) == (9, 9, 9) else 0.0)

    one, other = pictures(2)
    other.putpixel((0, 0), (9, 9, 9))
    probed = Probed(lowered)
    assert probed.look(one)[0].affine is not None
    assert probed.look(other)[0].affine is None


def test_a_picture_of_one_colour_tells_nothing_of_others() -> None:
    def spread(image: Image.Image) -> torch.Tensor:
        return as_tensor(ImageOps.autocontrast(image))

    probed = Probed(spread)
    assert probed.look(Image.new("RGB", IMAGE.size, (90, 90, 90)))[0].affine is not None
    narrow = IMAGE.point(lambda level: level // 2 + 30)
    assert probed.look(narrow)[0].affine is None


def test_what_cannot_be_called_is_no_transform() -> None:
    transform: Any = "resize"
    with pytest.raises(TypeError, match="transform must be callable on a PIL image, not str"):
        Probed(transform)


def test_four_pictures_of_a_call_are_probed_once() -> None:
    calls = []
    for count in (1, 4):
        counted = Counted(as_tensor)
        igviz.explain(net(), pictures(count), transform=counted, n_steps=2, progress=False)
        calls.append(counted.calls)
    assert calls == [6, 9]
