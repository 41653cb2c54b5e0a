"""A volume slice by slice: profiles along its axes, and what is drawn of one slice.

In the view the same is ``js/src/modalities/volume/scene.ts``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from igviz.figure.arrays import unwire
from igviz.modalities.volume.figure import VolumeFigure
from igviz.stills.paint import OPENING, Palette, Polarity, scale_by_mass
from igviz.stills.paint.arrays import Floats, Pixels, pixels
from igviz.stills.paint.overlay import blended, coloured
from igviz.stills.paint.polarity import signs
from igviz.visible import one_line

_LONGEST_NAME = 20


@dataclass(frozen=True, eq=False)
class Slices:
    """A volume through its window.

    Attributes
    ----------
    image : array of uint8, shape (D, H, W, C)
        From black to white.
    values : array of float64, shape (D, H, W)
        The attribution.
    axes : list of str
        What D, H and W are called.
    """

    image: NDArray[np.uint8]
    values: Floats
    axes: list[str]

    @classmethod
    def of(cls, figure: VolumeFigure) -> Slices:
        """Those of a figure."""
        step = (figure["high"] - figure["low"]) / 255
        grey = figure["low"] + step * unwire(figure["image"]).astype(np.float64)
        black = figure["level"] - figure["width"] / 2
        seen = pixels(255 * (grey - black) / figure["width"])
        names = [one_line(name, _LONGEST_NAME) for name in figure["axes"]]
        return cls(seen, unwire(figure["values"]).astype(np.float64), names)

    def profile(self, axis: int) -> Floats:
        """The attribution of each slice across an axis."""
        total: Floats = self.values.sum(_others(axis))
        return total

    def strongest(self, axis: int) -> int:
        """The slice across an axis with the largest sum of absolute attributions."""
        return int(np.abs(self.values).sum(_others(axis)).argmax())

    def strengths(self, polarity: Polarity, clip: float) -> Floats:
        """Strength of colour, −1..1 with the sign, each sign on one scale for the whole volume."""
        flat, strength = self.values.reshape(len(self.values), -1), np.zeros(self.values.shape)
        for sign in signs(polarity):
            factor = 1.0 if sign == "positive" else -1.0
            scaled = scale_by_mass((factor * flat).clip(0, None), clip)
            strength += factor * scaled.reshape(strength.shape)
        return strength

    def drawn(self, axis: int, at: int | None, strengths: Floats, palette: Palette) -> Pixels:
        """One slice across an axis, or without a number what is strongest along the axis."""
        image: Any = self.image.mean(axis) if at is None else self.image.take(at, axis)
        plane: Any = _strongest(strengths, axis) if at is None else strengths.take(at, axis)
        colour = coloured(plane.clip(0, None), palette.positive)
        colour += coloured((-plane).clip(0, None), palette.negative)
        return pixels(blended(colour, _rgb(image), OPENING["strength"], OPENING["image_strength"]))


def ranked(figure: VolumeFigure) -> list[tuple[str, float]]:
    """Every slice across every axis with its attribution, the largest first."""
    slices = Slices.of(figure)
    named = [
        (f"{name} {at}", float(value))
        for axis, name in enumerate(slices.axes)
        if len(profile := slices.profile(axis)) > 1
        for at, value in enumerate(profile)
    ]
    return sorted(named, key=lambda one: -abs(one[1]))


def _others(axis: int) -> tuple[int, ...]:
    return tuple(at for at in range(3) if at != axis)


def _strongest(values: Floats, axis: int) -> Any:
    """Along an axis the value of the largest magnitude, with its sign."""
    place = np.expand_dims(np.abs(values).argmax(axis), axis)
    return np.take_along_axis(values, place, axis).squeeze(axis)


def _rgb(image: NDArray[Any]) -> Floats:
    return np.broadcast_to(image, (*image.shape[:2], 3)).astype(np.float64)
