"""How far a computation is, and how it is run to its end or stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from igviz.engine.attribution import Attribution
from igviz.errors import IgvizError, what_it_said


@dataclass(frozen=True)
class Progress:
    """How far a computation is after a batch.

    ``attributions`` holds one attribution per target where this batch improved them, and is empty
    otherwise. ``expected`` evaluations may grow as a path shows how rough it is. ``current`` makes
    attributions of what there is, in which examples without an estimate count as failed; it is for
    work that is stopped, and right until the work goes on. ``last`` tells that nothing follows.
    """

    evaluations: int
    expected: int
    attributions: tuple[Attribution, ...] = ()
    current: Callable[[], tuple[Attribution, ...]] = tuple
    last: bool = False

    @property
    def fraction(self) -> float:
        """Share of the expected work that is done, 0 to 1."""
        return min(1.0, self.evaluations / max(self.expected, 1))


def run(
    updates: Iterator[Progress], progress: bool | Callable[[Progress], object] = False
) -> tuple[Attribution, ...]:
    """Run a computation to its end, or until ``progress`` returns True; return the last result."""
    attributions: tuple[Attribution, ...] = ()
    with Reporter(progress) as report:
        for update in updates:
            attributions = update.attributions or attributions
            if report(update):
                attributions = attributions or update.current()
                if attributions:
                    break
    return attributions


class Reporter:
    """Reports progress: to the caller's function, or on a tqdm bar."""

    def __init__(self, progress: bool | Callable[[Progress], object]) -> None:
        self._call, self._bar = progress if callable(progress) else None, None
        if progress is True:
            from tqdm.auto import tqdm

            self._bar = tqdm(desc="Integrated Gradients", unit="gradient", delay=1, leave=False)

    def __enter__(self) -> Reporter:
        return self

    def __call__(self, update: Progress) -> bool:
        """Report progress; True if the caller's function wants the work to stop."""
        if self._bar is not None:
            self._bar.total = update.expected
            self._bar.update(update.evaluations - self._bar.n)
        if self._call is None:
            return False
        try:
            answer = self._call(update)
        except Exception as error:
            raise IgvizError(
                f"The function passed as progress failed ({what_it_said(error)}); it gets one "
                "argument, with .evaluations and .fraction, and may return True to stop; pass "
                "progress=True for a bar, or False for none."
            ) from error
        return isinstance(answer, (bool, np.bool_)) and bool(answer)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()
