"""The two signs of an attribution, and which of them are drawn."""

from __future__ import annotations

from typing import Literal, get_args

from igviz.errors import meant

Sign = Literal["positive", "negative"]
Polarity = Literal["positive", "negative", "both"]
POLARITIES: tuple[Polarity, ...] = get_args(Polarity)


def signs(polarity: str) -> tuple[Sign, ...]:
    """The signs that a polarity draws."""
    if polarity not in POLARITIES:
        raise ValueError(
            f"polarity must be 'positive', 'negative' or 'both', not {polarity!r}"
            f"{meant(polarity, POLARITIES)}"
        )
    drawn: dict[str, tuple[Sign, ...]] = {
        "positive": ("positive",), "negative": ("negative",), "both": ("positive", "negative")
    }  # fmt: skip
    return drawn[polarity]


def shows(polarity: Polarity, value: float) -> bool:
    """Whether a polarity lets a value show."""
    return polarity == "both" or (value > 0 if polarity == "positive" else value < 0)
