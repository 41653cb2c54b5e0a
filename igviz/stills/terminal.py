"""What the terminal views of every kind share; rich knows a terminal's colours and widths."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TextIO, cast

from igviz.figure.formats import signed
from igviz.figure.schema import Facts
from igviz.figure.sentences import NO_ATTRIBUTION, certainty, compared, label_and_score
from igviz.stills.console import Bar, Console, RenderableType, Table, Text
from igviz.stills.legend import colours
from igviz.stills.paint import palette_named
from igviz.stills.paint.palettes import css
from igviz.visible import legible, one_line

NARROWEST, WIDEST = 24, 80
Colours = Literal["truecolor", "256", "standard"]
_LONGEST_BAR = 24
#: What stands for colours where a console has none.
SIGNS = "+ raises the score, − lowers it."
# Blanks at which no line is broken, and what stands for them while lines are broken: characters for
# private use, of which `legible` leaves none in anybody's text.
_TIED = {" ": "\ue000", "\N{NO-BREAK SPACE}": "\ue001", "\N{NARROW NO-BREAK SPACE}": "\ue002"}
_UNTIED = str.maketrans({tied: blank for blank, tied in _TIED.items()})
_NARROW = str.maketrans({blank: tied for blank, tied in _TIED.items() if blank != " "})


def console_for(stream: TextIO) -> Console:
    """A console as wide as a stream's terminal, with those colours that the terminal has.

    Follows https://no-color.org.
    """
    terminal = Console(file=stream)
    if not terminal.is_terminal:
        return console(None)
    bare = terminal.no_color or terminal.legacy_windows
    colours = None if bare else cast("Colours | None", terminal.color_system)
    return console(colours, min(terminal.width, WIDEST))


def console(colours: Colours | None, width: int = WIDEST) -> Console:
    """A console that writes nowhere but for `written`; without colours it has no styles at all."""
    return Console(
        file=io.StringIO(), color_system=colours, width=max(width, NARROWEST), height=25,
        force_jupyter=False, no_color=False, legacy_windows=False,
    )  # fmt: skip


def written(on: Console, parts: Iterable[RenderableType]) -> str:
    """Parts one under another as a console writes them; ends without a line feed."""
    with on.capture() as capture:
        for part in parts:
            on.print(part, markup=False, highlight=False, emoji=False)
    lines = capture.get().translate(_UNTIED).removesuffix("\n").split("\n")
    return "\n".join(line.rstrip(" ") for line in lines)


def heading(figure: Facts, on: Console) -> Iterator[RenderableType]:
    """What was explained, its score, and what the score is to be compared with.

    Of one of several inputs, this is said of all of them.
    """
    if figure["title"]:
        yield cut(figure["title"], on)
    if "beside" in figure:
        return
    yield told(" ".join(label_and_score(figure)), "bold")
    yield told(compared(figure))


def closing(figure: Facts) -> Iterator[RenderableType]:
    """How certain the attributions are, and what else a reader should know: of all inputs once."""
    if "beside" in figure:
        return
    yield told(certainty(figure))
    yield from map(told, figure["notes"])


def ranking(
    figure: Facts,
    strongest: Sequence[tuple[str, float]],
    on: Console,
    above: Sequence[RenderableType] = (),
    rest: str = "",
) -> str:
    """An explanation of which letters show the strongest parts, the largest first.

    What stands ``above`` them comes with what parts it from them; the ``rest`` has a line.
    """
    shown = [one for one in strongest if one[1]]
    drawn = bars(shown, abs(shown[0][1]), on) if shown else told(NO_ATTRIBUTION)
    others = [told(rest)] if rest else []
    parts = [*above, drawn, *others, "", meaning(on), *closing(figure)]
    return written(on, [*heading(figure, on), "", *parts])


def meaning(on: Console) -> Text:
    """Which attributions raise the score: by colour where a console has any."""
    return told(colours(palette_named("green-red")) if on.color_system is not None else SIGNS)


def told(text: str, style: str = "") -> Text:
    """Anybody's text, in which nothing hides and nothing is markup."""
    return Text(_legible(text).translate(_NARROW), style)


def tied(text: str, style: str = "") -> Text:
    """The same, not broken between lines where it fits into one."""
    return Text("".join(_TIED.get(character, character) for character in _legible(text)), style)


def cut(text: str, on: Console) -> Text:
    """Anybody's text on one line, cut where the console ends."""
    return Text(one_line(text, on.width), no_wrap=True, overflow="ellipsis")


def bars(values: Sequence[tuple[str, float]], full: float, on: Console) -> Table:
    """Numbers, bars and names, one line each.

    Parameters
    ----------
    values : sequence of (str, float)
        Names and their attributions.
    full : float
        The magnitude of the longest bar there can be.
    on : Console
    """
    palette = palette_named("green-red")
    inks = {True: css(palette.heat_positive[1]), False: css(palette.heat_negative[1])}
    numbers = [signed(value) for _, value in values]
    longest = min(_LONGEST_BAR, (on.width - max(map(len, numbers), default=0)) // 2)
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(width=longest)
    table.add_column()
    for (name, value), number in zip(values, numbers, strict=True):
        eighths = max(round(8 * longest * min(abs(value) / full, 1.0)), 1)
        bar = Bar(8 * longest, 0, eighths, width=longest, color=inks[value > 0])
        table.add_row(Text(number), bar, cut(name or "·", on))
    return table


def _legible(text: str) -> str:
    return legible(text).replace("\t", "    ")
