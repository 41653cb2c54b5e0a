"""A figure without a browser: which room draws it, and what every such room can do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, Unpack, cast

from igviz.modalities import ROOMS, TOGETHER
from igviz.modalities.figures import Figure
from igviz.options import spelled_out
from igviz.stills.look import LOOKS, Look, check_among, checked

if TYPE_CHECKING:
    import matplotlib.figure

    from igviz.stills.console import Console


class Stills(Protocol):
    """What a kind of input has to draw its figures with: the module ``stills`` in its room."""

    modes: tuple[str, ...]
    """The ways of drawing a figure; empty where there is only one."""

    def draw(self, figure: Any, look: Look) -> matplotlib.figure.Figure:
        """One explanation as a picture, and the curves along its path."""

    def html(self, figures: Sequence[Any]) -> str:
        """One or several explanations as a fragment of HTML, which needs no script."""

    def terminal(self, figure: Any, on: Console) -> str:
        """One explanation in letters; empty where letters cannot show it."""

    def bundle(self, figure: Any) -> dict[str, Any]:
        """What a notebook displays of one explanation, by MIME type."""

    def words(self, figure: Any) -> list[tuple[str, float]]:
        """The parts of the input that have names, each with its attribution."""


def stills_of(kind: str) -> Stills:
    """The stills of a kind of figure; imports no torch."""
    folder = {**ROOMS, **TOGETHER}[kind]
    return cast("Stills", import_module(f"{__package__}.{folder}.stills"))


def look_of(given: Mapping[str, object]) -> Look:
    """Options of drawing, checked as far as can be without a figure."""
    look = checked(given)
    if "mode" in look:
        every = [mode for kind in ROOMS for mode in stills_of(kind).modes]
        check_among("mode", look["mode"], every)
    return look


@spelled_out(LOOKS)
def plot(figure: Figure, **look: Unpack[Look]) -> matplotlib.figure.Figure:
    """Draw an explanation: the input with its colours, and the curves along the path.

    The figure belongs to no window and no global state; ``savefig`` works at once.

    Parameters
    ----------
    figure : Figure
        The wire payload of an explanation.
    **look
        The options in `igviz.stills.look.Look`.

    Returns
    -------
    matplotlib.figure.Figure
    """
    return stills_of(figure["kind"]).draw(figure, look_of(look))
