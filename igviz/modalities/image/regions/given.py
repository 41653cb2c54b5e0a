"""Regions as a person gives them: by name, or as masks of the picture."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

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
    "with one for each region, or a mapping from names to masks"
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

    Masks have the size of the picture that was handed over, and go through its transform as it
    did, or that of the tensor which the model receives. What lies in several belongs to the
    last of them, and what lies in none is called "elsewhere".

    Raises
    ------
    InputError
        There is no such name, or a mask is none, is empty, or has another size.
    """
    if given is None:
        return "superpixels"
    if isinstance(given, str) and not Path(given).is_file():
        if given in FOUND:
            return given
        raise InputError(f"regions={given!r} was given; pass {_NEEDED}{meant(given, FOUND)}")
    masks = _masks(given)
    if len(masks) >= MOST:
        raise InputError(f"{len(masks)} regions were given, and {MOST - 1} are the most.")
    with random_state_kept():
        seen = np.stack([_seen(mask, name, view) for name, mask in masks.items()])
    rest = 255 - seen.max(0)
    labels = np.where(rest > seen.max(0), len(seen), len(seen) - 1 - seen[::-1].argmax(0))
    names = [*masks, _REST] if (labels == len(seen)).any() else [*masks]
    for at, name in enumerate(masks):
        if not (labels == at).any():
            raise InputError(
                f"Nothing of the region {name!r} is left in what the model sees, {view.size[0]} by "
                f"{view.size[1]} pixels; leave it out, or look at the transform's crop."
            )
    return Regions(labels.astype(np.uint8), tuple(map(legible, names)), given=True)


def _masks(given: object) -> _Masks:
    """The masks by their names."""
    if isinstance(given, Mapping):
        masks = {str(name): _plane(mask, f"The mask {name!r}") for name, mask in given.items()}
        if not masks:
            raise InputError(f"regions holds no mask; pass {_NEEDED}.")
        return {name: mask.astype(bool) for name, mask in masks.items()}
    labels = _plane(given, "regions")
    if labels.dtype == bool:
        return {"inside": labels}
    return {str(label): labels == label for label in np.unique(labels)}


def _plane(given: object, what: str) -> NDArray[Any]:
    """One array (H, W) of booleans or whole numbers."""
    if isinstance(given, (str, Path)):
        given = Image.open(given)
    if isinstance(given, Image.Image):
        given = np.asarray(given.convert("L")) > 127
    if isinstance(given, torch.Tensor):
        given = given.detach().cpu().numpy()
    array = np.asarray(given)
    if array.ndim == 3 and 1 in (array.shape[0], array.shape[2]):
        array = array[0] if array.shape[0] == 1 else array[..., 0]
    if array.ndim != 2 or not array.size or array.dtype.kind not in "buif":
        kind = f"an array of {array.dtype} and shape {array.shape}"
        kind = type(given).__name__ if array.dtype == object else kind
        raise InputError(f"{what} is {kind}; pass {_NEEDED}.")
    if array.dtype.kind == "f" and not np.array_equal(array, np.round(array)):
        raise InputError(
            f"{what} holds fractions; say from where on a pixel is inside, such as mask > 0.5."
        )
    return array.astype(np.int64) if array.dtype.kind == "f" else array


def _seen(mask: NDArray[np.bool_], name: str, view: View) -> NDArray[np.float64]:
    """How much of each pixel that the model sees lies in a mask, 0..255."""
    whole = cast("NDArray[np.float64]", np.where(mask, 255.0, 0.0))
    source = view.source
    if source is not None and view.transform and mask.shape == (source.height, source.width):
        picture = Image.fromarray(whole.astype(np.uint8)).convert("RGB")
        return np.asarray(view.from_image(picture)[1][..., 0], float)
    if mask.shape == view.size:
        return whole
    sizes = dict.fromkeys([*([(source.height, source.width)] if source else []), view.size])
    needed = " or ".join(f"{height} by {width}" for height, width in sizes)
    raise InputError(
        f"The region {name!r} has {mask.shape[0]} by {mask.shape[1]} pixels (height by width); "
        f"pass masks of {needed} pixels."
    )
