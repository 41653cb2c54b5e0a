"""Numbers as people read them: at most three significant figures, a true minus sign, never "NaN".

The explorer writes what moves in the same formats, see ``js/src/view/format.ts``;
``tests/golden/words.json`` holds both to it.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Context, Decimal

from igviz.figure.schema import Facts

# A probability below this reads "<0.001".
TINY = 0.0005
# Groups the digits of a number, and stands before "%" without letting a line break there.
THIN = "\N{NARROW NO-BREAK SPACE}"


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
    return f"{rounded:,}".replace(",", THIN).replace("-", "−")


def others_name(count: int, noun: str = "") -> str:
    """What the parts that are not told one by one are called: 3 others, 1 other node."""
    named = f" {noun}" if noun else ""
    return f"{whole(count)} other{named}{'' if count == 1 else 's'}"


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
    """A score of the model: a probability as 0.86, anything else as `number`.

    What is below zero is the difference of two probabilities.
    """
    if output != "probability" or value < 0:
        return number(value)
    if 0 < value < TINY:
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
    return number(value) if told_apart or max(ends) < TINY else plain


def percent(share: float) -> str:
    """A share with at most three significant figures: 99.7 %."""
    value = 100 * share
    size = abs(value)
    if not math.isfinite(value):
        return "–"
    if 0 < size < 0.01:
        return f"<0.01{THIN}%"
    text = whole(value) if size >= 99.95 else _plain(_rounded(value, 1 if size < 1 else 3))
    return f"{text}{THIN}%"


def about(share: float) -> str:
    """An estimate, which no more than two figures suit: 12 %."""
    value = 100 * share
    if 0 < value < 0.01:
        return f"<0.01{THIN}%"
    return f"{whole(value) if value >= 10 else _plain(_rounded(value, 2))}{THIN}%"


def estimate(share: float) -> str:
    """The same after "error": about 12 %, below 0.01 %."""
    text = about(share)
    return f"below {text[1:]}" if text.startswith("<") else f"about {text}"


def alpha(value: float) -> str:
    """A point of the path, between 0 and 1, to two decimals."""
    return f"{Decimal(value).quantize(Decimal('0.01'), ROUND_HALF_UP)}"
