"""An explanation as a still picture, by matplotlib without a screen."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from igviz.modalities.figures import Figure

if TYPE_CHECKING:
    import matplotlib.figure


def plot(figure: Figure) -> matplotlib.figure.Figure:
    """Draw an explanation: the image or the text with its colours, and the curves along the path.

    The figure belongs to no window and no global state; ``savefig`` works at once.

    Parameters
    ----------
    figure : Figure
        The wire payload of an image or a text.

    Returns
    -------
    matplotlib.figure.Figure
    """
    if figure["kind"] == "tokens":
        from igviz.modalities.text.still import draw_tokens

        return draw_tokens(figure)
    from igviz.modalities.image.still import draw_image

    return draw_image(figure)


def png(canvas: matplotlib.figure.Figure) -> bytes:
    """A matplotlib figure as PNG bytes."""
    file = io.BytesIO()
    canvas.savefig(file, format="png", dpi=100)
    return file.getvalue()
