"""The stills of an array; see `igviz.modalities.stills.Stills`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from igviz.figure.formats import signed
from igviz.figure.sentences import certainty
from igviz.modalities.array.figure import ArrayFigure
from igviz.modalities.array.places import strongest, values_of
from igviz.stills.console import Console
from igviz.stills.html import QUIET, block, heading, line, notes, written
from igviz.stills.look import Look, check_takes
from igviz.stills.png import png
from igviz.stills.terminal import ranking

if TYPE_CHECKING:
    import matplotlib.figure

_MOST = 10
modes: tuple[str, ...] = ()


def draw(figure: ArrayFigure, look: Look) -> matplotlib.figure.Figure:
    """Draw a plane as a heat map, the strongest positions and the path."""
    check_takes(look, ("polarity", "palette", "clip"), "An array")
    from igviz.modalities.array.plot import draw_array

    return draw_array(figure, look)


def html(figures: Sequence[ArrayFigure]) -> str:
    """The strongest positions of each as a table."""
    return block([*(part for one in figures for part in _explanation(one)), *notes(figures)])


def terminal(figure: ArrayFigure, on: Console) -> str:
    """The strongest positions as bars."""
    return ranking(figure, strongest(values_of(figure), _MOST), on)


def bundle(figure: ArrayFigure) -> dict[str, Any]:
    """What `draw` draws."""
    return {"image/png": png(draw(figure, {}))}


def words(figure: ArrayFigure) -> list[tuple[str, float]]:  # noqa: ARG001 - the seam's parameter
    """Nothing: positions are no words."""
    return []


def _explanation(figure: ArrayFigure) -> Iterator[str]:
    yield from heading(figure)
    rows = [
        f"<tr><td>{written(name)}</td><td>{written(signed(value))}</td></tr>"
        for name, value in strongest(values_of(figure), _MOST)
    ]
    yield f"<table><tr><th>position</th><th>attribution</th></tr>{''.join(rows)}</table>"
    yield line(certainty(figure), QUIET)
