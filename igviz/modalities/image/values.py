"""Images that are handed over as the values a model receives: tensors, and arrays of many channels.

A picture's values are its colours; these may be anything, and the model gets them as they are.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from PIL import Image

from igviz.errors import InputError
from igviz.modalities.baselines import blurred
from igviz.modalities.image.channels import (
    COLOURS,
    MOST_CHANNELS,
    PICTURE,
    Wanted,
    channel_axis,
    looks_turned,
)
from igviz.modalities.image.lens import Lens, percentiles, picked, stretched, windowed
from igviz.modalities.image.transform import model_tensor, not_shown
from igviz.modalities.image.view import Affine, View, scaled, stretch, white_of_tensor

_RECEIVES = "The tensor is what the model receives;"


_TURNED = "The channels were taken from the {} axis, as the model's first layer takes {}."


def values_in(source: object, wanted: Wanted) -> tuple[torch.Tensor, tuple[str, ...]] | None:
    """What a source holds for the model as it is, (C, H, W), and notes; None for a picture.

    Float tensors are that; so are arrays and tensors of whole numbers where they have many
    channels, or one with values that no picture has.
    """
    if isinstance(source, Image.Image) and source.mode == "F":
        source = np.asarray(source)
    if isinstance(source, torch.Tensor):
        data, usual = source.detach().cpu().as_subclass(torch.Tensor), 0
        floats = source.is_floating_point()
    elif isinstance(source, np.ndarray) and source.dtype.kind in "iuf":
        # Into what torch has, too: it lacks some of NumPy's kinds of numbers.
        double = source.dtype == np.float64
        data = torch.from_numpy(source.astype(np.float64 if double else np.float32))
        usual, floats = 2, False
    else:
        return None
    if data.ndim == 4 and len(data) == 1:
        data = data[0]
    if data.ndim == 2 and _is_measured(source, data, wanted):
        return data[None], ()
    if data.ndim != 3 or 0 in data.shape:
        return (data, ()) if floats else None
    axis = channel_axis(data.shape, usual, wanted.channels)
    count = data.shape[axis]
    if axis == 2 and count > MOST_CHANNELS:
        name, turn = ("array", "transpose") if usual else ("tensor", "permute")
        hint = f'; pass x.{turn}(2, 0, 1), as the model takes it, with kind="array"'
        raise InputError(not_shown(f"The {name}", tuple(source.shape), count, hint))
    own = count == wanted.channels and count not in COLOURS
    if not (floats or own) and (count in PICTURE or looks_turned(data.shape, usual)):
        return None
    turned = _TURNED.format("last" if axis else "first", count)
    return data.movedim(axis, 0), () if axis == usual else (turned,)


def _is_measured(source: Any, data: torch.Tensor, wanted: Wanted) -> bool:
    """Whether numbers (H, W) are an image of one channel whose values are no greys."""
    kind = str(source.dtype).rpartition(".")[2]
    if kind.startswith("uint") or (wanted.window is None and wanted.channels != 1):
        return False
    asked = wanted.window is not None and kind.startswith("int")
    return asked or white_of_tensor(data.float()) is None


def view_of(values: torch.Tensor, wanted: Wanted, name: str) -> tuple[View, str]:
    """How values (C, H, W) are shown, and what is told of it; ``name`` is what errors call them."""
    data = values if values.is_floating_point() else values.float()
    tensor = model_tensor(data, name, wanted.channels)
    count = int(tensor.shape[1])
    wanted.check_window(count)
    if count not in COLOURS:
        return _many(tensor, wanted)
    affine, lens, note = _few(tensor, wanted)
    if wanted.rgb is not None:
        lens = picked(affine, wanted.shown(count))
    return View(tensor, affine, raw_numbers=True, lens=lens), note


def _many(tensor: torch.Tensor, wanted: Wanted) -> tuple[View, str]:
    count = int(tensor.shape[1])
    shown = wanted.shown(count)
    names = [wanted.named(count)[at] for at in shown]
    how = f"as red, green and blue are {', '.join(names)}, each"
    if len(shown) == 1:
        how = f"in grey is {names[0]},"
    affine, meaning = _scale(tensor)
    note = (
        f"The model receives {count} channels as they are; shown {how} stretched between its "
        f"percentiles 2 and 98, and rgb= shows others. {meaning}"
    )
    return View(tensor, affine, raw_numbers=True, lens=stretched(tensor, shown)), note


def _scale(tensor: torch.Tensor) -> tuple[Affine, str]:
    """What black and white are to many channels."""
    white = white_of_tensor(tensor)
    if white is not None:
        return scaled(white), f"Black is 0 and white {white:.0f}, as the values lie between them."
    flat = tensor.double().flatten(2)
    low, high = flat.amin(2)[..., None, None], flat.amax(2)[..., None, None]
    least = "its smallest value"
    if float(tensor.min()) >= 0:
        low, least = torch.zeros_like(low), "0"
    span = torch.where(high > low, high - low, 1.0)
    return Affine(low, span), f"Black is {least} in each channel, and white its largest value."


def _few(tensor: torch.Tensor, wanted: Wanted) -> tuple[Affine, Lens | None, str]:
    """The same of one channel or of three."""
    white = white_of_tensor(tensor)
    low, high = float(tensor.min()), float(tensor.max())
    window = wanted.window
    affine = stretch(tensor) if white is None else scaled(white)
    ends = f"its smallest value ({low:.3g}, black) to its largest ({high:.3g}, white)"
    note = (
        f"{_RECEIVES} it is shown stretched from {ends}, and baselines by name are meant on that "
        "scale. Pass the picture and transform= for its true colours."
    )
    if white is not None:
        note = f"{_RECEIVES} its values lie in 0..{white:.0f}, shown black to white."
    elif len(tensor[0]) == 1:
        window = window or percentiles(tensor)
        note = (
            f"{_RECEIVES} it is shown stretched from {window[0]:.4g} (black) to {window[1]:.4g} "
            "(white), as window=(level, width) sets it, and baselines by name are meant from "
            f"{ends}."
        )
    lens = None if window is None else windowed(window, scaled(1.0))
    return affine, lens, note


def refuse_transform(values: torch.Tensor) -> None:
    """Refuse to hand channels that are no picture's to a transform of pictures."""
    count = len(values)
    raise InputError(
        f"The input has {count} channel{'' if count == 1 else 's'} of values that no picture has, "
        "and transform= is called with a PIL image; apply it yourself, and pass the (C, H, W) "
        "tensor that it returns without transform=."
    )


def named_values(name: str, view: View, seed: tuple[int, int]) -> torch.Tensor:
    """The baseline of a name in the model's space, where what is shown is not what it receives."""
    tensor, affine = view.tensor, view.affine or stretch(view.tensor)
    if name == "mean":
        made = tensor.double().mean((2, 3), keepdim=True)
    elif name == "blur":
        made = without_detail(tensor)
    else:
        drawn = np.random.default_rng(seed).random(tuple(tensor.shape))
        share = {"black": 0.0, "white": 1.0}.get(name)
        made = affine.low + affine.span * (torch.from_numpy(drawn) if share is None else share)
    return made.expand(tensor.shape).to(tensor.dtype).contiguous()


def without_detail(tensor: torch.Tensor, share: float = 1 / 12) -> torch.Tensor:
    """A tensor (1, C, H, W) under a Gaussian, so wide a share of the long side."""
    deviation = max(tensor.shape[2:]) * share
    return blurred(blurred(tensor.double(), 2, deviation), 3, deviation)
