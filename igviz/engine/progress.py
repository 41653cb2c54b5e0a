"""Where a computation stands, and how it is driven to its end or to a stop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from igviz.engine.attribution import Attribution


@dataclass(frozen=True)
class Progress:
    """Where a computation stands after a batch.

    ``attributions`` holds one record per target when the picture became better with this batch,
    and is empty otherwise. ``expected`` evaluations may grow as a path shows how rough it is.
    """

    evaluations: int
    expected: int
    attributions: tuple[Attribution, ...] = ()

    @property
    def fraction(self) -> float:
        """Share of the expected work that is done, 0 to 1."""
        return min(1.0, self.evaluations / max(self.expected, 1))


def run(
    steps: Iterator[Progress], progress: bool | Callable[[Progress], object] = False
) -> tuple[Attribution, ...]:
    """Drive a computation to its end, or until ``progress`` returns True; the last records win."""
    found: tuple[Attribution, ...] = ()
    with Reporter(progress) as report:
        for step in steps:
            found = step.attributions or found
            if report(step) and found:
                break
    return found


class Reporter:
    """Calls the caller's function, or moves a tqdm bar; True if the caller has seen enough."""

    def __init__(self, progress: bool | Callable[[Progress], object]) -> None:
        self._call, self._bar = progress if callable(progress) else None, None
        if progress is True:
            from tqdm.auto import tqdm

            self._bar = tqdm(desc="Integrated Gradients", unit="gradient", delay=1, leave=False)

    def __enter__(self) -> Reporter:
        return self

    def __call__(self, step: Progress) -> bool:
        """Tell where the work stands."""
        if self._bar is not None:
            self._bar.total = step.expected
            self._bar.update(step.evaluations - self._bar.n)
        return self._call is not None and self._call(step) is True

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()
