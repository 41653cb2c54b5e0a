"""An explanation of a row as plain HTML: a table without script, which a sanitizer leaves alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from igviz.figure.formats import others_name, signed
from igviz.figure.sentences import certainty
from igviz.modalities.tabular.cells import written as written_cell
from igviz.modalities.tabular.features import Feature, by_size, features
from igviz.modalities.tabular.figure import MOST_FEATURES, TabularFigure
from igviz.stills.html import QUIET, bar, block, heading, line, notes, written
from igviz.stills.legend import colours
from igviz.stills.paint import PALETTES
from igviz.visible import one_line

_PALETTE = PALETTES["green-red"]


def html(figures: Sequence[TabularFigure]) -> str:
    """Explanations as a fragment of HTML, one under another."""
    parts = [part for figure in figures for part in _explanation(figure)]
    return block([*parts, line(colours(_PALETTE), QUIET), *notes(figures)])


def _explanation(figure: TabularFigure) -> Iterator[str]:
    yield from heading(figure)
    ranked = by_size(features(figure))
    shown, others = ranked[:MOST_FEATURES], ranked[MOST_FEATURES:]
    largest = abs(ranked[0].value)
    heads = ("feature", "value", "baseline", "attribution", "")
    rows = ["".join(f"<th>{head}</th>" for head in heads)]
    rows += [_cells(feature, largest) for feature in shown]
    if others:
        total = signed(sum(feature.value for feature in others))
        name = others_name(len(others))
        rows.append(f"<td>{written(name)}</td><td></td><td></td><td>{written(total)}</td><td></td>")
    yield f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    yield line(certainty(figure), QUIET)


def _cells(feature: Feature, largest: float) -> str:
    ends = written_cell(feature.inputs) or "–", written_cell(feature.baseline) or "–"
    said = f"{signed(feature.value)}{feature.within}", *ends
    value, inputs, baseline = map(written, said)
    return (
        f'<td><span dir="auto">{written(one_line(feature.name, 60)) or "·"}</span></td>'
        f"<td>{inputs}</td><td>{baseline}</td><td>{value}</td>"
        f'<td style="text-align:left">{bar(feature.value, largest)}</td>'
    )
