"""A still picture that stands in for the widget where no widget can be shown.

A saved notebook that is opened without its kernel, a converted page or a preview on a code host
cannot show a widget. The still is a second, plain output with the same picture; where the
widget is alive, the view hides it by its class.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from igviz.explanation.drawn import Drawn
from igviz.explanation.together import figures_of
from igviz.modalities.figures import Figure
from igviz.modalities.stills import stills_of
from igviz.stills.html import NO_MATHEMATICS
from igviz.stills.summary import summary

NONE = "The notebook was saved before the first picture was computed; run this cell again."


class Still:
    """One output of a cell, updated as the explanation changes."""

    def __init__(self) -> None:
        self.name = f"igviz-still-{secrets.token_hex(8)}"
        self._handle: Any = None

    def display(self, explanations: Sequence[Drawn]) -> None:
        """Display the output; not in a terminal, which shows no picture."""
        from IPython import get_ipython
        from IPython.display import display

        if not hasattr(get_ipython(), "kernel"):
            return
        if self._handle is None:
            self._handle = display(self._bundle(explanations), raw=True, display_id=self.name)
        else:
            display(self._bundle(explanations), raw=True)

    def update(self, explanations: Sequence[Drawn]) -> None:
        """Replace the picture where it was displayed."""
        if self._handle is not None and explanations:
            self._handle.update(self._bundle(explanations), raw=True)

    def _bundle(self, explanations: Sequence[Drawn]) -> dict[str, str]:
        if not explanations:  # the output of a slow model is updated later
            return {"text/html": f'<div class="{self.name}">{NONE}</div>', "text/plain": NONE}
        figures = figures_of(explanations)
        return {
            "text/html": f'<div class="{self.name} {NO_MATHEMATICS}">{_body(figures)}</div>',
            "text/plain": "\n".join(map(summary, figures)),
        }


def _body(figures: Sequence[Figure]) -> str:
    kinds = {figure["kind"] for figure in figures}
    if len(kinds) == 1:  # one scale for all
        return stills_of(kinds.pop()).html(figures)
    return "<br>".join(stills_of(figure["kind"]).html([figure]) for figure in figures)
