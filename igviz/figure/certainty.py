"""How far an attribution can be relied on, in words: its error and its cost."""

from __future__ import annotations

from igviz.figure.formats import about, alpha, estimate, whole
from igviz.figure.schema import Certificate, Facts, Sentence

# A change of the score below this share of the largest one is too small to take shares of.
_HARDLY = 0.01


# The error --------------------------------------------------------------------------------


def error_of(certificate: Certificate, judged: str = "features") -> Sentence:
    """How far the attribution of what is ``judged`` may be from the exact integral."""
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
        return {"text": _much(error), "tip": f"{_tip(judged)}. It is as small as asked for."}
    tol = certificate["tol"]
    asked = "" if tol is None else f" (asked for {about(tol)})"
    if tol is not None and error is not None and error <= tol:
        return {
            "text": f"not converged: {_much(error)}, of which too few points tell",
            "tip": (
                f"{_tip(judged)}. Single points of the path stand for so much of it that the "
                "estimate may be too small: do not rely on details."
            ),
        }
    return {
        "text": f"not converged: {_much(error)}{asked}{_worst(certificate)}",
        "tip": (
            f"{_tip(judged)}. It could not be brought down to what was asked for: do not rely on "
            "details."
        ),
    }


def refining(certificate: Certificate, judged: str = "features") -> Sentence | None:
    """What stands for the error while more is computed; None where it is small enough already."""
    if certificate["converged"] is not False:
        return None
    return {
        "text": f"{_much(certificate['error'])}, refining",
        "tip": f"{_tip(judged)}. It falls while more is computed.",
    }


def _tip(judged: str) -> str:
    return (
        f"Estimated distance of the attributions of all {judged} from the exact integral, relative "
        "to their size"
    )


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
