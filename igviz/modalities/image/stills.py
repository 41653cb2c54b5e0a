"""The stills of an image; see `igviz.modalities.stills.Stills`."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from igviz.figure.formats import signed
from igviz.modalities.image.figure import ImageFigure
from igviz.modalities.image.maps import Maps
from igviz.modalities.image.modes import MODES
from igviz.modalities.image.modes.overlay import OVERLAY
from igviz.modalities.image.regioned import region_sums
from igviz.modalities.image.strongest import channels, strongest
from igviz.modalities.image.terminal import letters as terminal
from igviz.stills.html import written
from igviz.stills.look import Look
from igviz.stills.png import enlarged, png
from igviz.stills.summary import summary
from igviz.visible import one_line

if TYPE_CHECKING:
    import matplotlib.figure

__all__ = ["bundle", "draw", "html", "modes", "picture", "terminal", "words"]

WIDTH = 448
_MOST = 8  # channels in a line
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


def bundle(figure: ImageFigure) -> dict[str, Any]:
    """What `draw` draws."""
    return {"image/png": png(draw(figure, {}))}


def words(figure: ImageFigure) -> list[tuple[str, float]]:
    """Each region that was given a name with its attribution, or each channel; else nothing."""
    return region_sums(figure) if figure["regions"]["given"] else channels(figure)


def picture(figure: ImageFigure) -> bytes:
    """The overlay of the positive part as a PNG."""
    return enlarged(OVERLAY.draw(Maps.of(figure), OVERLAY.style({})), WIDTH)


def _captioned(figure: ImageFigure) -> str:
    text = escape(summary(figure))
    source = f"data:image/png;base64,{base64.b64encode(picture(figure)).decode()}"
    return f'<img width="{WIDTH}" alt="{text}" src="{source}"><br>{text}{_channels(figure)}'


def _channels(figure: ImageFigure) -> str:
    """The strongest channels, each with its attribution."""
    rows = strongest(figure, _MOST).rows
    names = [written(one_line(name, 40)) or "·" for name, _ in rows]
    each = [
        f"{name}\N{NO-BREAK SPACE}{signed(v)}" for name, (_, v) in zip(names, rows, strict=True)
    ]
    return f"<br>Strongest channels: {' · '.join(each)}" if each else ""
