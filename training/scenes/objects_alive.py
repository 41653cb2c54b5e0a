"""The objects that live: a fish, a mushroom, a cactus, an owl."""

from __future__ import annotations

import random

from training.scenes.canvas import Canvas
from training.scenes.geometry import arc, ellipse, mix, smooth
from training.scenes.inks import SHADOW, WHITE, Inks, eye, shade

__all__ = ["cactus", "fish", "mushroom", "owl"]


def fish(canvas: Canvas, inks: Inks, rng: random.Random) -> None:
    """Draw a fish: body, tail, fins, stripes or scales, and an eye."""
    fin = mix(inks.second, inks.deep, 0.1)
    tail = [(-0.5, 0.0), (-0.78, -0.3), (-1.0, -0.5), (-0.86, 0.0), (-1.0, 0.5), (-0.78, 0.3)]
    shade(canvas, smooth(tail), inks.second, (0.0, -0.12))
    canvas.fill(smooth([(-0.35, -0.3), (-0.1, -0.72), (0.25, -0.66), (0.35, -0.3)]), fin)
    canvas.fill(smooth([(-0.2, 0.3), (-0.22, 0.66), (0.02, 0.6), (0.15, 0.3)]), fin)
    back = [(0.98, 0.03), (0.62, -0.34), (0.1, -0.47), (-0.4, -0.27)]
    body = smooth([*back, (-0.68, 0.0), (-0.4, 0.28), (0.1, 0.47), (0.62, 0.36)])
    shade(canvas, body, inks.main, (0.0, -0.18))
    with canvas.inside(body):
        if rng.random() < 0.5:
            for x in (-0.42, -0.1, 0.2):
                band = arc((x - 0.5, 0), (0.62, 0.8), -60, 60, 12)
                band += arc((x - 0.62, 0), (0.62, 0.8), 60, -60, 12)
                canvas.fill(band, inks.pale)
        else:
            scale = mix(inks.main, inks.pale, 0.55)
            for i in range(5):
                for j in range(-2, 3):
                    x, y = -0.5 + 0.19 * i, 0.19 * j + (0.095 if i % 2 else 0)
                    canvas.line(arc((x, y), (0.1, 0.1), -80, 80, 7), scale, 0.035)
        face = arc((1.05, 0), (0.62, 0.62), 90, 270, 16)
        canvas.fill([*face, (1.3, -0.6), (1.3, 0.6)], mix(inks.main, inks.pale, 0.3))
        canvas.line(face, mix(inks.main, inks.deep, 0.5), 0.04)
    canvas.fill(smooth([(0.2, 0.02), (0.0, 0.06), (-0.18, 0.22), (0.08, 0.22)]), fin)
    eye(canvas, 0.66, -0.1, 0.12, inks.deep)
    canvas.line(arc((0.9, 0.06), (0.16, 0.1), 60, 160, 7), inks.deep, 0.035)


def mushroom(canvas: Canvas, inks: Inks, rng: random.Random) -> None:
    """Draw a mushroom: stem, ring, gills and a spotted cap."""
    stem = smooth(
        [
            (-0.2, -0.1),
            (0.2, -0.1),
            (0.21, 0.4),
            (0.34, 0.86),
            (0, 0.94),
            (-0.34, 0.86),
            (-0.21, 0.4),
        ]
    )
    shade(canvas, stem, mix(inks.pale, WHITE, 0.3), (-0.16, 0))
    canvas.fill(
        smooth([(-0.22, 0.16), (0.22, 0.16), (0.34, 0.36), (0, 0.3), (-0.34, 0.36)]), inks.pale
    )
    gills = ellipse(0, 0.02, 0.78, 0.17)
    canvas.fill(gills, mix(inks.pale, inks.deep, 0.35))
    with canvas.inside(gills):
        for k in range(-6, 7):
            canvas.line([(0.06 * k, 0.0), (0.15 * k, 0.22)], inks.deep, 0.02, 0.5)
    cap = [*arc((0, -0.02), (0.92, 0.88), 180, 360, 30), *arc((0.0, 0.0), (0.92, 0.1), 0, 180, 14)]
    shade(canvas, cap, inks.main, (-0.22, -0.1))
    spot = rng.choice([inks.pale, inks.second])
    with canvas.inside(cap):
        for x, y, r in (
            (-0.45, -0.3, 0.17),
            (0.06, -0.55, 0.2),
            (0.52, -0.24, 0.16),
            (-0.02, -0.12, 0.1),
            (-0.78, -0.04, 0.13),
            (0.84, 0.0, 0.1),
            (-0.36, -0.72, 0.09),
            (0.5, -0.62, 0.09),
        ):
            dx, dy = rng.uniform(-0.05, 0.05), rng.uniform(-0.05, 0.05)
            canvas.fill(ellipse(x + dx, y + dy, r, r * 0.88), spot)


