"""What the stills of every kind share: the canvas, its heading and footing, the curves."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Literal

import numpy as np
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure as MatplotlibFigure

from igviz.figure.formats import signed
from igviz.figure.schema import Facts
from igviz.figure.sentences import (
    at_baseline,
    certainty,
    label_and_score,
    model_at_baseline,
)
from igviz.stills.paint import Palette, palette_named
from igviz.stills.paint.arrays import Pixels
from igviz.stills.paint.palettes import css
from igviz.visible import one_line

GREY = "#666666"
WIDTH, MARGIN, HEAD = 12.0, 0.15, 0.75  # inches
# Tried in turn for a character that the one before lacks; matplotlib brings the first.
_FAMILIES = (
    "DejaVu Sans",
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Microsoft YaHei", "Yu Gothic", "Malgun Gothic",
    "Hiragino Sans GB", "Apple SD Gothic Neo", "Noto Sans Devanagari", "Nirmala UI",
    "Noto Sans Thai", "Arial Unicode MS", "Noto Emoji", "Segoe UI Emoji",
)  # fmt: skip


_SLIMMEST = 0.2  # share of its longer side, as in the explorer
Place = Callable[[float, float, float, float], Axes]


class Canvas(MatplotlibFigure):
    """A figure that draws a box for a character no font has, without a warning for each."""

    def draw(self, renderer: Any) -> None:
        """Draw everything."""
        with quietly():
            super().draw(renderer)

    def get_tightbbox(self, *args: Any, **kwargs: Any) -> Any:
        """The extent of everything, which notebooks crop to."""
        with quietly():
            return super().get_tightbbox(*args, **kwargs)


@contextmanager
def quietly() -> Iterator[None]:
    """No warnings of characters that no font has."""
    with warnings.catch_warnings():
        for about in ("Glyph .* missing", "Matplotlib currently does not support"):
            warnings.filterwarnings("ignore", about)
        yield


@cache
def families() -> list[str]:
    """The fonts for other people's text that are installed here."""
    here = {font.name for font in font_manager.fontManager.ttflist}
    return [name for name in _FAMILIES if name in here]


def sheet(figure: Facts, meaning: str, tall: float, foot: float) -> tuple[Canvas, Place]:
    """A canvas with its heading, and a footing that says what colours mean, ``foot`` inches high.

    What comes with it puts axes on the ``tall`` inches between: by left, top, width and height.
    """
    height = HEAD + tall + foot
    canvas = Canvas(figsize=(WIDTH, height))

    def place(left: float, top: float, width: float, high: float) -> Axes:
        bottom = height - HEAD - top - high
        return canvas.add_axes((left / WIDTH, bottom / height, width / WIDTH, high / height))

    style: dict[str, Any] = {"ha": "left", "family": families(), "parse_math": False}
    at = MARGIN / WIDTH
    canvas.text(at, 1 - 0.12 / height, heading(figure), va="top", fontsize=12, **style)
    said = footing(figure, meaning)
    canvas.text(at, 0.1 / height, said, va="bottom", fontsize=9, color=GREY, **style)
    return canvas, place


def curves(scores: Axes, shares: Axes, figure: Facts, palette: str | Palette = "green-red") -> None:
    """Draw the score along the path, and below it what each α contributes."""
    path, colours = figure["path"], palette_named(palette)
    alphas = [0.0, *path["alphas"], 1.0]
    scores.plot(
        alphas, [figure["baseline_score"], *path["scores"], figure["score"]], color="#1f5fa8"
    )
    scores.set_title("score along the path", fontsize=10, color=GREY)
    _plain(scores)
    scores.tick_params(labelbottom=False)
    heights = np.array(path["contributions"])
    up, down = css(colours.heat_positive[1]), css(colours.heat_negative[1])
    inks = [up if height >= 0 else down for height in heights]
    shares.vlines(path["alphas"], 0, heights, colors=inks, linewidth=2)
    shares.axhline(0, color=GREY, linewidth=0.5)
    shares.set_title("contribution at α", fontsize=10, color=GREY)
    shares.set_xlabel("α, from the baseline (0) to the input (1)", fontsize=9, color=GREY)
    _plain(shares)


def bars(
    axes: Axes,
    title: str,
    ranked: Sequence[tuple[str, float]],
    palette: Palette,
    nothing: str,
    spreads: Sequence[float] | None = None,
) -> None:
    """Draw names with their attributions, strongest first; without any, say ``nothing``.

    ``spreads`` are drawn as whiskers, to either side of where a bar ends.
    """
    axes.set_title(title, fontsize=10, color=GREY)
    axes.spines[:].set_visible(False)
    axes.set_xticks([])
    if not ranked:
        axes.set_yticks([])
        axes.text(0.5, 0.5, nothing, ha="center", color=GREY, transform=axes.transAxes)
        return
    values = [value for _, value in ranked]
    axes.barh(
        range(len(ranked)), values, color=[ink(value, palette) for value in values], height=0.72
    )
    axes.axvline(0, color=GREY, linewidth=0.5)
    axes.set_ylim(max(len(ranked), 4) - 0.5, -0.5)
    name_rows(axes, [name for name, _ in ranked])
    by = spreads or [0.0] * len(values)
    lows, highs = ([v + sign * b for v, b in zip(values, by, strict=True)] for sign in (-1, 1))
    if spreads:
        axes.hlines(range(len(values)), lows, highs, color="#222222", linewidth=0.9)
    # Room for the numbers beyond the ends of the bars.
    least, most = min(0.0, *lows), max(0.0, *highs)
    room = 0.25 * (most - least)
    axes.set_xlim(least - room * (least < 0), most + room * (most > 0))
    for row, value in enumerate(values):
        beside(axes, row, value, highs[row] if value > 0 else lows[row])


def aspect_of(drawn: Pixels) -> Literal["equal", "auto"]:
    """How pixels of a plane, (H, W, 3), are drawn: as squares, unless it is too slim for that."""
    short, long = sorted(drawn.shape[:2])
    return "equal" if short >= _SLIMMEST * long else "auto"


def ink(value: float, palette: Palette) -> str:
    """The colour of a bar of either sign."""
    return css((palette.heat_positive if value > 0 else palette.heat_negative)[1])


def name_rows(axes: Axes, names: Sequence[str], most: int = 22) -> None:
    """Write anybody's names, of at most so many characters, before the rows of a chart."""
    labels = [one_line(name, most) or "·" for name in names]
    axes.set_yticks(range(len(names)), labels, family=families(), parse_math=False, fontsize=10)
    axes.tick_params(length=0)


def beside(axes: Axes, row: int, value: float, end: float) -> None:
    """Write an attribution beside the end of its bar."""
    axes.annotate(
        signed(value), (end, row), (4 if value > 0 else -4, 0), textcoords="offset points",
        ha="left" if value > 0 else "right", va="center", fontsize=9, color=GREY,
    )  # fmt: skip


def _plain(axes: Axes) -> None:
    axes.set_xlim(0, 1)
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize=8, colors=GREY)


def heading(figure: Facts) -> str:
    """Label and scores."""
    label, score = label_and_score(figure)
    return f"{label}  {score}   ({at_baseline(figure)})"


def footing(figure: Facts, meaning: str, *more: str) -> str:
    """What the colours mean, how certain they are, and what the baseline says."""
    said = model_at_baseline(figure)
    there = f"\nAt the baseline the model {said}." if said else ""
    return f"{meaning}   {certainty(figure, *more)}{there}"
