"""What an explanation asks of hosts, which stand above it: the package's façade fills this in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol


class Shown(Protocol):
    """A live view of explanations: an `igviz.Explorer`."""

    explanations: tuple[Any, ...]

    def save(self, path: str | Path) -> Path:
        """Write what is shown."""

    def close(self) -> None:
        """Take the view away."""


class Doors:
    """How explanations are shown and written; each is one function of a host."""

    show: Callable[[Any], Shown]
    report: Callable[[Sequence[Any], Path], Path]


doors = Doors()
