from __future__ import annotations

from typing import Any, cast

import pytest
from small import drawn_tokens

from igviz.figure.certainty import (
    error_of,
    evaluations,
    hardly_changes,
    refining,
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
    ("ends", "scores", "hardly"),
    [
        ((0.5, 0.5), [0.5], True), ((0.0, 0.0), [0.0], True), ((0.75, 0.25), [0.5], False),
        ((0.505, 0.5), [0.5], True), ((0.506, 0.5), [0.5], False), ((1.0, 0.99), [], False),
        ((0.11, 0.1), [0.9], False), ((0.101, 0.1), [0.9], True), ((-3.0, -3.02), [-2.0], True),
        ((-3.0, 3.0), [0.0], False),
    ],
)  # fmt: skip
def test_a_score_hardly_changes(
    ends: tuple[float, float], scores: list[float], hardly: bool
) -> None:
    figure = drawn_tokens(score=ends[0], baseline_score=ends[1])
    figure["path"]["scores"] = scores
    assert hardly_changes(figure) is hardly
