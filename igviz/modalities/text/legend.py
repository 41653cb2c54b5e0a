"""What the colours of a text mean, and the underlining where there is any."""

from __future__ import annotations

from collections.abc import Sequence

from igviz.modalities.text.figure import TokensFigure
from igviz.stills.legend import colours
from igviz.stills.paint import PALETTES, Palette, Polarity


def legend(
    figures: Sequence[TokensFigure],
    palette: Palette = PALETTES["green-red"],
    polarity: Polarity = "both",
) -> str:
    """One sentence on the colours, and one on the underlining."""
    meaning = colours(palette, polarity)
    about = any(figure["about"] for figure in figures)
    return f"{meaning} Underlined: what the output speaks of." if about else meaning
