"""What the wire holds of an image."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

import numpy as np
from numpy.typing import NDArray

from igviz.figure.arrays import WireArray, wire
from igviz.figure.schema import Facts, Steps

# So many channels are shown one by one at most; the others are summed into one more.
MOST_SHOWN = 30


class ImageSteps(Steps):
    r"""Step gradients that also keep what the channels of a pixel cancel: absolute less \|signed\|.

    That is mostly small: it deflates to half of what the absolute maps would take.
    """

    cancelled: WireArray
    cancelled_scale: list[float]


class Channels(TypedDict):
    """C channels that are no colours: the attribution of each, (C,), summed over all pixels."""

    names: list[str]
    values: WireArray
    steps: Steps


class ImageRegions(TypedDict):
    """Parts that together are all of an image: ``labels``, (H, W), count them in order of names.

    ``edge`` is the grain over which attribution is shared across an edge; ``given`` tells that a
    person named them.
    """

    labels: WireArray
    names: list[str]
    edge: int
    given: bool


class ImageFigure(Facts):
    """One explanation of an image; maps are (H, W), pictures (H, W, 3).

    ``grain`` is the width in pixels that attribution is added up over when the picture opens.
    """

    kind: Literal["image"]
    image: WireArray
    baseline: WireArray
    positive: WireArray
    negative: WireArray
    error: WireArray | None
    grain: int
    regions: ImageRegions
    steps: ImageSteps
    channels: NotRequired[Channels]


def step_maps(
    signed: NDArray[np.int8],
    signed_scale: NDArray[Any],
    absolute: NDArray[np.uint8],
    absolute_scale: NDArray[Any],
) -> tuple[WireArray, WireArray, list[float]]:
    """``signed``, ``cancelled`` and its scale for `ImageSteps`, from maps of shape (K, H, W)."""
    levels = np.zeros(absolute.shape, np.uint8)
    scales = []
    for k, level in enumerate(levels):
        # In float64: the 255th part of a float32 may be too small for one.
        magnitude = np.abs(signed[k].astype(np.float64)) * float(signed_scale[k])
        left = (absolute[k] * float(absolute_scale[k]) - magnitude).clip(0, None)
        scales.append(float(left.max(initial=0.0)) / 255)
        level[...] = np.round(left / (scales[-1] or 1.0))
    return wire(signed), wire(levels), scales
