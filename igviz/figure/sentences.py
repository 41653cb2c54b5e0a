"""What every still rendering says about a result, in the explorer's words and numbers.

Its twins are js/src/format.ts and js/src/trust.ts; tests/golden/words.json holds both sides to
the same numbers and the same words about the baseline.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Context, Decimal

from igviz.figure.schema import Facts
from igviz.figure.visible import visible

LONGEST_LABEL = 60
NO_ATTRIBUTION = "No attribution: nothing here changes the score."
# A change of the score below this share of the largest one is too small to take shares of.
_HARDLY = 0.01
# A probability below this reads "<0.001".
_TINY = 0.0005
# From this share of the most entropy there could be, the model has not made up its mind.
_UNDECIDED = 0.9
# A baseline leans from this score of the preferred class on, where it is not undecided ...
_LEANS_SCORE = 0.5
# ... and below this entropy where scores are no probabilities.
_LEANS_ENTROPY = 0.6
_NO_PREFERENCE = "undecided"
# Digits are grouped by it, and a number does not part from what follows it.
_THIN = "\N{NARROW NO-BREAK SPACE}"


def legible(text: str) -> str:
    """Text as `igviz.figure.visible.visible` makes it; labels and notes come from anywhere."""
    return visible(text).replace("\r\n", "\n")


def one_line(text: str, most: int = 40) -> str:
    """Text on one line of at most ``most`` characters, legible."""
    line = " ".join(legible(text[: 4 * most]).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def in_short(text: str) -> str:
    """A label as one line of at most 60 characters, whatever it holds."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= LONGEST_LABEL else f"{line[: LONGEST_LABEL - 1]}…"


def number(value: float) -> str:
    """Three significant figures with a true minus sign: 0.861, −4.05e−6, 12 345."""
    size = abs(value)
    if value == 0:
        return "0"
    if not math.isfinite(value):
        return "–"
    if 100 <= size < 1e6:
        return whole(value)
    rounded = _rounded(value, 3)
    if 1e-4 <= size < 100:
        return _plain(rounded)
    exponent = rounded.adjusted()
    return f"{_plain(rounded.scaleb(-exponent))}e{exponent}".replace("-", "−")


def whole(value: float) -> str:
    """A whole number in groups of three digits: 50 176."""
    rounded = Decimal(value).to_integral_value(ROUND_HALF_UP)
    return f"{rounded:,}".replace(",", _THIN).replace("-", "−")


def _rounded(value: float, figures: int) -> Decimal:
    """To so many significant figures, half away from zero as in the explorer."""
    return Context(prec=figures, rounding=ROUND_HALF_UP).create_decimal_from_float(value)


def _plain(rounded: Decimal) -> str:
    """Without an exponent, nor zeros at the end."""
    return f"{rounded.normalize():f}".replace("-", "−")


def signed(value: float) -> str:
    """A number that always shows its sign: +0.861, −0.5, 0."""
    return f"+{number(value)}" if value > 0 else number(value)


def score(value: float, output: str) -> str:
    """A score of the model: a probability as 0.86, anything else as `number`."""
    if output != "probability":
        return number(value)
    if 0 < value < _TINY:
        return "<0.001"
    if 0.9995 <= value < 1:
        return ">0.999"
    rough = value in (0, 1) or 0.095 <= value <= 0.99
    return f"{Decimal(value).quantize(Decimal('0.01' if rough else '0.001'), ROUND_HALF_UP)}"


def score_in(figure: Facts, value: float) -> str:
    """A score beside those of both ends: as `number` where these could not be told apart."""
    output, ends = figure["output"], (figure["score"], figure["baseline_score"])
    plain = score(value, output)
    if output != "probability" or not 0 < value < 0.9995:
        return plain
    same = score(ends[0], output) == score(ends[1], output)
    told_apart = same and number(ends[0]) != number(ends[1])
    return number(value) if told_apart or max(ends) < _TINY else plain


def percent(share: float) -> str:
    """A share with at most three significant figures: 99.7 %."""
    value = 100 * share
    size = abs(value)
    if not math.isfinite(value):
        return "–"
    if 0 < size < 0.01:
        return f"<0.01{_THIN}%"
    text = whole(value) if size >= 99.95 else _plain(_rounded(value, 1 if size < 1 else 3))
    return f"{text}{_THIN}%"


