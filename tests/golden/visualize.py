"""The drawing code of the authors of Integrated Gradients, made of igviz's own parts.

What it draws has to equal ``golden/visualize_reference.npz``, so that the parts are right.
"""

from __future__ import annotations

from typing import Unpack

import numpy as np
import numpy.typing as npt

from igviz.stills.paint import Polarity, emphasise
from igviz.stills.paint.arrays import Floats, finite, picture
from igviz.stills.paint.overlay import Emphasis, blended, coloured
from igviz.stills.paint.polarity import signs


def visualize(
    attributions: npt.ArrayLike,
    image: npt.ArrayLike,
    *,
    polarity: Polarity = "positive",
    overlay: bool = True,
    positive_channel: npt.ArrayLike = (0, 255, 0),
    negative_channel: npt.ArrayLike = (255, 0, 0),
    **emphasis: Unpack[Emphasis],
) -> Floats:
    """Draw attributions exactly as the reference's ``Visualize`` does.

    Parameters
    ----------
    attributions : array, shape (H, W, C)
        Signed attributions. As in the reference, values beyond -1 and 1 are clipped
        (:func:`overlay_maps` does not clip).
    image : array, shape (H, W, 3)
        The image, 0..255; it gives the shape even where ``overlay`` is False.
    overlay : bool
        Draw over the image (``0.7 * image + 0.5 * colour``), or the colour alone.
    positive_channel, negative_channel : array, shape (3,)
        RGB, 0..255.

    The other parameters are those of :func:`emphasise`.

    Returns
    -------
    array of float64, shape (H, W, 3)
        Not rounded; with ``overlay`` clipped to 0..255.
    """
    signed = finite(attributions, "attributions")
    if signed.ndim != 3 or signed.size == 0:
        raise ValueError(f"attributions must have shape (H, W, C), not {signed.shape}.")
    background = picture(image, signed.shape[:2])
    channels = {"positive": positive_channel, "negative": negative_channel}
    colour = np.zeros_like(background)
    for sign in signs(polarity):
        one_sign = np.clip(signed if sign == "positive" else -signed, 0.0, 1.0)
        strength = emphasise(one_sign.mean(axis=2), **emphasis)
        colour += coloured(strength, channels[sign])
    return blended(colour, background, 0.5, 0.7) if overlay else colour
