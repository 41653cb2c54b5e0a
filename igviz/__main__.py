"""``python -m igviz``."""

from __future__ import annotations

from igviz.cli import app

app()
