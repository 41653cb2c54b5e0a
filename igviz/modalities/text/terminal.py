"""A text explanation for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from igviz.figure.formats import signed
from igviz.figure.sentences import NO_ATTRIBUTION
from igviz.modalities.text.figure import TokensFigure
from igviz.modalities.text.legend import legend
from igviz.modalities.text.units import Unit, painted, scale_of, segments, spacing, strongest, words
from igviz.stills.console import Console, RenderableType, Text
from igviz.stills.paint.palettes import css
from igviz.stills.terminal import SIGNS, bars, closing, heading, tied, told, written

_MOST = 10
# Of the scale: where sixteen colours turn from letters into boxes.
_STRONG = 0.5


def letters(figure: TokensFigure, on: Console, scale: float | None = None) -> str:
    """One explanation as lines of text.

    Parameters
    ----------
    figure : TokensFigure
    on : Console
        Words have its colours; where it has none, the strongest carry their numbers.
    scale : float, optional
        Magnitude in full colour, to compare several texts; by default the text's own largest.

    Returns
    -------
    str
        Ends without a line feed. No escape sequence in it stems from the text.
    """
    return written(on, _parts(figure, on, scale or scale_of([figure])))


def _parts(figure: TokensFigure, on: Console, scale: float) -> Iterator[RenderableType]:
    units, coloured = words(figure), on.color_system is not None
    sixteen = on.color_system == "standard"
    ranked = strongest(units, _MOST)
    yield from heading(figure, on)
    yield ""
    boxes = _coloured(units, scale, sixteen) if coloured else _marked(units, ranked)
    yield from _sentence(units, boxes, figure["after"])
    yield ""
    named = [(unit.text, unit.value) for unit in ranked]
    yield bars(named, scale, on) if ranked else told(NO_ATTRIBUTION)
    yield ""
    yield told(legend([figure]) if coloured else _plain_legend(figure))
    yield from closing(figure)


def _plain_legend(figure: TokensFigure) -> str:
    spoken_of = " _Underscored_: what the output speaks of." if figure["about"] else ""
    return f"{SIGNS}{spoken_of}"


def _coloured(units: Sequence[Unit], scale: float, sixteen: bool) -> list[Text]:
    """Each unit in its colours, of which there may be no more than sixteen."""
    boxes = []
    for unit, colours in zip(units, painted(units, scale), strict=True):
        style = ["italic"] * unit.special + ["underline"] * unit.about
        if colours and sixteen:
            style.append(_one_of_sixteen(unit.value, abs(unit.value) >= _STRONG * scale))
        elif colours:
            style.append(f"{css(colours[1])} on {css(colours[0])}")
        boxes.append(tied(unit.text or "·", " ".join(style)))
    return boxes


def _one_of_sixteen(value: float, strong: bool) -> str:
    """Boxes for the strong, letters for the weak: between grey and red the nearest is brown."""
    if value > 0:
        return "black on green" if strong else "green"
    return "white on red" if strong else "red"


def _marked(units: Sequence[Unit], ranked: Sequence[Unit]) -> list[Text]:
    """Each unit, the strongest with their numbers: signs stand in for colours."""
    strong, boxes = set(map(id, ranked)), []
    for unit in units:
        text = unit.text or "·"
        named = f"_{text}_" if unit.about else text
        boxes.append(tied(f"[{signed(unit.value)} {named}]" if id(unit) in strong else named))
    return boxes


def _sentence(units: Sequence[Unit], boxes: Sequence[Text], after: str) -> Iterator[Text]:
    left = iter(boxes)
    parts = list(segments(units)) or [[]]
    for at, part in enumerate(parts):
        last: Unit | None = None
        line = Text()
        for unit in part:
            line.append_text(told(spacing(last, unit))).append_text(next(left))
            last = unit
        yield line.append_text(told(after)) if at == len(parts) - 1 else line
