"""An explanation of a graph as plain HTML: a table, which a sanitizer leaves alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from igviz.figure.formats import signed
from igviz.figure.sentences import certainty
from igviz.modalities.graph.figure import GraphFigure
from igviz.modalities.graph.ranked import Part, by_size, counted, noun, parts
from igviz.stills.html import QUIET, bar, block, heading, line, notes, written
from igviz.stills.legend import colours
from igviz.stills.paint import PALETTES
from igviz.visible import one_line

_MOST = 20
_PALETTE = PALETTES["green-red"]


def html(figures: Sequence[GraphFigure]) -> str:
    """Explanations as a fragment of HTML, one under another."""
    made = [part for figure in figures for part in _explanation(figure)]
    return block([*made, line(colours(_PALETTE), QUIET), *notes(figures)])


def _explanation(figure: GraphFigure) -> Iterator[str]:
    yield from heading(figure)
    ranked = by_size(parts(figure))
    shown, others = ranked[:_MOST], ranked[_MOST:]
    heads = (noun(figure), "attribution", "", "strongest features")
    rows = ["".join(f"<th>{head}</th>" for head in heads)]
    rows += [_cells(part, abs(ranked[0].value)) for part in shown]
    if others:
        total = signed(sum(part.value for part in others))
        name = written(counted(figure, len(others)))
        rows.append(f"<td>{name}</td><td>{written(total)}</td><td></td><td></td>")
    yield f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    yield line(certainty(figure), QUIET)


def _cells(part: Part, largest: float) -> str:
    features = "<br>".join(map(written, part.features[:2]))
    return (
        f'<td><span dir="auto">{written(one_line(part.name, 60)) or "·"}</span></td>'
        f"<td>{written(signed(part.value))}</td>"
        f'<td style="text-align:left">{bar(part.value, largest)}</td>'
        f'<td style="text-align:left">{features}</td>'
    )
