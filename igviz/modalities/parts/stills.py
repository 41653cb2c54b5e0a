"""The stills of several inputs; see `igviz.modalities.stills.Stills`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from igviz.figure.formats import signed
from igviz.figure.sentences import certainty
from igviz.modalities.parts.figure import Part, PartsFigure, figures
from igviz.modalities.stills import stills_of
from igviz.stills.console import Console
from igviz.stills.html import QUIET, block, heading, line, notes
from igviz.stills.look import Look, check_takes
from igviz.visible import one_line

if TYPE_CHECKING:
    import matplotlib.figure

__all__ = ["bundle", "draw", "html", "modes", "terminal", "words"]

modes: tuple[str, ...] = ()
_LONGEST_NAME = 60


def draw(figure: PartsFigure, look: Look) -> matplotlib.figure.Figure:
    """Draw the inputs one under another, each as its kind is drawn."""
    check_takes(look, ("polarity", "palette"), "Several inputs")
    from igviz.modalities.parts.plot import draw_parts

    drawn = [
        (_headline(part), stills_of(own["kind"]).draw(own, look)) for part, own in figures(figure)
    ]
    return draw_parts(drawn)


def html(all_figures: Sequence[PartsFigure]) -> str:
    """Each explanation: what every input is given, and how its kind is shown."""
    parts = [part for figure in all_figures for part in _explanation(figure)]
    return block([*parts, *notes(all_figures)])


def terminal(figure: PartsFigure, on: Console) -> str:
    """Each input under its name, in letters; its sum where letters cannot show it."""
    from igviz.stills.terminal import bars, closing, told, written
    from igviz.stills.terminal import heading as headed

    def parts() -> Iterator[Any]:
        yield from headed(figure, on)
        yield ""
        sums = [(one_line(part["name"], _LONGEST_NAME), part["value"]) for part in figure["parts"]]
        yield bars(sums, max(abs(value) for _, value in sums) or 1.0, on)
        yield ""
        yield from closing(figure)

    each = []
    for part, own in figures(figure):
        letters = stills_of(own["kind"]).terminal(own, on)
        if letters:
            each.append(f"{written(on, [told(_headline(part), 'bold')])}\n{letters}")
    return "\n\n".join([written(on, parts()), *each])


def bundle(figure: PartsFigure) -> dict[str, Any]:
    """All inputs as HTML."""
    return {"text/html": html([figure])}


def words(figure: PartsFigure) -> list[tuple[str, float]]:
    """What has a name in every input, behind the input's; an input without any as a whole."""
    named = []
    for part, own in figures(figure):
        of_part = stills_of(own["kind"]).words(own)
        named += [(f"{part['name']}: {name}", value) for name, value in of_part]
        if not of_part:
            named.append((part["name"], part["value"]))
    return named


def _explanation(figure: PartsFigure) -> Iterator[str]:
    yield from heading(figure)
    yield line(certainty(figure), QUIET)
    for part, own in figures(figure):
        yield line(_headline(part), "font-weight:600;margin-top:0.6em")
        yield stills_of(own["kind"]).html([own])


def _headline(part: Part) -> str:
    return f"{one_line(part['name'], _LONGEST_NAME)}: {signed(part['value'])}"
