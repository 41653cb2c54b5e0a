"""What the colours of a still mean, or why there are none: the sentences of the view."""

from __future__ import annotations

from igviz.figure.sentences import NO_ATTRIBUTION
from igviz.stills.paint import Palette, Polarity


def colours(palette: Palette, polarity: Polarity = "both") -> str:
    """What the colours of a polarity mean where both signs stand apart."""
    up, down = palette.positive_name, palette.negative_name
    if polarity == "both":
        return f"{capital(up)} raises the score, {down} lowers it."
    return f"{capital(up if polarity == 'positive' else down)} {_does(polarity)} the score."


def absence(polarity: Polarity, positive: bool, negative: bool) -> str:
    """Why a polarity shows nothing, of the signs that there are; empty where it shows something."""
    if not positive and not negative:
        return NO_ATTRIBUTION
    shown = {"positive": positive, "negative": negative, "both": True}[polarity]
    return "" if shown else f"Nothing here {_does(polarity)} the score."


def capital(text: str) -> str:
    """A text as a sentence begins."""
    return text[:1].upper() + text[1:]


def _does(polarity: Polarity) -> str:
    return "raises" if polarity == "positive" else "lowers"
