"""Pillow images of any mode and size, turned upright and into eight-bit RGB."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps, UnidentifiedImageError

from igviz.errors import InputError, not_finite, what_it_said

# Above 16.8 million pixels a picture is shrunk so that its long side is LONG_SIDE: no model
# sees that much detail, and every probe of a transform would cost seconds.
MOST_PIXELS = 2**24
LONG_SIDE = 2048

_ALPHA = ("RGBA", "RGBa", "LA", "La", "PA")


@dataclass(frozen=True)
class Picture:
    """One decoded picture.

    Attributes
    ----------
    image : PIL.Image.Image
        Eight-bit RGB.
    grey : PIL.Image.Image or None
        The same in the mode it came in, where that is one of greys: L, 1, I, I;16 or F.
    white : float
        The value of white in the source.
    values : array of float64, shape (H, W, 3), or None
        The same on 0..1, where the source was finer than eight bits.
    title : str
        File name, or "".
    notes : tuple of str
        What was done to it, in sentences.
    """

    image: Image.Image
    values: npt.NDArray[np.float64] | None = None
    title: str = ""
    notes: tuple[str, ...] = ()
    grey: Image.Image | None = None
    white: float = 255.0


def decode_bytes(data: bytes, name: str, title: str = "") -> Picture:
    """Decode an encoded picture; ``name`` is what an error calls it."""
    if not data:
        raise InputError(f"{name} is empty (0 bytes); pass a picture such as a PNG or JPEG file.")
    with warnings.catch_warnings():
        # Large is dealt with below; Pillow's own limit still refuses what is larger still.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data)) as image:
                return decode_image(image, name, title, owned=True)
        except Image.DecompressionBombError as error:
            limit = 2 * (Image.MAX_IMAGE_PIXELS or 0)
            raise InputError(
                f"{name} unpacks to more than {limit:,} pixels and was refused as a possible "
                "decompression bomb; save a smaller copy and pass that."
            ) from error
        except UnidentifiedImageError as error:
            raise InputError(
                f"{name} is not a picture that Pillow can read ({len(data):,} bytes); pass a "
                "PNG, JPEG or another common format."
            ) from error
        except InputError:
            raise
        except Exception as error:  # of a header that is cut short or too long
            raise _damaged(name, error) from error


def decode_image(image: Image.Image, name: str, title: str = "", *, owned: bool = False) -> Picture:
    """Turn a Pillow image into a :class:`Picture`; an image not ``owned`` is left as it is."""
    if 0 in image.size:
        raise InputError(f"{name} has no pixels (size {image.width}x{image.height}).")
    notes: list[str] = []
    if getattr(image, "n_frames", 1) > 1:
        frame = image.tell() + 1
        notes.append(f"Frame {frame} of {image.n_frames} of an animation is used.")  # type: ignore[attr-defined]
    try:
        upright = _load(image if owned else image.copy(), notes)
        rgb, values = _to_rgb(upright, name, notes)
        grey = upright if is_grey(upright) else None
        white = 255.0 if grey is None else top_of(grey)
        return Picture(rgb, values, title, tuple(notes), grey, white)
    except (InputError, MemoryError):
        raise
    except Exception as error:  # Pillow's decoders raise almost anything on damaged data
        raise _damaged(name, error) from error


def _damaged(name: str, error: Exception) -> InputError:
    return InputError(
        f"{name} is damaged or cut short and cannot be decoded ({what_it_said(error)}); get a "
        "complete copy of the file."
    )


def _load(image: Image.Image, notes: list[str]) -> Image.Image:
    """Read the pixels, small enough and upright."""
    size = image.size
    large = size[0] * size[1] > MOST_PIXELS
    if large:
        # JPEG decodes straight to a half, a quarter or an eighth; other formats ignore this.
        image.draft(None, (LONG_SIDE, LONG_SIDE))
    image.load()
    if large:
        # Palettes and single bits cannot be averaged; a palette's colours can.
        image = image.convert({"1": "L", "P": "RGBA"}.get(image.mode, image.mode))
        image.thumbnail((LONG_SIDE, LONG_SIDE), _resampling(image.mode))
        notes.append(
            f"The picture was shrunk from {size[0]}x{size[1]} to {image.width}x{image.height} "
            "pixels before anything else."
        )
    orientation = image.getexif().get(0x0112, 1)
    if orientation in range(2, 9):
        notes.append("The picture was turned upright as its EXIF orientation says.")
        image = ImageOps.exif_transpose(image)
    return image


def is_grey(image: Image.Image) -> bool:
    """Whether a picture has one number for each pixel, and no palette or transparency."""
    of_greys = image.mode in ("L", "1", "I", "F") or image.mode.startswith("I;16")
    return of_greys and "transparency" not in image.info


def _resampling(mode: str) -> Image.Resampling:
    # Sixteen-bit greys can only be picked, not averaged.
    return Image.Resampling.NEAREST if mode.startswith("I;16") else Image.Resampling.BILINEAR


def _to_rgb(
    image: Image.Image, name: str, notes: list[str]
) -> tuple[Image.Image, npt.NDArray[np.float64] | None]:
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        values = _deep_grey(image, name, notes)
        grey = Image.fromarray(np.floor(values * 255.0 + 0.5).astype(np.uint8))
        return grey.convert("RGB"), np.repeat(values[..., None], 3, axis=2)
    if image.mode in _ALPHA or "transparency" in image.info:
        return _on_white(image.convert("RGBA"), notes), None
    if image.mode == "CMYK":
        notes.append("CMYK was converted to RGB without a colour profile.")
    return image.convert("RGB"), None


def _on_white(image: Image.Image, notes: list[str]) -> Image.Image:
    lowest = image.getchannel("A").getextrema()[0]
    if isinstance(lowest, (int, float)) and lowest < 255:
        notes.append("Transparent parts were laid on white.")
    white = Image.new("RGBA", image.size, (255, 255, 255, 255))
    return Image.alpha_composite(white, image).convert("RGB")


def _deep_grey(image: Image.Image, name: str, notes: list[str]) -> npt.NDArray[np.float64]:
    grey = np.asarray(image).astype(np.float64)
    if image.mode == "F":
        return unit_range(grey, name, notes)
    top = top_of(image)
    if grey.min() < 0 or grey.max() > 65535:
        raise InputError(
            f"{name} holds integers from {grey.min():.0f} to {grey.max():.0f}, and 0..65535 is "
            "needed; scale it to 0..1 and pass a float array."
        )
    if top > 255:
        notes.append(deep_note(top))
    return grey / top


def top_of(image: Image.Image) -> float:
    """The value of white in a picture of greys: of 8, 12 or 16 bits, or 1 or 255 of floats."""
    if image.mode in ("L", "1"):
        return 255.0
    largest = float(np.asarray(image).max())
    if image.mode == "F":
        return 255.0 if largest >= 2 else 1.0
    if image.mode == "I" and largest <= 255:
        return 255.0
    return white_of(largest)


def white_of(largest: float) -> float:
    """What white is for whole numbers up to so many, where they are more than bytes."""
    return 4095.0 if 255 < largest <= 4095 else 65535.0


def deep_note(white: float) -> str:
    """What is told of whole numbers beyond bytes."""
    bits = "Twelve" if white == white_of(256) else "Sixteen"
    return f"{bits}-bit values 0..{white:.0f} were scaled to 0..1."


def unit_range(
    values: npt.NDArray[np.float64], name: str, notes: list[str]
) -> npt.NDArray[np.float64]:
    """Bring float pixels, on 0..1 or 0..255, to 0..1, and say which it was."""
    bad = int(values.size - np.isfinite(values).sum())
    if bad:
        raise InputError(
            not_finite(f"{name} holds {bad} of {values.size} values", "numpy.nan_to_num")
        )
    low, high = float(values.min()), float(values.max())
    if low < 0 or high > 255 or 1.001 < high < 2:
        raise InputError(
            f"{name} holds floats from {low:.4g} to {high:.4g}, and a picture needs 0..1 or "
            "0..255; clip it with numpy.clip, or pass it as a (C, H, W) tensor without transform "
            "if it is already what the model receives."
        )
    if high >= 2:
        notes.append(f"Float values up to {high:.4g} were read as 0..255.")
        return values / 255.0
    notes.append("Float values were read as 0..1.")
    return np.minimum(values, 1.0)
