"""A small antialiased canvas: shapes in local coordinates, clipping, a mask of what was drawn.

Everything is drawn several times larger with integer corners and shrunk once at the end, so that
a scene is the same array of bytes wherever it is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from PIL import Image, ImageChops, ImageDraw

from training.scenes.geometry import Colour, Point, Pose

__all__ = ["SUPERSAMPLING", "Canvas"]

SUPERSAMPLING = 3


class Canvas:
    """A square picture to draw on, `size` pixels wide once shrunk."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.wide = size * SUPERSAMPLING
        self.image = Image.new("RGB", (self.wide, self.wide))
        self._clip: Image.Image | None = None
        self._mask: Image.Image | None = None
        self.pose = Pose()

    def _corners(self, points: Sequence[Point]) -> list[tuple[int, int]]:
        placed = (self.pose.place(p) for p in points)
        return [(round(x * self.wide), round(y * self.wide)) for x, y in placed]

    def _blank(self) -> Image.Image:
        return Image.new("L", (self.wide, self.wide))

    def _stencil(
        self, corners: Sequence[tuple[int, int]], margin: int = 0
    ) -> tuple[Image.Image, tuple[int, int, int, int]] | None:
        """Return an empty stencil just large enough for `corners`, and its box in the picture."""
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        left, top = max(0, min(xs) - margin), max(0, min(ys) - margin)
        right = min(self.wide, max(xs) + margin + 1)
        bottom = min(self.wide, max(ys) + margin + 1)
        if right <= left or bottom <= top:
            return None
        return Image.new("L", (right - left, bottom - top)), (left, top, right, bottom)

    def _paste(
        self, colour: Colour, stencil: Image.Image, box: tuple[int, int, int, int], alpha: float
    ) -> None:
        if self._clip is not None:
            stencil = ImageChops.multiply(stencil, self._clip.crop(box))
        if self._mask is not None:
            self._mask.paste(255, box, stencil)
        if alpha < 1:
            level = round(256 * alpha)
            stencil = stencil.point([v * level // 256 for v in range(256)])
        self.image.paste(colour, box, stencil)

    def fill(self, points: Sequence[Point], colour: Colour, alpha: float = 1.0) -> None:
        """Fill a polygon; `alpha` below 1 lets what is under it shine through."""
        corners = self._corners(points)
        if self._clip is None and alpha >= 1:
            ImageDraw.Draw(self.image).polygon(corners, fill=colour)
            if self._mask is not None:
                ImageDraw.Draw(self._mask).polygon(corners, fill=255)
            return
        room = self._stencil(corners)
        if room is None:
            return
        stencil, box = room
        moved = [(x - box[0], y - box[1]) for x, y in corners]
        ImageDraw.Draw(stencil).polygon(moved, fill=255)
        self._paste(colour, stencil, box, alpha)

    def line(
        self, points: Sequence[Point], colour: Colour, width: float, alpha: float = 1.0
    ) -> None:
        """Draw an open line with round ends, `width` in local units."""
        pixels = max(2, round(width * self.pose.radius * self.wide))
        corners = self._corners(points)
        room = self._stencil(corners, pixels)
        if room is None:
            return
        stencil, box = room
        moved = [(x - box[0], y - box[1]) for x, y in corners]
        draw = ImageDraw.Draw(stencil)
        draw.line(moved, fill=255, width=pixels, joint="curve")
        half = pixels // 2
        for x, y in (moved[0], moved[-1]):
            draw.ellipse((x - half, y - half, x + half, y + half), fill=255)
        self._paste(colour, stencil, box, alpha)

    @contextmanager
    def inside(self, points: Sequence[Point]) -> Iterator[None]:
        """Clip what is drawn to a polygon."""
        stencil = self._blank()
        ImageDraw.Draw(stencil).polygon(self._corners(points), fill=255)
        before = self._clip
        self._clip = stencil if before is None else ImageChops.multiply(stencil, before)
        try:
            yield
        finally:
            self._clip = before

    @contextmanager
    def at(self, pose: Pose) -> Iterator[None]:
        """Draw in the local coordinates of `pose`."""
        before, self.pose = self.pose, pose
        try:
            yield
        finally:
            self.pose = before

    @contextmanager
    def masking(self) -> Iterator[Image.Image]:
        """Collect, in the large mask handed out, what is drawn meanwhile."""
        self._mask = self._blank()
        try:
            yield self._mask
        finally:
            self._mask = None

    def gradient(self, stops: Sequence[Colour]) -> None:
        """Fill the whole picture from the top to the bottom through `stops`."""
        column = Image.fromarray(np.array(stops, dtype=np.uint8)[:, None, :])
        self.image.paste(column.resize((self.wide, self.wide), Image.Resampling.BILINEAR))

    def shrink(self, large: Image.Image) -> Image.Image:
        """Return a large picture or mask at the canvas's size, averaged."""
        return large.reduce(SUPERSAMPLING)
