"""Baselines of an image, said in display space: the same word for every model."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import torch
from PIL import Image, ImageColor, ImageFilter

from igviz.errors import InputError, meant
from igviz.modalities.image.sources import read_picture
from igviz.modalities.image.transform import model_tensor
from igviz.modalities.image.values import named_values
from igviz.modalities.image.view import Pixels, Shown, View
from igviz.modalities.numbers import as_float, is_number

BASELINES: tuple[str, ...] = ("black", "white", "mean", "blur", "noise")

# Standard deviation of the blur as a share of the long side: 19 pixels of 224, where the
# subject is no longer to be told.
_BLUR = 1 / 12

_NEEDED = (
    f"one of {', '.join(map(repr, BASELINES))}, a colour, a number, a picture, a tensor or a list "
    "of these"
)


@dataclass(frozen=True, eq=False)
class ImageBaseline:
    """One baseline.

    Attributes
    ----------
    tensor : Tensor, shape (1, C, H, W)
        What the model receives.
    display : array of uint8, shape (H, W, 3)
        The same in display space.
    name : str
        ``"black"``, ``"blur"``, ``"0.5"``, ``"image"``, ``"tensor"``.
    """

    tensor: torch.Tensor
    display: Pixels
    name: str


def make_baselines(spec: object, view: View, display: Pixels, seed: int) -> list[ImageBaseline]:
    """Return the baselines that ``spec`` names, as ``ImageInput.baseline`` describes them."""
    several = isinstance(spec, list) or (isinstance(spec, tuple) and _as_colour(spec) is None)
    specs = list(cast("Any", spec)) if several else [spec]
    if not specs:
        raise InputError(f"The list of baselines is empty; it needs {_NEEDED}.")
    return [_one(item, view, display, (seed, place)) for place, item in enumerate(specs)]


def _one(spec: object, view: View, display: Pixels, seed: tuple[int, int]) -> ImageBaseline:
    if isinstance(spec, str) and spec in BASELINES:
        if view.lens is None:
            return ImageBaseline(*view.from_shown(_named(spec, view, display, seed)), spec)
        tensor = named_values(spec, view, seed)
        return ImageBaseline(tensor, view.display(tensor), spec)
    if is_number(spec):
        return _number(as_float(spec), view)
    if isinstance(spec, torch.Tensor) and spec.is_floating_point():
        return _tensor(spec, view)
    if (colour := _as_colour(spec)) is not None:
        plain = np.broadcast_to(np.array(colour) / 255.0, (*view.size, 3)).astype(np.float64)
        return ImageBaseline(*view.from_shown(plain), str(spec))
    if isinstance(spec, str) and not _is_there(spec):
        raise InputError(
            f"baseline {spec[:200]!r} is unknown and no such file exists; it must be "
            f"{_NEEDED}{meant(spec, BASELINES)}"
        )
    pictures = (str, os.PathLike, bytes, np.ndarray, Image.Image, torch.Tensor)
    if isinstance(spec, pictures) or hasattr(spec, "read"):
        return ImageBaseline(*_picture(spec, view), "image")
    raise TypeError(f"baseline must be {_NEEDED}, not an object of type {type(spec).__name__}.")


def _as_colour(spec: object) -> tuple[float, float, float] | None:
    """RGB on 0..255 of ``"red"``, ``"#ff0000"`` or a tuple of three numbers, 0..1 or 0..255."""
    if isinstance(spec, str) and not _is_there(spec):
        try:
            red, green, blue = ImageColor.getrgb(spec)[:3]
        except ValueError:
            return None
        return red, green, blue
    if not (isinstance(spec, tuple) and len(spec) == 3 and all(map(is_number, spec))):
        return None
    if not all(0 <= v <= 255 for v in spec):
        raise InputError(f"The colour {spec!r} is out of range; pass three numbers on 0..255.")
    scale = 255.0 if max(spec) <= 1 else 1.0
    return scale * float(spec[0]), scale * float(spec[1]), scale * float(spec[2])


def _is_there(path: str) -> bool:
    """Whether a file has this name; what can be no name is none."""
    return os.path.exists(os.path.expanduser(path))  # noqa: PTH110, PTH111 - theirs may raise


def _named(name: str, view: View, display: Pixels, seed: tuple[int, int]) -> Shown:
    height, width = view.size
    if name == "noise":
        channels = int(view.tensor.shape[1])
        noise = np.random.default_rng(seed).random((height, width, channels))
        return np.repeat(noise, 3, axis=2) if channels == 1 else noise
    if name == "blur":
        radius = max(height, width) * _BLUR
        blurred = Image.fromarray(display).filter(ImageFilter.GaussianBlur(radius))
        return np.asarray(blurred) / 255.0
    colour = {"black": 0.0, "white": 1.0}.get(name)
    value = display.mean(axis=(0, 1)) / 255.0 if colour is None else colour
    return np.broadcast_to(value, (height, width, 3)).astype(np.float64)


def _number(value: float, view: View) -> ImageBaseline:
    if view.raw_numbers and abs(value) <= torch.finfo(view.tensor.dtype).max:
        tensor = torch.full_like(view.tensor, value)
        return ImageBaseline(tensor, view.display(tensor), f"{value:g}")
    if not 0.0 <= value <= 1.0:
        raise InputError(
            f"baseline {value:g} is out of range: a number is a display intensity from 0 (black) "
            "to 1 (white); pass a tensor for a value of the model's input."
        )
    grey = np.full((*view.size, 3), value)
    return ImageBaseline(*view.from_shown(grey), f"{value:g}")


def _tensor(spec: torch.Tensor, view: View) -> ImageBaseline:
    tensor = model_tensor(spec, "The baseline tensor", view.channels).to(view.tensor.dtype)
    if tensor.shape != view.tensor.shape:
        raise InputError(
            f"The baseline tensor has shape {tuple(spec.shape)}, and the model receives "
            f"{tuple(view.tensor.shape)}; pass a tensor of that shape."
        )
    return ImageBaseline(tensor, view.display(tensor), "tensor")


def _picture(spec: object, view: View) -> tuple[torch.Tensor, Pixels]:
    picture = read_picture(spec)
    same_size = picture.values is not None and picture.values.shape[:2] == view.size
    if picture.values is not None and same_size and view.transform is None:
        return view.from_shown(picture.values)  # finer than eight bits, so kept as it is
    return view.from_image(picture.image)
