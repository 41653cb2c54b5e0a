"""Calling a person's transform, whatever its manner, and checking what it returns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from PIL import Image

from igviz.errors import InputError, not_finite, what_it_said
from igviz.modalities.image.channels import MOST_CHANNELS, looks_turned
from igviz.models.dense import check_dense
from igviz.models.huggingface import call_transform, picture_in

_AS_ARRAY = '; pass kind="array" for a heat map of the two axes that you choose'


def apply(transform: Callable[..., Any], image: Image.Image) -> torch.Tensor:
    """Return what the model receives for ``image``.

    Parameters
    ----------
    transform : callable
        From a PIL image to a tensor or array ``(C, H, W)`` or ``(1, C, H, W)``, or to what a
        Hugging Face image processor returns. What has the parameters of one is called like one.
    image : PIL.Image.Image
        RGB or grey; a copy is handed over.

    Returns
    -------
    Tensor, shape (1, C, H, W)
        On the CPU, float32 or float64, sharing no memory with the result.

    Raises
    ------
    InputError
        The transform raised (named, and kept as the cause) or returned something else.
    """
    try:
        result = call_transform(transform, image.copy())
    except Exception as error:
        raise InputError(
            f"transform failed on a picture of mode {image.mode}, {image.width}x{image.height} "
            "pixels, with "
            f"{what_it_said(error)}; it must take a PIL image and return a "
            "(C, H, W) float tensor."
        ) from error
    return model_tensor(_tensor_of(picture_in(result)), "The tensor that transform returned")


def model_tensor(values: torch.Tensor, name: str, channels: int | None = None) -> torch.Tensor:
    """Check one example for a model and return it as a fresh (1, C, H, W) float tensor.

    ``name`` is what an error calls it, ``channels`` how many channels the model takes.
    """
    check_dense(values, name)
    data = values.detach().cpu().as_subclass(torch.Tensor)
    shape = tuple(data.shape)
    if not data.is_floating_point():
        raise InputError(
            f"{name} holds {str(data.dtype).removeprefix('torch.')}, and a model needs floats; "
            "use tensor.float() for a model that was trained on such whole numbers, or "
            "tensor.float() / 255 for one that was trained on 0..1."
        )
    if data.ndim == 3:
        data = data[None]
    if data.ndim != 4 or 0 in shape:
        rows = ""
        if data.ndim == 2:
            rows = (
                "; pass a grey picture as x[None], and rows of a table as a list, such as list(x)"
            )
        raise InputError(
            f"{name} has shape {shape}, and (C, H, W) or (1, C, H, W) is needed{rows}."
        )
    if data.shape[0] != 1:
        raise InputError(
            f"{name} of shape {shape} is a batch of {shape[0]} where one example is needed; "
            "pass one of them, such as batch[0]."
        )
    count = int(data.shape[1])
    turned = count != channels and looks_turned(data.shape[1:], 0)
    if turned or count > MOST_CHANNELS:
        hint = " (put channels first: tensor.permute(2, 0, 1))" if turned else ""
        raise InputError(not_shown(name, shape, count, hint))
    bad = int((~torch.isfinite(data)).sum())
    if bad:
        raise InputError(
            not_finite(f"{name} holds {bad} of {data.numel()} values", "torch.nan_to_num")
        )
    dtype = torch.float64 if data.dtype == torch.float64 else torch.float32
    return data.to(dtype, copy=True, memory_format=torch.contiguous_format)


def not_shown(name: str, shape: tuple[int, ...], count: int, hint: str = "") -> str:
    """What to say of so many channels of an input, whose shape is the one that was given."""
    return (
        f"{name} of shape {shape} has {count} channels, and 1 to {MOST_CHANNELS} can be "
        f"shown{hint or _AS_ARRAY}."
    )


def _tensor_of(result: Any) -> torch.Tensor:
    if isinstance(result, (list, tuple)) and len(result) == 1:
        result = result[0]
    if isinstance(result, torch.Tensor):
        return result
    if isinstance(result, np.ndarray) and result.dtype.kind in "buif":
        return torch.from_numpy(np.array(result))
    hint = "; end it with ToTensor()" if isinstance(result, Image.Image) else ""
    raise InputError(
        f"transform returned {_kind(result)}, and a (C, H, W) float tensor is needed{hint}."
    )


def _kind(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return f"a {type(value).__name__} of {len(value)}"
    if isinstance(value, np.ndarray):
        return f"an array of {value.dtype}"
    return f"an object of type {type(value).__name__}"
