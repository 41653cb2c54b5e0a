"""One explanation in one line."""

from __future__ import annotations

from igviz.figure.schema import Figure
from igviz.figure.sentences import at_baseline, certainty, label_and_score


def summary(figure: Figure) -> str:
    """What was explained, its score, the baseline's, and how certain the attributions are."""
    label, score = label_and_score(figure)
    return f"{label} {score} ({at_baseline(figure)}); {certainty(figure)}"
