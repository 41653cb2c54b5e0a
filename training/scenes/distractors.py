"""What belongs to no class in the drawn scenes: clouds, suns, birds, stones, leaves, flowers."""

from __future__ import annotations

import random
from collections.abc import Callable

from training.scenes.canvas import Canvas
from training.scenes.geometry import Colour, Point, Pose, arc, ellipse, mix, smooth
from training.scenes.moods import Mood

__all__ = ["DISTRACTORS", "scatter"]

Draw = Callable[[Canvas, Mood, Colour, random.Random], None]


def _cloud(canvas: Canvas, mood: Mood, _ink: Colour, rng: random.Random) -> None:
    tint = mix(mood.light, mood.sky[0], rng.uniform(0.05, 0.3))
    puffs = [(rng.uniform(-0.6, 0.6), rng.uniform(-0.25, 0.0)) for _ in range(4)]
    for x, y in puffs:
        canvas.fill(ellipse(x, y, rng.uniform(0.22, 0.4)), tint)
    canvas.fill(smooth([(-0.95, 0.12), (-0.5, -0.1), (0.5, -0.1), (0.95, 0.12), (0, 0.2)]), tint)


def _sun(canvas: Canvas, mood: Mood, ink: Colour, rng: random.Random) -> None:
    tint = mix(mood.light, ink, rng.choice([0.0, 0.5]))
    if rng.random() < 0.5:
        for k in range(12):
            ray = arc((0, 0), (1, 1), 30 * k - 5, 30 * k + 5, 2)
            canvas.fill([arc((0, 0), (0.62, 0.62), 30 * k, 31 * k, 2)[0], *ray], tint, 0.8)
    else:
        canvas.fill(ellipse(0, 0, 0.8), tint, 0.35)
    canvas.fill(ellipse(0, 0, 0.55), tint)


def _birds(canvas: Canvas, mood: Mood, ink: Colour, rng: random.Random) -> None:
    dark = mix(mood.land[-1], ink, 0.2)
    for _ in range(3):
        x, y, s = rng.uniform(-0.8, 0.8), rng.uniform(-0.5, 0.5), rng.uniform(0.2, 0.34)
        wing = [*arc((x - s / 2, y), (s / 2, s / 3), 190, 350, 6)]
        canvas.line([*wing, *arc((x + s / 2, y), (s / 2, s / 3), 190, 350, 6)], dark, 0.09)


def _stones(canvas: Canvas, mood: Mood, ink: Colour, rng: random.Random) -> None:
    for _ in range(3):
        x, y, s = rng.uniform(-0.7, 0.7), rng.uniform(-0.2, 0.3), rng.uniform(0.2, 0.42)
        grey = mix(mix(mood.land[-1], mood.light, rng.uniform(0.2, 0.55)), ink, 0.15)
        rim = [(x - s, y + 0.2 * s), (x - 0.6 * s, y - 0.5 * s), (x + 0.2 * s, y - 0.65 * s)]
        canvas.fill(smooth([*rim, (x + s, y + 0.1 * s), (x, y + 0.45 * s)]), grey)
        top = [(p + 0.02 - (p - x) * 0.4, q - (q - y) * 0.3 - 0.1 * s) for p, q in rim]
        canvas.fill(smooth([*top, (x, y)]), mix(grey, mood.light, 0.25))


LEAF: list[Point] = smooth(
    [(0, -0.95), (0.4, -0.2), (0.22, 0.5), (0, 0.8), (-0.22, 0.5), (-0.4, -0.2)]
)


def _leaf(canvas: Canvas, mood: Mood, ink: Colour, _rng: random.Random) -> None:
    canvas.fill(LEAF, ink)
    vein = mix(ink, mood.light, 0.4)
    canvas.line([(0, -0.7), (0, 1.0)], vein, 0.05)
    for y in (-0.3, 0.0, 0.3):
        canvas.line([(-0.24, y - 0.16), (0, y), (0.24, y - 0.16)], vein, 0.04)


