"""Pictures and transforms that the tests of this folder share."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from PIL import Image

Pixels = npt.NDArray[np.uint8]


def scene(height: int = 40, width: int = 60) -> Pixels:
    """Return a colourful picture with smooth parts and an edge; every corner differs."""
    down, across = np.mgrid[0:height, 0:width]
    red = 255 * across / max(width - 1, 1)
    green = 255 * down / max(height - 1, 1)
    blue = np.where(across + down > (height + width) / 2, 220, 30)
    return np.stack([red, green, blue], axis=2).astype(np.uint8)


def encoded(image: Image.Image, kind: str = "PNG", **how: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **how)
    return stream.getvalue()


def as_tensor(image: Image.Image) -> torch.Tensor:
    """Do what ToTensor does."""
    array = np.array(image.convert("RGB"), dtype=np.float32) / 255
    return torch.from_numpy(array).permute(2, 0, 1)


MEAN = torch.tensor([0.485, 0.456, 0.406])[:, None, None]
STD = torch.tensor([0.229, 0.224, 0.225])[:, None, None]


def resize_crop_normalise(image: Image.Image) -> torch.Tensor:
    """Resize to 24 high, cut 20x20 out of the middle, normalise."""
    resized = image.resize((36, 24), Image.Resampling.BILINEAR)
    return (as_tensor(resized.crop((8, 2, 28, 22))) - MEAN) / STD


def seen_by_it(image: Image.Image) -> Pixels:
    """Return what :func:`resize_crop_normalise` lets through."""
    return np.array(image.resize((36, 24), Image.Resampling.BILINEAR).crop((8, 2, 28, 22)))
