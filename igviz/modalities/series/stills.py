"""The stills of a series; see `igviz.modalities.stills.Stills`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from igviz.modalities.series.columns import parts
from igviz.modalities.series.figure import SeriesFigure
from igviz.modalities.series.page import html
from igviz.modalities.series.terminal import letters as terminal
from igviz.stills.look import Look, check_takes

if TYPE_CHECKING:
    import matplotlib.figure

__all__ = ["bundle", "draw", "html", "modes", "terminal", "words"]

modes: tuple[str, ...] = ()


def draw(figure: SeriesFigure, look: Look) -> matplotlib.figure.Figure:
    """Draw the channels over their attributions, the strongest intervals and the path."""
    check_takes(look, ("polarity", "palette"), "A series")
    from igviz.modalities.series.plot import draw_series

    return draw_series(figure, look)


def bundle(figure: SeriesFigure) -> dict[str, Any]:
    """The strongest intervals as HTML: a table that can be searched and copied."""
    return {"text/html": html([figure])}


def words(figure: SeriesFigure) -> list[tuple[str, float]]:
    """Each interval of each channel with its attribution, in the order of the series."""
    return [(part.name, part.value) for part in parts(figure)]
