"""The relation between what a model receives and what can be shown of it.

A transform is probed, not parsed. Where it is affine in each value, pushing a black and a white
picture through it gives, for each value of the tensor, the two numbers that black and white
become; everything between them can then be read back into display space, after whatever
resizing and cropping the transform did, and display space can be written into the model's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from PIL import Image

from igviz.errors import InputError
from igviz.modalities.image.channels import COLOURS
from igviz.modalities.image.lens import Lens

Shown = npt.NDArray[np.float64]  # (H, W, 3) on 0..1
Pixels = npt.NDArray[np.uint8]  # (H, W, 3)


@dataclass(frozen=True)
class Affine:
    """``tensor = low + shown * span``, value by value.

    Attributes
    ----------
    low, span : Tensor, broadcasting to (1, C, H, W)
        What black becomes, and what white adds to it.
    order : tuple of int
        Which of red, green and blue each channel of the tensor holds.
    """

    low: torch.Tensor
    span: torch.Tensor
    order: tuple[int, ...] = (0, 1, 2)

    def shown(self, tensor: torch.Tensor) -> Shown:
        """Read a (1, C, H, W) tensor back into display space."""
        low, span = self.for_showing()
        values = ((tensor.double() - low) / span).clamp(0.0, 1.0)[0].permute(1, 2, 0).numpy()
        if values.shape[2] == 1:
            return np.repeat(values, 3, axis=2)
        shown = np.empty_like(values)
        shown[..., self.order] = values
        return shown

    def tensor(self, shown: Shown, like: torch.Tensor) -> torch.Tensor:
        """Write display space into the model's; ``like`` gives channels and dtype."""
        channels = int(like.shape[1])
        ordered = shown.mean(axis=2, keepdims=True) if channels == 1 else shown[..., self.order]
        values = torch.from_numpy(np.ascontiguousarray(ordered)).permute(2, 0, 1)[None]
        return (self.low.double() + values * self.span.double()).to(like.dtype).contiguous()

    def for_showing(self) -> tuple[torch.Tensor, torch.Tensor]:
        """Give values that ignore the picture (padding) the relation of their channel."""
        low, span = self.low.double(), self.span.double()
        ignores = self.ignores()
        if not ignores.any():
            return low, span
        low, span = low.clone(), span.clone()
        for channel in range(span.shape[1]):
            inside = ~ignores[0, channel]
            for values in (low, span):
                values[0, channel][~inside] = values[0, channel][inside].median()
        return low, span

    def ignores(self) -> torch.Tensor:
        """Where black and white give the same value, so that the picture has no say."""
        size = self.span.abs()
        return size <= 1e-3 * size.amax()


@dataclass(frozen=True)
class View:
    """How one input can be shown and changed.

    Attributes
    ----------
    tensor : Tensor, shape (1, C, H, W)
        What the model receives.
    affine : Affine or None
        None where the transform is not affine: display space is then only approximate.
    transform, source
        The transform and the picture it was given; both None without a transform.
    raw_numbers : bool
        Whether a number means a value of the tensor and not an intensity 0..1.
    grey : str or None
        The mode in which the transform was given a grey picture; None for RGB.
    lens : Lens or None
        What is shown of a tensor whose channels are no colours, or between which values.
    """

    tensor: torch.Tensor
    affine: Affine | None
    transform: Callable[[Image.Image], torch.Tensor] | None = None
    source: Image.Image | None = None
    raw_numbers: bool = False
    grey: str | None = None
    lens: Lens | None = None

    @property
    def channels(self) -> int:
        """How many channels the tensor has."""
        return int(self.tensor.shape[1])

    @property
    def size(self) -> tuple[int, int]:
        """Height and width of the tensor."""
        return int(self.tensor.shape[2]), int(self.tensor.shape[3])

    @property
    def of_many_colours(self) -> bool:
        """Whether the picture that a transform was given has more than one colour."""
        return self.source is not None and self.source.getcolors(1) is None

    def display(self, tensor: torch.Tensor, instead: Image.Image | None = None) -> Pixels:
        """Show a tensor; ``instead`` stands in where the transform cannot be undone."""
        if self.lens is not None:
            return to_pixels(self.lens.shown(tensor))
        if self.affine is not None:
            return to_pixels(self.affine.shown(tensor))
        if instead is not None:
            return np.array(self._resized(instead))
        shown = tensor if self.channels in COLOURS else tensor[:, :1]
        return to_pixels(stretch(shown).shown(shown))

    def from_shown(self, shown: Shown) -> tuple[torch.Tensor, Pixels]:
        """Tensor and display of a picture given in display space, shape (H, W, 3)."""
        if self.affine is None:
            return self.from_image(Image.fromarray(to_pixels(shown)))
        if self.channels not in COLOURS:
            raise InputError(
                f"The model receives {self.channels} channels, which are no colours, and a colour "
                "or a picture was given as baseline; pass a name such as 'white', a number, or a "
                "tensor of the shape that the model receives."
            )
        tensor = self.affine.tensor(shown, self.tensor)
        return tensor, self.display(tensor)

    def from_image(self, image: Image.Image) -> tuple[torch.Tensor, Pixels]:
        """Tensor and display of another RGB picture, stretched to the size of the source.

        Raises
        ------
        InputError
            The transform cannot take it: one that divides by the spread fails on one colour.
        """
        if self.transform is None or self.source is None:
            return self.from_shown(np.asarray(self._resized(image)) / 255.0)
        try:
            tensor = self.transform(_fit(image, self.source.size))
        except InputError as error:
            raise InputError(
                f"The transform makes no usable tensor of this baseline ({error}) Pass another "
                "baseline, for example a tensor of the shape the model receives."
            ) from error
        return tensor, self.display(tensor, image)

    def _resized(self, image: Image.Image) -> Image.Image:
        return _fit(image, (self.size[1], self.size[0]))


def stretch(tensor: torch.Tensor) -> Affine:
    """Return the relation that shows a tensor's smallest value black and its largest white."""
    low, high = tensor.double().amin(), tensor.double().amax()
    if low == high:  # one value throughout is shown mid-grey
        low, high = low - 0.5, high + 0.5
    return Affine(low.reshape(1, 1, 1, 1), (high - low).reshape(1, 1, 1, 1))


def scaled(white: float) -> Affine:
    """Return the relation of a tensor that holds display values from 0 to ``white``."""
    return Affine(torch.zeros(1, 1, 1, 1), torch.full((1, 1, 1, 1), white))


def white_of_tensor(tensor: torch.Tensor) -> float | None:
    """What white is for values that are a picture's, 0..1 or 0..255; None for any others.

    Small values above 1 are a picture's of 0..255 where they are whole, however dark it is.
    """
    low, high = float(tensor.min()), float(tensor.max())
    if low < 0.0 or high > 255.0:
        return None
    if high <= 1.0:
        return 1.0
    whole = torch.equal(tensor, tensor.round())
    return 255.0 if whole or high > 127.0 else None


def to_pixels(shown: npt.NDArray[Any]) -> Pixels:
    """Round 0..1 to 0..255."""
    rounded: Pixels = np.floor(np.clip(shown, 0.0, 1.0) * 255.0 + 0.5).astype(np.uint8)
    return rounded


def _fit(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    return image if image.size == size else image.resize(size, Image.Resampling.BILINEAR)
