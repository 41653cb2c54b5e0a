"""The heat map: a diverging scale, symmetric, with zero always neutral."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from igviz.stills.paint.arrays import (
    Floats,
    Pixels,
    picture,
    pixel_percentile,
    pixels,
    plane,
    shares,
)
from igviz.stills.paint.palettes import RGB, Palette, palette_named
from igviz.stills.paint.polarity import Polarity, signs


def heat_scale(signed: npt.ArrayLike, percentile: float = 99.5) -> float:
    """Magnitude drawn in the end colours: the percentile over pixels, else the maximum."""
    return pixel_percentile(np.abs(plane(signed, "signed")), percentile)


def heat_map(
    signed: npt.ArrayLike,
    palette: str | Palette = "green-red",
    scale: float | None = None,
    percentile: float = 99.5,
    *,
    polarity: Polarity = "both",
    image: npt.ArrayLike | None = None,
    cover: float = 1.0,
) -> Pixels:
    """Colour a signed map.

    Parameters
    ----------
    signed : array, shape (H, W)
        Sum over channels of the attribution.
    palette : str or Palette
        A name in :data:`~igviz.stills.paint.PALETTES`, or colours of your own.
    scale : float, optional
        Magnitude drawn in the end colours, in the map's unit. Pin it to compare pictures;
        by default it is ``heat_scale(signed, percentile)``.
    percentile : float
        Percentile of the magnitude over pixels that sets the scale, in (0, 100].
    polarity : {"positive", "negative", "both"}
        Which signs are drawn; the other one counts as zero, and the scale stays.
    image : array, shape (H, W, 3), optional
        What shines through, 0..255, where the colours do not cover all of it.
    cover : float
        How much of the image the colours cover, 0..1.

    Returns
    -------
    array of uint8, shape (H, W, 3)
    """
    values = plane(signed, "signed")
    colours = palette_named(palette)
    full = heat_scale(values, percentile) if scale is None else scale
    drawn = signs(polarity)
    share = shares(values, full).clip(-1.0 * ("negative" in drawn), 1.0 * ("positive" in drawn))
    up = _ramp(np.maximum(share, 0.0), colours.heat_positive)
    down = _ramp(np.maximum(-share, 0.0), colours.heat_negative)
    colour = np.where(share[..., None] >= 0.0, up, down)
    if image is None:
        return pixels(colour)
    return pixels(cover * colour + (1.0 - cover) * picture(image, values.shape))


def _ramp(share: Floats, stops: tuple[RGB, ...]) -> Floats:
    places = np.linspace(0.0, 1.0, len(stops))
    table = np.asarray(stops, dtype=np.float64)
    return np.stack([np.interp(share, places, table[:, c]) for c in range(3)], axis=-1)
