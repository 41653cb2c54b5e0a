"""The picture that stands in for a widget wherever none can live.

A saved notebook that is opened without its kernel, a converted page or a preview on a code host
cannot show a widget. The twin is a second, plain output with the same picture; where the widget
is alive, the view hides it by its class.
"""

from __future__ import annotations

import base64
import io
import secrets
from collections.abc import Sequence
from html import escape
from typing import Any

from igviz.explanation.explanation import Explanation
from igviz.figure.arrays import unwire
from igviz.figure.sentences import caption, certainty
from igviz.modalities.figures import Figure
from igviz.modalities.image.figure import ImageFigure
from igviz.modalities.text.page import NO_MATHEMATICS, html, html_many
from igviz.stills.paint import first_look

WIDTH = 448
NONE = "The notebook was saved before the first picture was computed; run this cell again."


class Twin:
    """One output, updated as the explanation changes."""

    def __init__(self) -> None:
        self.name = f"igviz-twin-{secrets.token_hex(8)}"
        self._handle: Any = None

    def display(self, explanations: Sequence[Explanation]) -> None:
        """Add the output after what was displayed last; a terminal has no use for it."""
        from IPython import get_ipython
        from IPython.display import display

        if not hasattr(get_ipython(), "kernel"):
            return
        if self._handle is None:
            self._handle = display(self._bundle(explanations), raw=True, display_id=self.name)
        else:
            display(self._bundle(explanations), raw=True)

    def update(self, explanations: Sequence[Explanation]) -> None:
        """Replace the picture where it was displayed."""
        if self._handle is not None and explanations:
            self._handle.update(self._bundle(explanations), raw=True)

    def _bundle(self, explanations: Sequence[Explanation]) -> dict[str, str]:
        if not explanations:  # a slow model: the place is kept for the picture to come
            return {"text/html": f'<div class="{self.name}">{NONE}</div>', "text/plain": NONE}
        figures = [explanation.figure() for explanation in explanations]
        texts = [figure for figure in figures if figure["kind"] == "tokens"]
        if len(texts) == len(figures):  # on one scale
            body = html_many(texts) if len(texts) > 1 else html(texts[0])
        else:
            body = "<br>".join(map(_still, figures))
        return {
            "text/html": f'<div class="{self.name} {NO_MATHEMATICS}">{body}</div>',
            "text/plain": "\n".join(map(_text, figures)),
        }


def _still(figure: Figure) -> str:
    if figure["kind"] == "tokens":
        return html(figure)
    text = _text(figure)
    source = f"data:image/png;base64,{base64.b64encode(picture(figure)).decode()}"
    return f'<img width="{WIDTH}" alt="{escape(text)}" src="{source}"><br>{escape(text)}'


def picture(figure: ImageFigure) -> bytes:
    """The overlay of the positive part as a PNG."""
    from PIL import Image

    pixels = first_look(
        unwire(figure["positive"]), unwire(figure["negative"]), unwire(figure["image"])
    )
    image, file = Image.fromarray(pixels), io.BytesIO()
    scale = max(1, WIDTH // max(image.size))
    image = image.resize((image.width * scale, image.height * scale), Image.Resampling.NEAREST)
    image.save(file, "png")
    return file.getvalue()


def _text(figure: Figure) -> str:
    return f"{caption(figure)}; {certainty(figure)}"
