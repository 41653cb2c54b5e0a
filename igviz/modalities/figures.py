"""The figures of every kind of input."""

from __future__ import annotations

from igviz.modalities.array.figure import ArrayFigure
from igviz.modalities.graph.figure import GraphFigure
from igviz.modalities.image.figure import ImageFigure
from igviz.modalities.parts.figure import PartsFigure
from igviz.modalities.rows.figure import RowsFigure
from igviz.modalities.tabular.figure import TabularFigure
from igviz.modalities.text.figure import TokensFigure
from igviz.modalities.volume.figure import VolumeFigure

Figure = ImageFigure | PartsFigure | RowsFigure | TabularFigure | TokensFigure
from igviz.modalities.series.figure import SeriesFigure
from igviz.modalities.tabular.figure import TabularFigure
from igviz.modalities.text.figure import TokensFigure

Figure = ImageFigure | SeriesFigure | TabularFigure | TokensFigure
Figure = ArrayFigure | ImageFigure | TabularFigure | TokensFigure | VolumeFigure
Figure = GraphFigure | ImageFigure | TabularFigure | TokensFigure
