"""Cleaning a map and drawing the border of its largest regions.

The one module here that needs SciPy; it is imported when first used.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from igviz.stills.paint.arrays import Floats, unsigned_plane

_PRESENT = 0.001
_MOST_REGIONS = 3


def clean_up(strength: npt.ArrayLike, structure: npt.ArrayLike | None = None) -> Floats:
    """Close, then open, in grey values: fills pinholes and drops single pixels.

    Parameters
    ----------
    strength : array, shape (H, W)
        Strengths, not negative.
    structure : array, optional
        Structuring element, by default ``ones((3, 3))``; edges are mirrored.
    """
    from scipy import ndimage

    values = unsigned_plane(strength, "strength")
    element = np.ones((3, 3)) if structure is None else np.asarray(structure, dtype=np.float64)
    closed = ndimage.grey_closing(values, structure=element)
    opened = ndimage.grey_opening(closed, structure=element)
    # The element's heights are added and taken away again; what rounding left is cleared.
    return np.asarray(np.clip(opened, 0.0, None), dtype=np.float64)


def outline(strength: npt.ArrayLike, component_percentage: float = 90.0) -> Floats:
    """Border, one pixel wide, of the largest regions of a map.

    The map is made binary (above 0.001), holes are filled, and the largest regions
    (neighbours also across corners) are kept until they hold ``component_percentage`` percent
    of the area, three at most.

    Parameters
    ----------
    strength : array, shape (H, W)
        Strengths, not negative, usually the result of :func:`~igviz.stills.paint.scale_by_mass`.
    component_percentage : float
        Share of the filled area that the kept regions should reach, in percent.

    Returns
    -------
    array of float64, shape (H, W)
        1 on the border and 0 elsewhere; zeros for an empty map.
    """
    from scipy import ndimage

    if not 0.0 <= component_percentage <= 100.0:
        raise ValueError(f"component_percentage must lie in 0..100, not {component_percentage}.")
    filled = ndimage.binary_fill_holes(unsigned_plane(strength, "strength") > _PRESENT)
    regions, count = ndimage.label(filled, structure=np.ones((3, 3)))
    if count == 0:
        return np.zeros(filled.shape)
    areas = np.bincount(regions.ravel(), minlength=count + 1)[1:]
    largest = np.argsort(-areas, kind="stable")
    running = np.cumsum(areas[largest])
    needed = int(np.argmax(running >= component_percentage * areas.sum() / 100.0)) + 1
    kept = np.isin(regions, largest[: min(needed, _MOST_REGIONS)] + 1)
    border: Floats = (kept & ~ndimage.binary_erosion(kept)).astype(np.float64)
    return border
