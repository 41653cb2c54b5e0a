"""An explanation of a series as plain HTML, which a sanitizer leaves alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from igviz.figure.formats import signed
from igviz.figure.sentences import NO_ATTRIBUTION, certainty
from igviz.modalities.series.columns import Part, by_size, parts
from igviz.modalities.series.figure import SeriesFigure
from igviz.stills.html import QUIET, bar, block, heading, line, notes, written
from igviz.stills.legend import colours
from igviz.stills.paint import PALETTES
from igviz.visible import one_line

_MOST = 12
_PALETTE = PALETTES["green-red"]


def html(figures: Sequence[SeriesFigure]) -> str:
    """Explanations as a fragment of HTML, one under another: a table of the strongest intervals."""
    made = [part for figure in figures for part in _explanation(figure)]
    return block([*made, line(colours(_PALETTE), QUIET), *notes(figures)])


def _explanation(figure: SeriesFigure) -> Iterator[str]:
    yield from heading(figure)
    ranked = by_size(parts(figure))
    if ranked:
        heads = ("channel", "interval", "attribution", "")
        rows = ["".join(f"<th>{head}</th>" for head in heads)]
        rows += [_cells(part, abs(ranked[0].value)) for part in ranked[:_MOST]]
        yield f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    else:
        yield line(NO_ATTRIBUTION)
    yield line(certainty(figure), QUIET)


def _cells(part: Part, largest: float) -> str:
    name = written(one_line(part.channel, 60)) or "·"
    return (
        f'<td><span dir="auto">{name}</span></td><td>{written(part.when)}</td>'
        f"<td>{written(signed(part.value))}</td>"
        f'<td style="text-align:left">{bar(part.value, largest)}</td>'
    )
