"""How far an attribution can be relied on, in words: its error, its cost, its sum."""

from __future__ import annotations

from igviz.figure.formats import about, alpha, estimate, number, percent, signed, whole
from igviz.figure.schema import Certificate, Facts, Sentence

# A change of the score below this share of the largest one is too small to take shares of.
_HARDLY = 0.01
_ERROR_TIP = (
    "Estimated distance of these attributions from the exact integral, relative to their size"
)


# The error --------------------------------------------------------------------------------


def error_of(certificate: Certificate) -> Sentence:
    """How far the attribution may be from the exact integral."""
    error, converged = certificate["error"], certificate["converged"]
    if error is None and converged is None:
        return {
            "text": "fixed rule: error unknown",
            "tip": (
                f"A fixed rule ({certificate['method']}) evaluates the points it is told to and "
                "cannot tell how far the result is from the exact integral. Give tol instead of "
                "n_steps to have the error estimated."
            ),
        }
    if converged is not False and error is not None:
        return {"text": _much(error), "tip": f"{_ERROR_TIP}. It is as small as asked for."}
    tol = certificate["tol"]
    asked = "" if tol is None else f" (asked for {about(tol)})"
    return {
        "text": f"not converged: {_much(error)}{asked}{_worst(certificate)}",
        "tip": (
            f"{_ERROR_TIP}. It could not be brought down to what was asked for: do not rely on "
            "details."
        ),
    }


def refining(certificate: Certificate) -> Sentence | None:
    """What stands for the error while more is computed; None where it is small enough already."""
    if certificate["converged"] is not False:
        return None
    return {
        "text": f"{_much(certificate['error'])}, refining",
        "tip": f"{_ERROR_TIP}. It falls while more is computed.",
    }


def _much(error: float | None) -> str:
    return "error unknown" if error is None else f"error {estimate(error)}"


def _worst(certificate: Certificate) -> str:
    if certificate["worst"] is None:
        return ""
    start, end = map(alpha, certificate["worst"])
    return f", worst near α {start}" if start == end else f", worst between α {start} and {end}"


def evaluations(certificate: Certificate) -> Sentence:
    """What the attribution cost."""
    n, method = certificate["evaluations"], certificate["method"]
    how = "chosen as the path required" if method == "adaptive" else f"by the rule {method}"
    return {
        "text": f"{whole(n)} evaluation{'' if n == 1 else 's'}",
        "tip": f"How often the model's gradient was computed: the points of the path, {how}",
    }


# The sum ----------------------------------------------------------------------------------


def hardly_changes(figure: Facts) -> bool:
    """Whether F(x) and F(x') are so close that shares of their difference mean nothing."""
    ends = figure["score"], figure["baseline_score"]
    largest = max(map(abs, (*ends, *figure["path"]["scores"])))
    return abs(ends[0] - ends[1]) <= _HARDLY * largest


def _change_and_sum(figure: Facts) -> tuple[float, float]:
    """F(x) - F(x'), and the sum of the attributions, which should be the same."""
    change = figure["score"] - figure["baseline_score"]
    return change, change + figure["certificate"]["delta"]


def sum_text(figure: Facts) -> str:
    """Whether the attributions add up to F(x) - F(x'), as they should."""
    change, total = _change_and_sum(figure)
    if hardly_changes(figure):
        return f"score hardly changes from the baseline, attributions sum to {signed(total)}"
    if abs(total) >= 10 * abs(change):
        return f"adds up to {number(total)} instead of {number(change)}"
    return f"adds up to {percent(total / change)}"


def sum_tip(figure: Facts, features: str) -> str:
    """What that means; ``features`` names what the attributions are of, in the plural."""
    change, total = _change_and_sum(figure)
    sums = (
        f"Completeness: the attributions of all {features} sum to {signed(total)}, and should sum "
        f"to F(x) − F(x′) = {signed(change)}, the score of the input less that of the baseline"
    )
    if hardly_changes(figure):
        return f"{sums}. That difference is so small that a percentage of it would say nothing."
    delta, off = figure["certificate"]["delta"], total / change - 1
    way = "much" if off > 0 else "little"
    miss = f"{percent(abs(off))} too {way} ({signed(delta)})" if delta else "exactly"
    return (
        f"{sums}: {miss}. A good sum alone does not prove a good attribution, as errors of "
        "opposite sign cancel."
    )
