"""Text explanations without a browser's help: as HTML that needs no script, and for a terminal."""

from __future__ import annotations

from igviz.textual.page import NO_MATHEMATICS, html, html_many
from igviz.textual.terminal import ansi, colour_wanted
from igviz.textual.units import Unit, scale_of, words

__all__ = [
    "NO_MATHEMATICS", "Unit", "ansi", "colour_wanted", "html", "html_many", "scale_of", "words"
]  # fmt: skip
