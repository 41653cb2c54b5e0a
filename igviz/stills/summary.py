"""One explanation in one line."""

from __future__ import annotations

from igviz.figure.schema import Facts
from igviz.figure.sentences import caption, certainty


def summary(figure: Facts) -> str:
    """What was explained, its score, the baseline's, and how certain the attributions are."""
    return f"{caption(figure)}; {certainty(figure)}"
