"""What a way of drawing the attribution over an image brings along: one file each."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from igviz.modalities.image.figure import ImageFigure
from igviz.modalities.image.maps import Maps
from igviz.stills.look import Look, check_takes
from igviz.stills.paint import Palette, Polarity, palette_named
from igviz.stills.paint.arrays import Pixels
from igviz.stills.paint.palettes import RGB


class Clip(NamedTuple):
    """What is drawn at full strength unless told otherwise, and between which values it may be."""

    usual: float
    least: float = 1
    most: float = 100


class Style(NamedTuple):
    """A look in which nothing is left open."""

    polarity: Polarity
    palette: Palette
    clip: float
    strength: float


class Scale(NamedTuple):
    """Colours from the negative end to the positive one, at equal distances; what the end means."""

    stops: list[RGB]
    end: float


@dataclass(frozen=True)
class Mode:
    """A way of drawing the attribution over an image.

    Attributes
    ----------
    name : str
        As it is asked for.
    label : str
        As it is called.
    draw : callable
        From maps and a style to pixels.
    legend : callable
        What the picture means where it shows something, of a style; the second argument says
        whether colours of both signs meet in some pixel.
    clip : Clip or None
        None where no attribution is drawn.
    strength : float
        How far the attribution covers the image, 0..1.
    signed : bool
        Whether the signs are told apart, in colours.
    scale : callable, optional
        From maps and a style to the scale of the colours.
    grained : bool
        Whether a reader chooses over how many pixels attribution is added up.
    of : callable
        From a figure and a grain to the maps that are drawn.
    """

    name: str
    label: str
    draw: Callable[[Maps, Style], Pixels]
    legend: Callable[[Style, bool], str]
    clip: Clip | None = None
    strength: float = 1.0
    signed: bool = False
    scale: Callable[[Maps, Style], Scale] | None = None
    grained: bool = True
    of: Callable[[ImageFigure, float | None], Maps] = Maps.of

    def style(self, look: Look) -> Style:
        """A look with what it leaves open; refuse what the mode does not take."""
        shades = ("clip", "strength", *(("grain",) if self.grained else ())) if self.clip else ()
        signed = ("polarity", "palette") if self.signed else ()
        asked: Look = {**look}
        asked.pop("mode", None)
        check_takes(asked, (*signed, *shades), f"Mode {self.name!r}")
        clip = self.clip or Clip(100)
        style = Style(
            look.get("polarity", "positive" if self.signed else "both"),
            palette_named(look.get("palette", "green-red")),
            look.get("clip", clip.usual),
            look.get("strength", self.strength),
        )
        self._check("clip", style.clip, clip.least, clip.most)
        self._check("strength", style.strength, 0, 1)
        if not 1 <= look.get("grain", 1) < math.inf:
            raise ValueError(f"grain must be a width of 1 pixel or more, not {look['grain']}.")
        return style

    def _check(self, name: str, value: float, least: float, most: float) -> None:
        if not least <= value <= most:
            raise ValueError(
                f"{name} of mode {self.name!r} must lie in {least}..{most}, not {value}."
            )
