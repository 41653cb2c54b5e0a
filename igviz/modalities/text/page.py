"""A text explanation as plain HTML: no script, and nothing that a sanitizer has to remove."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from igviz.figure.formats import number, percent, signed
from igviz.figure.sentences import NO_ATTRIBUTION, certainty, compared, label_and_score, legend
from igviz.figure.visible import legible, one_line
from igviz.modalities.text.figure import TokensFigure
from igviz.modalities.text.laid import Laid, laid
from igviz.modalities.text.units import Unit, scale_of, segments, spacing, strongest, words
from igviz.stills.paint.palettes import RGB

# Notebooks typeset what stands between dollar signs, and any text may hold some, unless one of
# these classes forbids it.
NO_MATHEMATICS = "tex2jax_ignore mathjax_ignore"
_CHIP = "padding:1px 3px;border-radius:3px"
_SPECIAL = "border:1px dashed #888888;font-size:0.85em"
_QUIET = "opacity:0.75;font-size:0.9em"


def html(figure: TokensFigure) -> str:
    """One explanation as a fragment of HTML.

    Colours are inline styles, in the few properties that JupyterLab lets an untrusted notebook
    keep. A page that removes even those still shows the strongest words with their numbers.

    Parameters
    ----------
    figure : TokensFigure

    Returns
    -------
    str
    """
    parts = [*_explanation(figure, scale_of([figure]), 10), _line(_legend([figure]), _QUIET)]
    return _block([*parts, *_notes([figure])])


def html_many(figures: Sequence[TokensFigure]) -> str:
    """Several explanations one under another, coloured on one scale.

    Parameters
    ----------
    figures : sequence of TokensFigure

    Returns
    -------
    str
    """
    if not figures:
        raise ValueError("No figure was given; pass at least one.")
    scale = scale_of(figures)
    blocks = [
        f'<div style="margin:0 0 1.4em 0">{"".join(_explanation(figure, scale, 5))}</div>'
        for figure in figures
    ]
    one_scale = f" One scale for all: full colour is ±{number(scale)}." if scale else ""
    meaning = _line(_legend(figures) + one_scale, _QUIET)
    return _block([*blocks, meaning, *_notes(figures)])


def _legend(figures: Sequence[TokensFigure]) -> str:
    return legend(spoken_of=any(figure["about"] for figure in figures))


def _block(parts: Sequence[str]) -> str:
    style = "max-width:60em;line-height:1.5"
    return f'<div class="{NO_MATHEMATICS}" style="{style}">{"".join(parts)}</div>'


def _explanation(figure: TokensFigure, scale: float, most: int) -> Iterator[str]:
    units = words(figure)
    if figure["title"]:
        yield _line(one_line(figure["title"], 80), _QUIET)
    label, score = label_and_score(figure)
    yield (
        f'<div><strong style="font-size:1.1em"><span dir="auto">{_text(label)}</span> '
        f'{_text(score)}</strong> <span style="{_QUIET}">{_text(compared(figure))}</span></div>'
    )
    yield from _sentence(units, figure["after"], scale)
    yield _strongest(units, scale, most)
    yield _line(certainty(figure), _QUIET)


def _sentence(units: Sequence[Unit], after: str, scale: float) -> Iterator[str]:
    colours = iter(laid(units, scale))
    parts = list(segments(units)) or [[]]
    style = "white-space:pre-wrap;overflow-wrap:break-word;line-height:2;margin:6px 0"
    for at, part in enumerate(parts):
        last: Unit | None = None
        spans: list[str] = []
        for unit in part:
            spans += [_text(spacing(last, unit)), _span(unit, next(colours))]
            last = unit
        end = _text(after) if at == len(parts) - 1 else ""
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
    return f'<{tag} title="{_text(_read_out(unit))}"{style}>{_text(unit.text or "·")}</{tag}>'


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
        return _line(NO_ATTRIBUTION)
    entries = [
        f'<span dir="auto" style="{";".join(_painted(colours) or [_CHIP])}">'
        f"{_text(one_line(unit.text) or '·')}</span>\N{NO-BREAK SPACE}{_text(signed(unit.value))}"
        for unit, colours in zip(ranked, laid(ranked, scale), strict=True)
    ]
    return f'<div style="line-height:2">Strongest: {" · ".join(entries)}</div>'


def _painted(colours: Laid | None) -> list[str]:
    if colours is None:
        return []
    red, green, blue = colours.colour
    solid = colours.cover >= 1
    behind = _hex(colours.colour) if solid else f"rgba({red},{green},{blue},{colours.cover:.3f})"
    ink = [f"color:{_hex(colours.text)}"] if colours.text else []
    return [f"background-color:{behind}", *ink, _CHIP]


def _hex(colour: RGB) -> str:
    return f"#{bytes(colour).hex()}"


def _notes(figures: Sequence[TokensFigure]) -> Iterator[str]:
    for note in dict.fromkeys(note for figure in figures for note in figure["notes"]):
        yield _line(note, _QUIET)


def _line(text: str, style: str = "") -> str:
    return f'<div style="{style}">{_text(text)}</div>' if style else f"<div>{_text(text)}</div>"


def _text(text: str) -> str:
    return escape(legible(text))
