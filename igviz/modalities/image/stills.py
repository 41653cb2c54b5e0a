"""The stills of an image; see `igviz.modalities.stills.Stills`."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from igviz.modalities.image.figure import ImageFigure
from igviz.modalities.image.maps import Maps
from igviz.modalities.image.modes import MODES
from igviz.modalities.image.modes.overlay import OVERLAY
from igviz.stills.look import Look
from igviz.stills.png import enlarged, png
from igviz.stills.summary import summary

if TYPE_CHECKING:
    import matplotlib.figure

    from igviz.stills.console import Console

WIDTH = 448
modes = tuple(MODES)


def draw(figure: ImageFigure, look: Look) -> matplotlib.figure.Figure:
    """Draw image, overlay, saliency window and the path; or what a look asks for."""
    from igviz.modalities.image.plot import draw_mode, draw_moment, draw_overview

    if "alpha" in look:
        return draw_moment(figure, look)
    return draw_mode(figure, look) if look else draw_overview(figure)


def html(figures: Sequence[ImageFigure]) -> str:
    """Each picture with its caption."""
    return "<br>".join(map(_captioned, figures))


def terminal(figure: ImageFigure, on: Console) -> str:  # noqa: ARG001 - the seam's parameters
    """Nothing: letters show no picture."""
    return ""


def bundle(figure: ImageFigure) -> dict[str, Any]:
    """What `draw` draws."""
    return {"image/png": png(draw(figure, {}))}


def words(figure: ImageFigure) -> list[tuple[str, float]]:  # noqa: ARG001 - the seam's parameter
    """Nothing: pixels have no names."""
    return []


def picture(figure: ImageFigure) -> bytes:
    """The overlay of the positive part as a PNG."""
    return enlarged(OVERLAY.draw(Maps.of(figure), OVERLAY.style({})), WIDTH)


def _captioned(figure: ImageFigure) -> str:
    text = escape(summary(figure))
    source = f"data:image/png;base64,{base64.b64encode(picture(figure)).decode()}"
    return f'<img width="{WIDTH}" alt="{text}" src="{source}"><br>{text}'
