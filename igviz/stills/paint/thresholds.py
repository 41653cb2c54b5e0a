"""Thresholds by share of attribution mass, as the authors of Integrated Gradients draw it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from igviz.stills.paint.arrays import Floats, unsigned_plane


def mass_threshold(magnitude: npt.ArrayLike, percentage: float) -> float:
    """Smallest value among the largest pixels that together hold a share of the mass.

    Parameters
    ----------
    magnitude : array, shape (H, W)
        One sign of the attribution, not negative.
    percentage : float
        Share of the sum, in percent. 0 gives the maximum and 100 the minimum.

    Returns
    -------
    float
        The threshold, in the map's units; 0 for a map without mass.
    """
    values = unsigned_plane(magnitude, "magnitude")
    if not 0.0 <= percentage <= 100.0:
        raise ValueError(f"percentage must lie in 0..100, not {percentage}.")
    if percentage == 100.0:
        return float(values.min())
    ordered = np.sort(values, axis=None)[::-1]
    if ordered[0] == 0.0:
        return 0.0
    # Relative to the largest value first, so that no sum can overflow or vanish.
    running = np.cumsum(ordered / ordered[0])
    # The last running sum is the total, so rounding can never leave the share short of 100.
    reached = 100.0 * running / running[-1] >= percentage
    return float(ordered[int(np.argmax(reached))])


def scale_by_mass(
    magnitude: npt.ArrayLike,
    clip_above: float = 99.9,
    clip_below: float = 0.0,
    low: float = 0.0,
    sizes: npt.ArrayLike | None = None,
) -> Floats:
    """Map one sign of the attribution linearly onto 0..1 between two mass thresholds.

    Parameters
    ----------
    magnitude : array, shape (H, W)
        One sign of the attribution, not negative, in any unit: only ratios matter.
    clip_above, clip_below : float
        Percentiles of attribution mass. Pixels at or above the first are drawn at full
        strength, pixels at the second at ``low``, pixels below it not at all.
    low : float
        Value at the lower threshold, in [0, 1).
    sizes : array, shape (H, W), optional
        The magnitudes whose mass the percentiles are of; by default those that are mapped.
        With them a ``clip_below`` of 0 is zero, and not the smallest of them.

    Returns
    -------
    array of float64, shape (H, W)
        Strength of colour, 0..1. A map without mass gives zeros.
    """
    if not 0.0 <= clip_below <= clip_above <= 100.0:
        raise ValueError(
            "clip percentiles must satisfy 0 <= clip_below <= clip_above <= 100, "
            f"not {clip_below} and {clip_above}."
        )
    if not 0.0 <= low < 1.0:
        raise ValueError(f"low must lie in [0, 1), not {low}.")
    values = unsigned_plane(magnitude, "magnitude")
    mass = values if sizes is None else sizes
    full = mass_threshold(mass, 100.0 - clip_above)
    # Of few sums the smallest may be large: strength begins at zero then.
    from_zero = sizes is not None and clip_below == 0.0
    none = 0.0 if from_zero else mass_threshold(mass, 100.0 - clip_below)
    if full == none:
        # Both thresholds on one value: a step, the limit of the ever steeper line.
        return ((values >= full) & (values > 0.0)).astype(np.float64)
    scaled = (1.0 - low) * ((np.minimum(values, full) - none) / (full - none)) + low
    # A pixel without attribution stays without colour, even where the lower threshold is zero.
    return np.where((scaled < low) | (values == 0.0), 0.0, scaled)
