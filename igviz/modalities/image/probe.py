"""Probing a transform with pictures of one colour, and checking what the probes assume."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from PIL import Image

from igviz.errors import InputError
from igviz.modalities.image.channels import COLOURS
from igviz.modalities.image.decode import top_of
from igviz.modalities.image.transform import apply
from igviz.modalities.image.view import Affine, View

_RANDOM = (
    "The transform gave two different results for the same picture, so it draws at random; the "
    "first one is explained. Pass the transform used for evaluation."
)
_AS_RGB = "The transform or the model does not take a grey picture, so it was given as RGB."
_NOT_AFFINE = (
    "The transform does more than resize, crop, shift and scale, so what the model saw cannot be "
    "shown exactly; the resized original is shown instead."
)


class Probed:
    """A person's transform, with what probes told of it for each size of picture.

    One serves all inputs of a call: where a transform is affine for one picture, it is taken to be
    for others of that size whose tensors lie between what black and white become.

    Parameters
    ----------
    transform : callable
        See `igviz.modalities.image.transform.apply`.

    Raises
    ------
    TypeError
        The transform cannot be called.
    """

    mode = "RGB"  # of the pictures that it is called with

    def __init__(self, transform: Callable[..., Any]) -> None:
        if not callable(transform):
            raise TypeError(
                f"transform must be callable on a PIL image, not {type(transform).__name__}; pass "
                "for example weights.transforms() with the parentheses."
            )
        self.transform = transform
        self._told: dict[tuple[tuple[int, int], str], _Told] = {}
        self._refused: set[str] = set()  # modes of greys that it, or the model, does not take

    def __repr__(self) -> str:
        return repr(self.transform)

    def __call__(self, image: Image.Image) -> torch.Tensor:
        """What the model receives for an RGB picture, (1, C, H, W)."""
        return apply(self.transform, image)

    def look(
        self,
        source: Image.Image,
        grey: Image.Image | None = None,
        takes: Callable[[torch.Tensor], bool] = lambda _: True,
        *,
        needs_grey: bool = False,
    ) -> tuple[View, list[str]]:
        """Push a picture through the transform, and probes if it is the first of its size.

        Parameters
        ----------
        source : PIL.Image.Image
            The picture to explain, RGB.
        grey : PIL.Image.Image, optional
            The same in the mode it came in, which the transform is given if it can take it.
        takes : callable, optional
            Whether the model can be called with what becomes of that.
        needs_grey : bool
            Whether it takes one channel, so that it is the grey picture that should have worked.

        Returns
        -------
        View, list of str
            The input with its relation to display space, and notes for the reader.
        """
        if grey is None:
            return self._seen(source, self(source), self)
        refused: InputError | None = None
        if grey.mode not in self._refused:
            try:
                tensor = apply(self.transform, grey)
                if takes(tensor):
                    return self._seen(source, tensor, _Greyed(self, grey))
            except InputError as error:
                refused = error
        tensor = self._as_rgb(source, refused if needs_grey else None)
        if takes(tensor):  # else it is something else that fails
            self._refused.add(grey.mode)
        elif refused and needs_grey:
            raise refused
        view, notes = self._seen(source, tensor, self)
        return view, [_AS_RGB, *notes]

    def _as_rgb(self, source: Image.Image, refused: InputError | None) -> torch.Tensor:
        """What the model receives for the picture as RGB; ``refused`` is what to raise instead."""
        try:
            return self(source)
        except InputError as error:
            raise refused or error from error

    def _seen(
        self, source: Image.Image, tensor: torch.Tensor, how: Probed | _Greyed
    ) -> tuple[View, list[str]]:
        mode = how.mode
        told = self._told.get((source.size, mode))
        if told is None or not told.holds_for(tensor):
            told = _probe(how, source, tensor)
            # What spreads a picture's levels leaves one colour as it is.
            if told.affine is not None and source.getcolors(1) is None:
                self._told[source.size, mode] = told
        notes = [_RANDOM] if told.at_random else []
        notes += [_NOT_AFFINE] if told.affine is None else []
        grey = None if mode == "RGB" else mode
        return View(tensor, told.affine, how, source, grey=grey), notes


class _Greyed:
    """A transform as it takes pictures of one mode of greys; called with RGB."""

    def __init__(self, probed: Probed, like: Image.Image) -> None:
        self.probed, self.mode = probed, like.mode
        self.original, self.top = like, top_of(like)

    def __call__(self, image: Image.Image) -> torch.Tensor:
        """What the model receives for an RGB picture that was made grey."""
        grey = image.convert("L")
        if self.mode in ("L", "1"):
            return apply(self.probed.transform, grey.convert(self.mode))
        values = np.asarray(grey) * (self.top / 255)
        kind = {"F": np.float32, "I": np.int32}.get(self.mode, np.uint16)
        return apply(self.probed.transform, Image.fromarray(values.astype(kind)))


def _probe(how: Probed | _Greyed, source: Image.Image, tensor: torch.Tensor) -> _Told:
    repeated = how(source) if isinstance(how, Probed) else apply(how.probed.transform, how.original)
    at_random = tensor.shape != repeated.shape or not torch.equal(tensor, repeated)
    affine = _affine(how, source, None if at_random else tensor, tensor.shape)
    return _Told(tensor.shape, affine, at_random)


@dataclass(frozen=True)
class _Told:
    """What probes told: the tensors' shape, their relation to pictures, and whether it is drawn."""

    shape: torch.Size
    affine: Affine | None
    at_random: bool

    def holds_for(self, tensor: torch.Tensor) -> bool:
        """Whether the tensor of another picture is one that this relation can give."""
        if self.affine is None or tensor.shape != self.shape:
            return False
        black, white = self.affine.low, self.affine.low + self.affine.span
        between = tensor.clamp(torch.minimum(black, white), torch.maximum(black, white))
        return _agree(tensor, between, self.affine)