def _sprig(canvas: Canvas, mood: Mood, ink: Colour, rng: random.Random) -> None:
    green = mix(mood.land[2], ink, rng.uniform(0.1, 0.5))
    canvas.line([(0, 0.95), (0.05, 0.2), (0, -0.8)], green, 0.06)
    for k in range(4):
        y, side = 0.6 - 0.36 * k, 1 if k % 2 else -1
        for s in (side, -side):
            canvas.fill(
                smooth([(0, y), (0.3 * s, y - 0.32), (0.62 * s, y - 0.3), (0.3 * s, y - 0.05)]),
                green,
            )


def _flower(canvas: Canvas, mood: Mood, ink: Colour, _rng: random.Random) -> None:
    canvas.line([(0, 0), (0.06, 0.5), (0, 1)], mix(mood.land[2], mood.land[3], 0.5), 0.08)
    for k in range(6):
        x, y = arc((0, -0.3), (0.36, 0.36), 60 * k, 60 * k + 1, 2)[0]
        canvas.fill(ellipse(x, y, 0.24), ink)
    canvas.fill(ellipse(0, -0.3, 0.2), mood.light)


def _stars(canvas: Canvas, mood: Mood, _ink: Colour, rng: random.Random) -> None:
    for _ in range(6):
        x, y, s = rng.uniform(-1, 1), rng.uniform(-1, 1), rng.uniform(0.06, 0.16)
        canvas.fill([(x, y - s), (x + s / 4, y), (x, y + s), (x - s / 4, y)], mood.light)
        canvas.fill([(x - s, y), (x, y + s / 4), (x + s, y), (x, y - s / 4)], mood.light)


def _bush(canvas: Canvas, mood: Mood, ink: Colour, rng: random.Random) -> None:
    green = mix(mood.land[rng.randint(1, 3)], ink, rng.uniform(0, 0.4))
    for x, y, r in ((-0.5, 0.2, 0.4), (0.5, 0.22, 0.38), (0, 0.0, 0.52), (0.1, 0.3, 0.4)):
        canvas.fill(ellipse(x, y, r), green)
    for _ in range(9):
        x, y = rng.uniform(-0.6, 0.6), rng.uniform(-0.2, 0.5)
        canvas.line(arc((x, y), (0.09, 0.07), 180, 360, 6), mix(green, mood.light, 0.3), 0.045)


#: kind, lowest and highest height in the picture, smallest and largest radius
DISTRACTORS: tuple[tuple[Draw, float, float, float, float], ...] = (
    (_cloud, 0.06, 0.45, 0.08, 0.2),
    (_cloud, 0.06, 0.45, 0.08, 0.2),
    (_sun, 0.1, 0.4, 0.08, 0.16),
    (_birds, 0.1, 0.5, 0.08, 0.14),
    (_stones, 0.7, 0.95, 0.07, 0.15),
    (_leaf, 0.1, 0.95, 0.05, 0.1),
    (_sprig, 0.6, 0.95, 0.07, 0.15),
    (_flower, 0.6, 0.95, 0.05, 0.1),
    (_stars, 0.05, 0.5, 0.1, 0.2),
    (_bush, 0.6, 0.95, 0.07, 0.15),
)


def scatter(canvas: Canvas, mood: Mood, inks: list[Colour], rng: random.Random, n: int) -> None:
    """Draw `n` distractors of random kinds, sizes and places."""
    for _ in range(n):
        draw, top, bottom, small, large = rng.choice(DISTRACTORS)
        upright = draw is not _leaf
        angle = rng.uniform(-14, 14) if upright else rng.uniform(0, 360)
        pose = Pose(
            rng.uniform(0.02, 0.98), rng.uniform(top, bottom), rng.uniform(small, large), angle
        )
        with canvas.at(pose):
            draw(canvas, mood, rng.choice(inks), rng)
