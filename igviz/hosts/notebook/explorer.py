"""The live host: a widget whose picture refines while the notebook stays usable."""

from __future__ import annotations

import atexit
import contextlib
import math
import threading
import time
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Unpack

import anywidget
import traitlets

from igviz.engine.progress import Progress
from igviz.errors import IgvizError
from igviz.explanation.explainer import Explainer, explain
from igviz.explanation.explanation import Explanation, save
from igviz.figure.schema import flat, gallery
from igviz.hosts.notebook.twin import Twin
from igviz.modalities.choose import inputs_of
from igviz.models.guard import Forward, in_training, state
from igviz.options import DEFAULT_TOL, How, check_words, spelled_out

TOLS = (0.1, 0.05, 0.02, 0.01)
FIRST_PICTURE = 1.0  # seconds that show() works in the cell before it goes on in the background
SETTLED = 4.0  # seconds that the cell waits for the final picture before it lets go
# What an untrusted or plain notebook prints above the picture that stands in for the widget.
PLAIN = "igviz explorer: run this cell to explore; a still picture follows."
REMEMBERED = 24  # finished pictures that come back at once
STOPPED = "Stopped. This is the picture so far, with its own error."
STOPPED_EARLY = "Stopped before there was a picture of what was asked for."
Steps = Iterator[tuple[Progress, Explanation | None]]


_LIVE: weakref.WeakSet[Explorer] = weakref.WeakSet()


