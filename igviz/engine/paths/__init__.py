"""Paths from a baseline to an input, one file each; `PATHS` is the list."""

from __future__ import annotations

from igviz.engine.paths.path import Path
from igviz.engine.paths.straight import Straight

__all__ = ["PATHS", "Path", "Straight"]

PATHS: dict[str, type[Path]] = {"straight": Straight}
