"""Plain HTML for notebooks: no script, and nothing that a sanitizer has to remove."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from igviz.figure.schema import Facts
from igviz.figure.sentences import compared, label_and_score
from igviz.stills.paint import PALETTES
from igviz.stills.paint.palettes import css
from igviz.visible import legible, one_line

# Notebooks typeset what stands between dollar signs, and any text may hold some, unless one of
# these classes forbids it.
NO_MATHEMATICS = "tex2jax_ignore mathjax_ignore"
#: The style of what is said beside a result.
QUIET = "opacity:0.75;font-size:0.9em"
_LONGEST_BAR = 12  # letters


def block(parts: Sequence[str]) -> str:
    """Elements one under another, no wider than text is pleasant to read."""
    style = "max-width:60em;line-height:1.5"
    return f'<div class="{NO_MATHEMATICS}" style="{style}">{"".join(parts)}</div>'


def heading(figure: Facts) -> Iterator[str]:
    """What was explained, its score, and what the score is to be compared with.

    Of one of several inputs, this is said of all of them.
    """
    if figure["title"]:
        yield line(one_line(figure["title"], 80), QUIET)
    if "beside" in figure:
        return
    label, score = label_and_score(figure)
    yield (
        f'<div><strong style="font-size:1.1em"><span dir="auto">{written(label)}</span> '
        f'{written(score)}</strong> <span style="{QUIET}">{written(compared(figure))}</span></div>'
    )


def notes(figures: Sequence[Facts]) -> Iterator[str]:
    """What a reader should know of any of the figures, each note once."""
    for note in dict.fromkeys(note for figure in figures for note in figure["notes"]):
        yield line(note, QUIET)


def line(text: str, style: str = "") -> str:
    """A text as an element of its own."""
    inner = written(text)
    return f'<div style="{style}">{inner}</div>' if style else f"<div>{inner}</div>"


def bar(value: float, largest: float) -> str:
    """A bar of letters in the colour of its sign, which stays where a page allows no widths.

    The last block is as many eighths wide as are left; beside ``largest`` the bar is full.
    """
    eighths = round(8 * _LONGEST_BAR * abs(value) / largest) if largest else 0
    blocks = "█" * (eighths // 8) + (chr(0x2590 - eighths % 8) if eighths % 8 else "")
    palette = PALETTES["green-red"]
    ink = (palette.heat_positive if value > 0 else palette.heat_negative)[1]
    return f'<span style="color:{css(ink)}">{blocks}</span>'


def written(text: str) -> str:
    """Anybody's text as HTML: no markup in it is any, and nothing hides."""
    return escape(legible(text))
