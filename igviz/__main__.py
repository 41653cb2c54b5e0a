"""``python -m igviz``."""

from __future__ import annotations

from igviz.hosts.cli import app

app()
