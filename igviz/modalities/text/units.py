"""The words of a text explanation: which tokens make one, how much it counts, its colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from igviz.figure.arrays import unwire
from igviz.figure.certainty import hardly_changes
from igviz.modalities.text.figure import TokensFigure, word_numbers
from igviz.stills.paint import Polarity, token_colours
from igviz.stills.paint.palettes import RGB, Palette
from igviz.stills.paint.polarity import shows

# Background and text.
Colours = tuple[RGB, RGB]
# Below this share of the scale a box would be a smudge of which nobody could tell the sign.
UNSEEN = 0.05


@dataclass(frozen=True)
class Unit:
    """A word, or a token that is no part of one, with its attribution.

    Attributes
    ----------
    before, text : str
        As in `igviz.modalities.text.figure.Token`: one after the other, over all units, they are
        the text.
    special : bool
        Added by the tokenizer.
    segment : int
        Which text of a pair.
    about : bool
        The explained output speaks of it.
    value : float
        Signed attribution, summed over the tokens of the word.
    share : float or None
        Its part of F(x) - F(x'); None where that hardly differs from zero.
    """

    before: str
    text: str
    special: bool
    segment: int
    about: bool
    value: float
    share: float | None


def words(figure: TokensFigure) -> list[Unit]:
    """The units of a text: tokens of one word are merged and their values added."""
    values = unwire(figure["values"]).astype(np.float64).tolist()
    spoken_of = set(figure["about"])
    change = 0.0 if hardly_changes(figure) else figure["score"] - figure["baseline_score"]
    numbers = word_numbers(figure["tokens"])
    tokens = enumerate(figure["tokens"])
    units = []
    for _, group in groupby(tokens, key=lambda one: numbers[one[0]]):
        pieces = list(group)
        first, value = pieces[0][1], sum(values[at] for at, _ in pieces)
        rest = "".join(token["before"] + token["text"] for _, token in pieces[1:])
        if first["special"] and rest:
            rest = f" ×{len(pieces)}"
        units.append(
            Unit(
                before=first["before"],
                text=first["text"] + rest,
                special=first["special"],
                segment=first["segment"],
                about=any(at in spoken_of for at, _ in pieces),
                value=value,
                share=value / change if change else None,
            )
        )
    return units


def scale_of(figures: Sequence[TokensFigure]) -> float:
    """The largest magnitude of any word: what is drawn in full colour when all share one scale."""
    return max((abs(unit.value) for figure in figures for unit in words(figure)), default=0.0)


def strongest(units: Sequence[Unit], most: int) -> list[Unit]:
    """At most so many units by falling magnitude, none far below the first."""
    ranked = sorted(units, key=lambda unit: -abs(unit.value))[:most]
    return [unit for unit in ranked if _counts(unit.value, abs(ranked[0].value))]


def _counts(value: float, largest: float) -> bool:
    """Whether a value is more than what the eye can tell from zero: a twentieth of the largest."""
    return value != 0 and abs(value) >= UNSEEN * largest


def muted(units: Sequence[Unit], polarity: Polarity) -> list[Unit]:
    """The units with no attribution where a polarity lets none show."""
    return [unit if shows(polarity, unit.value) else replace(unit, value=0.0) for unit in units]


def segments(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    """The texts of a pair one by one; a single text is one segment."""
    for _, group in groupby(units, key=lambda unit: unit.segment):
        yield list(group)


def spacing(last: Unit | None, unit: Unit) -> str:
    """What stands before a unit; special tokens are set apart, as they are no part of the text."""
    if last is None or unit.before or not (last.special or unit.special):
        return unit.before
    return " "


def painted(
    units: Sequence[Unit], scale: float, palette: str | Palette = "green-red"
) -> list[Colours | None]:
    """Background and text colour of each unit, on 0..255; None where it would be a bare grey.

    These are the scale's own colours throughout, as a terminal has no others; on a page those of
    weak words are laid thinly, see `igviz.modalities.text.laid`.
    """
    backgrounds, texts = token_colours([unit.value for unit in units], palette, scale)
    levels = zip(units, backgrounds.tolist(), texts.tolist(), strict=True)
    return [
        (rgb(back), rgb(fore)) if _counts(unit.value, scale) else None
        for unit, back, fore in levels
    ]


def rgb(levels: Sequence[int]) -> RGB:
    """Three levels, checked to be three."""
    red, green, blue = levels
    return red, green, blue
