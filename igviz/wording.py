"""What every still rendering says about a result, in the explorer's words and numbers."""

from __future__ import annotations

from collections.abc import Sequence

from igviz.figure import Figure, in_short
from igviz.inputs.visible import visible

NO_ATTRIBUTION = "No attribution: nothing here changes the score."
# A change of the score below this share of the largest one is too small to take shares of.
_HARDLY = 0.01


def legible(text: str) -> str:
    """Text as `igviz.inputs.visible.visible` makes it; labels and notes come from anywhere."""
    return visible(text).replace("\r\n", "\n")


def one_line(text: str, most: int = 40) -> str:
    """Text on one line of at most ``most`` characters, legible."""
    line = " ".join(legible(text[: 4 * most]).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def number(value: float) -> str:
    """Three significant figures with a true minus sign: 0.861, −4.05e−6, 12345."""
    size = abs(value)
    if value == 0:
        return "0"
    if size < 1e-4 or size >= 1e6:
        mantissa, exponent = f"{value:.2e}".split("e")
        text = f"{float(mantissa):g}e{int(exponent)}"
    else:
        text = f"{value:.0f}" if size >= 100 else f"{value:.3g}"
    return text.replace("-", "−")


def signed(value: float) -> str:
    """A number that always shows its sign: +0.861, −0.5, 0."""
    return f"+{number(value)}" if value > 0 else number(value)


def score(value: float, output: str) -> str:
    """A score of the model: a probability as 0.86, anything else as `number`."""
    if output != "probability":
        return number(value)
    if 0 < value < 0.0005:
        return "<0.001"
    if 0.9995 < value < 1:
        return ">0.999"
    rough = value in (0, 1) or 0.095 <= value <= 0.99
    return f"{value:.2f}" if rough else f"{value:.3f}"


def percent(share: float) -> str:
    """A share with at most three significant figures: 99.7 %."""
    value = 100 * share
    size = abs(value)
    if 0 < size < 0.01:
        return "<0.01 %"
    text = f"{value:.0f}" if size >= 99.95 else f"{value:.{1 if size < 1 else 3}g}"
    return f"{text} %".replace("-", "−")


def about(share: float) -> str:
    """An estimate, which no more than two figures suit: 12 %."""
    value = 100 * share
    if 0 < value < 0.01:
        return "<0.01 %"
    return f"{value:.0f} %" if value >= 10 else f"{value:.2g} %"


def legend(figures: Sequence[Figure]) -> str:
    """What the colours mean, and the underlining where there is any."""
    about = any(figure["kind"] == "tokens" and figure["about"] for figure in figures)
    spoken_of = " Underlined: what the output speaks of." if about else ""
    return f"Green raises the score, red lowers it.{spoken_of}"


def hardly_changes(figure: Figure) -> bool:
    """Whether F(x) and F(x') are so close that shares of their difference mean nothing."""
    ends = figure["score"], figure["baseline_score"]
    largest = max(map(abs, (*ends, *figure["path"]["scores"])))
    return abs(ends[0] - ends[1]) <= _HARDLY * largest


def label_and_score(figure: Figure) -> tuple[str, str]:
    """What was explained and its score."""
    return in_short(figure["target"]["label"]), score(figure["score"], figure["output"])


def at_baseline(figure: Figure) -> str:
    """The score that the attributions are measured from."""
    start = score(figure["baseline_score"], figure["output"])
    return f"{start} at the {in_short(figure['baseline_name'])} baseline"


def baseline_says(figure: Figure) -> str:
    """What the model prefers at the baseline, and how undecided it is; empty where unknown."""
    said = figure.get("baseline_prediction")  # figures of older files have none
    if not said:
        return ""
    text = f"{in_short(said['label'])} {score(said['score'], figure['output'])}"
    entropy = said["entropy"]
    return text if entropy is None else f"{text}, {round(100 * entropy)} % undecided"


def compared(figure: Figure) -> str:
    """What a score is to be compared with, in brackets."""
    said = baseline_says(figure)
    return f"({at_baseline(figure)}{f', where the model says {said}' if said else ''})"


def certainty(figure: Figure) -> str:
    """Error, completeness and cost in one line."""
    n = figure["certificate"]["evaluations"]
    cost = f"{n} evaluation{'' if n == 1 else 's'}"
    return " · ".join((_error(figure), _adds_up(figure), cost))


def _error(figure: Figure) -> str:
    known = figure["certificate"]
    error, tol, converged = known["error"], known["tol"], known["converged"]
    if error is None and converged is None:
        return "fixed rule: error unknown"
    much = "error unknown" if error is None else f"error about {about(error)}"
    if converged is not False:
        return much
    return f"not converged: {much}" + ("" if tol is None else f" (asked for {about(tol)})")


def _adds_up(figure: Figure) -> str:
    change = figure["score"] - figure["baseline_score"]
    total = change + figure["certificate"]["delta"]
    if hardly_changes(figure):
        return f"score hardly changes from the baseline, attributions sum to {signed(total)}"
    if abs(total) >= 10 * abs(change):
        return f"adds up to {number(total)} instead of {number(change)}"
    return f"adds up to {percent(total / change)}"
