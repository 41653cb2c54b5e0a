"""The stills of a text; see `igviz.modalities.stills.Stills`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from igviz.modalities.text import units
from igviz.modalities.text.figure import TokensFigure
from igviz.modalities.text.page import html
from igviz.modalities.text.terminal import letters as terminal
from igviz.stills.look import Look, check_takes

if TYPE_CHECKING:
    import matplotlib.figure

__all__ = ["bundle", "draw", "html", "modes", "terminal", "words"]

modes: tuple[str, ...] = ()


def draw(figure: TokensFigure, look: Look) -> matplotlib.figure.Figure:
    """Draw the sentence above, its strongest words and the path below."""
    check_takes(look, ("polarity", "palette"), "A text")
    from igviz.modalities.text.plot import draw_tokens

    return draw_tokens(figure, look)


def bundle(figure: TokensFigure) -> dict[str, Any]:
    """The sentence as HTML: it is text that can be searched and copied."""
    return {"text/html": html([figure])}


def words(figure: TokensFigure) -> list[tuple[str, float]]:
    """Each word with its attribution, special tokens left out."""
    return [(unit.text, unit.value) for unit in units.words(figure) if not unit.special]
