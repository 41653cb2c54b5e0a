"""An image as a matplotlib figure."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

import numpy as np
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import LinearSegmentedColormap, Normalize
from matplotlib.figure import Figure as MatplotlibFigure

from igviz.figure.formats import number, signed
from igviz.figure.sentences import NO_ATTRIBUTION
from igviz.modalities.image.figure import ImageFigure
from igviz.modalities.image.maps import Grained, Maps
from igviz.modalities.image.modes import legend, mode_of
from igviz.modalities.image.modes.image import IMAGE
from igviz.modalities.image.modes.mode import Scale, Style
from igviz.modalities.image.modes.overlay import OVERLAY
from igviz.modalities.image.modes.window import WINDOW
from igviz.modalities.image.moment import Panel, panels
from igviz.modalities.image.regioned import Regioned
from igviz.modalities.image.strongest import strongest
from igviz.modalities.image.words import cancels, over, over_what
from igviz.stills.canvas import GREY, Canvas, bars, curves, families, footing, heading
from igviz.stills.legend import colours
from igviz.stills.look import Look, check_takes
from igviz.stills.paint import PALETTES, Palette, palette_named
from igviz.stills.paint.arrays import Pixels
from igviz.stills.paint.palettes import css
from igviz.stills.paint.polarity import shows

_MOST = 12  # channels beside pictures


def draw_overview(figure: ImageFigure) -> MatplotlibFigure:
    """Draw image, overlay, saliency window and the path."""
    maps, palette = Maps.of(figure), PALETTES["green-red"]
    pictures = (
        ("what the model saw", IMAGE),
        ("raises the score (green)", OVERLAY),
        ("where it looked", WINDOW),
    )
    shown = [Panel(title, mode.draw(maps, mode.style({}))) for title, mode in pictures]
    canvas, _ = _side_by_side(figure, shown, palette)
    meaning, opening = colours(palette), OVERLAY.style({}).polarity
    if isinstance(maps, Grained) and maps.signs[0]:
        meaning = f"{meaning[:-1]}{over_what(maps, opening)}."
    elif isinstance(maps, Grained):
        meaning = f"{meaning} {legend(OVERLAY, maps, OVERLAY.style({}))}"
    return _written(canvas, figure, meaning, cancels(maps, opening))


def draw_moment(figure: ImageFigure, look: Look) -> MatplotlibFigure:
    """Draw a point of the path: the image there, its step gradient, and the sum so far."""
    check_takes(look, ("alpha", "palette"), "A point of the path")
    alpha, palette = look["alpha"], palette_named(look.get("palette", "green-red"))
    canvas, paths = _side_by_side(figure, panels(figure, alpha, palette), palette)
    for axes in paths:
        axes.axvline(alpha, color=GREY, linewidth=1, linestyle=":")
    meaning, grain = colours(palette), figure["grain"]
    if grain > 1:
        meaning = f"{meaning[:-1]}, {over(grain)}."
    return _written(canvas, figure, meaning)


def draw_mode(figure: ImageFigure, look: Look) -> MatplotlibFigure:
    """Draw one picture as the view shows it, and the path."""
    mode = mode_of(look)
    maps, style = mode.of(figure, look.get("grain")), mode.style(look)
    named = "channels" in figure or isinstance(maps, Regioned)
    canvas = Canvas(figsize=(15 if named else 12, 4.8), layout="constrained")
    spaces = canvas.add_gridspec(2, 2 + named, width_ratios=(1.05, *[0.8] * named, 1))
    axes = canvas.add_subplot(spaces[:, 0])
    _picture(axes, mode.draw(maps, style), mode.label)
    if mode.scale:
        _colour_bar(canvas, axes, mode.scale(maps, style))
    if isinstance(maps, Regioned):
        ranked = _numbered(axes, maps, style)
        bars(canvas.add_subplot(spaces[:, 1]), "strongest regions", ranked, style.palette, "")
    elif named:
        _channels(canvas.add_subplot(spaces[:, 1]), figure, style.palette)
    paths = canvas.add_subplot(spaces[0, -1]), canvas.add_subplot(spaces[1, -1])
    curves(*paths, figure, style.palette)
    shown = cancels(maps, style.polarity) if mode.clip else ""
    return _written(canvas, figure, legend(mode, maps, style), shown)


def _side_by_side(
    figure: ImageFigure, shown: Sequence[Panel], palette: Palette
) -> tuple[Canvas, tuple[Axes, Axes]]:
    named, last = "channels" in figure, len(shown)
    canvas = Canvas(figsize=(17 if named else 12, 4.2), layout="constrained")
    ratios = (*[1] * last, *[1.7] * named, 1.25)
    spaces = canvas.add_gridspec(2, len(ratios), width_ratios=ratios)
    for column, panel in enumerate(shown):
        _picture(canvas.add_subplot(spaces[:, column]), panel.pixels, panel.title)
    if named:
        _channels(canvas.add_subplot(spaces[:, last]), figure, palette)
    paths = canvas.add_subplot(spaces[0, -1]), canvas.add_subplot(spaces[1, -1])
    curves(*paths, figure, palette)
    return canvas, paths


def _channels(axes: Axes, figure: ImageFigure, palette: Palette) -> None:
    ranked = strongest(figure, _MOST)
    rows = ranked.rows if any(value for _, value in ranked.shown) else []
    bars(axes, "strongest channels", rows, palette, NO_ATTRIBUTION)


def _numbered(axes: Axes, maps: Regioned, style: Style) -> list[tuple[str, float]]:
    """The strongest regions, whose numbers are written on the picture where nobody named them."""
    shown = [at for at, value in enumerate(maps.sums) if value and shows(style.polarity, value)]
    ranked = sorted(shown, key=lambda at: -abs(maps.sums[at]))[:_MOST]
    names = maps.regions.names
    if not maps.regions.given:
        names = tuple(name.removeprefix("region ") for name in names)
        for at in ranked:
            y, x = (places.mean() for places in np.nonzero(maps.regions.labels == at))
            axes.text(x, y, names[at], color="white", fontsize=7, ha="center", va="center")
    return [(names[at], float(maps.sums[at])) for at in ranked]


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


def _written(canvas: Canvas, figure: ImageFigure, meaning: str, more: str = "") -> MatplotlibFigure:
    style = {"x": 0.01, "ha": "left", "family": families(), "parse_math": False}
    canvas.suptitle(heading(figure), **style)
    lines = footing(figure, meaning, more).split("\n")
    # A letter of this size takes about a 16th of an inch.
    most = int(15 * canvas.get_size_inches()[0])
    text = "\n".join(part for line in lines for part in wrap(line, most))
    canvas.supxlabel(text, fontsize=9, color=GREY, **style)
    return canvas
