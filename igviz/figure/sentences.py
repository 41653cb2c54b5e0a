"""What is said of a result, once for every rendering: stills read it here, the view is sent it.

What moves with alpha is said by the view, which alone knows where the reader has gone.
"""

from __future__ import annotations

import math

from igviz.figure.certainty import (
    error_of,
    evaluations,
    hardly_changes,
    refining,
)
from igviz.figure.formats import (
    THIN,
    percent,
    score_in,
)
from igviz.figure.schema import (
    BaselinePrediction,
    BaselineSentence,
    Facts,
    Said,
    Sentence,
)
from igviz.visible import legible, one_line

LONGEST_LABEL = 60
NO_ATTRIBUTION = "No attribution: nothing here changes the score."
# From this share of the most entropy there could be, the model has not made up its mind.
_UNDECIDED = 0.9
# A baseline leans from this score of the preferred class on, where it is not undecided ...
_LEANS_SCORE = 0.5
# ... and below this entropy where scores are no probabilities.
_LEANS_ENTROPY = 0.6
_NO_PREFERENCE = "undecided"


def in_short(label: str) -> str:
    """A label on one line of at most 60 characters."""
    return one_line(label, LONGEST_LABEL)


def label_and_score(figure: Facts) -> tuple[str, str]:
    """What was explained and its score."""
    return in_short(figure["target"]["label"]), score_in(figure, figure["score"])


def at_baseline(figure: Facts) -> str:
    """The score that the attributions are measured from."""
    start = score_in(figure, figure["baseline_score"])
    return f"{start} at the {in_short(figure['baseline_name'])} baseline"


def caption(figure: Facts) -> str:
    """What was explained, its score and the baseline's in one line."""
    return f"{' '.join(label_and_score(figure))} ({at_baseline(figure)})"


def compared(figure: Facts) -> str:
    """What a score is to be compared with, in brackets."""
    baseline = model_at_baseline(figure)
    return f"({at_baseline(figure)}{f', where the model {baseline}' if baseline else ''})"


def certainty(figure: Facts, *more: str) -> str:
    """Error, metrics, cost and what else there is to say, in one line."""
    certificate = figure["certificate"]
    metrics = figure.get("metrics", [])
    sentences: list[Sentence] = [error_of(certificate), *metrics, evaluations(certificate)]
    return " · ".join([*(sentence["text"] for sentence in sentences), *filter(None, more)])


def said(figure: Facts, judged: str = "features") -> Said:
    """Everything but metrics that the view says of a result, wherever the reader goes in it.

    ``judged`` is what the certificate speaks of, such as "pixels".
    """
    certificate = figure["certificate"]
    return {
        "error": error_of(certificate, judged),
        "refining": refining(certificate, judged),
        "evaluations": evaluations(certificate),
        "baseline": _baseline(figure),
        "shares": not hardly_changes(figure),
    }


# The baseline -----------------------------------------------------------------------------


def baseline_says(figure: Facts) -> str:
    """What the model says at the baseline, and whether it leans; empty where unknown."""
    prediction = figure.get("baseline_prediction")
    return _says(figure, prediction, in_short(prediction["label"])) if prediction else ""


def model_at_baseline(figure: Facts) -> str:
    """A sentence on that without its subject, the model; empty where unknown."""
    says, doubt = baseline_says(figure), undecided(figure)
    if says == _NO_PREFERENCE:
        return f"is {doubt} {says}"
    return f"{says}, {doubt} undecided" if doubt else says


def undecided(figure: Facts) -> str:
    """How undecided the model is at the baseline, 100 % at even odds; empty where unknown."""
    prediction = figure.get("baseline_prediction")
    if not prediction or prediction["entropy"] is None:
        return ""
    return percent(math.floor(100 * min(max(prediction["entropy"], 0.0), 1.0) + 0.5) / 100)


def _says(figure: Facts, prediction: BaselinePrediction, label: str) -> str:
    what = f"{label} {score_in(figure, prediction['score'])}"
    if prediction["entropy"] is None:
        return f"says {what}"
    if _leans(prediction, figure["output"]):
        return f"already says {what}"
    return _NO_PREFERENCE if prediction["entropy"] >= _UNDECIDED else f"prefers {what}"


def _leans(prediction: BaselinePrediction, output: str) -> bool:
    """Whether the model has an answer at the baseline, which then stands for no nothing."""
    entropy = prediction["entropy"]
    if entropy is None:
        return False
    if output == "probability":
        return prediction["score"] >= _LEANS_SCORE and entropy < _UNDECIDED
    return entropy < _LEANS_ENTROPY


def _baseline(figure: Facts) -> BaselineSentence | None:
    prediction = figure.get("baseline_prediction")
    if not prediction:
        return None
    label, leans = legible(prediction["label"]), _leans(prediction, figure["output"])
    there = f"At the baseline the model says {label} {score_in(figure, prediction['score'])}"
    if prediction["entropy"] is None:
        tip = f"{there}. Its answers do not exclude each other: several may hold at once."
    else:
        advice = (
            "The attribution only tells what changes from there on: another baseline may suit "
            "better."
            if leans
            else "The less it prefers anything there, the better the baseline stands for nothing."
        )
        tip = (
            f"{there}, {undecided(figure)} undecided (the entropy of the prediction there, as a "
            f"share of its maximum; 100{THIN}% are even odds). {advice}"
        )
    return {"text": _says(figure, prediction, label), "tip": tip, "leans": leans}
