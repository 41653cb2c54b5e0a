"""Plane geometry and colours of the drawings: arcs, smooth curves, poses, mixed colours."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Colour", "Point", "Pose", "arc", "ellipse", "mix", "smooth"]

Point = tuple[float, float]
Colour = tuple[int, int, int]


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Return the colour `share` of the way from `first` to `second`."""
    r, g, b = (round(p + (q - p) * share) for p, q in zip(first, second, strict=True))
    return (r, g, b)


def arc(
    centre: Point, radii: Point, start: float = 0.0, stop: float = 360.0, n: int = 28
) -> list[Point]:
    """Return `n` points of an elliptic arc; angles in degrees, clockwise from the right."""
    step = (stop - start) / (n - 1)
    angles = (math.radians(start + step * i) for i in range(n))
    return [
        (centre[0] + radii[0] * math.cos(a), centre[1] + radii[1] * math.sin(a)) for a in angles
    ]


def ellipse(x: float, y: float, rx: float, ry: float | None = None) -> list[Point]:
    """Return the outline of an axis-parallel ellipse, a circle when `ry` is left out."""
    return arc((x, y), (rx, rx if ry is None else ry), n=36)


def smooth(points: Sequence[Point], n: int = 7) -> list[Point]:
    """Return a closed Catmull-Rom curve through `points`, `n` points to each piece."""
    curve: list[Point] = []
    size = len(points)
    for i in range(size):
        p0, p1, p2, p3 = (points[(i + j - 1) % size] for j in range(4))
        for k in range(n):
            t = k / n
            c0, c1 = -t + 2 * t * t - t**3, 2 - 5 * t * t + 3 * t**3
            c2, c3 = t + 4 * t * t - 3 * t**3, -t * t + t**3
            x = c0 * p0[0] + c1 * p1[0] + c2 * p2[0] + c3 * p3[0]
            y = c0 * p0[1] + c1 * p1[1] + c2 * p2[1] + c3 * p3[1]
            curve.append((x / 2, y / 2))
    return curve


@dataclass(frozen=True)
class Pose:
    """Where local coordinates (about -1 to 1, y down) lie in the picture.

    Parameters
    ----------
    x, y
        Centre, in picture widths from the top left corner.
    radius
        Length of one local unit, in picture widths.
    angle
        Rotation in degrees, clockwise.
    flip
        Whether left and right are exchanged.
    """

    x: float = 0.0
    y: float = 0.0
    radius: float = 1.0
    angle: float = 0.0
    flip: bool = False

    def place(self, point: Point) -> Point:
        """Return where a local point lies in the picture."""
        cos, sin = math.cos(math.radians(self.angle)), math.sin(math.radians(self.angle))
        u, v = (-point[0] if self.flip else point[0]), point[1]
        return (
            self.x + self.radius * (u * cos - v * sin),
            self.y + self.radius * (u * sin + v * cos),
        )
