"""What one point of the path shows: the scaled image, the step gradient, the sum so far."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from igviz.stills.paint.arrays import Floats, Pixels, finite, picture, pixels
from igviz.stills.paint.window import window


def scaled_image(image: npt.ArrayLike, baseline: npt.ArrayLike, alpha: float) -> Pixels:
    """Point of the path in display space, ``baseline + alpha * (image - baseline)``.

    Parameters
    ----------
    image, baseline : array, shape (H, W, 3)
        0..255.
    alpha : float
        0 is the baseline and 1 the image.
    """
    if not 0.0 <= alpha <= 1.0:
        raise ValueError(f"alpha must lie in 0..1, not {alpha}.")
    end = finite(image, "image")
    start = picture(baseline, end.shape[:2])
    return pixels(start + alpha * (picture(end, end.shape[:2]) - start))


def step_window(
    absolute: npt.ArrayLike,
    absolute_scale: float,
    image: npt.ArrayLike,
    baseline: npt.ArrayLike,
    alpha: float,
    *,
    percentile: float = 99.0,
    scale: float | None = None,
) -> Pixels:
    """Window of one step gradient over the scaled image at its alpha.

    Parameters
    ----------
    absolute : array of uint8, shape (H, W)
        The step's quantised map.
    absolute_scale : float
        What one level of it is worth.
    image, baseline : array, shape (H, W, 3)
        0..255.
    alpha : float
        Where on the path the image is shown.
    percentile : float
        Percentile over pixels that sets the brightness when the step is drawn by itself.
    scale : float, optional
        Full brightness, the same for all steps; None scales the step by itself.
    """
    magnitude = finite(absolute, "absolute") * float(absolute_scale)
    return window(magnitude, scaled_image(image, baseline, alpha), percentile, scale)


def running_map(
    signed: npt.ArrayLike,
    signed_scale: npt.ArrayLike,
    alphas: npt.ArrayLike,
    weights: npt.ArrayLike,
    alpha: float,
) -> Floats:
    """Attribution gathered from the baseline up to ``alpha``, from the kept steps.

    Parameters
    ----------
    signed : array of int8, shape (K, H, W)
        Quantised sums over channels of the step gradient.
    signed_scale, alphas, weights : array, shape (K,)
        What one level is worth, where each step lies, and its quadrature weight.
    alpha : float
        Steps at this point or before it count.

    Returns
    -------
    array of float64, shape (H, W)
        In the attribution's unit. At alpha 1 the quantised steps only approximate the
        attribution; draw the attribution itself there.
    """
    maps, levels = finite(signed, "signed"), finite(signed_scale, "signed_scale")
    if maps.ndim != 3 or levels.shape != maps.shape[:1]:
        raise ValueError(
            "signed must have shape (K, H, W) with one scale for each of the K maps, "
            f"not {maps.shape} with scales {levels.shape}."
        )
    places, shares = finite(alphas, "alphas"), finite(weights, "weights")
    if places.shape != levels.shape or shares.shape != levels.shape:
        raise ValueError(
            f"alphas and weights must have one value for each of {len(maps)} steps, "
            f"not shapes {places.shape} and {shares.shape}."
        )
    factors = np.where(places <= alpha, shares * levels, 0.0)
    running: Floats = np.tensordot(factors, maps, axes=1)
    return running