def cactus(canvas: Canvas, inks: Inks, rng: random.Random) -> None:
    """Draw a cactus: a ribbed column with two arms, in a pot."""
    body, pot = inks.main, inks.second
    rib, tilt = mix(body, inks.pale, 0.5), rng.uniform(-0.12, 0.12)
    for side, top, elbow in ((-1, -0.42 + tilt, 0.02), (1, -0.58 - tilt, -0.12)):
        path = [(0, elbow + 0.14), (side * 0.36, elbow + 0.14), (side * 0.52, elbow + 0.02)]
        path += [(side * 0.56, elbow - 0.12), (side * 0.56, top)]
        ink = mix(body, SHADOW, 0.16 if side > 0 else 0.05)
        canvas.line(path, ink, 0.27)
        canvas.line(path[-3:], rib, 0.035)
        canvas.fill(ellipse(side * 0.56, top - 0.14, 0.08), inks.pale)
    column = [(0.25, 0.6), *reversed(arc((0, -0.68), (0.25, 0.26), 180, 360, 16)), (-0.25, 0.6)]
    shade(canvas, column, body, (-0.16, 0))
    with canvas.inside(column):
        for x in (-0.13, 0.0, 0.13):
            canvas.line([(x * 0.7, -0.86), (x, -0.6), (x, 0.6)], rib, 0.035)
    for a in range(5):
        x, y = arc((0, -0.94), (0.09, 0.08), 72 * a, 72 * a + 1, 2)[0]
        canvas.fill(ellipse(x, y, 0.065), inks.second)
    canvas.fill(ellipse(0, -0.94, 0.05), inks.pale)
    bowl = [(-0.42, 0.5), (0.42, 0.5), (0.31, 0.96), (-0.31, 0.96)]
    shade(canvas, bowl, pot, (-0.2, 0))
    canvas.fill(
        [(-0.48, 0.42), (0.48, 0.42), (0.48, 0.56), (-0.48, 0.56)], mix(pot, inks.deep, 0.2)
    )


def owl(canvas: Canvas, inks: Inks, rng: random.Random) -> None:
    """Draw an owl: body with tufts, wings, feathered chest, eyes, beak and feet."""
    foot = mix(inks.second, inks.deep, 0.2)
    for x in (-0.2, 0.2):
        canvas.line([(x, 0.8), (x, 0.92)], foot, 0.12)
        canvas.line([(x - 0.12, 0.95), (x + 0.12, 0.95)], foot, 0.07)
    tufts = [(-0.6, -0.98), (-0.32, -0.76), (0, -0.72), (0.32, -0.76), (0.6, -0.98)]
    flank = [(0.64, -0.5), (0.66, 0.2), (0.46, 0.74)]
    body = smooth([*tufts, *flank, (0, 0.9), *((-x, y) for x, y in reversed(flank))])
    shade(canvas, body, inks.main, (-0.16, -0.06))
    chest = ellipse(0, 0.34, 0.42, 0.5)
    canvas.fill(chest, inks.pale)
    with canvas.inside(chest):
        feather = rng.choice([inks.main, inks.second])
        for row in range(5):
            for k in range(-3, 4):
                x = 0.2 * k + 0.1 * (row % 2)
                canvas.line(arc((x, 0.08 + 0.17 * row), (0.08, 0.08), 0, 180, 7), feather, 0.04)
    for side in (-1, 1):
        wing = [(0.58 * side, -0.14), (0.84 * side, 0.2), (0.72 * side, 0.68), (0.42 * side, 0.36)]
        canvas.fill(smooth(wing), mix(inks.second, inks.deep, 0.12 if side < 0 else 0.3))
    for x in (-0.29, 0.29):
        canvas.fill(ellipse(x, -0.38, 0.31), mix(inks.main, inks.pale, 0.7))
        eye(canvas, x, -0.38, 0.22, inks.deep)
    canvas.fill([(-0.1, -0.26), (0.1, -0.26), (0, -0.04)], foot)
