"""A text explanation for a terminal."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TextIO
from unicodedata import category, east_asian_width

from igviz.figure.formats import signed
from igviz.figure.sentences import NO_ATTRIBUTION, certainty, compared, label_and_score, legend
from igviz.figure.visible import legible, one_line
from igviz.modalities.text.figure import TokensFigure
from igviz.modalities.text.units import Unit, painted, scale_of, segments, spacing, strongest, words
from igviz.stills.paint import palette_named

NARROWEST = 24
_MOST = 10
_LONGEST_BAR = 24
_EIGHTHS = " ▏▎▍▌▋▊▉"
_END = "\x1b[0m"
# A character and the style it is written in: "" is the terminal's own, None is between units.
_Cell = tuple[str, str | None]


def colour_wanted(stream: TextIO) -> bool:
    """Whether colours may be written to a stream: a terminal, and nobody said no.

    Follows https://no-color.org.
    """
    refused = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not refused and stream.isatty()


def ansi(figure: TokensFigure, colour: bool, width: int = 80, scale: float | None = None) -> str:
    """One explanation as lines of text.

    Parameters
    ----------
    figure : TokensFigure
    colour : bool
        Colour words by 24-bit escape sequences; otherwise the strongest carry their numbers.
    width : int
        Columns of the terminal.
    scale : float, optional
        Magnitude in full colour, to compare several texts; by default the text's own largest.

    Returns
    -------
    str
        Ends without a line feed. No escape sequence in it stems from the text.
    """
    width = max(width, NARROWEST)
    units = words(figure)
    full = scale or scale_of([figure])
    ranked = strongest(units, _MOST)
    label, score = label_and_score(figure)
    title = [_fitting(one_line(figure["title"], width), width)] if figure["title"] else []
    head = [*title, *_wrapped(f"{label} {score}", width, "1" if colour else "")]
    head += _wrapped(compared(figure), width)
    bars = list(_bars(ranked, full, colour, width)) or _wrapped(NO_ATTRIBUTION, width)
    meaning = legend(spoken_of=bool(figure["about"])) if colour else _plain_legend(figure)
    foot = [line for text in (meaning, certainty(figure)) for line in _wrapped(text, width)]
    foot += [line for note in figure["notes"] for line in _wrapped(legible(note), width)]
    styles = _styles(units, full, ranked, colour)
    sentence = list(_sentence(units, figure["after"], styles, width))
    return "\n".join([*head, "", *sentence, "", *bars, "", *foot])


def _wrapped(text: str, width: int, style: str = "") -> list[str]:
    lines = _lines(_cells(text, None), width)
    return [_rendered([(character, style) for character, _ in line]) for line in lines]


def _plain_legend(figure: TokensFigure) -> str:
    spoken_of = " _Underscored_: what the output speaks of." if figure["about"] else ""
    return f"+ raises the score, − lowers it.{spoken_of}"


def _styles(
    units: Sequence[Unit], scale: float, ranked: Sequence[Unit], colour: bool
) -> list[tuple[str, str]]:
    """Text and style of each unit; without colours, signs stand in for the style."""
    texts = [legible(unit.text) or "·" for unit in units]
    if not colour:
        strong = set(map(id, ranked))
        pairs = zip(units, texts, strict=True)
        return [(_marked(unit, text, id(unit) in strong), "") for unit, text in pairs]
    styles = []
    for unit, colours in zip(units, painted(units, scale), strict=True):
        marks = ["3"] * unit.special + ["4"] * unit.about
        if colours:
            marks += [f"48;2;{_rgb(colours[0])}", f"38;2;{_rgb(colours[1])}"]
        styles.append(";".join(marks))
    return list(zip(texts, styles, strict=True))


def _marked(unit: Unit, text: str, strong: bool) -> str:
    named = f"_{text}_" if unit.about else text
    return f"[{signed(unit.value)} {named}]" if strong else named


def _rgb(colour: Iterable[int]) -> str:
    return ";".join(map(str, colour))


def _sentence(
    units: Sequence[Unit], after: str, styles: Sequence[tuple[str, str]], width: int
) -> Iterator[str]:
    written = iter(styles)
    parts = list(segments(units)) or [[]]
    for at, part in enumerate(parts):
        last: Unit | None = None
        cells: list[_Cell] = []
        for unit in part:
            cells += _cells(spacing(last, unit), None)
            cells += _cells(*next(written))
            last = unit
        if at == len(parts) - 1:
            cells += _cells(after, None)
        yield from map(_rendered, _lines(cells, width))


def _cells(text: str, style: str | None) -> list[_Cell]:
    return [(character, style) for character in legible(text).replace("\t", "    ")]


def _lines(cells: Sequence[_Cell], width: int) -> Iterator[list[_Cell]]:
    """Break at blanks between units where there are any, else anywhere, and at line feeds."""
    line: list[_Cell] = []
    used = 0
    for cell in cells:
        if cell[0] == "\n":
            yield line
            line, used = [], 0
            continue
        line.append(cell)
        used += _columns(cell[0])
        if used > width:
            head, line = _broken(line)
            used = sum(_columns(character) for character, _ in line)
            yield head
    yield line


def _broken(line: list[_Cell]) -> tuple[list[_Cell], list[_Cell]]:
    blanks = [at for at, cell in enumerate(line) if cell == (" ", None)]
    if not blanks or blanks[-1] == 0:
        return line[:-1], line[-1:]
    return line[: blanks[-1]], line[blanks[-1] + 1 :]


def _rendered(line: Sequence[_Cell]) -> str:
    runs = []
    for style, cells in groupby(line, key=lambda cell: cell[1]):
        text = "".join(character for character, _ in cells)
        runs.append(f"\x1b[{style}m{text}{_END}" if style else text)
    return "".join(runs)


def _bars(ranked: Sequence[Unit], scale: float, colour: bool, width: int) -> Iterator[str]:
    palette = palette_named("green-red")
    inks = {True: palette.heat_positive[1], False: palette.heat_negative[1]}
    numbers = [signed(unit.value) for unit in ranked]
    margin = max(map(len, numbers), default=0)
    longest = min(_LONGEST_BAR, (width - margin) // 2)
    for unit, number in zip(ranked, numbers, strict=True):
        bar = _bar(min(abs(unit.value) / scale, 1.0) * longest).ljust(longest)
        if colour:
            bar = f"\x1b[38;2;{_rgb(inks[unit.value > 0])}m{bar}{_END}"
        word = _fitting(one_line(unit.text) or "·", width - margin - longest - 2)
        yield f"{number:>{margin}} {bar} {word}"


def _bar(length: float) -> str:
    whole, eighths = divmod(max(round(8 * length), 1), 8)
    return "█" * whole + _EIGHTHS[eighths].strip()


def _fitting(text: str, room: int) -> str:
    if sum(map(_columns, text)) <= room:
        return text
    while sum(map(_columns, text)) >= room:
        text = text[:-1]
    return f"{text}…"


def _columns(character: str) -> int:
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
