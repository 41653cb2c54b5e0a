"""An image as a matplotlib figure."""

from __future__ import annotations

from matplotlib.figure import Figure as MatplotlibFigure

from igviz.figure.arrays import unwire
from igviz.figure.sentences import legend
from igviz.modalities.image.figure import ImageFigure
from igviz.stills.canvas import GREY, Canvas, curves, families, footing, heading
from igviz.stills.paint import first_look, window


def draw_image(figure: ImageFigure) -> MatplotlibFigure:
    """Draw image, overlay, saliency window and the path."""
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
    curves(canvas.add_subplot(spaces[0, 3]), canvas.add_subplot(spaces[1, 3]), figure)
    style = {"x": 0.01, "ha": "left", "family": families(), "parse_math": False}
    canvas.suptitle(heading(figure), **style)
    canvas.supxlabel(footing(figure, legend()), fontsize=9, color=GREY, **style)
    return canvas
