"""The explorer: a widget whose picture is refined while the notebook stays usable."""

from __future__ import annotations

import atexit
import warnings
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Unpack

import anywidget
import traitlets

from igviz.errors import IgvizError, SomeInputsError, in_words
from igviz.explanation.drawn import Drawn, save
from igviz.explanation.explainer import Explainer
from igviz.explanation.many import open_explainers
from igviz.explanation.together import figures_of
from igviz.figure.schema import gallery
from igviz.hosts.bundle import bundle
from igviz.hosts.notebook.still import Still
from igviz.hosts.notebook.worker import Worker, status
from igviz.modalities.modality import Changeable
from igviz.models.forward import Given
from igviz.options import OPTIONS, How, spelled_out
from igviz.stills.look import LOOKS, Look

TOLS = (0.1, 0.05, 0.02, 0.01)  # that the view offers, the default among them
SETTLED = 4.0  # seconds that a cell waits for the final picture
# What an untrusted or plain notebook prints above the picture that stands in for the widget.
PLAIN = "igviz explorer: run this cell to explore; a still picture follows."


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
        The explanation shown at the moment; of several the first.
    explanations : tuple of Explanation
        All explanations to choose from.
    """

    # As text: of a path, anywidget keeps every widget for good, to tell it of changes.
    _esm = bundle()

    # Large and one-way: echoing it back to the browser that got it would double the traffic.
    figure = traitlets.Dict().tag(sync=True, echo_update=False)
    status = traitlets.Dict().tag(sync=True)
    choices = traitlets.Dict().tag(sync=True)
    selection = traitlets.Dict().tag(sync=True)
    stop = traitlets.Int(0).tag(sync=True)
    still = traitlets.Unicode().tag(sync=True)

    def __init__(self, source: Explainer | Drawn | Sequence[Drawn]) -> None:
        self.explanations: tuple[Any, ...] = ()
        self._still = Still()
        # Set first, since close() is called of a widget that could not be made, too.
        self._worker: Worker | None = None
        super().__init__(status=status("ready"), still=self._still.name)
        if isinstance(source, Explainer):
            self.choices = _choices(source)
            self._worker = Worker(source, self)
        elif isinstance(source, Drawn):
            self.draw(source)
        else:
            self.explanations = tuple(source)
            figures = figures_of(self.explanations)
            self.figure = dict(gallery(figures) if len(figures) > 1 else figures[0])
        self.observe(self._selected, "selection")
        _LIVE.add(self)

    @property
    def explanation(self) -> Any:
        """The explanation shown at the moment; of several the first."""
        return self.explanations[0] if self.explanations else None

    def __repr__(self) -> str:
        shown = "; ".join(map(repr, self.explanations)) or "nothing yet"
        return f"igviz.Explorer: {shown}"

    def close(self) -> None:
        """Remove the view, and stop what is being computed for it."""
        if self._worker is not None:
            self._worker.close()
        super().close()

    @spelled_out(LOOKS)
    def save(self, path: str | Path, **look: Unpack[Look]) -> Path:
        """Wait for what is being computed, and write it as a file.

        Parameters
        ----------
        path : str or Path
            As in `Explanation.save`.
        **look
            How the picture is drawn: the options in `igviz.stills.look.Look`.

        Returns
        -------
        Path
            Where it was written.
        """
        self.wait()
        if not self.explanations:
            raise IgvizError("There is no picture to save yet; see the message in the explorer.")
        return save(self.explanations, path, **look)

    def wait(self, timeout: float | None = None) -> bool:
        """Block until nothing is being computed; False if ``timeout`` seconds passed first."""
        return self._worker is None or self._worker.wait(timeout)

    def abandon(self) -> None:
        """Stop after the batch that is being computed, and wait until it is."""
        if self._worker is not None:
            self._worker.close()
            self._worker.wait(60)

    def begin(self) -> Explorer:
        """Compute the first picture in the cell, where errors show, and refine it afterwards."""
        assert self._worker is not None
        self._worker.begin()
        return self

    def draw(self, explanation: Drawn) -> None:
        """Show an explanation."""
        self.explanations = (explanation,)
        self.figure = dict(explanation.figure())

    def settle(self) -> None:
        """Update the still picture that stands in for the widget."""
        self._still.update(self.explanations)

    def _selected(self, change: Any) -> None:
        if self._worker is not None:
            self._worker.ask(dict(change["new"]))

    # Display ----------------------------------------------------------------------------------

    def _ipython_display_(self) -> None:
        """Show the widget, and a still picture for where no widget can be shown."""
        from IPython.display import display

        bundle: Any = self._repr_mimebundle_() or {}
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        view = "application/vnd.jupyter.widget-view+json"
        display({"text/plain": PLAIN, view: data[view]}, raw=True)
        try:
            self.wait(SETTLED)
        finally:
            self._still.display(self.explanations)


@atexit.register
def _let_go() -> None:
    """Stop all threads: one that still computes when the interpreter exits would abort it."""
    for explorer in list(_LIVE):
        explorer.abandon()


@spelled_out(OPTIONS)
@in_words
def show(model: Given, inputs: object, **how: Unpack[How]) -> Explorer:
    """Explain one prediction in a live explorer.

    Parameters
    ----------
    model : torch.nn.Module or callable
    inputs : path, PIL image, array or tensor; text; row of a table; or a list of these
        Several are shown to choose from, texts under one another; so are several targets.
        The model is copied but for its weights: other changes to it show in the next call.
    **how
        The options in `igviz.options.How`.

    Returns
    -------
    Explorer
        Shown when it is the last line of a cell; its ``explanation`` can be saved.
    """
    opened = open_explainers(model, inputs, how)
    if opened.single:
        (explainer,) = opened.explainers.values()
        if len(explainer.targets) == 1:
            return Explorer(explainer).begin()
    try:
        rows = opened.explain()
    except SomeInputsError as error:
        rows = error.explanations
        if not any(rows):
            raise
        warnings.warn(error.sentence, stacklevel=3)
    explanations = [one for answers in rows for one in answers]
    if not explanations:
        raise ValueError("No input was given in the list; pass one, or a list of several.")
    return Explorer(explanations if len(explanations) != 1 else explanations[0])


def _choices(explainer: Explainer) -> dict[str, Any]:
    offered = explainer.input.menu.names
    named = isinstance(explainer.baseline, str) and explainer.baseline in offered
    classes = explainer.outputs.shape[1] if explainer.outputs.ndim == 2 else 0
    return {
        "labels": list(explainer.model.labels[:classes]),
        "baselines": list(offered) if named else [],
        "tols": list(TOLS) if explainer.plan.n_steps is None else [],
        "changes": explainer.input.offers if isinstance(explainer.input, Changeable) else [],
    }
