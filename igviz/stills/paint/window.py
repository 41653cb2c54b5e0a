"""The saliency window: the image, dimmed where the attribution is small."""

from __future__ import annotations

import numpy.typing as npt

from igviz.stills.paint.arrays import (
    Pixels,
    picture,
    pixel_percentile,
    pixels,
    shares,
    unsigned_plane,
)


def window_scale(absolute: npt.ArrayLike, percentile: float = 99.0) -> float:
    """Value drawn at full brightness: the percentile over pixels, else the maximum."""
    return pixel_percentile(unsigned_plane(absolute, "absolute"), percentile)


def window(
    absolute: npt.ArrayLike,
    image: npt.ArrayLike,
    percentile: float = 99.0,
    scale: float | None = None,
    depth: float = 1.0,
) -> Pixels:
    """Multiply the image by the absolute attribution.

    Parameters
    ----------
    absolute : array, shape (H, W)
        Sum over channels of the absolute attribution.
    image : array, shape (H, W, 3)
        0..255.
    percentile : float
        Percentile over pixels that keeps its full brightness, in (0, 100].
    scale : float, optional
        A pinned value for full brightness, in the map's unit, instead of the percentile.
    depth : float
        How far the rest is dimmed, 0..1.

    Returns
    -------
    array of uint8, shape (H, W, 3)
        Black where the attribution is zero and ``depth`` is 1.
    """
    magnitudes = unsigned_plane(absolute, "absolute")
    seen = picture(image, magnitudes.shape)
    full = pixel_percentile(magnitudes, percentile) if scale is None else scale
    light = (1.0 - depth) + depth * shares(magnitudes, full)
    return pixels(seen * light[..., None])
