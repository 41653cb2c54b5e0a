"""One point of the path: the image there, its step gradient, and what has been gathered so far."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from igviz.figure.arrays import unwire
from igviz.modalities.image.figure import ImageFigure
from igviz.modalities.image.maps import Maps
from igviz.stills.paint import (
    Palette,
    heat_map,
    heat_scale,
    running_map,
    scaled_image,
    step_window,
)
from igviz.stills.paint.arrays import Floats, Pixels


class Panel(NamedTuple):
    """A picture and what it shows."""

    title: str
    pixels: Pixels


def panels(figure: ImageFigure, alpha: float, palette: Palette) -> list[Panel]:
    """The pictures of a point of the path; the gradient is that of the nearest kept step."""
    maps, baseline, steps = Maps.of(figure), unwire(figure["baseline"]), figure["steps"]
    pictures = [Panel(f"the image at α = {alpha:.2f}", scaled_image(maps.image, baseline, alpha))]
    if steps["alphas"]:
        nearest = int(np.argmin(np.abs(np.asarray(steps["alphas"]) - alpha)))
        place = steps["alphas"][nearest]
        window = step_window(_absolute(figure, nearest), 1.0, maps.image, baseline, place)
        pictures.append(Panel(f"the step gradient at α = {place:.2f}", window))
    gathered = maps.signed if alpha >= 1 else maps.like(_gathered(figure, alpha))
    # On the scale of the whole, so that the sum grows into it.
    heat = heat_map(gathered, palette, heat_scale(maps.signed))
    return [*pictures, Panel("gathered so far", heat)]


def _absolute(figure: ImageFigure, step: int) -> Floats:
    """Sum over channels of the absolute step gradient."""
    steps = figure["steps"]
    signed = unwire(steps["signed"])[step] * steps["signed_scale"][step]
    cancelled = unwire(steps["cancelled"])[step] * steps["cancelled_scale"][step]
    return np.asarray(np.abs(signed) + cancelled, np.float64)


def _gathered(figure: ImageFigure, alpha: float) -> Floats:
    """The attribution summed from the baseline up to a point of the path."""
    steps = figure["steps"]
    if not steps["alphas"]:
        return np.zeros(unwire(figure["positive"]).shape)
    path = steps["signed_scale"], steps["alphas"], steps["weights"]
    return running_map(unwire(steps["signed"]), *path, alpha)
