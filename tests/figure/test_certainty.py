from __future__ import annotations

from typing import Any, cast

import pytest
from small import drawn_tokens

from igviz.figure.certainty import (
    error_of,
    evaluations,
    hardly_changes,
    refining,
    sum_text,
    sum_tip,
)
from igviz.figure.formats import THIN
from igviz.figure.schema import Certificate


def certificate(**facts: Any) -> Certificate:
    """A converged one, but for what is named."""
    given = {**drawn_tokens()["certificate"], **facts}
    return cast("Certificate", given)


FIXED = certificate(error=None, tol=None, converged=None, method="gausslegendre")
OPEN = certificate(error=0.1204, converged=False, worst=[0.312, 0.418])
NOT_CONVERGED = f"not converged: error about 12{THIN}% (asked for 5{THIN}%)"


@pytest.mark.parametrize(
    ("given", "text", "tip"),
    [
        (certificate(error=0.036), f"error about 3.6{THIN}%", "as small as asked for."),
        (OPEN, f"{NOT_CONVERGED}, worst between α 0.31 and 0.42", "could not be brought down"),
        ({**OPEN, "worst": [0.311, 0.312]}, f"{NOT_CONVERGED}, worst near α 0.31", "details."),
        ({**OPEN, "tol": None, "worst": None, "error": 1e-6},
         f"not converged: error below 0.01{THIN}%", "details."),
        (certificate(error=None, converged=False),
         f"not converged: error unknown (asked for 5{THIN}%)", "details."),
        (FIXED, "fixed rule: error unknown", "(gausslegendre)"),
    ],
)  # fmt: skip
def test_error(given: Certificate, text: str, tip: str) -> None:
    error = error_of(given)
    assert error["text"] == text
    assert tip in error["tip"]


def test_an_error_falls_until_it_is_as_small_as_asked_for() -> None:
    falling = refining(OPEN)
    assert falling is not None
    assert falling["text"] == f"error about 12{THIN}%, refining"
    assert "falls while" in falling["tip"]
    assert refining(certificate()) is refining(FIXED) is None


def test_evaluations() -> None:
    assert evaluations(certificate(evaluations=1))["text"] == "1 evaluation"
    assert evaluations(certificate())["tip"].endswith("chosen as the path required")
    assert evaluations(FIXED)["tip"].endswith("by the rule gausslegendre")


@pytest.mark.parametrize(
    ("ends", "delta", "text", "tip"),
    [
        ((0.9, 0.1), -0.008, f"adds up to 99{THIN}%", f"1{THIN}% too little (−0.008)."),
        ((0.9, 0.1), 0.08, f"adds up to 110{THIN}%", f"10{THIN}% too much (+0.08)."),
        ((0.9, 0.1), -0.88, f"adds up to −10{THIN}%", f"110{THIN}% too little"),
        ((0.1, 0.9), 0.0, f"adds up to 100{THIN}%", "= −0.8, the score"),
        ((0.1, 0.9), 0.0, f"adds up to 100{THIN}%", ": exactly. A good sum alone"),
        ((0.2, 0.1), 2.0, "adds up to 2.1 instead of 0.1", "too much"),
        ((0.101, 0.1), 0.0245,
         "score hardly changes from the baseline, attributions sum to +0.0255", "say nothing."),
    ],
)  # fmt: skip
def test_the_sum(ends: tuple[float, float], delta: float, text: str, tip: str) -> None:
    figure = drawn_tokens(score=ends[0], baseline_score=ends[1])
    figure["certificate"]["delta"] = delta
    assert sum_text(figure) == text
    assert tip in sum_tip(figure, "tokens")
    assert "attributions of all tokens sum to" in sum_tip(figure, "tokens")


def test_shares_of_next_to_nothing_are_not_taken() -> None:
    figure = drawn_tokens(score=0.2501)
    assert hardly_changes(figure)
    assert "score hardly changes from the baseline, attributions sum to −0.0009" in sum_text(figure)
    figure = drawn_tokens(score=0.3)
    figure["certificate"]["delta"] = 1.0
    assert not hardly_changes(figure)
    assert "adds up to 1.05 instead of 0.05" in sum_text(figure)
