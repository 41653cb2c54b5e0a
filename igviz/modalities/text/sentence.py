"""A coloured text set in lines: measured, broken and drawn piece by piece."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyBboxPatch
from matplotlib.textpath import TextToPath

from igviz.modalities.text.laid import WHITE, Laid
from igviz.modalities.text.units import Colours, Unit, segments, spacing
from igviz.stills.canvas import GREY, families, quietly
from igviz.stills.paint.palettes import css
from igviz.visible import legible, one_line

# In points, of which an inch has 72.
LINE = 25.0
_SIZE, _SMALL, _PAD, _BLANK = 12.0, 10.0, 2.5, 4.5
_MOST_LINES = 10
_LONGEST = 40


@dataclass(frozen=True)
class Piece:
    """A stretch of text on its line: x and width in points, box included."""

    text: str
    unit: Unit | None
    colours: Colours | None
    line: int = 0
    x: float = 0.0
    width: float = 0.0

    @property
    def special(self) -> bool:
        """Whether the tokenizer added it."""
        return self.unit is not None and self.unit.special

    @property
    def pad(self) -> float:
        """What a box needs on either side."""
        return _PAD if self.colours or self.special else 0.0

    @property
    def size(self) -> float:
        """Font size."""
        return _SMALL if self.special else _SIZE


def laid_out(
    units: Sequence[Unit], after: str, colours: Sequence[Laid | None], room: float
) -> list[Piece]:
    """Every piece at its place: the lines that are shown, and a word on the rest."""
    pieces: list[Piece] = []
    line, x, shown = 0, 0.0, 0
    for text, unit, painted in _stretches(units, after, colours):
        if not text.strip():
            if "\n" not in text:
                x += _BLANK
            elif x:
                line, x = line + 1, 0.0
            continue
        piece = Piece(text, unit, painted)
        width = _width(piece) + 2 * piece.pad
        if x and x + width > room:
            line, x = line + 1, 0.0
        if line >= _MOST_LINES:
            return [*pieces, Piece(f"… and {len(units) - shown} more words", None, None, line)]
        pieces.append(Piece(text, unit, painted, line, x, width))
        # Boxes that touch, as before a comma, are told apart by a hair.
        x += width + (1 if piece.pad else 0)
        shown += unit is not None
    return pieces


def _stretches(
    units: Sequence[Unit], after: str, laid: Sequence[Laid | None]
) -> Iterator[tuple[str, Unit | None, Colours | None]]:
    """Units and what stands between them, blanks apart from other uncoloured text."""
    colours = iter(one.on(WHITE) if one else None for one in laid)
    for at, part in enumerate(segments(units)):
        if at:
            yield "\n", None, None
        last = None
        for unit in part:
            yield from _between(spacing(last, unit))
            yield one_line(unit.text, _LONGEST) or "·", unit, next(colours)
            last = unit
    yield from _between(after)


def _between(text: str) -> Iterator[tuple[str, None, None]]:
    for stretch in re.split(r"(\s+)", legible(text)):
        if stretch:
            yield stretch[:_LONGEST], None, None


def _width(piece: Piece) -> float:
    font = FontProperties(family=families(), size=piece.size)
    with quietly():
        width, _, _ = TextToPath().get_text_width_height_descent(piece.text, font, ismath=False)
    return float(width)


def draw_sentence(axes: Axes, pieces: Sequence[Piece], lines: int, room: float) -> None:
    """Draw the pieces on axes whose size in points is ``room`` by ``lines`` times `LINE`."""
    axes.set(xlim=(0, room), ylim=(lines * LINE, 0))
    axes.set_axis_off()
    for piece in pieces:
        base, x = LINE * (piece.line + 0.66), piece.x + piece.pad
        ink = "black" if piece.unit else GREY
        if piece.colours:
            ink = css(piece.colours[1])
        if piece.pad:
            axes.add_patch(_box(piece, base))
        if piece.unit and piece.unit.about:
            end = piece.x + piece.width - piece.pad
            axes.plot([x, end], [base + 2] * 2, color=ink, linewidth=1)
        axes.text(
            x, base, piece.text, color=ink, fontsize=piece.size, va="baseline",
            family=families(), parse_math=False,
        )  # fmt: skip


def _box(piece: Piece, base: float) -> FancyBboxPatch:
    box = FancyBboxPatch(
        (piece.x, base - 13), piece.width, 18, boxstyle="round,pad=0,rounding_size=3",
        facecolor=css(piece.colours[0]) if piece.colours else "none", edgecolor="none",
        clip_on=False,
    )  # fmt: skip
    if piece.special:
        box.set(edgecolor=GREY, linestyle="--")
    return box
