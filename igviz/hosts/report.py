"""The report: one HTML file that opens anywhere, offline, and connects to nothing."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any, Protocol

from igviz.errors import legibly
from igviz.explanation.hooks import LiveView
from igviz.figure.schema import Facts, flat
from igviz.figure.sentences import label_and_score
from igviz.hosts.bundle import bundle
from igviz.stills.files import page
from igviz.stills.saving import write
from igviz.version import __version__

_START = (
    '\nigviz.report(document.body,JSON.parse(document.getElementById("igviz-data").textContent));\n'
)
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
</head>
<body>
<noscript>{summary}. The interactive view needs JavaScript, which is switched off here.</noscript>
<script id="igviz-data" type="application/json">{data}</script>
<script type="module">{script}</script>
</body>
</html>
"""


class Explained(Protocol):
    """Anything that can be drawn: an `igviz.Explanation`."""

    def figure(self) -> Facts:
        """The figure to draw."""


Many = Explained | LiveView | Sequence[Explained] | Sequence[Sequence[Explained]]


@legibly
def report(explanations: Many, path: str | Path) -> Path:
    """Write one or many explanations as one self-contained HTML file.

    The file holds the picture the model saw, the attribution and the page that draws them. It runs
    under a content security policy that allows its own script and no connection at all.

    Parameters
    ----------
    explanations : Explanation, or sequence of Explanation or of sequences of them
    path : str or Path
        Where to write; its folder must exist. A file that is there is replaced by a whole new one,
        or kept as it is.

    Returns
    -------
    Path
        Where it was written.

    Raises
    ------
    SaveError
        If no file can be written there.
    """
    path = page(path)
    return write(path, html(explanations).encode())


def html(explanations: Many) -> str:
    """Make the report's HTML."""
    shown = [one for given in flat(explanations) for one in _shown_by(given)]
    if not shown:
        raise ValueError("No explanation was given; pass one, or a list of them.")
    together = getattr(shown[0], "together", None)  # which draws rows of one table as one
    figures = together(shown) if together else [one.figure() for one in shown]
    headings = [label_and_score(figure) for figure in figures]
    summary = "; ".join(map(" ".join, headings))
    title = _title([label for label, _ in headings])
    payload = {
        "figures": figures,
        "title": title,
        "generator": f"igviz {__version__}",
    }
    script = bundle() + _START
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; script-src 'sha256-{digest}'; img-src data: blob:; media-src blob:; "
        "base-uri 'none'; form-action 'none'"
    )
    return _PAGE.format(
        policy=policy,
        title=escape(f"{title} - igviz"),
        summary=escape(summary),
        data=json_in_html(payload),
        script=script,
    )


def _shown_by(given: Any) -> list[Explained]:
    # An Explorer is shown with its figures in it; what it shows now can be reported.
    shown = list(getattr(given, "explanations", None) or [given])
    if not all(callable(getattr(one, "figure", None)) for one in shown):
        raise TypeError(
            f"{type(given).__name__} was given; pass what igviz.explain returns, or a list of it."
        )
    return shown


def json_in_html(value: object) -> str:
    """Write JSON that may stand inside a script element: arrays deflated, no ``<``."""
    text = json.dumps(value, default=_packed, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _packed(data: Any) -> str:
    if not isinstance(data, memoryview):
        raise TypeError(f"{type(data).__name__} cannot be written to a report.")
    return base64.b64encode(zlib.compress(data, 9)).decode()


def _title(labels: Sequence[str]) -> str:
    first = labels[0]
    return f"Why {first}?" if len(labels) == 1 else f"Why {first}, and {len(labels) - 1} more"
