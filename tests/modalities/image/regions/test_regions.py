"""Regions as they are given and found, and what attribution adds up to over them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
import torch
from PIL import Image
from small import drawn
from torch import nn

import igviz
from igviz.figure.arrays import unwire
from igviz.modalities.image.maps import Maps
from igviz.modalities.image.modes import MODES, legend
from igviz.modalities.image.regioned import Regioned, region_sums
from igviz.modalities.image.regions.given import found
from igviz.modalities.image.regions.ranked import ranked
from igviz.modalities.image.regions.regions import Regions
from igviz.modalities.image.regions.superpixels import grid
from igviz.modalities.image.stills import words
from igviz.modalities.stills import plot

LEFT = np.arange(40)[None] < np.full((30, 1), 12)


class Bright(nn.Module):
    """How bright the picture is in all, and how dark."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        total = x.tanh().sum((1, 2, 3)) / 100
        return torch.stack([total, -total], dim=1)


def picture(height: int = 30, width: int = 40) -> Image.Image:
    values = np.random.default_rng(2).integers(30, 220, (height, width, 3), dtype=np.uint8)
    return Image.fromarray(values)


def halved(image: Image.Image) -> torch.Tensor:
    """The left half of a picture, at half its size."""
    width, height = image.size
    part = image.crop((0, 0, width // 2, height)).resize((width // 4, height // 2))
    return torch.from_numpy(np.array(part)).permute(2, 0, 1).float() / 255


def smaller(image: Image.Image) -> torch.Tensor:
    """A picture at two thirds of its size."""
    part = image.resize((image.width * 2 // 3, image.height * 2 // 3))
    return torch.from_numpy(np.array(part)).permute(2, 0, 1).float() / 255


def figure_with(regions: object, **how: Any) -> Any:
    how = {"n_steps": 4, "progress": False, "output": "score", **how}
    (one,) = cast("Any", igviz.explain(Bright(), [picture()], regions=regions, **how))
    return one.figure()


@pytest.mark.parametrize(
    ("regions", "names"),
    [
        (LEFT, ["inside", "elsewhere"]),
        (torch.from_numpy(LEFT), ["inside", "elsewhere"]),
        (Image.fromarray(LEFT), ["inside", "elsewhere"]),
        ({"left": LEFT}, ["left", "elsewhere"]),
        ({"left": LEFT, "right": ~LEFT}, ["left", "right"]),
        (LEFT + 3, ["3", "4"]),
        (LEFT[None].astype(float), ["0", "1"]),
        ({"</script>\u202e": LEFT}, None),
    ],
)
def test_masks_are_the_regions(regions: object, names: list[str] | None) -> None:
    figure = figure_with(regions)
    wire, labels = figure["regions"], unwire(figure["regions"]["labels"])
    assert wire["given"]
    assert wire["edge"] == 1
    if names is None:
        assert "\u202e" not in wire["names"][0]
        return
    assert wire["names"] == names
    first = labels == 0
    assert (first == LEFT).all() or (first == ~LEFT).all()
    signed = unwire(figure["positive"]) - unwire(figure["negative"])
    said, sums = zip(*words(figure), strict=True)
    assert list(said) == names
    expected = [float(signed[labels == at].sum()) for at in range(len(names))]
    assert list(sums) == pytest.approx(expected, rel=1e-5)


def test_labels_that_cover_a_picture_leave_nothing_elsewhere() -> None:
    labels = np.arange(30)[:, None] // 7 * 4 + np.arange(40)[None] // 11
    figure = figure_with(labels, transform=smaller)
    assert "elsewhere" not in figure["regions"]["names"]
    part = figure_with({"left": LEFT, "right": ~LEFT}, transform=smaller)["regions"]
    assert part["names"] == ["left", "right"]


def test_masks_go_through_the_transform() -> None:
    figure = figure_with({"left": LEFT}, transform=halved)
    labels = unwire(figure["regions"]["labels"])
    assert labels.shape == (15, 10)
    assert (labels[:, :5] == 0).all()
    assert (labels[:, 7:] == 1).all()
    seen = np.zeros((15, 10), bool)
    seen[3] = True
    assert (unwire(figure_with(seen, transform=halved)["regions"]["labels"])[3] == 0).all()


def padded(image: Image.Image) -> torch.Tensor:
    """A picture in a white frame."""
    framed = Image.new("RGB", (image.width + 8, image.height + 8), "white")
    framed.paste(image, (4, 4))
    return torch.from_numpy(np.array(framed)).permute(2, 0, 1).float() / 255


def standardised(image: Image.Image) -> torch.Tensor:
    """The middle of a picture on a scale of its own, which cannot be undone."""
    values = halved(image)
    return (values - values.mean()) / (values.std() + 1e-6)


def test_what_a_transform_puts_around_a_picture_is_in_no_mask() -> None:
    labels = unwire(figure_with({"left": LEFT}, transform=padded)["regions"]["labels"])
    np.testing.assert_array_equal(labels[4:-4, 4:-4] == 0, LEFT)
    assert (labels == 0).sum() == LEFT.sum()


def test_where_a_transform_cannot_be_undone_masks_have_the_models_size() -> None:
    with pytest.raises(igviz.InputError, match="pass masks of 15 by 10 pixels"):
        figure_with({"left": LEFT}, transform=standardised)
    small = np.zeros((15, 10), bool)
    small[2] = True
    labels = unwire(figure_with({"row": small}, transform=standardised)["regions"]["labels"])
    np.testing.assert_array_equal(labels == 0, small)


def test_a_mask_of_a_picture_that_was_made_smaller_is_too() -> None:
    large = LEFT.repeat(3, 0).repeat(3, 1)
    labels = unwire(figure_with({"left": large}, transform=halved)["regions"]["labels"])
    assert (labels[:, :5] == 0).all()
    assert (labels[:, 7:] == 1).all()


def test_pictures_of_masks_and_of_labels() -> None:
    for values in (1, 255):
        picture = Image.fromarray((LEFT * values).astype(np.uint8))
        np.testing.assert_array_equal(unwire(figure_with(picture)["regions"]["labels"]) == 0, LEFT)
    labels = Image.fromarray((LEFT * 3).astype(np.uint8), "L").convert("P")
    assert len(figure_with(labels)["regions"]["names"]) == 2
    few = Image.fromarray((LEFT * 3 + np.eye(30, 40, dtype=int)).astype(np.uint8))
    assert figure_with(few)["regions"]["names"] == ["0", "1", "3", "4"]


def test_one_axis_may_be_too_short_for_a_grid() -> None:
    for shape in ((1, 2000), (8, 10000), (500, 2)):
        labels = grid(shape)
        assert labels.max() < 255
        assert sorted(set(labels.ravel())) == list(range(int(labels.max()) + 1))


def test_a_region_beside_another_has_its_colour_however_weak() -> None:
    labels = (np.arange(24)[None] >= np.full((20, 1), 12)).astype(np.uint8)
    zeros = np.zeros((20, 24), np.float32)
    for weak in (0.9, 0.1):
        positive = np.where(labels == 0, np.float32(1), np.float32(weak))
        maps = Regioned.made(
            Maps(np.zeros((20, 24, 3), np.uint8), positive, zeros), Regions(labels, ("a", "b"))
        )
        drawn = MODES["regions"].draw(maps, MODES["regions"].style({}))
        ratio = drawn[5, 20, 1] / drawn[5, 3, 1]
        assert ratio == pytest.approx(weak, abs=0.02)


def test_a_mask_is_read_from_a_file(tmp_path: Path) -> None:
    Image.fromarray(LEFT).save(tmp_path / "mask.png")
    for path in (tmp_path / "mask.png", str(tmp_path / "mask.png")):
        labels = unwire(figure_with(path)["regions"]["labels"])
        np.testing.assert_array_equal(labels == 0, LEFT)


@pytest.mark.parametrize(
    ("regions", "sentence"),
    [
        ("superpixel", r"regions='superpixel' was given; .* did you mean 'superpixels'\?"),
        (
            3,
            r"regions is an array of int64 and shape \(\); pass 'superpixels', 'xrai', 'grid'",
        ),
        (object(), "regions is object; pass"),
        (LEFT * 0.5, r"holds fractions; say from where on a pixel is inside, such as mask > 0\.5"),
        ({}, "regions holds no mask"),
        ({1: LEFT, "1": LEFT}, "Two regions are called '1'; give each another name"),
        ({"a": LEFT, "b": LEFT}, "360 pixels of the mask 'b' lie in another mask, too"),
        ({"a": LEFT, "b": LEFT[:, :9]}, r"'a' and 'b' have shapes \(30, 40\) and \(30, 9\)"),
        ({"elsewhere": LEFT}, "Two regions are called 'elsewhere', which is what"),
        (np.where(LEFT, np.nan, 1), "holds NaN or infinity"),
        ([[1, 2], [3]], "regions is list; pass"),
        (Path("nowhere.png"), r"cannot be read from 'nowhere.png'"),
        (Path(__file__), "cannot be read from .*cannot identify image file"),
        ("a" * 300, "was given; pass 'superpixels'"),
        ({"a": LEFT[:5]}, r"The region 'a' has 5 by 40 pixels .*; pass masks of 30 by 40 pixels"),
        ({"a": LEFT & False}, "Nothing of the region 'a' is left in what the model sees"),
        (np.arange(1200).reshape(30, 40), "1200 regions were given, and 254 are the most"),
        (LEFT[None].repeat(3, 0), r"regions is an array of bool and shape \(3, 30, 40\)"),
    ],
)
def test_what_is_no_region_is_refused(regions: object, sentence: str) -> None:
    with pytest.raises(igviz.InputError, match=sentence):
        figure_with(regions)


@pytest.mark.parametrize("name", [None, "superpixels", "grid", "xrai"])
def test_regions_that_were_found_add_up_to_the_whole(name: str | None) -> None:
    figure = figure_with(name)
    wire = figure["regions"]
    assert wire["names"][0] == "region 1"
    assert not wire["given"]
    assert words(figure) == []
    signed = (unwire(figure["positive"]) - unwire(figure["negative"])).astype(float)
    total = sum(value for _, value in region_sums(figure))
    assert total == pytest.approx(signed.sum(), rel=1e-9)


def test_the_ranked_ones_are_in_order_of_strength() -> None:
    image = np.random.default_rng(1).integers(0, 256, (96, 96, 3), dtype=np.uint8)
    rows, columns = np.mgrid[:96, :96]
    signed = np.exp(-((rows - 30) ** 2 + (columns - 60) ** 2) / 300) - 0.1
    labels = ranked(image, signed)
    means = np.bincount(labels.ravel(), signed.ravel()) / np.bincount(labels.ravel())
    assert labels[30, 60] < 3
    assert (np.diff(means[:10]) < 0.05).all()
    assert means[0] > 5 * abs(means[-1])
    level = ranked(np.full((20, 30, 3), 9, np.uint8), np.zeros((20, 30)))
    assert sorted(set(level.ravel())) == list(range(int(level.max()) + 1))
    assert ranked(np.zeros((1, 1, 3), np.uint8), np.ones((1, 1))).tolist() == [[0]]


def test_what_lies_at_an_edge_is_shared() -> None:
    labels = (np.arange(40)[None] >= np.full((40, 1), 20)).astype(np.uint8)
    signed = np.zeros((40, 40))
    signed[20, 19] = 1.0
    assert Regions(labels, ("a", "b")).sums(signed).tolist() == [1, 0]
    left, right = Regions(labels, ("a", "b"), 9).sums(signed)
    assert left + right == pytest.approx(1)
    assert left > right > 0.4
    signed[20, 19], signed[20, 2] = 0, 1
    assert Regions(labels, ("a", "b"), 9).sums(signed)[0] == pytest.approx(1)
    assert found(np.zeros((224, 224, 3), np.uint8), np.zeros((224, 224))).edge == 15


def test_the_mode_has_one_colour_for_each_region() -> None:
    maps = Regioned.of(drawn(20, 24))
    labels = maps.regions.labels
    for label in range(4):
        assert len(np.unique(maps.signed[labels == label])) == 1
    np.testing.assert_allclose(
        [maps.signed[labels == label].astype(float).sum() for label in range(4)],
        maps.sums,
        rtol=1e-5,
    )
    style = MODES["regions"].style({"polarity": "both"})
    assert legend(MODES["regions"], maps, style) == (
        "Green raises the score, red lowers it: the sum of each region, by its area."
    )
    with pytest.raises(ValueError, match="'regions' takes no grain"):
        plot(drawn(), mode="regions", grain=4)


def test_a_figure_lists_the_strongest() -> None:
    canvas = plot(drawn(20, 24), mode="regions", polarity="both")
    titles = [axes.get_title() for axes in canvas.axes]
    assert "strongest regions" in titles
    texts = [text.get_text() for axes in canvas.axes for text in axes.texts]
    names = [label.get_text() for axes in canvas.axes for label in axes.get_yticklabels()]
    assert {"upper left", "lower right"} <= {*texts, *names}


def test_the_strongest_region_of_the_samoyed_is_on_the_dog(
    squeezenet: nn.Module, torchvision: Any, shared: Path
) -> None:
    photo = Image.open(shared / "photos" / "samoyed.jpg").convert("RGB")
    mask = Image.open(shared / "photos" / "samoyed_mask.png")
    transform = torchvision.models.SqueezeNet1_0_Weights.DEFAULT.transforms()
    how: Any = {"transform": transform, "progress": False}
    (one,) = cast("Any", igviz.explain(squeezenet, [photo], **how))
    (other,) = cast("Any", igviz.explain(squeezenet, [photo], regions={"dog": mask}, **how))
    maps = Regioned.of(one.figure())
    dog = unwire(other.figure()["regions"]["labels"]) == 0
    strongest = maps.regions.labels == maps.sums.argmax()
    assert dog[strongest].mean() > 0.8
    areas = maps.regions.areas
    ranked = np.argsort(-maps.sums / areas)
    fifth = ranked[np.cumsum(areas[ranked]) <= 0.2 * areas.sum()]
    positive = maps.sums.clip(0, None)
    assert positive[fifth].sum() >= 0.6 * positive.sum()
    assert other.words[0][0] == "dog"
    assert other.words[0][1] > other.words[1][1]
