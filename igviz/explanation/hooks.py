"""How an explanation reaches the hosts, which it may not import: `igviz/__init__.py` sets this."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol


class LiveView(Protocol):
    """A live view of explanations: an `igviz.Explorer`."""

    explanations: tuple[Any, ...]

    def save(self, path: str | Path) -> Path:
        """Write the explanations shown to a file."""

    def close(self) -> None:
        """Remove the view."""


class HostHooks:
    """The functions of hosts that show and write explanations."""

    show: Callable[[Any], LiveView]
    report: Callable[[Sequence[Any], Path], Path]


hooks = HostHooks()
