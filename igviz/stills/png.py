"""Pictures as PNG bytes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from igviz.stills.paint.arrays import Pixels

if TYPE_CHECKING:
    import matplotlib.figure


def png(canvas: matplotlib.figure.Figure) -> bytes:
    """A matplotlib figure as PNG bytes."""
    file = io.BytesIO()
    canvas.savefig(file, format="png", dpi=100)
    return file.getvalue()


def enlarged(pixels: Pixels, width: int) -> bytes:
    """Pixels, (H, W, 3), as PNG bytes: each a square as large as fits into ``width``."""
    from PIL import Image

    image, file = Image.fromarray(pixels), io.BytesIO()
    scale = max(1, width // max(image.size))
    image = image.resize((image.width * scale, image.height * scale), Image.Resampling.NEAREST)
    image.save(file, "png")
    return file.getvalue()
