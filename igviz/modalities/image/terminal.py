"""What letters can show of an image: its channels, where these are no colours."""

from __future__ import annotations

from collections.abc import Iterator

from igviz.figure.formats import signed
from igviz.figure.sentences import NO_ATTRIBUTION
from igviz.modalities.image.figure import ImageFigure
from igviz.modalities.image.strongest import strongest
from igviz.stills.console import Console, RenderableType
from igviz.stills.terminal import bars, closing, heading, meaning, told, written


def letters(figure: ImageFigure, on: Console) -> str:
    """One explanation as lines of text; empty for a picture of colours.

    Ends without a line feed. No escape sequence in it stems from a channel's name.
    """
    return written(on, _parts(figure, on)) if "channels" in figure else ""


def _parts(figure: ImageFigure, on: Console) -> Iterator[RenderableType]:
    ranked = strongest(figure)
    shown = [(name, value) for name, value in ranked.shown if value]
    yield from heading(figure, on)
    yield ""
    yield bars(shown, abs(shown[0][1]), on) if shown else told(NO_ATTRIBUTION)
    if ranked.others:
        name, total = ranked.rows[-1]
        yield told(f"{signed(total)} {name}")
    yield ""
    yield meaning(on)
    yield from closing(figure)
