"""Several inputs as one picture: the pictures of their kinds, one under another."""

from __future__ import annotations

import io
from collections.abc import Sequence

import matplotlib.image
from matplotlib.figure import Figure

from igviz.stills.canvas import Canvas

_DPI = 200  # of each picture, which is set into the whole as pixels
_HEADING = 0.35  # inches


def draw_parts(drawn: Sequence[tuple[str, Figure]]) -> Canvas:
    """Headings and pictures of all inputs, as wide as the widest."""
    sizes = [figure.get_size_inches() for _, figure in drawn]
    width = max(float(size[0]) for size in sizes)
    height = sum(float(size[1]) + _HEADING for size in sizes)
    canvas, top = Canvas(figsize=(width, height)), height
    for (heading, figure), (wide, high) in zip(drawn, sizes, strict=True):
        canvas.text(0.02, (top - _HEADING / 2) / height, heading, va="center", fontweight="bold")
        top -= _HEADING + high
        axes = canvas.add_axes((0.0, top / height, wide / width, high / height))
        axes.set_axis_off()
        file = io.BytesIO()
        figure.savefig(file, format="png", dpi=_DPI)
        file.seek(0)
        axes.imshow(matplotlib.image.imread(file), aspect="auto")
    return canvas
