"""An attribution together with all that is needed to show it, without the model."""

from __future__ import annotations

import io
import math
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack, cast

from igviz import metrics
from igviz.cached import cached_property
from igviz.engine.attribution import Attribution
from igviz.errors import legibly
from igviz.explanation.hooks import LiveView, hooks
from igviz.figure.arrays import numbers
from igviz.figure.schema import VERSION, BaselinePrediction, Facts, Output, Prediction
from igviz.figure.sentences import said
from igviz.modalities.figures import Figure
from igviz.modalities.modality import Display
from igviz.modalities.stills import Stills, look_of, plot, stills_of
from igviz.options import spelled_out
from igviz.stills.files import PAGES, destination
from igviz.stills.look import LOOKS, Look
from igviz.stills.saving import write
from igviz.stills.summary import summary

if TYPE_CHECKING:
    import matplotlib.figure


@dataclass(frozen=True, repr=False)
class Explanation:
    """Why a model gave ``label`` its score.

    Attributes
    ----------
    attribution : Attribution
        The attribution of one example.
    display : Display
        How the input is shown.
    target : int, tuple, mapping or callable
        The target explained.
    label : str
        The name of the target.
    output : {'probability', 'logit', 'score'}
        What the scores are.
    predictions : tuple of Prediction
        The model's best classes, up to five; empty where the output is no list of classes.
    notes : tuple of str
        What a reader should know about how it was computed.
    provenance : dict of str
        Model, method, precision and versions that computed it.
    index : int or None
        The number that the target has among the ``predictions``; None for any other target.
    baseline_prediction : BaselinePrediction or None
        What the model says at the baseline; None where the output is no list of classes.
    metrics : dict of float or None
        The value of every metric of `igviz.metrics.METRICS`, by name.
    """

    attribution: Attribution
    display: Display
    target: object
    label: str
    output: str
    predictions: tuple[Prediction, ...] = ()
    notes: tuple[str, ...] = ()
    provenance: dict[str, str] = field(default_factory=dict)
    index: int | None = None
    baseline_prediction: BaselinePrediction | None = None
    metrics: dict[str, float | None] = field(default_factory=dict)

    @property
    def score(self) -> float:
        """F(x), the score of the input."""
        return float(self.attribution.score[0])

    @property
    def baseline_score(self) -> float:
        """F(x'), the score of the baseline."""
        return float(self.attribution.baseline_score[0])

    @property
    def words(self) -> list[tuple[str, float]]:
        """The parts of the input that have names, such as words, each with its attribution."""
        return self._stills().words(self.figure())

    def __repr__(self) -> str:
        return f"Explanation({summary(self.facts())})"

    def figure(self) -> Figure:
        """The wire payload that the explorer and the report draw.

        It is made once; the mapping is the caller's own.
        """
        return cast("Figure", {**self._figure})

    @staticmethod
    def together(explanations: Sequence[Explanation]) -> list[Figure]:
        """See `igviz.explanation.together.figures_of`."""
        from igviz.explanation.together import figures_of

        return figures_of(explanations)

    @cached_property
    def _figure(self) -> Figure:
        facts, display = self.facts(), self.display
        facts["said"] = said(facts, display.judged)
        return cast("Figure", {**facts, **display.parts(self.attribution)})

    def facts(self) -> Facts:
        """What its figure says whatever the kind of input is."""
        attribution = self.attribution
        facts: Facts = {
            "version": VERSION,
            "title": self.display.title,
            "baseline_name": self.display.baseline_name,
            "baseline_prediction": self.baseline_prediction,
            "path": {
                "alphas": numbers(attribution.alphas[0]),
                "weights": numbers(attribution.weights[0]),
                "scores": numbers(attribution.scores[0]),
                "contributions": numbers(attribution.contributions[0]),
            },
            "target": {"index": self.index, "label": self.label},
            "output": cast(Output, self.output),
            "score": self.score,
            "baseline_score": self.baseline_score,
            "predictions": list(self.predictions),
            "certificate": self._certificate(),
            "notes": list(self.notes),
            "provenance": dict(self.provenance),
        }
        facts["metrics"] = metrics.said(self.metrics, facts, self.display.features)
        return facts

    def __getstate__(self) -> dict[str, Any]:
        """What is pickled: the figure is made anew from the rest."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def _certificate(self) -> Any:
        certificate = asdict(self.attribution.certificate)
        error, worst = certificate["error"], certificate["worst"]
        finite = error is not None and math.isfinite(error)
        return {
            **certificate,
            "error": error if finite else None,
            "worst": None if worst is None else list(worst),
        }

    def show(self) -> LiveView:
        """The explorer without a model: everything that needs only the numbers."""
        return hooks.show(self)

    @spelled_out(LOOKS)
    @legibly
    def plot(self, **look: Unpack[Look]) -> matplotlib.figure.Figure:
        """A matplotlib figure: the input with its colours, and the curves along the path.

        Parameters
        ----------
        **look
            The options in `igviz.stills.look.Look`.

        Returns
        -------
        matplotlib.figure.Figure
            Without options, of an image: picture, overlay and saliency window side by side.
        """
        return plot(self.figure(), **look)

    @spelled_out(LOOKS)
    def save(self, path: str | Path, **look: Unpack[Look]) -> Path:
        """Write the explanation as a file that opens without Python.

        Parameters
        ----------
        path : str or Path
            ``.html`` is the interactive report; ``.png``, ``.pdf``, ``.svg``, ``.jpg`` a picture.
            A file that is there is replaced by a whole new one, or kept as it is.
        **look
            How the picture is drawn: the options in `igviz.stills.look.Look`.

        Returns
        -------
        Path
            Where it was written.

        Raises
        ------
        SaveError
            If no file can be written there.
        """
        return save([self], path, **look)

    def __str__(self) -> str:
        """A text in colour where the terminal has them; what letters cannot show as ``repr``."""
        from igviz.stills.terminal import console_for

        return self._stills().terminal(self.figure(), console_for(sys.stdout)) or repr(self)

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {"text/plain": str(self), **self._stills().bundle(self.figure())}

    def _stills(self) -> Stills:
        return stills_of(self.figure()["kind"])


@legibly
def save(explanations: Sequence[Explanation], path: str | Path, **look: Unpack[Look]) -> Path:
    """Write one or several explanations; several only fit in a page."""
    path = destination(path, look_of(look))
    if path.suffix.lower() in PAGES:
        return hooks.report(explanations, path)
    figures = Explanation.together(explanations)
    if len(figures) > 1:
        raise ValueError(
            f"{path.name!r} was given for {len(explanations)} explanations, and a picture shows "
            "one; end the name in .html."
        )
    file = io.BytesIO()
    plot(figures[0], **look).savefig(file, format=path.suffix[1:].lower(), dpi=150)
    return write(path, file.getvalue())
