"""The figures of every kind of input."""

from __future__ import annotations

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
