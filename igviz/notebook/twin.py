"""The picture that stands in for a widget wherever none can live.

A saved notebook that is opened without its kernel, a converted page or a preview on a code host
cannot show a widget. The twin is a second, plain output with the same picture; where the widget
is alive, the view hides it by its class.
"""

from __future__ import annotations

import base64
import io
import secrets
from html import escape
from typing import Any

from igviz.compute.attribution import describe
from igviz.explanation import Explanation, caption
from igviz.figure import unwire
from igviz.paint import first_look

WIDTH = 448
# Notebooks typeset what stands between dollar signs, and a label may hold some.
NO_MATHEMATICS = "tex2jax_ignore mathjax_ignore"
NONE = "The notebook was saved before the first picture was computed; run this cell again."


class Twin:
    """One output, updated as the explanation changes."""

    def __init__(self) -> None:
        self.name = f"igviz-twin-{secrets.token_hex(8)}"
        self._handle: Any = None

    def display(self, explanation: Explanation | None) -> None:
        """Add the output after what was displayed last; a terminal has no use for it."""
        from IPython import get_ipython
        from IPython.display import display

        if not hasattr(get_ipython(), "kernel"):
            return
        if self._handle is None:
            self._handle = display(self._bundle(explanation), raw=True, display_id=self.name)
        else:
            display(self._bundle(explanation), raw=True)

    def update(self, explanation: Explanation | None) -> None:
        """Replace the picture where it was displayed."""
        if self._handle is not None and explanation is not None:
            self._handle.update(self._bundle(explanation), raw=True)

    def _bundle(self, explanation: Explanation | None) -> dict[str, str]:
        if explanation is None:  # a slow model: the place is kept for the picture to come
            return {"text/html": f'<div class="{self.name}">{NONE}</div>', "text/plain": NONE}
        text = _text(explanation)
        source = f"data:image/png;base64,{base64.b64encode(picture(explanation)).decode()}"
        html = (
            f'<div class="{self.name} {NO_MATHEMATICS}">'
            f'<img width="{WIDTH}" alt="{escape(text)}" src="{source}">'
            f"<br>{escape(text)}</div>"
        )
        return {"text/html": html, "text/plain": text}


def picture(explanation: Explanation) -> bytes:
    """The overlay of the positive part as a PNG."""
    from PIL import Image

    figure = explanation.figure()
    pixels = first_look(
        unwire(figure["positive"]), unwire(figure["negative"]), unwire(figure["image"])
    )
    image, file = Image.fromarray(pixels), io.BytesIO()
    scale = max(1, WIDTH // max(image.size))
    image = image.resize((image.width * scale, image.height * scale), Image.Resampling.NEAREST)
    image.save(file, "png")
    return file.getvalue()


def _text(explanation: Explanation) -> str:
    return f"{caption(explanation)}; {describe(explanation.attribution.certificate)}"