class Explorer(anywidget.AnyWidget):
    """A picture to explore in a notebook cell.

    Parameters
    ----------
    source : Explainer, Explanation, or sequence of Explanation
        With an `Explainer` target, baseline and precision can be changed in the view; with an
        `Explanation`, or several to choose from, the view has everything that needs only the
        numbers.

    Attributes
    ----------
    explanation : Explanation or None
        What is shown at the moment, of several the first.
    explanations : tuple of Explanation
        All that can be looked at.
    """

    _esm = Path(__file__).parents[2] / "static" / "igviz.js"

    # Large and one-way: echoing it back to the browser that got it would double the traffic.
    figure = traitlets.Dict().tag(sync=True, echo_update=False)
    status = traitlets.Dict().tag(sync=True)
    choices = traitlets.Dict().tag(sync=True)
    selection = traitlets.Dict().tag(sync=True)
    stop = traitlets.Int(0).tag(sync=True)
    twin = traitlets.Unicode().tag(sync=True)

    def __init__(self, source: Explainer | Explanation | Sequence[Explanation]) -> None:
        self.explanations: tuple[Explanation, ...] = ()
        self._explainer = source if isinstance(source, Explainer) else None
        self._finished: dict[tuple[Any, ...], Explanation] = {}
        self._lock = threading.RLock()
        self._worker: threading.Thread | None = None
        self._next: dict[str, Any] | None = None
        self._job = 0
        self._closed = False
        self._twin = Twin()
        super().__init__(status=_status("ready"), twin=self._twin.name)
        if self._explainer is not None:
            self.choices = _choices(self._explainer)
        if isinstance(source, Explanation):
            self._show(source)
        elif isinstance(source, Sequence):
            self.explanations = tuple(source)
            self.figure = dict(gallery([one.figure() for one in source]))
        self.observe(self._selected, "selection")
        _LIVE.add(self)

    @property
    def explanation(self) -> Explanation | None:
        """What is shown at the moment, of several the first."""
        return self.explanations[0] if self.explanations else None

    def __repr__(self) -> str:
        shown = "; ".join(map(repr, self.explanations)) or "nothing yet"
        return f"igviz.Explorer: {shown}"

    def close(self) -> None:
        """Take the view away and let go of what is being computed for it."""
        self._drop_work()
        super().close()

    def save(self, path: str | Path) -> Path:
        """Wait for what is being computed, and write it as `Explanation.save` does."""
        self.wait()
        if not self.explanations:
            raise IgvizError("There is no picture to save yet; see the message in the explorer.")
        return save(self.explanations, path)

    def wait(self, timeout: float | None = None) -> bool:
        """Block until nothing is being computed; False if ``timeout`` seconds passed first."""
        end = math.inf if timeout is None else time.monotonic() + timeout
        while (worker := self._working()) is not None:
            # Short waits, so that an interrupt reaches the cell on every platform.
            worker.join(min(0.1, max(0.0, end - time.monotonic())))
            if time.monotonic() >= end:
                return False
        return True

    def abandon(self) -> None:
        """Stop after the batch that is being computed, and wait for that."""
        self._drop_work()
        if (worker := self._working()) is not None:
            worker.join(60)

    def _drop_work(self) -> None:
        with self._lock:
            self._next, self._closed = None, True

    def _working(self) -> threading.Thread | None:
        # Under the lock, for between two jobs there is none for a moment.
        with self._lock:
            worker = self._worker
        return worker if worker is not None and worker.is_alive() else None

    def begin(self) -> Explorer:
        """Compute the first picture here, where errors belong, and refine it in the background."""
        assert self._explainer is not None
        job, steps = self._open({})
        end = time.monotonic() + FIRST_PICTURE
        for progress, explanation in steps:
            if explanation is not None:
                self._show(explanation)
            self.status = _status("computing", job, progress.fraction)
            # A model in training mode is switched batch by batch: never behind the user's back.
            enough = explanation is not None or time.monotonic() > end
            if enough and not in_training(self._explainer.model):
                break
        self._start(job, steps, {})
        return self

    # Jobs -------------------------------------------------------------------------------------

    def _selected(self, change: Any) -> None:
        if self._explainer is None:
            return
        wanted = dict(change["new"])
        with self._lock:
            if self._worker is not None and self._worker.is_alive():
                self._next = wanted
            else:
                self._ask(wanted)

    def _ask(self, wanted: dict[str, Any]) -> None:
        known = self._known(wanted)
        if known is not None:
            self._show(known)
            self.status = _status("ready", self._job, 1.0)
            self._twin.update(self.explanations)
            return
        try:
            job, steps = self._open(wanted)
        except (IgvizError, ValueError, TypeError) as error:
            self.status = _status("failed", self._job, 0.0, str(error))
            return
        self.status = _status("computing", job)
        self._start(job, steps, wanted)

    def _known(self, wanted: dict[str, Any]) -> Explanation | None:
        try:
            return self._finished.get(self._key(wanted))
        except TypeError:  # a mapping, or nonsense: what it is shows when it is asked
            return None

    def _open(self, wanted: dict[str, Any]) -> tuple[int, Steps]:
        assert self._explainer is not None
        chosen = {name: wanted[name] for name in ("target", "baseline", "tol") if name in wanted}
        if isinstance(chosen.get("target"), int):
            chosen["target"] = self._explainer.answers.picked(chosen["target"])
        self._job += 1
        return self._job, self._explainer.steps(**chosen)

    def _start(self, job: int, steps: Steps, wanted: dict[str, Any]) -> None:
        # A daemon: a forgotten refinement must not keep the kernel from shutting down.
        self._worker = threading.Thread(
            target=self._run, args=(job, steps, wanted), name=f"igviz-{job}", daemon=True
        )
        self._worker.start()

    def _run(self, job: int, steps: Steps, wanted: dict[str, Any]) -> None:
        before = self.explanation
        try:
            stopped = self._work(job, steps)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - the reader gets it in place
            self._end(_status("failed", job, 0.0, _sentence(error)))
            return
        if stopped:
            early = self.explanation is before and (job > 1 or before is None)
            self._end(_status("stopped", job, 1.0, STOPPED_EARLY if early else STOPPED))
            return
        # Of the first job, all may have been done in the cell.
        if self.explanation is not None and (self.explanation is not before or job == 1):
            with contextlib.suppress(TypeError):  # a mapping is no key
                self._finished[self._key(wanted)] = self.explanation
                if len(self._finished) > REMEMBERED:
                    self._finished.pop(next(iter(self._finished)))
        self._end(_status("ready", job, 1.0))

    def _check_mode(self) -> None:
        assert self._explainer is not None
        if in_training(self._explainer.model):
            raise IgvizError(
                "The model is in training mode, which the background must not change under your "
                "hands; call model.eval() and choose again."
            )

    def _work(self, job: int, steps: Steps) -> bool:
        """Drive one computation; True if it was stopped."""
        said = 0.0
        if job > 1:  # of the first, all may have been done in the cell
            self._check_mode()
        for progress, explanation in steps:
            if explanation is not None:
                self._show(explanation)
            if self._closed or self.stop == job:
                return True
            if progress.fraction < 1:
                self._check_mode()
            if time.monotonic() - said > 0.1:
                said = time.monotonic()
                self.status = _status("computing", job, progress.fraction)
        return False

    def _end(self, status: dict[str, Any]) -> None:
        with self._lock:
            self._worker = None
            self.status = status
            self._twin.update(self.explanations)
            wanted, self._next = self._next, None
            if wanted is not None:
                self._ask(wanted)

    def _key(self, wanted: dict[str, Any]) -> tuple[object, ...]:
        """What was asked for, with what was left out filled in: the way back is known, too."""
        usual: dict[str, object] = {}
        if self._explainer is not None:
            target, baseline = self._explainer.targets[0], self._explainer.baseline
            usual["target"] = self._explainer.answers.index(target)
            usual["baseline"] = baseline if isinstance(baseline, str) else None
            plan = self._explainer.plan
            usual["tol"] = plan.tol or (DEFAULT_TOL if plan.n_steps is None else None)
        asked = [wanted.get(name, usual.get(name)) for name in ("target", "baseline", "tol")]
        # With other weights it is another question.
        return *asked, None if self._explainer is None else state(self._explainer.model)

    def _show(self, explanation: Explanation) -> None:
        self.explanations = (explanation,)
        self.figure = dict(explanation.figure())

    # Display ----------------------------------------------------------------------------------

    def _ipython_display_(self) -> None:
        """Show the widget, and beside it a picture that is seen where no widget can live."""
        from IPython.display import display

        bundle: Any = self._repr_mimebundle_() or {}
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        view = "application/vnd.jupyter.widget-view+json"
        display({"text/plain": PLAIN, view: data[view]}, raw=True)
        try:
            self.wait(SETTLED)
        finally:
            self._twin.display(self.explanations)


