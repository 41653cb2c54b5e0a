"""Computes what a view asks for, in the background; the latest question waits."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from typing import Any, Protocol

from igviz.engine.progress import Progress
from igviz.errors import IgvizError, WeightsChangedError, what_it_said
from igviz.explanation.explainer import Explainer
from igviz.explanation.explanation import Explanation
from igviz.models.guard import beside

STATUS_INTERVAL = 0.1  # seconds: a progress bar looks smooth, and messages stay few
FIRST_PICTURE = 1.0  # seconds that show() computes in the cell at most
STOPPED = "Stopped. This is the picture so far, with its own error."
WEIGHTS_CHANGED = (
    "Stopped, since the model's weights changed. This is the picture of the model before, with its "
    "own error; choose again for the model as it is now."
)
STOPPED_EARLY = "Stopped before there was a picture of what was asked for."
Updates = Iterator[tuple[Progress, Explanation | None]]  # of one computation


class View(Protocol):
    """The view that a worker draws on."""

    status: dict[str, Any]
    stop: int  # the number of the job that is to stop

    @property
    def explanation(self) -> Explanation | None:
        """The explanation shown at the moment."""

    def draw(self, explanation: Explanation) -> None:
        """Show a better explanation."""

    def settle(self) -> None:
        """Take the explanation shown for the last one, for now."""


class Worker:
    """Answers a view's questions one after the other, each in a thread of its own.

    Parameters
    ----------
    explainer : Explainer
        Computes, and keeps the answers to earlier questions.
    view : View
        Gets every better picture, and a status after every batch.
    """

    def __init__(self, explainer: Explainer, view: View) -> None:
        self.explainer, self.view = explainer, view
        self._lock = threading.RLock()
        self._thread: threading.Thread | None = None
        self._next: dict[str, Any] | None = None
        self._asked: dict[str, Any] = {}  # what is being answered, or was last
        self._job = 0
        self._closed = False

    def begin(self) -> None:
        """Compute the first picture in the cell, where errors show, and refine it afterwards."""
        job, updates = self._open({})
        deadline = time.monotonic() + FIRST_PICTURE
        for progress, explanation in updates:
            if explanation is not None:
                self.view.draw(explanation)
            self.view.status = status("computing", job, progress.fraction)
            enough = explanation is not None or time.monotonic() > deadline
            if enough and self.explainer.works_beside:
                break
        self._start(job, updates)

    def ask(self, selection: dict[str, Any]) -> None:
        """Answer a question, after the one that is being computed."""
        with self._lock:
            if self._thread is not None and self._thread.is_alive():
                self._next = selection
            else:
                self._answer(selection)

    def close(self) -> None:
        """Stop after the batch that is being computed."""
        with self._lock:
            self._next, self._closed = None, True

    def wait(self, timeout: float | None = None) -> bool:
        """Block until nothing is being computed; False if ``timeout`` seconds passed first."""
        deadline = math.inf if timeout is None else time.monotonic() + timeout
        while (thread := self._working()) is not None:
            # Short waits, so that an interrupt reaches the cell on every platform.
            thread.join(min(0.1, max(0.0, deadline - time.monotonic())))
            if time.monotonic() >= deadline:
                return False
        return True

    def _working(self) -> threading.Thread | None:
        # Under the lock, since between two jobs there is no thread for a moment.
        with self._lock:
            thread = self._thread
        return thread if thread is not None and thread.is_alive() else None

    def _answer(self, selection: dict[str, Any]) -> None:
        self._asked = selection
        try:
            explanation = self.explainer.cached(**self._question(selection))
            if explanation is not None:
                self.view.draw(explanation)
                self.view.status = self._ready(self._job)
                self.view.settle()
                return
            job, updates = self._open(selection)
        except (IgvizError, ValueError, TypeError) as error:
            self.view.status = status("failed", self._job, 0.0, str(error))
            return
        self.view.status = status("computing", job)
        self._start(job, updates)

    def _question(self, selection: dict[str, Any]) -> dict[str, Any]:
        names = ("target", "baseline", "tol")
        question = {name: selection[name] for name in names if name in selection}
        target, at = question.get("target"), self.explainer.explainable.target_at
        if isinstance(target, int):
            question["target"] = at(target)
        elif isinstance(target, list):  # one class rather than another
            one, other = target
            question["target"] = {at(one): 1.0, at(other): -1.0}
        return question

    def _ready(self, job: int) -> dict[str, Any]:
        """The state after a picture, with what the model says of the input changed as was asked."""
        changed = self._asked.get("changed")
        if not changed:
            return status("ready", job, 1.0)
        try:
            score = self.explainer.what_if(changed, self._question(self._asked).get("target"))
        except Exception as error:  # noqa: BLE001 - the model's own
            return status("failed", job, 1.0, _sentence(error))
        return {**status("ready", job, 1.0), "answer": {"changed": changed, "score": score}}

    def _open(self, selection: dict[str, Any]) -> tuple[int, Updates]:
        question = self._question(selection)
        self._job += 1
        return self._job, self.explainer.refine(**question)

    def _start(self, job: int, updates: Updates) -> None:
        if not self.explainer.works_beside:
            self._run(job, updates)
            return
        # A daemon: a forgotten refinement must not keep the kernel from shutting down.
        self._thread = threading.Thread(
            target=self._run_beside, args=(job, updates), name=f"igviz-{job}", daemon=True
        )
        self._thread.start()

    def _run_beside(self, job: int, updates: Updates) -> None:
        with beside():
            self._run(job, updates)

    def _run(self, job: int, updates: Updates) -> None:
        before = self.view.explanation
        try:
            why = (STOPPED, STOPPED_EARLY) if self._work(job, updates) else None
        except WeightsChangedError as error:
            why = WEIGHTS_CHANGED, str(error)
        except BaseException as error:  # noqa: BLE001 - told in place, whatever it is
            self._end(status("failed", job, 0.0, _sentence(error)))
            return
        if why is None:
            self._end(self._ready(job))
            return
        same = self.view.explanation is before
        early = same and (job > 1 or before is None)
        self._end(status("stopped", job, 1.0, why[early]))

    def _work(self, job: int, updates: Updates) -> bool:
        """Run one computation; True if it was stopped."""
        last_status = 0.0
        for progress, explanation in updates:
            if explanation is not None:
                self.view.draw(explanation)
            if self._closed or self.view.stop == job:
                return True
            if time.monotonic() - last_status > STATUS_INTERVAL:
                last_status = time.monotonic()
                self.view.status = status("computing", job, progress.fraction)
        return False

    def _end(self, last: dict[str, Any]) -> None:
        with self._lock:
            self._thread = None
            self.view.status = last
            self.view.settle()
            selection, self._next = self._next, None
            if selection is not None:
                self._answer(selection)


def status(state: str, job: int = 0, fraction: float = 0.0, message: str = "") -> dict[str, Any]:
    """The state of a computation, as the view gets it."""
    return {"state": state, "job": job, "fraction": fraction, "message": message}


def _sentence(error: BaseException) -> str:
    if isinstance(error, IgvizError):
        return str(error)
    return f"The model failed ({what_it_said(error)}); choose again once it runs."
