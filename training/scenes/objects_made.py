"""The objects that people make: a sailing boat, a house, a hot-air balloon."""

from __future__ import annotations

import random

from training.scenes.canvas import Canvas
from training.scenes.geometry import arc, ellipse, mix, smooth
from training.scenes.inks import SHADOW, WHITE, Inks, shade

__all__ = ["balloon", "boat", "house"]

_SQUARE = ((-1, -1), (1, -1), (1, 1), (-1, 1))


def boat(canvas: Canvas, inks: Inks, rng: random.Random) -> None:
    """Draw a sailing boat: hull, mast, two sails and a pennant."""
    sail, jib = rng.sample([inks.pale, inks.second, inks.main], 2)
    canvas.line([(0.02, 0.45), (0.02, -0.95)], inks.deep, 0.06)
    canvas.fill([(0.03, -1.0), (-0.3, -0.9), (0.03, -0.8)], inks.second)
    right = smooth([(0.09, -0.86), (0.46, -0.4), (0.82, 0.2), (0.45, 0.27), (0.09, 0.24)])
    left = smooth([(-0.05, -0.72), (-0.06, 0.24), (-0.4, 0.26), (-0.72, 0.2), (-0.38, -0.2)])
    shade(canvas, right, sail, (-0.12, -0.02))
    shade(canvas, left, jib, (0.12, -0.02))
    with canvas.inside(right):
        if rng.random() < 0.6:
            for y in (-0.3, 0.02):
                canvas.fill([(0, y), (1, y + 0.06), (1, y + 0.2), (0, y + 0.12)], inks.main, 0.75)
    hull = [(-0.9, 0.36), (0.95, 0.32), *arc((0.35, 0.34), (0.55, 0.5), 10, 90, 10)]
    hull += arc((-0.4, 0.34), (0.45, 0.5), 90, 170, 10)
    shade(canvas, hull, inks.main, (-0.1, -0.14))
    with canvas.inside(hull):
        canvas.fill([(-1, 0.3), (1, 0.3), (1, 0.44), (-1, 0.46)], inks.deep)
        canvas.fill([(-1, 0.52), (1, 0.5), (1, 0.57), (-1, 0.59)], inks.pale)


def house(canvas: Canvas, inks: Inks, rng: random.Random) -> None:
    """Draw a house: walls, gabled roof, chimney, door and windows."""
    wall, roof = rng.sample([inks.main, inks.second, inks.pale], 2)
    canvas.fill([(0.28, -0.9), (0.5, -0.9), (0.5, -0.2), (0.28, -0.2)], inks.deep)
    canvas.fill([(0.24, -0.95), (0.54, -0.95), (0.54, -0.84), (0.24, -0.84)], inks.second)
    box = [(-0.68, -0.2), (0.68, -0.2), (0.68, 0.85), (-0.68, 0.85)]
    shade(canvas, box, wall, (-0.26, 0))
    gable = [(0, -0.92), (0.92, -0.02), (0.8, 0.1), (-0.8, 0.1), (-0.92, -0.02)]
    shade(canvas, gable, roof, (-0.3, -0.06))
    with canvas.inside(gable):
        tile = mix(roof, inks.deep, 0.35)
        for row in range(5):
            y = -0.68 + 0.18 * row
            for k in range(-6, 7):
                x = 0.2 * k + 0.1 * (row % 2)
                canvas.line(arc((x, y), (0.1, 0.08), 0, 180, 7), tile, 0.025)
    door = [
        (-0.14, 0.85),
        (-0.14, 0.5),
        *arc((0.02, 0.5), (0.16, 0.18), 180, 360, 10),
        (0.18, 0.85),
    ]
    canvas.fill(door, inks.deep)
    canvas.fill(ellipse(0.12, 0.66, 0.03), inks.pale)
    for x in (-0.43, 0.44):
        canvas.fill([(x - 0.16, 0.26), (x + 0.16, 0.26), (x + 0.16, 0.6), (x - 0.16, 0.6)], WHITE)
        glass = (255, 214, 122) if rng.random() < 0.5 else (150, 196, 214)
        for u in (-0.075, 0.075):
            for v in (0.355, 0.505):
                canvas.fill(
                    [(x + u + p * 0.055, v + q * 0.06) for p, q in _SQUARE],
                    glass,
                )


def balloon(canvas: Canvas, inks: Inks, rng: random.Random) -> None:
    """Draw a hot-air balloon: envelope with gores, ropes and basket."""
    for x in (-0.26, -0.09, 0.09, 0.26):
        canvas.line([(x, 0.36), (x * 0.5, 0.72)], inks.deep, 0.028)
    crown = arc((0, -0.28), (0.74, 0.72), 160, 380, 26)
    skirt = [(0.56, 0.16), (0.28, 0.46), (-0.28, 0.46), (-0.56, 0.16)]
    outline = [*crown, *skirt]
    canvas.fill(outline, inks.main)
    stripe = rng.choice([inks.pale, inks.second])
    with canvas.inside(outline):
        for outer, colour in ((0.66, stripe), (0.42, inks.main), (0.18, stripe)):
            canvas.fill(
                smooth(
                    [
                        (0, -1.05),
                        (outer, -0.3),
                        (0.4 * outer, 0.5),
                        (-0.4 * outer, 0.5),
                        (-outer, -0.3),
                    ]
                ),
                colour,
            )
        if rng.random() < 0.6:
            canvas.fill(
                [(-1, -0.34), (0, -0.24), (1, -0.34), (1, -0.16), (0, -0.06), (-1, -0.16)],
                inks.second,
            )
        dark = [*arc((0.02, -0.28), (0.7, 0.75), -90, 90, 16), (0.2, 0.5)]
        canvas.fill([*dark, *arc((-0.1, -0.28), (0.6, 0.8), 80, -90, 16)], SHADOW, 0.17)
        canvas.fill([(-0.4, 0.4), (0.4, 0.4), (0.4, 0.6), (-0.4, 0.6)], inks.second)
    basket = smooth([(-0.19, 0.68), (0.19, 0.68), (0.16, 0.96), (-0.16, 0.96)], 5)
    shade(canvas, basket, mix(inks.deep, inks.second, 0.35), (-0.1, 0))
    canvas.line([(-0.19, 0.7), (0.19, 0.7)], inks.pale, 0.05)
