"""The wire: what every kind of figure says of its result, as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, Literal, NotRequired, TypedDict

from igviz.figure.arrays import WireArray

VERSION: Final = 1
# A figure holds so many predictions at most; where there are no more classes, all are offered.
SHOWN_CLASSES = 5
Output = Literal["probability", "logit", "score"]


class Path(TypedDict):
    """The nodes of the path, ascending in alpha; one entry per node."""

    alphas: list[float]
    weights: list[float]
    scores: list[float]
    contributions: list[float]


class Steps(TypedDict):
    """Kept step gradients, (K, ...): values are levels times the scale of their step."""

    alphas: list[float]
    weights: list[float]
    signed: WireArray
    signed_scale: list[float]


class Target(TypedDict):
    """What is explained; ``index`` is null for anything but one class."""

    index: int | None
    label: str


class Prediction(TypedDict):
    """One class the model considers."""

    index: int
    label: str
    score: float


class Certificate(TypedDict):
    """How far the attribution can be trusted; see `igviz.engine.attribution.Certificate`."""

    evaluations: int
    error: float | None
    tol: float | None
    delta: float
    converged: bool | None
    method: str
    worst: list[float] | None


class BaselinePrediction(TypedDict):
    """What the model says at the baseline.

    ``entropy`` is that of the probabilities there, as a share of its maximum, which even odds have;
    null for probabilities that do not exclude each other.
    """

    label: str
    score: float
    entropy: float | None


class Sentence(TypedDict):
    """A short text and what it means, for whoever hovers."""

    text: str
    tip: str


class BaselineSentence(Sentence):
    """What the model says at the baseline; ``leans`` where that is no neutral starting point."""

    leans: bool


class Said(TypedDict):
    """What `igviz.figure.sentences` says of a finished result.

    ``refining`` stands for ``error`` while more is computed, and is null where the error is as
    small as asked for; ``shares`` tells whether shares of F(x) - F(x') mean anything.
    """

    error: Sentence
    refining: Sentence | None
    evaluations: Sentence
    baseline: BaselineSentence | None
    shares: bool


class Measured(Sentence):
    """The value of one metric, null where it means nothing, and where the metric comes from.

    ``of_sum`` tells that it judges the sum of all attributions, beside which its tip belongs.
    """

    name: str
    source: str
    value: float | None
    of_sum: NotRequired[bool]


class Facts(TypedDict):
    """What every kind of figure says about its result.

    Figures of older files have no ``baseline_prediction``, ``said`` and ``metrics``. ``beside`` is
    what other inputs of the model are given, where a figure is of one of several.
    """

    version: Literal[1]
    title: str
    baseline_name: str
    baseline_prediction: NotRequired[BaselinePrediction | None]
    path: Path
    target: Target
    output: Output
    score: float
    baseline_score: float
    predictions: list[Prediction]
    certificate: Certificate
    said: NotRequired[Said]
    metrics: NotRequired[list[Measured]]
    notes: list[str]
    provenance: dict[str, str]
    beside: NotRequired[float]


class Gallery(TypedDict):
    """Several figures to choose from in one view."""

    kind: Literal["many"]
    version: Literal[1]
    figures: Sequence[Facts]
    title: NotRequired[str]


def gallery(figures: Sequence[Facts]) -> Gallery:
    """Several figures as one."""
    if not figures:
        raise ValueError("No explanation was given; pass one, or a list of them.")
    return {"kind": "many", "version": VERSION, "figures": figures}


def flat(given: Any) -> Iterator[Any]:
    """One by one: several targets of several inputs come as lists in a list."""
    if isinstance(given, Sequence) and not isinstance(given, str):
        for part in given:
            yield from flat(part)
    else:
        yield given
