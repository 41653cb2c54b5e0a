"""Drawn scenes: one or two known objects before a textured background, with their masks."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from igviz.examples.bundled import SIZE
from training.scenes.backdrops import BACKDROPS
from training.scenes.canvas import SUPERSAMPLING, Canvas
from training.scenes.distractors import scatter
from training.scenes.geometry import Pose, mix
from training.scenes.inks import PALETTE, choose_inks
from training.scenes.moods import MOODS
from training.scenes.objects import LABELS, OBJECTS

__all__ = ["Scene", "scene"]


@dataclass(frozen=True)
class Scene:
    """One drawn scene.

    Attributes
    ----------
    pixels
        The picture, ``(size, size, 3)``, ``uint8``.
    objects
        The names of the objects in it.
    masks
        For each object where it can be seen, ``(size, size)``, ``bool``.
    """

    pixels: npt.NDArray[np.uint8]
    objects: tuple[str, ...]
    masks: dict[str, npt.NDArray[np.bool_]]

    @property
    def image(self) -> Image.Image:
        """The picture as a PIL image."""
        return Image.fromarray(self.pixels)


def _poses(n: int, rng: random.Random) -> list[Pose]:
    """Return places for `n` objects that lie inside the picture and hardly touch each other."""
    largest, smallest = (0.36, 0.2) if n < 2 else (0.25, 0.17)
    poses: list[Pose] = []
    while len(poses) < n:
        largest = max(smallest, 0.99 * largest)  # so that the search ends
        radius = rng.uniform(smallest, largest)
        edge = 0.02 + 0.95 * radius
        pose = Pose(
            rng.uniform(edge, 1 - edge),
            rng.uniform(edge, 1 - edge),
            radius,
            rng.uniform(-18, 18),
            rng.random() < 0.5,
        )
        gaps = (math.hypot(pose.x - p.x, pose.y - p.y) - pose.radius - p.radius for p in poses)
        if all(gap > -0.03 for gap in gaps):
            poses.append(pose)
    return poses


def _grain(pixels: npt.NDArray[np.uint8], seed: int) -> npt.NDArray[np.uint8]:
    """Lay the tooth of paper over a picture: coarse blots and fine grain, in whole numbers."""
    size, noise = pixels.shape[0], np.random.default_rng(seed)
    total = np.zeros((size, size), dtype=np.int64)
    for cells, strength in ((6, 9), (20, 6), (48, 6), (size, 6)):
        draws = noise.integers(0, 256, (cells, cells), dtype=np.uint8)
        layer = Image.fromarray(draws).resize((size, size), Image.Resampling.BILINEAR)
        total += (np.asarray(layer, dtype=np.int64) - 128) * strength
    shaded = pixels.astype(np.int64) * (16384 + total[..., None]) // 16384
    result: npt.NDArray[np.uint8] = np.clip(shaded, 0, 255).astype(np.uint8)
    return result


def scene(seed: int, objects: Sequence[str] | None = None, *, size: int = SIZE) -> Scene:
    """Draw a scene: the same `seed` and `objects` give the same bytes.

    Parameters
    ----------
    seed
        Chooses everything that `objects` leaves open. Background and places do not depend on
        which objects there are, only on how many.
    objects
        Names out of `LABELS`, up to three, none for an empty scene; one drawn by lot when
        left out.
    size
        Width and height of the picture in pixels.

    Returns
    -------
    Scene
        The picture, the names and the masks.

    Raises
    ------
    ValueError
        If a name is not a label, comes twice, or there are more than three.
    """
    rng = random.Random(seed)
    drawn = rng.choice(LABELS)
    names = (drawn,) if objects is None else tuple(objects)
    unknown = [name for name in names if name not in OBJECTS]
    if unknown:
        raise ValueError(f"{unknown[0]!r} cannot be drawn; choose from {', '.join(LABELS)}.")
    if len(set(names)) != len(names) or len(names) > 3:
        raise ValueError(f"{len(names)} objects were given; give up to three different ones.")
    canvas, mood = Canvas(size), rng.choice(MOODS)
    canvas.gradient(mood.sky)
    accents = [mix(ink, mood.land[1], 0.25) for ink in PALETTE]
    scatter(canvas, mood, accents, rng, rng.randint(0, 3))
    rng.choice(BACKDROPS)(canvas, mood, rng)
    scatter(canvas, mood, accents, rng, rng.randint(2, 6))
    masks: dict[str, npt.NDArray[np.bool_]] = {}
    for name, pose in zip(names, _poses(len(names), rng), strict=True):
        inks = choose_inks(canvas, pose, rng)
        with canvas.at(pose), canvas.masking() as large:
            OBJECTS[name](canvas, inks, random.Random(rng.random()))
        shown = np.asarray(canvas.shrink(large)) > 127
        for other in masks:
            masks[other] &= ~shown
        masks[name] = shown
    pixels = np.asarray(canvas.image.reduce(SUPERSAMPLING))
    return Scene(_grain(pixels, seed), names, masks)