@atexit.register
def _let_go() -> None:
    """A thread that still computes when the interpreter goes would take it down with an abort."""
    for explorer in list(_LIVE):
        explorer.abandon()


@spelled_out
def show(model: Forward, inputs: object, **how: Unpack[How]) -> Explorer:
    """Explain one prediction in a live explorer.

    Parameters
    ----------
    model : torch.nn.Module or callable
    inputs : path, PIL image, array or tensor; text; or a list of these
        Several are shown to choose from, texts under one another.
    **how
        The options in `igviz.options.How`.

    Returns
    -------
    Explorer
        Shown when it is the last line of a cell; its ``explanation`` can be saved.
    """
    check_words(how)
    if inputs_of(inputs) is not None:
        found = list(flat(explain(model, inputs, **how)))
        if not found:
            raise ValueError("No input was given in the list; pass one, or a list of several.")
        return Explorer(found if len(found) != 1 else found[0])
    return Explorer(Explainer(model, inputs, **how)).begin()


def _status(state: str, job: int = 0, fraction: float = 0.0, message: str = "") -> dict[str, Any]:
    return {"state": state, "job": job, "fraction": fraction, "message": message}


def _choices(explainer: Explainer) -> dict[str, Any]:
    offered = explainer.subject.baselines
    named = isinstance(explainer.baseline, str) and explainer.baseline in offered
    classes = explainer.outputs.shape[1] if explainer.outputs.ndim == 2 else 0
    return {
        "labels": list(explainer.labels[:classes]),
        "baselines": list(offered) if named else [],
        "tols": list(TOLS) if explainer.plan.n_steps is None else [],
    }


def _sentence(error: BaseException) -> str:
    if isinstance(error, IgvizError):
        return str(error)
    reason = " ".join(str(error).split())[:300]
    return f"The model failed ({type(error).__name__}: {reason}); choose again once it runs."
