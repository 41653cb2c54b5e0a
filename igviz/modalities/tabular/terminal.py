"""An explanation of a row for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from igviz.figure.formats import others_name, signed
from igviz.figure.sentences import NO_ATTRIBUTION
from igviz.modalities.tabular.features import Feature, by_size, features
from igviz.modalities.tabular.figure import TabularFigure
from igviz.stills.console import Console, RenderableType
from igviz.stills.terminal import bars, closing, heading, meaning, told, written

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
    return written(on, _parts(figure, on))


def _within(feature: Feature) -> str:
    """How far its attribution differs from baseline to baseline, in brackets."""
    return f" ({feature.within.strip()})" if feature.within else ""


def _parts(figure: TabularFigure, on: Console) -> Iterator[RenderableType]:
    ranked = [feature for feature in by_size(features(figure)) if feature.value]
    yield from heading(figure, on)
    yield ""
    if ranked:
        named = [(f"{one.text}{_within(one)}", one.value) for one in ranked[:_MOST]]
        yield bars(named, abs(ranked[0].value), on)
    else:
        yield told(NO_ATTRIBUTION)
    if others := ranked[_MOST:]:
        total = sum(feature.value for feature in others)
        yield told(f"{signed(total)} {others_name(len(others))}")
    yield ""
    yield meaning(on)
    yield from closing(figure)
