"""The figures of every kind of input."""

from __future__ import annotations

from typing import Any, get_args, get_type_hints

from igviz.modalities.array.figure import ArrayFigure
from igviz.modalities.graph.figure import GraphFigure
from igviz.modalities.image.figure import ImageFigure
from igviz.modalities.parts.figure import PartsFigure
from igviz.modalities.rows.figure import RowsFigure
from igviz.modalities.series.figure import SeriesFigure
from igviz.modalities.tabular.figure import TabularFigure
from igviz.modalities.text.figure import TokensFigure
from igviz.modalities.volume.figure import VolumeFigure

Figure = (
    ArrayFigure
    | GraphFigure
    | ImageFigure
    | PartsFigure
    | RowsFigure
    | SeriesFigure
    | TabularFigure
    | TokensFigure
    | VolumeFigure
)


def _kind(figure: Any) -> str:
    (kind,) = get_args(get_type_hints(figure)["kind"])
    return str(kind)


# What figures of each kind hold.
FIGURES: dict[str, type] = {_kind(figure): figure for figure in get_args(Figure)}
