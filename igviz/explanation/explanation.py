"""An attribution together with all that is needed to show it, without the model."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field, fields
from typing import Any, cast

import numpy as np

from igviz import metrics
from igviz.cached import cached_property
from igviz.engine.attribution import Attribution
from igviz.explanation.drawn import ARRAYS, Drawn
from igviz.figure.arrays import numbers
from igviz.figure.schema import VERSION, BaselinePrediction, Facts, Output, Prediction
from igviz.figure.sentences import said
from igviz.modalities.figures import Figure
from igviz.modalities.modality import Display
from igviz.stills.summary import summary


@dataclass(frozen=True, repr=False)
class Explanation(Drawn):
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

    def __repr__(self) -> str:
        return f"Explanation({summary(self.facts())})"

    def figure(self) -> Figure:
        """The wire payload that the explorer and the report draw.

        It is made once; the mapping is the caller's own.
        """
        return cast("Figure", {**self._figure})

    @cached_property
    def _figure(self) -> Figure:
        facts, display = self.facts(), self.display
        facts["said"] = said(facts, display.judged)
        return cast("Figure", {**facts, **display.parts(self.attribution)})

    def arrays(self) -> dict[str, Any]:
        """Copies of the numbers that were computed, as NumPy arrays by name.

        ``attributions``, ``inputs`` and ``baselines`` have the shape that the model receives
        (without its leading 1), of several inputs one after the other; ``alphas``, ``weights`` and
        ``scores`` are those of the path.
        """
        attribution = self.attribution
        return {name: np.asarray(getattr(attribution, name)[0].cpu()).copy() for name in ARRAYS}

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
