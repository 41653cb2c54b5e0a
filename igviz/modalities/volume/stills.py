"""The stills of a volume; see `igviz.modalities.stills.Stills`."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from igviz.modalities.volume.figure import VolumeFigure
from igviz.modalities.volume.slices import Slices, ranked
from igviz.stills.console import Console
from igviz.stills.html import block, written
from igviz.stills.look import Look, check_takes
from igviz.stills.paint import OPENING, PALETTES
from igviz.stills.png import enlarged, png
from igviz.stills.summary import summary
from igviz.stills.terminal import ranking

if TYPE_CHECKING:
    import matplotlib.figure

WIDTH = 448
_MOST = 10
modes: tuple[str, ...] = ()


def draw(figure: VolumeFigure, look: Look) -> matplotlib.figure.Figure:
    """Draw the strongest slices, projections and the path."""
    check_takes(look, ("polarity", "palette", "clip"), "A volume")
    from igviz.modalities.volume.plot import draw_volume

    return draw_volume(figure, look)


def html(figures: Sequence[VolumeFigure]) -> str:
    """The strongest slice of each across its first axis, with its caption."""
    return block([_captioned(figure) for figure in figures])


def terminal(figure: VolumeFigure, on: Console) -> str:
    """The strongest slices as bars."""
    return ranking(figure, ranked(figure)[:_MOST], on)


def bundle(figure: VolumeFigure) -> dict[str, Any]:
    """What `draw` draws."""
    return {"image/png": png(draw(figure, {}))}


def words(figure: VolumeFigure) -> list[tuple[str, float]]:  # noqa: ARG001 - the seam's parameter
    """Nothing: voxels have no names."""
    return []


def _captioned(figure: VolumeFigure) -> str:
    slices = Slices.of(figure)
    at = slices.strongest(0)
    strengths = slices.strengths("both", OPENING["clip_above_percentile"])
    picture = enlarged(slices.drawn(0, at, strengths, PALETTES["green-red"]), WIDTH)
    source = f"data:image/png;base64,{base64.b64encode(picture).decode()}"
    text = f"{slices.axes[0]} {at} of {len(slices.values)}: {summary(figure)}"
    image = f'<img width="{WIDTH}" alt="{escape(text)}" src="{source}">'
    return f"<div>{image}<br>{written(text)}</div>"
