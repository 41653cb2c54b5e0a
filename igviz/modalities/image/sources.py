"""Where a picture can come from: a path, bytes, an open file, a Pillow image or an array."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from PIL import Image

from igviz.errors import InputError, nearest, quoted
from igviz.modalities.image.decode import (
    Picture,
    decode_bytes,
    decode_image,
    deep_note,
    unit_range,
    white_of,
)
from igviz.modalities.numbers import is_number

# As the web's and file systems' begin; a drive of Windows has one letter.
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:/", re.IGNORECASE)
_ACCEPTED = "a path, bytes, an open file, a PIL image, an (H, W, 3) array or a (C, H, W) tensor"


def read_picture(source: object) -> Picture:
    """Read a picture from anything but a float tensor.

    Raises
    ------
    InputError
        The source is not one picture; the message says what it is and what is needed.
    """
    if isinstance(source, (str, os.PathLike)):
        return _from_path(source)
    if isinstance(source, (bytes, bytearray, memoryview)):
        return decode_bytes(bytes(source), "The picture given as bytes")
    if isinstance(source, Image.Image):
        title = Path(str(getattr(source, "filename", "") or "")).name
        return decode_image(source, "The PIL image", title)
    if isinstance(source, torch.Tensor):
        return _from_array(_channels_last(source), "The tensor")
    if isinstance(source, np.ndarray):
        return _from_array(source, "The array")
    if hasattr(source, "read"):
        return _from_file(source)
    if isinstance(source, (list, tuple)):
        raise InputError(
            f"A {type(source).__name__} of {len(source)} was given where one picture is needed; "
            f"pass one item of it, or a list of pictures to igviz.explain."
        )
    raise InputError(
        f"No input can be read from an object of type {type(source).__name__}{_instead(source)}; "
        f"pass {_ACCEPTED} for a picture, or an array or tensor (D,) of floats for a table's row."
    )


def _instead(source: object) -> str:
    """What else was probably meant, as part of the sentence that refuses it."""
    if isinstance(source, Mapping):
        held = [name for name, value in source.items() if getattr(value, "ndim", 0) >= 3]
        taken = f", such as inputs[{held[0]!r}]" if held else ""
        return f" (take the picture out of it{taken}, or name the features of a row with numbers)"
    if source is None:
        return (
            " (RDKit returns None for an invalid SMILES string, OpenCV for a file it cannot read)"
        )
    if is_number(source):
        return f" ({source} is one number, not a row; a list of whole numbers is several inputs)"
    return ""


def _from_path(source: str | os.PathLike[Any]) -> Picture:
    text = os.fsdecode(source)
    if _ADDRESS.match(text):
        raise InputError(
            f"{text!r} is an address, and igviz reads no network; download it and pass the path of "
            "the file."
        )
    if not text.strip():
        raise InputError(
            f"{text!r} is an empty string; pass the path of a picture, or, for a text, words and "
            "the model's tokenizer=."
        )
    path = Path(os.path.expanduser(text))  # noqa: PTH111 - theirs raises for a home that is none
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        or_text = ", or, if it is a text, its tokenizer= beside it" if " " in text.strip() else ""
        raise InputError(
            f"There is no file {text!r}{_nearest(path)}; pass the path of a picture that is "
            f"there{or_text}."
        ) from error
    except IsADirectoryError as error:
        raise InputError(f"{text!r} is a folder; pass the path of one picture in it.") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{text!r} cannot be opened ({error}); pass a readable file.") from error
    return decode_bytes(data, repr(text), path.name)


def _nearest(path: Path) -> str:
    folder = path.parent
    if not folder.is_dir():
        return f"; the folder {str(folder)!r} does not exist either"
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return ""
    close = nearest(path.name, names, most=3, cutoff=0.5)
    return f"; the nearest names there are {quoted(close)}" if close else ""


def _from_file(source: Any) -> Picture:
    name = getattr(source, "name", "")
    title = Path(name).name if isinstance(name, str) else ""
    said = f"The open file {title!r}" if title else "The open file"
    try:
        place = source.tell() if source.seekable() else None
    except (AttributeError, OSError, ValueError):
        place = None
    try:
        data = source.read()
    except (OSError, ValueError) as error:  # a text file fails to decode, a closed one to read
        raise InputError(
            f"{said} cannot be read ({error}); open it again with open(path, 'rb')."
        ) from error
    if place is not None:
        source.seek(place)
    if not isinstance(data, bytes):
        raise InputError(f"{said} is in text mode; open it with open(path, 'rb').")
    return decode_bytes(data, said, title)


def _channels_last(tensor: torch.Tensor) -> npt.NDArray[Any]:
    """Turn (C, H, W) or (1, C, H, W) into (H, W, C); other shapes are left for the check."""
    data = tensor.detach().cpu().as_subclass(torch.Tensor)
    if data.ndim == 4 and data.shape[0] == 1:
        data = data[0]
    if data.ndim == 3 and data.shape[0] in (1, 3, 4):
        data = data.permute(1, 2, 0)
    if data.dtype == torch.bfloat16:  # NumPy has none
        data = data.float()
    array: npt.NDArray[Any] = data.numpy()
    return array


def _from_array(array: npt.NDArray[Any], name: str) -> Picture:
    pixels = _one_picture(array, name)
    notes: list[str] = []
    top = 255.0
    if pixels.dtype.kind == "f":
        values = unit_range(pixels.astype(np.float64), name, notes)
        top = 255.0 if float(pixels.max()) >= 2 else 1.0
    elif pixels.dtype == np.uint16:
        top = white_of(float(pixels.max()))
        notes.append(deep_note(top))
        values = pixels / top
    elif pixels.dtype in (np.uint8, np.bool_):
        levels = pixels if pixels.dtype == np.uint8 else pixels * np.uint8(255)
        return _decoded(Image.fromarray(np.ascontiguousarray(levels)), None, name, notes)
    else:
        raise InputError(
            f"{name} holds {pixels.dtype}, and a picture needs uint8 (0..255) or floats (0..1); "
            "convert it with .astype('uint8') if it holds 0..255."
        )
    grey = Image.fromarray(pixels) if pixels.dtype == np.uint16 and pixels.ndim == 2 else None
    if pixels.ndim == 2:
        values = np.repeat(values[..., None], 3, axis=2)
    elif pixels.shape[2] == 4:
        alpha = values[..., 3:]
        if alpha.min() < 1:
            notes.append("Transparent parts were laid on white.")
        values = values[..., :3] * alpha + (1.0 - alpha)
    levels = np.floor(values * 255.0 + 0.5).astype(np.uint8)
    return replace(_decoded(Image.fromarray(levels), values, name, notes, grey), white=top)


def _decoded(
    image: Image.Image,
    values: npt.NDArray[np.float64] | None,
    name: str,
    notes: list[str],
    grey: Image.Image | None = None,
) -> Picture:
    picture = decode_image(image, name, owned=True)
    if picture.image.size != image.size:  # shrunk: the exact values no longer belong to it
        values = grey = None
    return Picture(picture.image, values, "", (*notes, *picture.notes), grey or picture.grey)


def _one_picture(array: npt.NDArray[Any], name: str) -> npt.NDArray[Any]:
    """Check the shape and return (H, W), (H, W, 3) or (H, W, 4)."""
    shape = tuple(array.shape)
    if 0 in shape:
        raise InputError(f"{name} of shape {shape} is empty; a picture needs at least one pixel.")
    if len(shape) == 4 and shape[0] > 1:
        raise InputError(
            f"{name} of shape {shape} is a batch of {shape[0]} where one picture is needed; "
            "pass one of them, such as batch[0]."
        )
    if len(shape) == 4:
        array = array[0]
    if array.ndim == 3 and array.shape[2] == 1:
        array = array[..., 0]
    if array.ndim == 2 or (array.ndim == 3 and array.shape[2] in (3, 4)):
        return array
    hint = ""
    if array.ndim == 3 and array.shape[0] in (1, 3) and array.shape[2] > 5:
        hint = " (channels come last in an array: use array.transpose(1, 2, 0))"
    elif array.ndim == 3:
        hint = " (1, 3 or 4 channels can be shown)"
    raise InputError(
        f"{name} has shape {shape}, and a picture needs (H, W), (H, W, 3) or (H, W, 4){hint}."
    )
