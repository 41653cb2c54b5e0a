"""The view's script, which widgets and reports run."""

from __future__ import annotations

from pathlib import Path

from igviz.errors import IgvizError

BUNDLE = Path(__file__).parents[1] / "static" / "igviz.js"


def bundle() -> str:
    """Read the view's script, as built from js/."""
    try:
        text = BUNDLE.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise IgvizError(
            f"{BUNDLE.name} is missing from this installation; install igviz-torch again, or run "
            "`npm ci && npm run build` in js/ of a checkout."
        ) from None
    if "</script" in text.lower() or "<!--" in text:
        raise IgvizError("The built script would end its own element; build it again.")
    return text
