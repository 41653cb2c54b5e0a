"""What a person holds: an attribution together with what is needed to show it. Loads no model."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from igviz.compute.attribution import Attribution, describe
from igviz.figure import (
    VERSION,
    Figure,
    Prediction,
    StepMaps,
    in_short,
    numbers,
    rounded,
    step_maps,
    wire,
)

if TYPE_CHECKING:
    import matplotlib.figure

    from igviz.notebook.explorer import Explorer


PAGES = (".html", ".htm")
PICTURES = (".png", ".pdf", ".svg", ".jpg", ".jpeg")


@dataclass(frozen=True)
class ImageDisplay:
    """What is shown of an image: picture and baseline as the model saw them, (H, W, 3) uint8."""

    image: NDArray[np.uint8]
    baseline: NDArray[np.uint8]
    baseline_name: str
    title: str


@dataclass(frozen=True, repr=False)
class Explanation:
    """Why a model gave ``label`` its score.

    Attributes
    ----------
    attribution : Attribution
        The record shown, of one example.
    display : ImageDisplay
    target : int, tuple, mapping or callable
        What was explained, resolved.
    label : str
        Its name.
    output : {'probability', 'logit', 'score'}
        What the scores are.
    predictions : tuple of Prediction
        The model's best classes, up to five; empty where the output is no list of classes.
    notes : tuple of str
        What a reader should know.
    provenance : dict of str
        How it was computed.
    """

    attribution: Attribution
    display: ImageDisplay
    target: object
    label: str
    output: str
    predictions: tuple[Prediction, ...] = ()
    notes: tuple[str, ...] = ()
    provenance: dict[str, str] = field(default_factory=dict)

    @property
    def score(self) -> float:
        """F(x)."""
        return float(self.attribution.output[0])

    @property
    def baseline_score(self) -> float:
        """F(x'), the score of the baseline."""
        return float(self.attribution.baseline_output[0])

    def __repr__(self) -> str:
        certificate = describe(self.attribution.certificate)
        return f"Explanation({caption(self)}; {certificate})"

    def figure(self) -> Figure:
        """The wire payload that the explorer and the report draw."""
        record = self.attribution
        channels = _numpy(record.attributions[0]).astype(np.float64)
        map_sigma = record.map_sigma
        return {
            "kind": "image",
            "version": VERSION,
            "title": self.display.title,
            "image": wire(self.display.image),
            "baseline": wire(self.display.baseline),
            "baseline_name": self.display.baseline_name,
            "positive": wire(rounded(channels.clip(0, None).sum(0))),
            "negative": wire(rounded((-channels).clip(0, None).sum(0))),
            "error": None if map_sigma is None else wire(rounded(_numpy(map_sigma[0]))),
            "path": {
                "alphas": numbers(record.alphas[0]),
                "weights": numbers(record.weights[0]),
                "scores": numbers(record.scores[0]),
                "contributions": numbers(record.contributions[0]),
            },
            "steps": self._steps(),
            "target": {
                "index": self.target if isinstance(self.target, int) else None,
                "label": self.label,
            },
            "output": self.output,
            "score": self.score,
            "baseline_score": self.baseline_score,
            "predictions": list(self.predictions),
            "certificate": self._certificate(),
            "notes": list(self.notes),
            "provenance": dict(self.provenance),
        }

    def _steps(self) -> StepMaps:
        (steps,) = self.attribution.steps
        scales = _numpy(steps.signed_scale), _numpy(steps.absolute_scale)
        signed, cancelled, cancelled_scale = step_maps(
            _numpy(steps.signed), scales[0], _numpy(steps.absolute), scales[1]
        )
        return {
            "alphas": numbers(steps.alphas),
            "weights": numbers(steps.weights),
            "signed": signed,
            "signed_scale": numbers(scales[0]),
            "cancelled": cancelled,
            "cancelled_scale": numbers(cancelled_scale),
        }

    def _certificate(self) -> Any:
        known = asdict(self.attribution.certificate)
        finite = known["error"] is not None and math.isfinite(known["error"])
        return {
            **known,
            "error": known["error"] if finite else None,
            "worst": None if known["worst"] is None else list(known["worst"]),
        }

    def show(self) -> Explorer:
        """The explorer without a model: everything that needs only the numbers."""
        from igviz.notebook.explorer import Explorer

        return Explorer(self)

    def plot(self) -> matplotlib.figure.Figure:
        """A matplotlib figure: picture, overlay, saliency window and the curves along the path."""
        from igviz.plot import plot

        return plot(self.figure())

    def save(self, path: str | Path) -> Path:
        """Write the explanation as a file that opens without Python.

        Parameters
        ----------
        path : str or Path
            ``.html`` is the interactive report; ``.png``, ``.pdf``, ``.svg``, ``.jpg`` a picture.

        Returns
        -------
        Path
            Where it was written.
        """
        path = destination(path)
        if path.suffix.lower() in PAGES:
            from igviz.export import report

            return report(self, path)
        self.plot().savefig(path, dpi=150)
        return path

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        from igviz.plot import png

        return {"text/plain": repr(self), "image/png": png(self.plot())}


def destination(path: str | Path) -> Path:
    """Where an explanation would be saved; complains now about what would fail then."""
    path = Path(path).expanduser()
    if path.suffix.lower() not in (*PAGES, *PICTURES):
        raise ValueError(
            f"{path.name!r} was given; end the name in .html for an interactive file, or in "
            ".png, .jpg, .pdf or .svg for a picture."
        )
    if path.is_dir():
        raise IsADirectoryError(f"{str(path)!r} is a folder; pass the name of a file in it.")
    if not path.parent.is_dir():
        raise FileNotFoundError(
            f"The folder {str(path.parent)!r} does not exist; make it first, or pass another path."
        )
    return path


def caption(explanation: Explanation) -> str:
    """Label and scores in one line of plain text."""
    text = f"{in_short(explanation.label)} {explanation.score:.3g}"
    name = in_short(explanation.display.baseline_name)
    return f"{text} ({explanation.baseline_score:.3g} at the {name} baseline)"


def _numpy(tensor: Any) -> NDArray[Any]:
    return np.asarray(tensor.detach().cpu().numpy())