def _affine(
    transform: Callable[[Image.Image], torch.Tensor],
    source: Image.Image,
    tensor: torch.Tensor | None,
    shape: torch.Size,
) -> Affine | None:
    """Fit the relation and return it if a mixture of pictures becomes the mixture of tensors.

    ``tensor`` is what the source becomes, or None if that changes from call to call.
    """
    try:
        low, white, primary = (
            transform(Image.new("RGB", source.size, colour))
            for colour in ((0, 0, 0), (255, 255, 255), (0, 128, 255))
        )
    except ValueError:  # such as NaN where a picture of one colour is divided by its spread
        return None
    if not low.shape == white.shape == primary.shape == shape or shape[1] not in COLOURS:
        return None
    affine = Affine(low, white - low, _order(low, white, primary))
    if affine.ignores().flatten(2).all(dim=2).any():
        return None
    # Grey is mixed in, and not black, so that a curve shows even on a picture that is black.
    grey = Image.new("RGB", source.size, (128, 128, 128))
    picture = source if tensor is not None else Image.new("RGB", source.size)
    mixed = transform(Image.blend(picture, grey, 0.5))
    if mixed.shape != shape:
        return None
    at_grey = low + affine.span * (128 / 255)
    expected = ((low if tensor is None else tensor) + at_grey) / 2
    return affine if _agree(mixed, expected, affine) else None


def _agree(tensor: torch.Tensor, expected: torch.Tensor, affine: Affine) -> bool:
    """Whether two tensors are one, but for rounding."""
    # Eight-bit rounding at two places costs 1 to 2 levels. Sharpening resizers clip at strong
    # edges, which is no curve, so a twentieth of the values may be further off.
    size = affine.span.abs()
    off = (tensor - expected).abs() / size.clamp_min(1e-3 * float(size.amax()))
    close = (off <= 3 / 255).double().mean()
    return bool(close >= 0.95)


def _order(low: torch.Tensor, white: torch.Tensor, primary: torch.Tensor) -> tuple[int, ...]:
    """Find out which colour each channel holds: some models take blue, green, red."""
    if low.shape[1] != 3:
        return (0, 1, 2)
    span = (white - low).flatten(2).sum(dim=2)[0]
    level = (primary - low).flatten(2).sum(dim=2)[0] / span
    order = tuple((2 * level).round().nan_to_num(nan=-1.0).int().tolist())
    return order if sorted(order) == [0, 1, 2] else (0, 1, 2)
