"""Superpixels: regions of about one size and one colour, after SLIC.

Achanta and others, "SLIC Superpixels Compared to State-of-the-Art Superpixel Methods", 2012: means
of colour and place, each pixel going to the nearest of those around. Colours are compared in RGB,
and cells of a few pixels stand for all of a large picture, so that it takes milliseconds.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from igviz.stills.paint.arrays import Pixels

Labels = NDArray[np.intp]
_Features = NDArray[np.float64]

USUAL = 64  # regions of a picture
_CELLS = 112  # along the longer side, at most
_ROUNDS = 5
_TRIES = 5
# A colour so far away (of 0..255) weighs as much as a place that is one region away.
_COLOUR = 24.0


def superpixels(image: Pixels, count: int = USUAL) -> Labels:
    """Label each pixel of an image, (H, W, 3), with its region, counted from 0 in reading order.

    There are about so many as were asked for. Each is connected.
    """
    height, width = image.shape[:2]
    factor = math.ceil(max(height, width) / _CELLS)
    cells = _cells(image, factor)
    rows, columns = _grid(cells.shape[:2], count)
    labels = _clustered(cells, rows, columns)
    whole = _numbered(_connected(labels))
    return whole.repeat(factor, 0).repeat(factor, 1)[:height, :width]


def grid(shape: tuple[int, int], count: int = USUAL) -> Labels:
    """Label each pixel of an image with its square in about so many, in reading order."""
    rows, columns = _grid(shape, count)
    return _home(shape, rows, columns)


def _grid(shape: tuple[int, ...], count: int) -> tuple[int, int]:
    """Rows and columns of about so many squares."""
    height, width = shape[:2]
    rows = max(1, min(height, count, round(math.sqrt(count * height / width))))
    return rows, max(1, min(width, round(count / rows)))


def _home(shape: tuple[int, ...], rows: int, columns: int) -> Labels:
    y, x = (
        np.arange(length) * n // length for length, n in zip(shape, (rows, columns), strict=True)
    )
    return np.asarray(y[:, None] * columns + x)


def _cells(image: Pixels, factor: int) -> _Features:
    """Mean colours of squares so many pixels wide."""
    means = image.astype(np.float64)
    for axis in (0, 1):
        starts = np.arange(0, image.shape[axis], factor)
        lengths = np.diff(np.append(starts, image.shape[axis]))
        shape = [1, 1, 1]
        shape[axis] = -1
        means = np.add.reduceat(means, starts, axis) / lengths.reshape(shape)
    return means


def _clustered(cells: _Features, rows: int, columns: int) -> Labels:
    """Each cell's nearest mean among those of the squares around the one it lies in."""
    shape = cells.shape[:2]
    home = labels = _home(shape, rows, columns)
    side = math.sqrt(shape[0] * shape[1] / (rows * columns))
    places = np.indices(shape).transpose(1, 2, 0) / side
    features = np.concatenate([cells / _COLOUR, places], axis=-1)
    for _ in range(_ROUNDS):
        means, some = _means(features, labels, rows * columns)
        nearest = np.full(shape, np.inf)
        for down, right in np.ndindex(3, 3):
            row, column = home // columns + down - 1, home % columns + right - 1
            inside = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
            at = np.where(inside, row * columns + column, home)
            distance = ((features - means[at]) ** 2).sum(-1)
            closer = inside & some[at] & (distance < nearest)
            nearest, labels = (
                np.where(closer, new, old) for new, old in ((distance, nearest), (at, labels))
            )
    return labels


def _means(features: _Features, labels: Labels, count: int) -> tuple[_Features, NDArray[np.bool_]]:
    """The mean of the features under each label, and whether there are any."""
    flat = labels.ravel()
    sizes = np.bincount(flat, minlength=count)
    sums = [np.bincount(flat, one, count) for one in features.reshape(len(flat), -1).T]
    return np.stack(sums, axis=-1) / np.maximum(sizes, 1)[:, None], sizes > 0


def _connected(labels: Labels) -> Labels:
    """Keep of each region the largest connected part; the rest goes to whatever is nearest."""
    from scipy import ndimage

    for _ in range(_TRIES):  # what goes elsewhere may stand apart there, too
        kept = np.zeros(labels.shape, bool)
        for label in np.unique(labels):
            parts, _ = ndimage.label(labels == label)
            kept |= parts == np.bincount(parts.ravel())[1:].argmax() + 1
        if kept.all():
            break
        nearest = ndimage.distance_transform_edt(~kept, return_distances=False, return_indices=True)
        labels = labels[tuple(nearest)]
    return labels


def _numbered(labels: Labels) -> Labels:
    """Labels without gaps."""
    return np.asarray(np.unique(labels, return_inverse=True)[1].reshape(labels.shape))
