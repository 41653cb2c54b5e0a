"""Colours of the drawn objects, and two strokes that all of them share.

Every object takes its colours from the same palette by lot, so that no colour gives a class away.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np

from training.scenes.canvas import Canvas
from training.scenes.geometry import Colour, Point, Pose, ellipse, mix

__all__ = ["PALETTE", "SHADOW", "WHITE", "Inks", "choose_inks", "eye", "shade"]

PALETTE: tuple[Colour, ...] = (
    (222, 88, 60),
    (240, 176, 62),
    (36, 124, 122),
    (126, 64, 100),
    (234, 140, 134),
    (86, 162, 200),
    (140, 152, 66),
    (46, 70, 112),
)
PALE: tuple[Colour, ...] = ((250, 238, 214), (252, 246, 236), (244, 222, 190), (226, 236, 226))
DEEP: tuple[Colour, ...] = ((50, 42, 70), (38, 52, 72), (74, 44, 52), (40, 58, 54))
WHITE: Colour = (255, 250, 238)
SHADOW: Colour = (40, 20, 50)


@dataclass(frozen=True)
class Inks:
    """The four colours of one object: two of the palette, a pale and a deep one."""

    main: Colour
    second: Colour
    pale: Colour
    deep: Colour


def choose_inks(canvas: Canvas, pose: Pose, rng: random.Random) -> Inks:
    """Choose colours that stand out from what lies under `pose`, whatever will stand there."""
    half = round(0.7 * pose.radius * canvas.wide)
    x, y = round(pose.x * canvas.wide), round(pose.y * canvas.wide)
    under = canvas.image.crop((x - half, y - half, x + half, y + half)).resize((1, 1))
    ground = np.asarray(under, dtype=np.int64)[0, 0]

    def contrast(ink: Colour) -> int:
        return int(((np.array(ink) - ground) ** 2).sum())

    main, second = rng.sample(sorted(rng.sample(PALETTE, 4), key=contrast)[1:], 2)
    return Inks(main, second, rng.choice(PALE), rng.choice(DEEP))


def shade(canvas: Canvas, outline: list[Point], ink: Colour, shift: Point = (-0.3, -0.16)) -> None:
    """Fill `outline`, darker on the side that lies away from the light."""
    canvas.fill(outline, mix(ink, SHADOW, 0.2))
    with canvas.inside(outline):
        canvas.fill([(x + shift[0], y + shift[1]) for x, y in outline], ink)


def eye(canvas: Canvas, x: float, y: float, radius: float, ink: Colour) -> None:
    """Draw an eye with a glint in it."""
    canvas.fill(ellipse(x, y, radius), WHITE)
    canvas.fill(ellipse(x + 0.12 * radius, y, 0.62 * radius), ink)
    canvas.fill(ellipse(x - 0.1 * radius, y - 0.25 * radius, 0.22 * radius), WHITE)
