"""An image as a matplotlib figure."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import LinearSegmentedColormap, Normalize
from matplotlib.figure import Figure as MatplotlibFigure

from igviz.figure.formats import number, signed
from igviz.modalities.image.figure import ImageFigure
from igviz.modalities.image.maps import Maps
from igviz.modalities.image.modes import legend, mode_of
from igviz.modalities.image.modes.image import IMAGE
from igviz.modalities.image.modes.mode import Scale
from igviz.modalities.image.modes.overlay import OVERLAY
from igviz.modalities.image.modes.window import WINDOW
from igviz.stills.canvas import GREY, Canvas, curves, families, footing, heading
from igviz.stills.legend import colours
from igviz.stills.look import Look
from igviz.stills.paint import PALETTES
from igviz.stills.paint.arrays import Pixels
from igviz.stills.paint.palettes import css


def draw_overview(figure: ImageFigure) -> MatplotlibFigure:
    """Draw image, overlay, saliency window and the path."""
    maps = Maps.of(figure)
    canvas = Canvas(figsize=(12, 4.2), layout="constrained")
    spaces = canvas.add_gridspec(2, 4, width_ratios=(1, 1, 1, 1.25))
    pictures = (
        ("what the model saw", IMAGE),
        ("raises the score (green)", OVERLAY),
        ("where it looked", WINDOW),
    )
    for column, (title, mode) in enumerate(pictures):
        _picture(canvas.add_subplot(spaces[:, column]), mode.draw(maps, mode.style({})), title)
    curves(canvas.add_subplot(spaces[0, 3]), canvas.add_subplot(spaces[1, 3]), figure)
    return _written(canvas, figure, colours(PALETTES["green-red"]))


def draw_mode(figure: ImageFigure, look: Look) -> MatplotlibFigure:
    """Draw one picture as the view shows it, and the path."""
    maps, mode = Maps.of(figure), mode_of(look)
    style = mode.style(look)
    canvas = Canvas(figsize=(12, 4.8), layout="constrained")
    spaces = canvas.add_gridspec(2, 2, width_ratios=(1.05, 1))
    axes = canvas.add_subplot(spaces[:, 0])
    _picture(axes, mode.draw(maps, style), mode.label)
    if mode.scale:
        _colour_bar(canvas, axes, mode.scale(maps, style))
    paths = canvas.add_subplot(spaces[0, 1]), canvas.add_subplot(spaces[1, 1])
    curves(*paths, figure, style.palette)
    return _written(canvas, figure, legend(mode, maps, style))


def _picture(axes: Axes, pixels: Pixels, title: str) -> None:
    axes.imshow(pixels, interpolation="nearest")
    axes.set_title(title, fontsize=10, color=GREY)
    axes.set_axis_off()


def _colour_bar(canvas: Canvas, axes: Axes, scale: Scale) -> None:
    end = scale.end or 1.0  # of no attribution at all
    ramp = LinearSegmentedColormap.from_list("heat", [css(stop) for stop in scale.stops])
    bar = canvas.colorbar(
        ScalarMappable(Normalize(-end, end), ramp), ax=axes, location="bottom",
        shrink=0.5, aspect=40, pad=0.02,
    )  # fmt: skip
    bar.outline.set_visible(False)
    bar.set_ticks([-end, 0, end], labels=[number(-scale.end), "0", signed(scale.end)])
    bar.ax.tick_params(labelsize=8, colors=GREY, length=0)


def _written(canvas: Canvas, figure: ImageFigure, meaning: str) -> MatplotlibFigure:
    style = {"x": 0.01, "ha": "left", "family": families(), "parse_math": False}
    canvas.suptitle(heading(figure), **style)
    canvas.supxlabel(footing(figure, meaning), fontsize=9, color=GREY, **style)
    return canvas
