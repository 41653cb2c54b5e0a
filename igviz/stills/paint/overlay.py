"""The red and green overlay of the authors of Integrated Gradients.

Sundararajan, Taly and Yan, "Axiomatic Attribution for Deep Networks", 2017, and the drawing
code published with it. The reference stops on a map with nothing of the chosen sign; here that
is drawn as no colour.
"""

from __future__ import annotations

from typing import TypedDict, Unpack

import numpy as np
import numpy.typing as npt

from igviz.stills.paint.arrays import Floats, Pixels, finite, picture, pixels, unsigned_plane
from igviz.stills.paint.outline import clean_up, outline
from igviz.stills.paint.palettes import Palette, palette_named
from igviz.stills.paint.polarity import Polarity, signs
from igviz.stills.paint.thresholds import scale_by_mass

#: How an explanation looks before anyone has touched it, here and in the explorer: most of the mass
#: at full strength, over an image dark enough for it to be seen.
OPENING = {"clip_above_percentile": 95.0, "strength": 0.8, "image_strength": 0.52}


class Emphasis(TypedDict, total=False):
    """What `emphasise` takes besides the magnitude, and whoever hands it on to it."""

    clip_above_percentile: float
    clip_below_percentile: float
    morphological_cleanup: bool
    structure: npt.ArrayLike | None
    outlines: bool
    outlines_component_percentage: float


def emphasise(
    magnitude: npt.ArrayLike,
    sizes: npt.ArrayLike | None = None,
    *,
    clip_above_percentile: float = 99.9,
    clip_below_percentile: float = 0.0,
    morphological_cleanup: bool = False,
    structure: npt.ArrayLike | None = None,
    outlines: bool = False,
    outlines_component_percentage: float = 90.0,
) -> Floats:
    """Turn one sign of the attribution, ``(H, W)`` and not negative, into strengths 0..1.

    Parameters
    ----------
    magnitude : array, shape (H, W)
    sizes : array, shape (H, W), optional
        The magnitudes whose mass the percentiles are of; by default those that are drawn.
    clip_above_percentile, clip_below_percentile : float
        Percentiles of attribution mass, see :func:`~igviz.stills.paint.scale_by_mass`.
    morphological_cleanup, structure
        Whether and with which element to clean each map, see :func:`~igviz.stills.paint.clean_up`.
    outlines, outlines_component_percentage
        Draw only the border of the largest regions, see :func:`~igviz.stills.paint.outline`.
    """
    strength = scale_by_mass(magnitude, clip_above_percentile, clip_below_percentile, sizes=sizes)
    if morphological_cleanup:
        strength = clean_up(strength, structure)
    if outlines:
        strength = outline(strength, outlines_component_percentage)
    return strength


def overlay_maps(
    positive: npt.ArrayLike,
    negative: npt.ArrayLike,
    image: npt.ArrayLike,
    *,
    polarity: Polarity = "positive",
    strength: float = 0.5,
    image_strength: float = 0.7,
    palette: str | Palette = "green-red",
    together: bool = False,
    **emphasis: Unpack[Emphasis],
) -> Pixels:
    """Draw both signs of the attribution over the dimmed image.

    Parameters
    ----------
    positive, negative : array, shape (H, W)
        Magnitude of each sign, not negative, in any unit.
    image : array, shape (H, W, 3)
        What the model saw, 0..255.
    polarity : {"positive", "negative", "both"}
        Which signs are drawn.
    strength, image_strength : float
        Weights of the colour and of the image. The defaults are the reference's;
        ``strength=1, image_strength=0`` draws the colour on black.
    palette : str or Palette
        A name in :data:`~igviz.stills.paint.PALETTES`, or colours of your own.
    together : bool
        Whether the same strength stands for the same magnitude of either sign, drawn or not, in
        maps of which one is zero everywhere; else each is scaled by itself, as the reference does.
    **emphasis
        What `emphasise` takes for each map.

    Returns
    -------
    array of uint8, shape (H, W, 3)
    """
    colours = palette_named(palette)
    layers: dict[str, tuple[npt.ArrayLike, npt.ArrayLike]] = {
        "positive": (positive, colours.positive),
        "negative": (negative, colours.negative),
    }
    background = picture(image, unsigned_plane(positive, "positive").shape)
    if unsigned_plane(negative, "negative").shape != background.shape[:2]:
        raise ValueError(
            f"positive and negative must have one shape, not {background.shape[:2]} "
            f"and {np.shape(negative)}."
        )
    colour = np.zeros_like(background)
    sizes = np.maximum(positive, negative) if together else None
    for sign in signs(polarity):
        magnitude, channel = layers[sign]
        colour += coloured(emphasise(magnitude, sizes, **emphasis), channel)
    return pixels(blended(colour, background, strength, image_strength))


def coloured(strength: Floats, channel: npt.ArrayLike) -> Floats:
    """Strengths, (H, W), as amounts of a colour."""
    rgb = finite(channel, "a colour channel")
    if rgb.shape != (3,):
        raise ValueError(f"a colour is three numbers 0..255 (RGB), not {channel!r}.")
    return strength[..., None] * rgb


def blended(colour: Floats, image: Floats, strength: float, image_strength: float) -> Floats:
    """Colour over an image, each by its weight, clipped to 0..255 and not rounded."""
    for name, weight in (("strength", strength), ("image_strength", image_strength)):
        if not 0.0 <= weight <= 1.0:
            raise ValueError(f"{name} must lie in 0..1, not {weight}.")
    return np.clip(image_strength * image + strength * colour, 0.0, 255.0)
