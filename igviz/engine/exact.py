"""Sums over a path are made in the precision of what they sum, whatever the caller's cell says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from igviz.engine.progress import Progress
from igviz.models.guard import exact

Result = TypeVar("Result")


def exactly(updates: Iterator[Progress], kind: str) -> Iterator[Progress]:
    """The same updates, each made exactly; between them, the caller's code runs as it did."""
    while True:
        with exact(kind):
            update = next(updates, None)
        if update is None:
            return
        yield replace(update, current=_exactly(update.current, kind))


def _exactly(make: Callable[[], Result], kind: str) -> Callable[[], Result]:
    def made() -> Result:
        with exact(kind):
            return make()

    return made
