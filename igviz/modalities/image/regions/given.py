"""Regions as a person gives them: by name, or as masks of the picture."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from igviz.errors import InputError, meant
from igviz.modalities.image.regions.ranked import ranked
from igviz.modalities.image.regions.regions import MOST, Regions, shared
from igviz.modalities.image.regions.superpixels import USUAL, Labels, grid, superpixels
from igviz.modalities.image.view import View
from igviz.models.randomness import random_state_kept
from igviz.stills.paint.arrays import Floats, Pixels
from igviz.stills.paint.grain import nearest
from igviz.visible import legible

# Ways to find regions in an image, (H, W, 3), of some attribution, (H, W).
FOUND: dict[str, Callable[[Pixels, Floats], Labels]] = {
    "superpixels": lambda image, _: superpixels(image),
    "xrai": ranked,
    "grid": lambda image, _: grid(image.shape[:2]),
}
OF_ATTRIBUTION = ("xrai",)
_Masks = dict[str, NDArray[np.bool_]]
_NEEDED = (
    "'superpixels', 'xrai', 'grid', a mask (H, W) of booleans, an array (H, W) of whole numbers "
    "with one for each region, a picture of either, or a mapping from names to masks"
)
_REST = "elsewhere"


def found(image: Pixels, signed: Floats, name: str = "superpixels") -> Regions:
    """Regions of an image, (H, W, 3), and its attribution, (H, W): nobody said what is where."""
    edge = nearest(math.sqrt(signed.size / USUAL) / 2)
    labels = FOUND[name](image, shared(signed, edge) if name in OF_ATTRIBUTION else signed)
    count = int(labels.max()) + 1
    names = tuple(f"region {at + 1}" for at in range(count))
    return Regions(labels.astype(np.uint8), names, edge)


def regions_of(given: object, view: View) -> Regions | str:
    """Read what was given as regions; a name is left for whoever finds them.

    Masks have the size of the picture that was handed over, turned upright, and go through its
    transform as it did; or that of the tensor which the model receives, as they have to where the
    transform cannot be undone. What lies in none of them is called "elsewhere".

    Raises
    ------
    InputError
        There is no such name, or a mask is none, is empty, overlaps another or has another size.
    """
    if given is None:
        return "superpixels"
    if isinstance(given, str) and not _is_file(given):
        if given in FOUND:
            return given
        raise InputError(f"regions={given!r} was given; pass {_NEEDED}{meant(given, FOUND)}")
    masks = _masks(given)
    covered = _covered(masks)
    if not covered.all():
        masks[_REST] = ~covered
    with random_state_kept():
        seen = np.stack([_seen(mask, name, view) for name, mask in masks.items()])
    labels = seen.argmax(0)
    beside = seen.max(0) < 1  # what a transform put around the picture
    names = list(masks)
    if beside.any():
        names = list(dict.fromkeys([*names, _REST]))
        labels[beside] = names.index(_REST)
    for at, name in enumerate(names):
        if not (labels == at).any():
            raise InputError(
                f"Nothing of the region {name!r} is left in what the model sees, {view.size[0]} by "
                f"{view.size[1]} pixels: it is empty, narrower than one of these, or lies outside; "
                "leave it out."
            )
    return Regions(labels.astype(np.uint8), tuple(map(legible, names)), given=True)


def _covered(masks: _Masks) -> NDArray[np.bool_]:
    """Where a picture lies in some mask; refuse masks that overlap."""
    first, *others = masks.items()
    covered = first[1].copy()
    for name, mask in others:
        if mask.shape != covered.shape:
            raise InputError(
                f"The masks {first[0]!r} and {name!r} have shapes {covered.shape} and "
                f"{mask.shape}; pass masks of one size."
            )
        if count := int((covered & mask).sum()):
            raise InputError(
                f"{count} pixels of the mask {name!r} lie in another mask, too; take them out of "
                "one of both, as in mask & ~other."
            )
        covered |= mask
    return covered


def _is_file(given: str) -> bool:
    try:
        return Path(given).is_file()
    except (OSError, ValueError):  # too long for a name, or with a character that none has
        return False


def _masks(given: object) -> _Masks:
    """The masks by their names."""
    if isinstance(given, Mapping):
        masks: _Masks = {}
        for key, mask in given.items():
            name = str(key)
            if name in masks or name == _REST:
                raise InputError(
                    f"Two regions are called {name!r}, which is what the pixels in no mask are "
                    "called, too; give each another name."
                    if name == _REST
                    else f"Two regions are called {name!r}; give each another name."
                )
            masks[name] = _plane(mask, f"The mask {name!r}").astype(bool)
        if not masks:
            raise InputError(f"regions holds no mask; pass {_NEEDED}.")
        _check_count(len(masks))
        return masks
    labels = _plane(given, "regions")
    each = np.unique(labels)
    if labels.dtype == bool or each.tolist() == [0, 255]:
        return {"inside": labels.astype(bool)}
    _check_count(len(each))
    return {str(label): labels == label for label in each}


def _check_count(count: int) -> None:
    if count >= MOST:
        raise InputError(f"{count} regions were given, and {MOST - 1} are the most.")


def _plane(given: object, what: str) -> NDArray[Any]:
    """One array (H, W) of booleans or whole numbers."""
    if isinstance(given, (str, Path)):
        given = _opened(given, what)
    if isinstance(given, Image.Image):
        given = _drawn(given)
    if isinstance(given, torch.Tensor):
        given = given.detach().cpu().numpy()
    try:
        array = np.asarray(given)
    except ValueError:  # lists of different lengths
        array = np.empty((), object)
    if array.ndim == 3 and 1 in (array.shape[0], array.shape[2]):
        array = array[0] if array.shape[0] == 1 else array[..., 0]
    if array.ndim != 2 or not array.size or array.dtype.kind not in "buif":
        kind = f"an array of {array.dtype} and shape {array.shape}"
        kind = type(given).__name__ if array.dtype == object else kind
        raise InputError(f"{what} is {kind}; pass {_NEEDED}.")
    return _whole(array, what) if array.dtype.kind == "f" else array


def _whole(array: NDArray[Any], what: str) -> NDArray[Any]:
    """Numbers with a point that are whole all the same."""
    if not np.isfinite(array).all():
        raise InputError(f"{what} holds NaN or infinity; say of every pixel where it lies.")
    if not np.array_equal(array, np.round(array)):
        raise InputError(
            f"{what} holds fractions; say from where on a pixel is inside, such as mask > 0.5."
        )
    return array.astype(np.int64)


def _opened(path: str | Path, what: str) -> Image.Image:
    try:
        picture = Image.open(path)
        picture.load()
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise InputError(
            f"{what} cannot be read from {str(path)[:80]!r} ({error}); pass a picture of it."
        ) from error
    return picture


def _drawn(picture: Image.Image) -> NDArray[Any]:
    """A picture of a mask, light inside, or of labels, as palettes have them."""
    if picture.mode in ("1", "P", "I", "I;16"):
        values = np.asarray(picture)
        return values.astype(bool) if picture.mode == "1" else values
    values = np.asarray(picture.convert("L"))
    few = np.unique(values)
    if len(few) == 1 and "A" in picture.getbands():  # drawn in what is not seen through
        values = np.asarray(picture.getchannel("A"))
        few = np.unique(values)
    if len(few) == 2:
        return np.asarray(values == few[1])
    return np.asarray(values > 127) if few[-1] > 127 else values


def _seen(mask: NDArray[np.bool_], name: str, view: View) -> NDArray[np.float64]:
    """How much of each pixel that the model sees lies in a mask, 0..255."""
    if mask.shape == view.size:
        return np.where(mask, 255.0, 0.0)
    source = view.source
    sizes = [(source.height, source.width)] if source and view.transform and view.affine else []
    if not any(_alike(mask.shape, size) for size in sizes):
        both = dict.fromkeys([*sizes, view.size])
        needed = " or ".join(f"{height} by {width}" for height, width in both)
        raise InputError(
            f"The region {name!r} has {mask.shape[0]} by {mask.shape[1]} pixels (height by width); "
            f"pass masks of {needed} pixels."
        )
    ((height, width),) = sizes
    drawn = Image.fromarray(np.where(mask, 255, 0).astype(np.uint8))
    light = drawn.resize((width, height), Image.Resampling.BILINEAR).convert("RGB")
    dark = Image.new("RGB", (width, height))
    # What the transform puts around a picture is light without any mask.
    inside, without = (view.from_image(one)[1][..., 0].astype(float) for one in (light, dark))
    return np.asarray((inside - without).clip(0, None))


def _alike(shape: tuple[int, ...], size: tuple[int, int]) -> bool:
    """Whether a mask has a picture's size, or that which it had before it was made smaller."""
    smaller = min(shape[at] / size[at] for at in (0, 1))
    return smaller >= 1 and all(abs(shape[at] / smaller - size[at]) <= 1 for at in (0, 1))
