"""Whether attributions add up to what is to be explained."""

from __future__ import annotations

import math

from igviz.engine.attribution import Attribution
from igviz.engine.problem import Problem
from igviz.figure.certainty import hardly_changes
from igviz.figure.formats import number, percent, signed
from igviz.figure.schema import Facts, Sentence


class Completeness:
    """The sum of all attributions as a share of F(x) - F(x'), which exact ones have 1 of."""

    name = "completeness"
    source = "Sundararajan, Taly & Yan, ICML 2017, proposition 1"
    of_sum = True

    def measure(self, attribution: Attribution, problem: Problem) -> float | None:  # noqa: ARG002
        """Give the share; None where the score does not change from the baseline."""
        change = float(attribution.score[0] - attribution.baseline_score[0])
        share = 1 + attribution.certificate.delta / change if change else math.nan
        return share if math.isfinite(share) else None  # the wire has no infinity

    def say(self, value: float | None, facts: Facts, features: str) -> Sentence:
        """Say what the attributions add up to, and how far that is off."""
        return {"text": _text(value, facts), "tip": _tip(value, facts, features)}


def _change_and_sum(facts: Facts) -> tuple[float, float]:
    """F(x) - F(x'), and the sum of the attributions, which should be the same."""
    change = facts["score"] - facts["baseline_score"]
    return change, change + facts["certificate"]["delta"]


def _text(share: float | None, facts: Facts) -> str:
    change, total = _change_and_sum(facts)
    if share is None or hardly_changes(facts):
        return f"score hardly changes from the baseline, attributions sum to {signed(total)}"
    if abs(share) >= 10:
        return f"adds up to {number(total)} instead of {number(change)}"
    return f"adds up to {percent(share)}"


def _tip(share: float | None, facts: Facts, features: str) -> str:
    change, total = _change_and_sum(facts)
    sums = (
        f"Completeness: the attributions of all {features} sum to {signed(total)}, and should sum "
        f"to F(x) − F(x′) = {signed(change)}, the score of the input less that of the baseline"
    )
    if share is None or hardly_changes(facts):
        return f"{sums}. That difference is so small that a percentage of it would say nothing."
    delta, off = facts["certificate"]["delta"], share - 1
    way = "much" if off > 0 else "little"
    miss = f"{percent(abs(off))} too {way} ({signed(delta)})" if delta else "exactly"
    return (
        f"{sums}: {miss}. A good sum alone does not prove a good attribution, as errors of "
        "opposite sign cancel."
    )
