"""The figures of every kind of input."""

from __future__ import annotations

from igviz.modalities.graph.figure import GraphFigure
from igviz.modalities.image.figure import ImageFigure
from igviz.modalities.tabular.figure import TabularFigure
from igviz.modalities.text.figure import TokensFigure

Figure = GraphFigure | ImageFigure | TabularFigure | TokensFigure
