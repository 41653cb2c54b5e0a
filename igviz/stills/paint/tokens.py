"""Colours behind tokens: red, grey and green by attribution, with text that stays readable."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from igviz.stills.paint.arrays import Floats, Pixels, finite, pixels, shares
from igviz.stills.paint.palettes import Palette, palette_named


def token_colours(
    values: npt.ArrayLike,
    palette: str | Palette = "green-red",
    scale: float | None = None,
) -> tuple[Pixels, Pixels]:
    """Background and text colour of each token.

    Parameters
    ----------
    values : array, shape (T,)
        Signed attribution of each token.
    palette : str or Palette
        A name in :data:`~igviz.stills.paint.PALETTES`, or colours of your own.
    scale : float, optional
        Magnitude drawn in the end colours, by default the largest magnitude.

    Returns
    -------
    backgrounds, texts : arrays of uint8, shape (T, 3)
        Text is black or white, whichever stands out more; contrast is at least 4.5:1.
    """
    amounts = finite(values, "values")
    if amounts.ndim != 1:
        raise ValueError(f"values must hold one number per token, not shape {amounts.shape}.")
    colours = palette_named(palette)
    full = float(np.abs(amounts).max(initial=0.0)) if scale is None else scale
    share = shares(amounts, full)[:, None]
    middle = np.asarray(colours.token_neutral, dtype=np.float64)
    ends = np.where(share >= 0.0, colours.token_positive, colours.token_negative)
    backgrounds = pixels(middle + np.abs(share) * (ends - middle))
    return backgrounds, ink(backgrounds)


def ink(backgrounds: Pixels) -> Pixels:
    """Black or white, whichever stands out more on each colour, shape (..., 3)."""
    dark = luminance(backgrounds)[..., None] > _BLACK_OR_WHITE
    return np.where(dark, 0, 255).repeat(3, axis=-1).astype(np.uint8)


# The luminance at which black and white text contrast equally: (L + .05)^2 = .05 * 1.05.
_BLACK_OR_WHITE = (0.05 * 1.05) ** 0.5 - 0.05


def luminance(rgb: Pixels) -> Floats:
    """Relative luminance of sRGB colours, shape (..., 3) to (...), as WCAG 2 defines it."""
    value = np.asarray(rgb, dtype=np.float64) / 255.0
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    weighted: Floats = linear @ np.array([0.2126, 0.7152, 0.0722])
    return weighted
