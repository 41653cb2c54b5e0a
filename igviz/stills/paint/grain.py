"""Attribution added up over neighbourhoods before it is drawn.

Pixel by pixel the attributions of a real network are a field of both signs that cancel, so that
the colour of a pixel says little about the part of the picture it lies in. Added up over wider
neighbourhoods they settle. The sums are weighed: a sharp edge would cut through the field, and
what it cuts would decide about the sign. (Over photographs, sums of squares 8 to 16 pixels wide
have the sign of the square twice as wide in hardly more than half of the area.)
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from igviz.stills.paint.arrays import Floats, plane
from igviz.stills.paint.polarity import Polarity, shows
from igviz.stills.paint.thresholds import mass_threshold

Some = npt.NDArray[np.floating[Any]]
Mask = npt.NDArray[np.bool_]

#: Widths in pixels that attribution is added up over, each about twice the last but one; 1 is none.
GRAINS = (1, 4, 7, 9, 15, 20, 31, 41, 63, 84, 127, 169, 255, 340, 511, 681, 1023)
#: Of the painted area so much keeps its sign at the grain that a picture opens with.
KEEPS = 0.9
#: What is larger than this share of the loudest counts as painted.
VISIBLE = 0.05
#: The loudest sums hold this percentage of the size of all.
LOUDEST = 5.0

#: A map of more pixels is added up by blocks, so that there are about as many of these.
ENOUGH = 32768
#: What is less than this share of the largest value that was added up is no sum, but rounding.
ROUNDING = 1e-9
_NARROWEST = 8  # blocks in a grain
_PASSES = 3
_JUDGED = 131072  # pixels


def nearest(width: float) -> int:
    """The grain closest to a width."""
    return min(GRAINS, key=lambda grain: abs(grain - width))


def wider(grain: int) -> int:
    """The grain about twice as wide, more than that of a single pixel; of the widest itself."""
    return GRAINS[min(GRAINS.index(grain) + 2, len(GRAINS) - 1)]


def surroundings(grain: int, opening: int) -> int:
    """The grain that says whether what is painted keeps its sign."""
    return max(wider(grain), opening)


def coarsest(shape: tuple[int, ...]) -> int:
    """The first grain as wide as a picture."""
    return next((grain for grain in GRAINS if grain >= max(shape)), GRAINS[-1])


def added_up(signed: npt.ArrayLike, grain: int, enough: int = ENOUGH) -> Floats:
    """What the neighbourhood of each pixel adds up to.

    Three running means in each direction weigh a neighbourhood as a bell does. The pixel in the
    middle counts once and those around it less, all together as ``grain ** 2`` pixels; what lies
    beyond an edge counts nothing. Of a large map the pixels of small blocks share a neighbourhood.

    Parameters
    ----------
    signed : array, shape (H, W)
        Sum over channels of the attribution.
    grain : int
        One of `GRAINS`.
    enough : int
        So many blocks are enough.

    Returns
    -------
    array of float64, shape (H, W)
        In the map's unit; the map itself at a grain of 1.
    """
    values = plane(signed, "signed")
    largest = abs(values).max()
    factor = _factor(values.size, grain, enough)
    if grain == 1 or largest == 0:
        return values
    sums = _of_blocks(_blocks(values / largest, factor), grain / factor)
    most = np.nextafter(np.finfo(np.float64).max / max(1.0, largest), 0)
    every = sums.repeat(factor, 0).repeat(factor, 1)[: values.shape[0], : values.shape[1]]
    return np.asarray(np.clip(every, -most, most) * largest)


def lasting(near: Some, wide: Some) -> Mask:
    """Where sums, (H, W), have the sign of those over a wider neighbourhood."""
    return np.sign(near) * np.sign(wide) > 0


def cancelled(near: Some, wide: Some, polarity: Polarity = "both") -> float:
    """The share of the painted area whose wider neighbourhood does not have its sign, 0..1."""
    return _share(_painted(near, polarity), ~lasting(near, wide))


def finest(signed: npt.ArrayLike) -> int:
    """The finest grain at which what is painted keeps its sign.

    In at least `KEEPS` of the area that is painted as positive, neighbourhoods twice and four
    times as wide have to be, too; and likewise of the negative where that is the sign of the whole.
    Of a large map some pixels are judged, and grains that would not reach across four of them are
    passed over.
    """
    values = plane(signed, "signed")
    values = values / (abs(values).max() or 1.0)
    # A picture opens with what is positive, which may be noise where the rest prevails.
    judged: list[Polarity] = ["positive", "negative"] if values.sum() < 0 else ["positive"]
    # Every so many pixels are looked at.
    apart = math.ceil(math.sqrt(values.size / _JUDGED))
    sums = cache(lambda grain: added_up(values, grain)[::apart, ::apart])
    last = coarsest(values.shape)
    some = (grain for grain in GRAINS if grain < last and (grain == 1 or grain >= 4 * apart))
    return next((grain for grain in some if _holds(sums, grain, judged)), last)


def _holds(sums: Callable[[int], Floats], grain: int, judged: Sequence[Polarity]) -> bool:
    """Whether what is painted of some signs at a grain keeps its sign."""
    near, twice = sums(grain), wider(grain)
    around = [~lasting(near, sums(wide)) for wide in (twice, wider(twice))]
    painted = [_painted(near, sign) for sign in judged]
    return all(_share(area, lost) <= 1 - KEEPS for area in painted for lost in around)


def _painted(near: Some, polarity: Polarity) -> Mask:
    size = np.abs(near)
    up, down = (shows(polarity, sign) for sign in (1.0, -1.0))
    shown = ((near > 0) & up) | ((near < 0) & down)
    return shown & (size > VISIBLE * mass_threshold(size, LOUDEST))


def _share(area: Mask, part: Mask) -> float:
    """How much of an area a part of it takes; nothing of no area."""
    whole = int(area.sum())
    return int((area & part).sum()) / whole if whole else 0.0


def _factor(size: int, grain: int, enough: int) -> int:
    """How wide blocks are whose pixels share a neighbourhood."""
    return max(1, min(math.ceil(math.sqrt(size / enough)), grain // _NARROWEST))


def _blocks(values: Floats, factor: int) -> Floats:
    """The sums of squares so wide, those at the end less so."""
    if factor > 1:
        for axis in (1, 0):
            starts = np.arange(0, values.shape[axis], factor)
            values = np.asarray(np.add.reduceat(values, starts, axis))
    return values


def _of_blocks(values: Floats, grain: float) -> Floats:
    """What blocks add up to over neighbourhoods of so many blocks."""
    half = math.floor((0.75 * grain - 1) / 2 + 0.5)
    middle = (3 * (2 * half + 1) ** 2 + 1) / 4
    for axis in (1, 0):
        # Whatever a pass carries beyond an edge, the next ones may carry back.
        room = [(0, 0), (0, 0)]
        room[axis] = (2 * half, 2 * half)
        values = np.pad(values, room)
        for _ in range(_PASSES):
            values = _running(values, half, axis)
        kept = slice(2 * half, values.shape[axis] - 2 * half)
        values = values[kept] if axis == 0 else values[:, kept]
    sums = values / middle**2
    return np.where(np.abs(sums) < ROUNDING, 0.0, sums)


def _running(values: Floats, half: int, axis: int) -> Floats:
    """What each value and ``half`` of them on either side add up to."""
    length = values.shape[axis]
    place = np.arange(length)
    sums = np.zeros_like(values, shape=_longer(values.shape, axis))
    np.cumsum(values, axis, out=sums[1:] if axis == 0 else sums[:, 1:])
    ends = np.minimum(place + half + 1, length), np.maximum(place - half, 0)
    last, first = (sums.take(end, axis) for end in ends)
    return np.asarray(last - first)


def _longer(shape: tuple[int, ...], axis: int) -> tuple[int, ...]:
    return tuple(length + (at == axis) for at, length in enumerate(shape))
