"""The stills of many rows of one table; see `igviz.modalities.stills.Stills`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from igviz.figure.formats import number, signed
from igviz.modalities.rows.figure import RowsFigure, columns
from igviz.stills.console import Console, RenderableType
from igviz.stills.html import QUIET, block, heading, line, notes, written
from igviz.stills.look import Look, check_takes
from igviz.visible import one_line

if TYPE_CHECKING:
    import matplotlib.figure

__all__ = ["bundle", "draw", "html", "modes", "terminal", "words"]

modes: tuple[str, ...] = ()
_MOST = 10
_TITLE = "mean size of the attributions, and their mean"


def draw(figure: RowsFigure, look: Look) -> matplotlib.figure.Figure:
    """Draw rows by features, and of each feature all its attributions."""
    check_takes(look, ("palette",), "A table of rows")
    from igviz.modalities.rows.plot import draw_rows

    return draw_rows(figure, look)


def html(figures: Sequence[RowsFigure]) -> str:
    """The features by the mean size of their attributions, as a table."""
    parts = [part for figure in figures for part in _table(figure)]
    return block([*parts, *notes(figures)])


def _table(figure: RowsFigure) -> Iterator[str]:
    yield from heading(figure)
    heads = ("feature", "mean |attribution|", "mean attribution")
    rows = ["".join(f"<th>{head}</th>" for head in heads)]
    rows += [
        f'<td><span dir="auto">{written(one_line(column.name, 60)) or "·"}</span></td>'
        f"<td>{written(number(column.size))}</td><td>{written(signed(column.mean))}</td>"
        for column in columns(figure)
    ]
    yield f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    yield line(_certainty(figure), QUIET)


def terminal(figure: RowsFigure, on: Console) -> str:
    """The features with the largest mean size, and its bars."""
    from igviz.stills.terminal import bars, told
    from igviz.stills.terminal import heading as headed
    from igviz.stills.terminal import written as lines

    def parts() -> Iterator[RenderableType]:
        yield from headed(figure, on)
        yield told(_TITLE)
        yield ""
        ranked = columns(figure)[:_MOST]
        named = [(f"{one_line(c.name, 40)}  {signed(c.mean)}", c.size) for c in ranked]
        yield bars(named, ranked[0].size or 1.0, on)
        yield ""
        yield told(_certainty(figure))
        yield from map(told, figure["notes"])

    return lines(on, parts())


def bundle(figure: RowsFigure) -> dict[str, Any]:
    """A table of the features."""
    return {"text/html": html([figure])}


def words(figure: RowsFigure) -> list[tuple[str, float]]:
    """Each feature with the mean of its attributions."""
    return [(column.name, column.mean) for column in columns(figure, len(figure["names"]))]


def _certainty(figure: RowsFigure) -> str:
    said = figure["said"]
    return " · ".join([said["error"]["text"], said["evaluations"]["text"]])
