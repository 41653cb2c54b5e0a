"""An explanation as a still picture, by matplotlib without a screen."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np

from igviz.figure import Figure, in_short, unwire
from igviz.paint import first_look, palette_named, window
from igviz.paint.palettes import RGB

if TYPE_CHECKING:
    import matplotlib.axes
    import matplotlib.figure

GREY = "#666666"


def plot(figure: Figure) -> matplotlib.figure.Figure:
    """Draw image, overlay, saliency window and the path.

    The figure belongs to no window and no global state; ``savefig`` works at once.

    Parameters
    ----------
    figure : Figure
        The wire payload of an image.

    Returns
    -------
    matplotlib.figure.Figure
    """
    from matplotlib.figure import Figure as Canvas

    image = unwire(figure["image"])
    positive, negative = unwire(figure["positive"]), unwire(figure["negative"])
    canvas = Canvas(figsize=(12, 4.2), layout="constrained")
    spaces = canvas.add_gridspec(2, 4, width_ratios=(1, 1, 1, 1.25))
    pictures = (
        ("what the model saw", image),
        ("raises the score (green)", first_look(positive, negative, image)),
        ("where it looked", window(positive + negative, image)),
    )
    for column, (title, pixels) in enumerate(pictures):
        axes = canvas.add_subplot(spaces[:, column])
        axes.imshow(pixels, interpolation="nearest")
        axes.set_title(title, fontsize=10, color=GREY)
        axes.set_axis_off()
    _scores(canvas.add_subplot(spaces[0, 3]), figure)
    _shares(canvas.add_subplot(spaces[1, 3]), figure)
    canvas.suptitle(_heading(figure), x=0.01, ha="left", parse_math=False)
    canvas.supxlabel(_footing(figure), x=0.01, ha="left", fontsize=9, color=GREY)
    return canvas


def png(canvas: matplotlib.figure.Figure) -> bytes:
    """A matplotlib figure as PNG bytes."""
    file = io.BytesIO()
    canvas.savefig(file, format="png", dpi=100)
    return file.getvalue()


def _scores(axes: matplotlib.axes.Axes, figure: Figure) -> None:
    path = figure["path"]
    alphas = [0.0, *path["alphas"], 1.0]
    scores = [figure["baseline_score"], *path["scores"], figure["score"]]
    axes.plot(alphas, scores, color="#1f5fa8")
    axes.set_title("score along the path", fontsize=10, color=GREY)
    _plain(axes)
    axes.tick_params(labelbottom=False)


def _shares(axes: matplotlib.axes.Axes, figure: Figure) -> None:
    path, palette = figure["path"], palette_named("green-red")
    heights = np.array(path["contributions"])
    up, down = _rgb(palette.heat_positive[1]), _rgb(palette.heat_negative[1])
    colours = [up if height >= 0 else down for height in heights]
    axes.vlines(path["alphas"], 0, heights, colors=colours, linewidth=2)
    axes.axhline(0, color=GREY, linewidth=0.5)
    axes.set_title("contribution at α", fontsize=10, color=GREY)
    axes.set_xlabel("α, from the baseline (0) to the input (1)", fontsize=9, color=GREY)
    _plain(axes)


def _rgb(colour: RGB) -> tuple[float, float, float]:
    red, green, blue = colour
    return red / 255, green / 255, blue / 255


def _plain(axes: Any) -> None:
    axes.set_xlim(0, 1)
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize=8, colors=GREY)


def _heading(figure: Figure) -> str:
    short = in_short(figure["target"]["label"])
    baseline = f"{figure['baseline_score']:.3g} at the {figure['baseline_name']} baseline"
    return f"{short}  {figure['score']:.3g}   ({baseline})"


def _footing(figure: Figure) -> str:
    known = figure["certificate"]
    change = figure["score"] - figure["baseline_score"]
    parts = [f"{known['evaluations']} evaluations"]
    if known["error"] is not None:
        parts.insert(0, f"error about {100 * known['error']:.2g} %")
    if known["converged"] is False:
        parts.insert(0, "not converged")
    if change:
        parts.append(f"adds up to {100 * (1 + known['delta'] / change):.1f} %")
    return "Green raises the score, red lowers it.   " + " · ".join(parts)