def about(share: float) -> str:
    """An estimate, which no more than two figures suit: 12 %."""
    value = 100 * share
    if 0 < value < 0.01:
        return f"<0.01{_THIN}%"
    return f"{whole(value) if value >= 10 else _plain(_rounded(value, 2))}{_THIN}%"


def estimate(share: float) -> str:
    """The same after "error": about 12 %, below 0.01 %."""
    text = about(share)
    return f"below {text[1:]}" if text.startswith("<") else f"about {text}"


def legend(*, spoken_of: bool = False) -> str:
    """What the colours mean, and the underlining where there is any."""
    underlined = " Underlined: what the output speaks of." if spoken_of else ""
    return f"Green raises the score, red lowers it.{underlined}"


def hardly_changes(figure: Facts) -> bool:
    """Whether F(x) and F(x') are so close that shares of their difference mean nothing."""
    ends = figure["score"], figure["baseline_score"]
    largest = max(map(abs, (*ends, *figure["path"]["scores"])))
    return abs(ends[0] - ends[1]) <= _HARDLY * largest


def label_and_score(figure: Facts) -> tuple[str, str]:
    """What was explained and its score."""
    return in_short(figure["target"]["label"]), score_in(figure, figure["score"])


def at_baseline(figure: Facts) -> str:
    """The score that the attributions are measured from."""
    start = score_in(figure, figure["baseline_score"])
    return f"{start} at the {in_short(figure['baseline_name'])} baseline"


def baseline_says(figure: Facts) -> str:
    """What the model says at the baseline, and whether it leans; empty where unknown."""
    said = figure.get("baseline_prediction")  # figures of older files have none
    if not said:
        return ""
    what = f"{in_short(said['label'])} {score_in(figure, said['score'])}"
    entropy = said["entropy"]
    if entropy is None:
        return f"says {what}"
    if figure["output"] == "probability":
        leans = said["score"] >= _LEANS_SCORE and entropy < _UNDECIDED
    else:
        leans = entropy < _LEANS_ENTROPY
    if leans:
        return f"already says {what}"
    return _NO_PREFERENCE if entropy >= _UNDECIDED else f"prefers {what}"


def undecided(figure: Facts) -> str:
    """How undecided the model is at the baseline, 100 % at even odds; empty where unknown."""
    said = figure.get("baseline_prediction")
    if not said or said["entropy"] is None:
        return ""
    return percent(math.floor(100 * min(max(said["entropy"], 0.0), 1.0) + 0.5) / 100)


def model_at_baseline(figure: Facts) -> str:
    """A sentence on that without its subject, the model; empty where unknown."""
    said, doubt = baseline_says(figure), undecided(figure)
    if said == _NO_PREFERENCE:
        return f"is {doubt} {said}"
    return f"{said}, {doubt} undecided" if doubt else said


def compared(figure: Facts) -> str:
    """What a score is to be compared with, in brackets."""
    said = model_at_baseline(figure)
    return f"({at_baseline(figure)}{f', where the model {said}' if said else ''})"


def certainty(figure: Facts) -> str:
    """Error, completeness and cost in one line."""
    n = figure["certificate"]["evaluations"]
    cost = f"{whole(n)} evaluation{'' if n == 1 else 's'}"
    return " · ".join((_error(figure), _adds_up(figure), cost))


def _error(figure: Facts) -> str:
    known = figure["certificate"]
    error, tol, converged = known["error"], known["tol"], known["converged"]
    if error is None and converged is None:
        return "fixed rule: error unknown"
    much = "error unknown" if error is None else f"error {estimate(error)}"
    if converged is not False:
        return much
    return f"not converged: {much}" + ("" if tol is None else f" (asked for {about(tol)})")


def _adds_up(figure: Facts) -> str:
    change = figure["score"] - figure["baseline_score"]
    total = change + figure["certificate"]["delta"]
    if hardly_changes(figure):
        return f"score hardly changes from the baseline, attributions sum to {signed(total)}"
    if abs(total) >= 10 * abs(change):
        return f"adds up to {number(total)} instead of {number(change)}"
    return f"adds up to {percent(total / change)}"
