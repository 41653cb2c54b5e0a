from __future__ import annotations

import io
import warnings
from typing import Any

import numpy as np
import pytest
from pictures import encoded, scene
from PIL import Image

from igviz.errors import InputError
from igviz.modalities.image import decode
from igviz.modalities.image.decode import decode_bytes, decode_image

SCENE = scene()
IMAGE = Image.fromarray(SCENE)


def read(image: Image.Image, kind: str = "PNG", **how: Any) -> decode.Picture:
    return decode_bytes(encoded(image, kind, **how), "the file")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation(orientation: int) -> None:
    """A picture stored turned and marked so is the same picture."""
    back = {
        1: SCENE,
        2: SCENE[:, ::-1],
        3: SCENE[::-1, ::-1],
        4: SCENE[::-1],
        5: SCENE.transpose(1, 0, 2),
        6: np.rot90(SCENE, 1),
        7: SCENE[::-1, ::-1].transpose(1, 0, 2),
        8: np.rot90(SCENE, -1),
    }[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = read(Image.fromarray(np.ascontiguousarray(back)), exif=exif)
    np.testing.assert_array_equal(np.array(picture.image), SCENE)
    assert bool(picture.notes) == (orientation > 1)


def test_transparency_is_laid_on_white() -> None:
    clear = Image.new("RGBA", (2, 1), (255, 0, 0, 255))
    clear.putpixel((1, 0), (0, 0, 0, 0))
    palette = Image.new("P", (2, 1), 0)
    palette.putpalette([255, 0, 0, 0, 0, 0])
    palette.putpixel((1, 0), 1)
    for picture in (read(clear), decode_image(clear, "it"), read(palette, transparency=1)):
        assert np.array(picture.image).tolist() == [[[255, 0, 0], [255, 255, 255]]]
        assert picture.notes == ("Transparent parts were laid on white.",)
    grey = Image.new("LA", (1, 1), (0, 128))
    assert np.array(decode_image(grey, "it").image).tolist() == [[[127] * 3]]


def test_opaque_alpha_needs_no_note() -> None:
    picture = decode_image(IMAGE.convert("RGBA"), "it")
    np.testing.assert_array_equal(np.array(picture.image), SCENE)
    assert picture.notes == ()


def test_palette_and_single_bits() -> None:
    picture = read(IMAGE.quantize(256))
    assert np.abs(np.array(picture.image).astype(int) - SCENE).mean() < 12
    bits = read(IMAGE.convert("1"))
    assert set(np.unique(np.array(bits.image))) == {0, 255}


@pytest.mark.parametrize("mode", ["CMYK", "YCbCr", "HSV", "RGBX", "RGBa"])
def test_other_colour_spaces(mode: str) -> None:
    source = IMAGE.convert("RGBA").convert(mode) if mode == "RGBa" else IMAGE.convert(mode)
    picture = decode_image(source, "it")
    assert picture.image.mode == "RGB"
    assert np.abs(np.array(picture.image).astype(int) - SCENE).max() <= 8


def test_sixteen_bits_are_scaled_and_kept_in_full() -> None:
    deep = np.array([[0, 256, 65535]], dtype=np.uint16)
    for kind in ("PNG", "TIFF"):
        picture = read(Image.fromarray(deep), kind)
        assert np.array(picture.image)[0, :, 0].tolist() == [0, 1, 255]
        assert picture.values is not None
        np.testing.assert_allclose(picture.values[0, :, 1], deep[0] / 65535)
        assert "Sixteen-bit" in picture.notes[0]


def test_wide_integers_and_floats() -> None:
    wide = Image.fromarray(np.array([[0, 200]], dtype=np.int32))
    assert np.array(decode_image(wide, "it").image)[0, :, 0].tolist() == [0, 200]
    floats = Image.fromarray(np.array([[0, 0.5]], dtype=np.float32))
    assert np.array(decode_image(floats, "it").image)[0, :, 0].tolist() == [0, 128]
    below = Image.fromarray(np.array([[-5, 200]], dtype=np.int32))
    with pytest.raises(InputError, match="integers from -5 to 200"):
        decode_image(below, "it")


def test_an_animation_shows_the_frame_it_stands_at() -> None:
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "blue")]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    picture = decode_bytes(data, "it")
    assert picture.notes == ("Frame 1 of 2 of an animation is used.",)
    animation = Image.open(io.BytesIO(data))
    animation.seek(1)
    second = decode_image(animation, "it")
    assert second.image.getpixel((0, 0)) == (0, 0, 255)
    assert animation.tell() == 1


def test_a_pillow_image_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "MOST_PIXELS", 100)
    monkeypatch.setattr(decode, "LONG_SIDE", 10)
    turned = IMAGE.copy()
    turned.getexif()[0x0112] = 6
    decode_image(turned, "it")
    assert turned.size == IMAGE.size
    assert turned.getexif()[0x0112] == 6
    np.testing.assert_array_equal(np.array(turned), SCENE)


@pytest.mark.parametrize("mode", ["RGB", "L", "1", "P", "RGBA", "I;16", "CMYK"])
def test_large_pictures_of_any_mode_are_shrunk(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "MOST_PIXELS", 1000)
    monkeypatch.setattr(decode, "LONG_SIDE", 30)
    if mode == "I;16":
        source = Image.fromarray(SCENE[..., 0].astype(np.uint16) * 257)
    else:
        source = IMAGE.convert(mode)
    picture = decode_image(source, "it")
    assert picture.image.size == (30, 20)
    assert "shrunk from 60x40 to 30x20" in " ".join(picture.notes)


def test_twelve_thousand_by_nine_thousand() -> None:
    data = encoded(Image.new("L", (12000, 9000), 77), "JPEG")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        picture = decode_bytes(data, "it")
    assert picture.image.size == (2048, 1536)
    assert picture.image.getpixel((9, 9)) == (77, 77, 77)
    assert "shrunk from 12000x9000 to 2048x1536" in picture.notes[0]


def test_a_decompression_bomb_is_refused() -> None:
    data = encoded(Image.new("1", (20000, 10000)))
    assert len(data) < 50_000
    with pytest.raises(InputError, match=r"more than 178,956,970 pixels.*decompression bomb"):
        decode_bytes(data, "it")
