"""Backgrounds of the drawn scenes: skies, hills, water, woods, dunes and patterned paper.

They are drawn before, and without knowing, what stands in front of them.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from training.scenes.canvas import Canvas
from training.scenes.geometry import Colour, Point, Pose, arc, ellipse, mix, smooth
from training.scenes.moods import Mood

__all__ = ["BACKDROPS"]


def _ridge(rng: random.Random, level: float, height: float) -> list[Point]:
    """Return the outline of rolling land that reaches down to the lower edge."""
    phases = [(rng.uniform(0, 6.3), rng.uniform(0.6, 1.4) * k) for k in (1, 2, 3.5)]
    crest = []
    for i in range(33):
        x = -0.02 + 1.04 * i / 32
        y = sum(math.sin(6.3 * f * x + p) / (f + 0.6) for p, f in phases)
        crest.append((x, level - height * y))
    return [*crest, (1.02, 1.02), (-0.02, 1.02)]


def _dots(canvas: Canvas, rng: random.Random, ink: Colour, n: int, top: float) -> None:
    for _ in range(n):
        x, y = rng.random(), rng.uniform(top, 1)
        canvas.fill(ellipse(x, y, rng.uniform(0.003, 0.009)), ink)


def _tufts(canvas: Canvas, rng: random.Random, ink: Colour, n: int, top: float) -> None:
    for _ in range(n):
        x, y, h = rng.random(), rng.uniform(top, 1), rng.uniform(0.02, 0.05)
        for lean in (-0.5, 0, 0.5):
            canvas.line([(x, y), (x + lean * h, y - h)], ink, 0.006)


def _furrows(canvas: Canvas, rng: random.Random, ink: Colour, top: float) -> None:
    foot = rng.uniform(0.2, 0.8)
    for k in range(-9, 10):
        canvas.line([(foot + 0.06 * k, top - 0.1), (foot + 0.22 * k, 1.05)], ink, 0.008, 0.7)


def _fir(canvas: Canvas, x: float, y: float, h: float, ink: Colour) -> None:
    for k in range(3):
        top, wide = y - h * (1 - 0.24 * k), h * (0.16 + 0.07 * k)
        canvas.fill([(x, top), (x + wide, top + 0.46 * h), (x - wide, top + 0.46 * h)], ink)


def _texture(canvas: Canvas, rng: random.Random, land: Colour, mood: Mood, top: float) -> None:
    """Cover the land just drawn (the clip) with one of several patterns."""
    ink = mix(land, mood.light, rng.uniform(0.14, 0.3))
    if rng.random() < 0.4:
        ink = mix(land, mood.land[-1], 0.45)
    kind = rng.randrange(5)
    if kind == 0:
        _dots(canvas, rng, ink, 60, top)
    elif kind == 1:
        _tufts(canvas, rng, ink, 26, top)
    elif kind == 2:
        _furrows(canvas, rng, ink, top)
    elif kind == 3:
        for k in range(7):
            y = top - 0.05 + 0.07 * k
            canvas.line([(0.05 * i, y + 0.02 * math.sin(i + k)) for i in range(-1, 22)], ink, 0.009)


def hills(canvas: Canvas, mood: Mood, rng: random.Random) -> None:
    """Draw layers of rolling land, some with firs along the crest."""
    level = rng.uniform(0.4, 0.62)
    for land in mood.land:
        outline = _ridge(rng, level, rng.uniform(0.02, 0.06))
        if rng.random() < 0.45:
            for x, y in outline[:33]:
                if rng.random() < 0.6:
                    tall = rng.uniform(0.04, 0.1)
                    _fir(canvas, x, y + 0.02, tall, mix(land, mood.land[-1], 0.4))
        canvas.fill(outline, land)
        with canvas.inside(outline):
            _texture(canvas, rng, land, mood, level)
        level += rng.uniform(0.1, 0.17)


def water(canvas: Canvas, mood: Mood, rng: random.Random) -> None:
    """Draw a sea with bands of waves, and sometimes far hills."""
    level = rng.uniform(0.42, 0.66)
    if rng.random() < 0.6:
        canvas.fill(_ridge(rng, level - 0.03, 0.04), mood.land[0])
    bands = 4
    for k in range(bands):
        ink = mix(mood.land[1], mood.land[3], k / (bands - 1))
        y = level + (1 - level) * k / bands
        swell, length, phase = 0.004 + 0.006 * k, rng.uniform(9, 16), rng.uniform(0, 6)
        crest = [(i / 48, y - swell * math.sin(length * 3 * i / 48 + phase)) for i in range(49)]
        canvas.fill([*crest, (1.02, 1.02), (-0.02, 1.02)], ink)
        for _ in range(9):
            x, v, w = rng.random(), y + rng.uniform(0.02, 0.12), rng.uniform(0.02, 0.06)
            glint = mix(ink, mood.light, 0.35)
            canvas.line(arc((x, v), (w, 0.012), 200, 340, 7), glint, 0.007)


def woods(canvas: Canvas, mood: Mood, rng: random.Random) -> None:
    """Draw rows of firs and round crowns, one behind the other."""
    base = rng.uniform(0.5, 0.62)
    for land in mood.land:
        x = -0.05
        while x < 1.05:
            tall = rng.uniform(0.16, 0.32)
            ink = mix(land, mood.land[-1], rng.uniform(0, 0.3))
            if rng.random() < 0.6:
                _fir(canvas, x, base + 0.06, tall, ink)
            else:
                canvas.fill(ellipse(x, base - 0.3 * tall, 0.34 * tall, 0.45 * tall), ink)
            x += rng.uniform(0.05, 0.12)
        ground = _ridge(rng, base + 0.05, 0.012)
        canvas.fill(ground, land)
        with canvas.inside(ground):
            _texture(canvas, rng, land, mood, base + 0.06)
        base += rng.uniform(0.13, 0.18)


def dunes(canvas: Canvas, mood: Mood, rng: random.Random) -> None:
    """Draw peaks or dunes with a lit and a shaded side."""
    level = rng.uniform(0.5, 0.7)
    for land in mood.land[:3]:
        for _ in range(rng.randint(2, 3)):
            x, h, w = rng.random(), rng.uniform(0.14, 0.3), rng.uniform(0.25, 0.45)
            peak = [(x, level - h), (x + w, level + 0.08), (x - w, level + 0.08)]
            canvas.fill(peak, mix(land, mood.light, 0.2))
            fold = [(x, level - h), (x + 0.04, level - h / 2), (x - 0.03, level + 0.08)]
            canvas.fill([*fold, (x + w, level + 0.08)], land)
        ground = _ridge(rng, level + 0.04, 0.02)
        canvas.fill(ground, land)
        with canvas.inside(ground):
            _texture(canvas, rng, land, mood, level + 0.06)
        level += rng.uniform(0.12, 0.18)


def paper(canvas: Canvas, mood: Mood, rng: random.Random) -> None:
    """Draw a sheet of patterned paper: leaves, drops, rings or stripes in rows."""
    ink = mix(mood.sky[1], mood.land[0], rng.uniform(0.3, 0.6))
    kind, step, turn = rng.randrange(4), rng.uniform(0.1, 0.17), rng.uniform(-40, 40)
    leaf = smooth([(0, -1), (0.42, -0.1), (0, 1), (-0.42, -0.1)], 5)
    count = round(1 / step) + 2
    for i in range(count):
        for j in range(count):
            x, y = (i + 0.5 * (j % 2)) * step - 0.05, j * step
            with canvas.at(Pose(x, y, 0.42 * step, turn + 180 * (j % 2))):
                if kind == 0:
                    canvas.fill(leaf, ink)
                    canvas.line([(0, -0.6), (0, 1.1)], mood.sky[1], 0.12)
                elif kind == 1:
                    canvas.line(arc((0, 0), (0.7, 0.7), 0, 360, 16), ink, 0.25)
                elif kind == 2:
                    canvas.fill(leaf, ink if (i + j) % 3 else mood.light)
                else:
                    canvas.line([(-0.6, 0), (0.6, 0)], ink, 0.3)


BACKDROPS: tuple[Callable[[Canvas, Mood, random.Random], None], ...] = (
    hills,
    hills,
    water,
    woods,
    dunes,
    paper,
)
