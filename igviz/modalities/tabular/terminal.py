"""An explanation of a row for a terminal."""

from __future__ import annotations

from igviz.figure.formats import others_name, signed
from igviz.modalities.tabular.features import Feature, by_size, features
from igviz.modalities.tabular.figure import TabularFigure
from igviz.stills.console import Console
from igviz.stills.terminal import ranking

_MOST = 10


def letters(figure: TabularFigure, on: Console) -> str:
    """One explanation as lines of text: the strongest features with their bars.

    Parameters
    ----------
    figure : TabularFigure
    on : Console

    Returns
    -------
    str
        Ends without a line feed. No escape sequence in it stems from a feature's name.
    """
    ranked = [feature for feature in by_size(features(figure)) if feature.value]
    named = [(f"{one.text}{_within(one)}", one.value) for one in ranked[:_MOST]]
    others = [one.value for one in ranked[_MOST:]]
    rest = f"{signed(sum(others))} {others_name(len(others))}" if others else ""
    return ranking(figure, named, on, rest=rest)


def _within(feature: Feature) -> str:
    """How far its attribution differs from baseline to baseline, in brackets."""
    return f" ({feature.within.strip()})" if feature.within else ""
