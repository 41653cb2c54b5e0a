"""Many rows of one table as a matplotlib figure."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure as MatplotlibFigure
from numpy.typing import NDArray

from igviz.figure.formats import whole
from igviz.modalities.rows.figure import STRONG, Column, RowsFigure, columns, scores_of
from igviz.stills.canvas import GREY, WIDTH, Canvas, families, heading, name_rows
from igviz.stills.look import Look
from igviz.stills.paint import Palette, palette_named

_HEAD, _FOOT, _ROW = 0.75, 0.6, 0.26
_SWARM = 4.7  # inches that points spread along
_POINT = 2.0  # points of 1/72 inch: how wide each is
_LANE = 0.38  # of a feature's lane that its points spread over, to either side


def draw_rows(figure: RowsFigure, look: Look) -> MatplotlibFigure:
    """Rows by features at the left, each feature's attributions at the right."""
    palette = palette_named(look.get("palette", "green-red"))
    made = columns(figure)
    tall = max(_ROW * len(made), 3.0)
    height = _HEAD + tall + _FOOT
    canvas = Canvas(figsize=(WIDTH, height))

    def place(left: float, width: float) -> Axes:
        return canvas.add_axes((left / WIDTH, _FOOT / height, width / WIDTH, tall / height))

    style: dict[str, Any] = {"ha": "left", "family": families(), "parse_math": False}
    canvas.text(0.0125, 1 - 0.12 / height, heading(figure), va="top", fontsize=12, **style)
    said = figure["said"]["error"]["text"]
    canvas.text(0.0125, 0.1 / height, said, va="bottom", fontsize=9, color=GREY, **style)
    _heat(place(2.0, 4.4), figure, made, palette)
    _swarm(place(7.0, _SWARM), made)
    return canvas


def _heat(axes: Axes, figure: RowsFigure, made: list[Column], palette: Palette) -> None:
    values = np.stack([column.values for column in made])[:, np.argsort(scores_of(figure))]
    end = strong(values)
    axes.imshow(
        values, cmap=_colours(palette), vmin=-end, vmax=end, aspect="auto", interpolation="nearest"
    )
    axes.set_title(
        f"attributions of {whole(values.shape[1])} rows, the lowest score at the left",
        fontsize=10, color=GREY,
    )  # fmt: skip
    axes.set_xticks([])
    axes.spines[:].set_visible(False)
    name_rows(axes, [column.name for column in made])


def _swarm(axes: Axes, made: list[Column]) -> None:
    """Every attribution as a point in its feature's lane, dark where the feature is large."""
    axes.set_title(
        "each row's attribution; dark where the feature is large", fontsize=10, color=GREY
    )
    axes.axvline(0, color=GREY, linewidth=0.5)
    every = np.stack([column.values for column in made])
    low, high = min(0.0, float(every.min())), max(0.0, float(every.max()))
    for lane, column in enumerate(made):
        heights = lane + _LANE * spread(column.values, low, high, int(_SWARM * 72 / _POINT))
        shades: dict[str, Any] = {"color": GREY}
        if column.inputs is not None:
            shades = {"c": _ranks(column.inputs), "cmap": "Greys", "vmin": -0.4, "vmax": 1.0}
        many = len(column.values) > 500
        axes.scatter(column.values, heights, s=_POINT**2, linewidths=0, rasterized=many, **shades)
    axes.set_ylim(len(made) - 0.5, -0.5)
    axes.set_yticks([])
    axes.tick_params(labelsize=8, colors=GREY)
    axes.spines[["top", "right", "left"]].set_visible(False)


def strong(values: NDArray[np.float64]) -> float:
    """The size that has the full colour."""
    sizes = np.sort(np.abs(values), axis=None)
    return float(sizes[int(STRONG * (len(sizes) - 1))]) or float(sizes[-1]) or 1.0


def spread(values: NDArray[np.float64], low: float, high: float, bins: int) -> NDArray[np.float64]:
    """How far each of many points stands off its line, −1 to 1, so that they lie apart.

    ``low`` and ``high`` are the ends of the axis of all lines, ``bins`` as wide as a point. In the
    view the same is ``spread`` of ``js/src/modalities/rows/scene.ts``.
    """
    place = np.minimum((values - low) / (high - low or 1.0) * bins, bins - 1).astype(int)
    counts = np.bincount(place, minlength=bins)
    order = np.argsort(place, kind="stable")
    firsts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    number = np.empty(len(values), int)
    number[order] = np.arange(len(values)) - firsts[place[order]]
    side = np.where(number % 2, -1.0, 1.0) * ((number + 1) // 2)
    return np.asarray(side / max(1, counts.max() // 2))


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of values that are smaller, 0 to 1."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    below = np.concatenate([[0], np.cumsum(counts)[:-1]])
    return np.asarray(below[place] / max(1, len(values) - 1))


def _colours(palette: Palette) -> LinearSegmentedColormap:
    ends = palette.heat_negative[1], (255, 255, 255), palette.heat_positive[1]
    return LinearSegmentedColormap.from_list("signed", [tuple(c / 255 for c in e) for e in ends])
