"""The stills of a row of a table; see `igviz.modalities.stills.Stills`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from igviz.modalities.tabular.features import features
from igviz.modalities.tabular.figure import TabularFigure
from igviz.modalities.tabular.page import html
from igviz.modalities.tabular.terminal import letters as terminal
from igviz.stills.look import Look, check_takes

if TYPE_CHECKING:
    import matplotlib.figure

__all__ = ["bundle", "draw", "html", "modes", "terminal", "words"]

modes: tuple[str, ...] = ()


def draw(figure: TabularFigure, look: Look) -> matplotlib.figure.Figure:
    """Draw the waterfall, the strongest features and the path."""
    check_takes(look, ("polarity", "palette"), "A row of a table")
    from igviz.modalities.tabular.plot import draw_row

    return draw_row(figure, look)


def bundle(figure: TabularFigure) -> dict[str, Any]:
    """The features as HTML: a table that can be searched and copied."""
    return {"text/html": html([figure])}


def words(figure: TabularFigure) -> list[tuple[str, float]]:
    """Each feature with its attribution, in the order of the row."""
    return [(feature.name, feature.value) for feature in features(figure)]
