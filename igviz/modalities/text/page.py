"""A text explanation as plain HTML: no script, and nothing that a sanitizer has to remove."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from igviz.figure.formats import number, percent, signed
from igviz.figure.sentences import NO_ATTRIBUTION, certainty
from igviz.modalities.text.figure import TokensFigure
from igviz.modalities.text.laid import Laid, laid
from igviz.modalities.text.legend import legend
from igviz.modalities.text.units import Unit, scale_of, segments, spacing, strongest, words
from igviz.stills.html import QUIET, block, heading, line, notes, written
from igviz.stills.paint.palettes import css
from igviz.visible import one_line

_CHIP = "padding:1px 3px;border-radius:3px"
_SPECIAL = "border:1px dashed #888888;font-size:0.85em"


def html(figures: Sequence[TokensFigure]) -> str:
    """Explanations as a fragment of HTML; several one under another, coloured on one scale.

    Colours are inline styles, in the few properties that JupyterLab lets an untrusted notebook
    keep. A page that removes even those still shows the strongest words with their numbers.

    Parameters
    ----------
    figures : sequence of TokensFigure

    Returns
    -------
    str
    """
    if not figures:
        raise ValueError("No figure was given; pass at least one.")
    parts = _several(figures) if len(figures) > 1 else _single(figures[0])
    return block([*parts, *notes(figures)])


def _single(figure: TokensFigure) -> Iterator[str]:
    yield from _explanation(figure, scale_of([figure]), 10)
    yield line(legend([figure]), QUIET)


def _several(figures: Sequence[TokensFigure]) -> Iterator[str]:
    scale = scale_of(figures)
    for figure in figures:
        yield f'<div style="margin:0 0 1.4em 0">{"".join(_explanation(figure, scale, 5))}</div>'
    one_scale = f" One scale for all: full colour is ±{number(scale)}." if scale else ""
    yield line(legend(figures) + one_scale, QUIET)


def _explanation(figure: TokensFigure, scale: float, most: int) -> Iterator[str]:
    units = words(figure)
    yield from heading(figure)
    yield from _sentence(units, figure["after"], scale)
    yield _strongest(units, scale, most)
    yield line(certainty(figure), QUIET)


def _sentence(units: Sequence[Unit], after: str, scale: float) -> Iterator[str]:
    colours = iter(laid(units, scale))
    parts = list(segments(units)) or [[]]
    style = "white-space:pre-wrap;overflow-wrap:break-word;line-height:2;margin:6px 0"
    for at, part in enumerate(parts):
        last: Unit | None = None
        spans: list[str] = []
        for unit in part:
            spans += [written(spacing(last, unit)), _span(unit, next(colours))]
            last = unit
        end = written(after) if at == len(parts) - 1 else ""
        yield f'<div dir="auto" style="{style}">{"".join(spans)}{end}</div>'


def _span(unit: Unit, colours: Laid | None) -> str:
    # Set apart by its element, a name in Latin letters does not turn an Arabic line around.
    tag = "bdi" if unit.special else "span"
    styles = _painted(colours)
    if unit.special:
        styles += [_SPECIAL] if colours else [_CHIP, _SPECIAL]
    if unit.about:
        styles.append("text-decoration:underline")
    style = f' style="{";".join(styles)}"' if styles else ""
    return f'<{tag} title="{written(_read_out(unit))}"{style}>{written(unit.text or "·")}</{tag}>'


def _read_out(unit: Unit) -> str:
    facts = [signed(unit.value)]
    if unit.share is not None:
        facts.append(f"{percent(unit.share)} of the change")
    if unit.special:
        facts.append("special token")
    if unit.about:
        facts.append("what the output speaks of")
    return " · ".join(facts)


def _strongest(units: Sequence[Unit], scale: float, most: int) -> str:
    ranked = strongest(units, most)
    if not ranked:
        return line(NO_ATTRIBUTION)
    entries = [
        f'<span dir="auto" style="{";".join(_painted(colours) or [_CHIP])}">'
        f"{written(one_line(unit.text) or '·')}</span>"
        f"\N{NO-BREAK SPACE}{written(signed(unit.value))}"
        for unit, colours in zip(ranked, laid(ranked, scale), strict=True)
    ]
    return f'<div style="line-height:2">Strongest: {" · ".join(entries)}</div>'


def _painted(colours: Laid | None) -> list[str]:
    if colours is None:
        return []
    red, green, blue = colours.colour
    solid = colours.cover >= 1
    behind = css(colours.colour) if solid else f"rgba({red},{green},{blue},{colours.cover:.3f})"
    ink = [f"color:{css(colours.text)}"] if colours.text else []
    return [f"background-color:{behind}", *ink, _CHIP]
