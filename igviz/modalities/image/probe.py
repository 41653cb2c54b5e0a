"""Probing a transform with pictures of one colour, and checking what the probes assume."""

from __future__ import annotations

from collections.abc import Callable

import torch
from PIL import Image

from igviz.modalities.image.view import Affine, View

Apply = Callable[[Image.Image], torch.Tensor]

_RANDOM = (
    "The transform gave two different results for the same picture, so it draws at random; the "
    "first one is explained. Pass the transform used for evaluation."
)
_NOT_AFFINE = (
    "The transform does more than resize, crop, shift and scale, so what the model saw cannot be "
    "shown exactly; the resized original is shown instead."
)


def look_through(apply: Apply, source: Image.Image) -> tuple[View, list[str]]:
    """Push a picture and six probes through a transform.

    Parameters
    ----------
    apply : callable
        From an RGB picture to a (1, C, H, W) tensor.
    source : PIL.Image.Image
        The picture to explain.

    Returns
    -------
    View, list of str
        The input with its relation to display space, and notes for the reader.
    """
    tensor = apply(source)
    repeated = apply(source)
    at_random = tensor.shape != repeated.shape or not torch.equal(tensor, repeated)
    affine = _affine(apply, source, None if at_random else tensor, tensor.shape)
    notes = ([_RANDOM] if at_random else []) + ([_NOT_AFFINE] if affine is None else [])
    return View(tensor, affine, apply, source), notes


def _affine(
    apply: Apply, source: Image.Image, tensor: torch.Tensor | None, shape: torch.Size
) -> Affine | None:
    """Fit the relation and return it if a mixture of pictures becomes the mixture of tensors.

    ``tensor`` is what the source becomes, or None if that changes from call to call.
    """
    try:
        low, white, primary = (
            apply(Image.new("RGB", source.size, colour))
            for colour in ((0, 0, 0), (255, 255, 255), (0, 128, 255))
        )
    except ValueError:  # such as NaN where a picture of one colour is divided by its spread
        return None
    if not low.shape == white.shape == primary.shape == shape:
        return None
    affine = Affine(low, white - low, _order(low, white, primary))
    if affine.ignores().flatten(2).all(dim=2).any():
        return None
    # Grey is mixed in, and not black, so that a curve shows even on a picture that is black.
    grey = Image.new("RGB", source.size, (128, 128, 128))
    picture = source if tensor is not None else Image.new("RGB", source.size)
    mixed = apply(Image.blend(picture, grey, 0.5))
    if mixed.shape != shape:
        return None
    at_grey = low + affine.span * (128 / 255)
    expected = ((low if tensor is None else tensor) + at_grey) / 2
    return affine if _agree(mixed, expected, affine) else None


def _agree(found: torch.Tensor, expected: torch.Tensor, affine: Affine) -> bool:
    # Eight-bit rounding at two places costs 1 to 2 levels. Sharpening resizers clip at strong
    # edges, which is no curve, so a twentieth of the values may be further off.
    size = affine.span.abs()
    off = (found - expected).abs() / size.clamp_min(1e-3 * float(size.amax()))
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
