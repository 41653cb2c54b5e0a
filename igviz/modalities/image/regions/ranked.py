"""Regions in the order in which they matter, as XRAI merges them.

Kapishnikov, Bolukbasi, Viégas and Terry, "XRAI: Better Attributions Through Regions", 2019: of many
segments, coarse and fine, always the one is taken next whose pixels that were not taken before have
the largest mean attribution.
"""

from __future__ import annotations

import numpy as np

from igviz.modalities.image.regions.superpixels import Labels, superpixels
from igviz.stills.paint.arrays import Floats, Pixels

MOST = 48  # regions; what is left after them is one more
_COUNTS = (16, 64, 160)  # segments of each of several sizes
_NEW = 0.25  # a segment of which less is new is no region of its own


def ranked(image: Pixels, signed: Floats) -> Labels:
    """Label each pixel of an image, (H, W, 3), with the rank of its region, from 0.

    Parameters
    ----------
    image : array of uint8, shape (H, W, 3)
    signed : array, shape (H, W)
        The attribution, shared out among neighbours already.
    """
    several = np.stack([superpixels(image, count).ravel() for count in _COUNTS], axis=1)
    # Pixels that lie in the same segments of every size are taken together.
    kinds, of = np.unique(several, axis=0, return_inverse=True)
    of = of.ravel()
    cells = np.concatenate([_members(column) for column in kinds.T])
    sums = np.bincount(of, signed.ravel())
    sizes = np.bincount(of).astype(np.float64)
    free = np.ones(len(sizes))
    labels = np.full(len(sizes), MOST)
    wholes = cells @ sizes
    for rank in range(MOST):
        areas = cells @ (sizes * free)
        mean = np.where(
            areas >= _NEW * wholes, cells @ (sums * free) / np.maximum(areas, 1), -np.inf
        )
        best = int(mean.argmax())
        if not areas[best] or not np.isfinite(mean[best]):
            break
        labels[(cells[best] > 0) & (free > 0)] = rank
        free *= 1 - cells[best]
    _, numbered = np.unique(labels, return_inverse=True)
    return np.asarray(numbered[of].reshape(signed.shape))


def _members(labels: Labels) -> Floats:
    """Which of some pieces lie in each segment, (segments, pieces), as zeros and ones."""
    return np.asarray(labels == np.arange(labels.max() + 1)[:, None], np.float64)
