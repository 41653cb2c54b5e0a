from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from pictures import encoded, scene
from PIL import Image

from igviz.errors import InputError
from igviz.modalities.image.sources import read_picture

SCENE = scene()
IMAGE = Image.fromarray(SCENE)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "photo of a bird.png"
    path.write_bytes(encoded(IMAGE))
    return path


def test_paths_and_files_keep_their_name(file: Path) -> None:
    with file.open("rb") as opened:
        for source in (file, str(file), opened, Image.open(file)):
            picture = read_picture(source)
            np.testing.assert_array_equal(np.array(picture.image), SCENE)
            assert picture.title == "photo of a bird.png"
        assert opened.tell() == 0


@pytest.mark.parametrize(
    "source",
    [
        encoded(IMAGE),
        bytearray(encoded(IMAGE)),
        io.BytesIO(encoded(IMAGE)),
        IMAGE,
        SCENE,
        SCENE[None],
        SCENE.astype(np.float32) / 255,
        SCENE.astype(np.float64),
        SCENE.astype(np.uint16) * 257,
        SCENE[:, ::-1][:, ::-1],
        torch.from_numpy(SCENE).permute(2, 0, 1),
        torch.from_numpy(SCENE).permute(2, 0, 1)[None],
        torch.from_numpy(SCENE),
        torch.from_numpy(SCENE / 255).permute(2, 0, 1),
        torch.from_numpy(SCENE / 255).permute(2, 0, 1).bfloat16(),
    ],
    ids=lambda source: f"{type(source).__name__}-{getattr(source, 'dtype', '')}",
)
def test_one_picture_from_many_sources(source: Any) -> None:
    picture = read_picture(source)
    off = np.array(picture.image).astype(int) - SCENE
    assert picture.image.mode == "RGB"
    assert np.abs(off).max() <= (1 if getattr(source, "dtype", None) == torch.bfloat16 else 0)
    assert picture.title == ""


def test_which_range_was_read_is_said() -> None:
    assert read_picture(SCENE / 255.0).notes == ("Float values were read as 0..1.",)
    notes = read_picture(SCENE.astype(float)).notes
    assert notes == ("Float values up to 255 were read as 0..255.",)
    assert "Sixteen-bit" in read_picture(SCENE.astype(np.uint16)).notes[0]


def test_floats_keep_what_eight_bits_lose() -> None:
    fine = np.full((2, 3, 3), 0.12345)
    values = read_picture(fine).values
    assert values is not None
    np.testing.assert_array_equal(values, fine)


def test_greys_become_three_channels() -> None:
    grey = SCENE[..., 0]
    for source in (grey, grey[..., None], grey / 255.0, Image.fromarray(grey)):
        picture = read_picture(source)
        np.testing.assert_array_equal(np.array(picture.image), np.repeat(grey[..., None], 3, 2))
    mask = read_picture(grey > 100)
    assert set(np.unique(np.array(mask.image))) == {0, 255}


@pytest.mark.parametrize("scale", [1, 255])
def test_transparent_arrays_are_laid_on_white(scale: int) -> None:
    half = np.zeros((1, 2, 4), dtype=np.uint8 if scale == 255 else np.float64)
    half[0, 0, 3] = scale
    picture = read_picture(half)
    assert np.array(picture.image)[0, :, 0].tolist() == [0, 255]
    assert "Transparent parts were laid on white." in picture.notes


def test_one_pixel_is_a_picture() -> None:
    assert read_picture(np.array([[[1, 2, 3]]], dtype=np.uint8)).image.size == (1, 1)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (np.zeros((4, 5, 6, 3), np.uint8), "batch of 4 where one picture is needed.*batch\\[0\\]"),
        (torch.zeros(2, 3, 4, 4, dtype=torch.uint8), "batch of 2"),
        ([IMAGE, IMAGE], "list of 2 was given where one picture"),
        (np.zeros((0, 5, 3), np.uint8), r"shape \(0, 5, 3\) is empty"),
        (np.zeros((4, 5, 2), np.uint8), r"\(4, 5, 2\), and a picture needs.*1, 3 or 4 channels"),
        (np.zeros((4, 5, 5), np.uint8), "1, 3 or 4 channels"),
        (torch.zeros(2, 5, 5, dtype=torch.uint8), "1, 3 or 4 channels"),
        (np.zeros((3, 8, 8), np.uint8), "transpose\\(1, 2, 0\\)"),
        (np.zeros(7, np.uint8), r"has shape \(7,\)"),
        (np.array(0.5), r"has shape \(\)"),
        (np.array([[0.5, np.nan], [np.inf, 0]]), "2 of 4 values that are NaN or infinite"),
        (np.full((2, 2), -0.5), "floats from -0.5 to -0.5.*numpy.clip"),
        (np.full((2, 2), 1.4), "floats from 1.4 to 1.4"),
        (np.full((2, 2), 300.0), "floats from 300 to 300"),
        (np.zeros((2, 2), np.int64), "holds int64, and a picture needs uint8"),
        (np.array([[None]]), "holds object"),
        (np.zeros((2, 2), complex), "holds complex128"),
        (b"", r"empty \(0 bytes\)"),
        (b"not a picture", "not a picture that Pillow can read \\(13 bytes\\)"),
        (encoded(IMAGE)[:200], "damaged or cut short"),
        (encoded(IMAGE, "JPEG")[:700], "damaged or cut short"),
        (io.StringIO("text"), r"in text mode; open it with open\(path, 'rb'\)"),
        (io.BytesIO(), "The open file is empty"),
        ("https://example.org/cat.jpg", "reads no network"),
        ("nul\0byte.png", "cannot be opened"),
        (3.5, "from an object of type float.*is one number"),
        (None, "from an object of type NoneType"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_picture_is_said_in_a_sentence(source: Any, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        read_picture(source)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_missing_file_names_its_neighbours(file: Path) -> None:
    wrong = file.with_name("photo of a brid.png")
    with pytest.raises(InputError, match=r"nearest names there are 'photo of a bird\.png'"):
        read_picture(wrong)
    with pytest.raises(InputError, match=r"the folder .* does not exist either"):
        read_picture(file.parent / "nowhere" / "a.png")
    with pytest.raises(InputError, match="is a folder; pass the path of one picture"):
        read_picture(file.parent)
    with pytest.raises(InputError, match="'' is an empty string; pass the path of a picture"):
        read_picture("")


def test_empty_and_cut_files_are_named(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(b"")
    with pytest.raises(InputError, match=r"'.*photo of a bird.png' is empty \(0 bytes\)"):
        read_picture(file)
    file.write_bytes(data[: len(data) // 2])
    with pytest.raises(InputError, match=r"'.*photo of a bird.png' is damaged"):
        read_picture(file)


def test_a_text_file_that_cannot_be_decoded(file: Path) -> None:
    with file.open(encoding="utf-8") as opened, pytest.raises(InputError, match="'rb'"):
        read_picture(opened)
    with pytest.raises(InputError, match="cannot be read"):
        read_picture(opened)  # closed by now
