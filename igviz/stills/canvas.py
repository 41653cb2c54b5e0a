"""What the stills of every kind share: the canvas, its heading and footing, the curves."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import numpy as np
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure as MatplotlibFigure

from igviz.figure.schema import Facts
from igviz.figure.sentences import (
    at_baseline,
    certainty,
    label_and_score,
    model_at_baseline,
)
from igviz.stills.paint import Palette, palette_named
from igviz.stills.paint.palettes import css

GREY = "#666666"
# Tried in turn for a character that the one before lacks; matplotlib brings the first.
_FAMILIES = (
    "DejaVu Sans",
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Microsoft YaHei", "Yu Gothic", "Malgun Gothic",
    "Hiragino Sans GB", "Apple SD Gothic Neo", "Noto Sans Devanagari", "Nirmala UI",
    "Noto Sans Thai", "Arial Unicode MS", "Noto Emoji", "Segoe UI Emoji",
)  # fmt: skip


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


def _plain(axes: Axes) -> None:
    axes.set_xlim(0, 1)
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize=8, colors=GREY)


def heading(figure: Facts) -> str:
    """Label and scores."""
    label, score = label_and_score(figure)
    return f"{label}  {score}   ({at_baseline(figure)})"


def footing(figure: Facts, meaning: str) -> str:
    """What the colours mean, how certain they are, and what the baseline says."""
    said = model_at_baseline(figure)
    there = f"\nAt the baseline the model {said}." if said else ""
    return f"{meaning}   {certainty(figure)}{there}"
