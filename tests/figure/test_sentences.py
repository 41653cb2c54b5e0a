from __future__ import annotations

from typing import Any

import pytest
from small import drawn, drawn_tokens

from igviz.figure.formats import THIN, score_in
from igviz.figure.sentences import (
    at_baseline,
    baseline_says,
    certainty,
    compared,
    label_and_score,
    model_at_baseline,
    said,
)

EVEN_ODDS = (
    "undecided (the entropy of the prediction there, as a share of its maximum; "
    f"100{THIN}% are even odds)."
)


@pytest.mark.parametrize(
    ("ends", "texts"),
    [
        ((7.9e-5, 3.1e-5), ["7.9e−5", "3.1e−5"]),
        ((0.501, 0.504), ["0.501", "0.504"]),
        ((0.5, 0.5), ["0.50", "0.50"]),
        ((0.75, 0.0002), ["0.75", "<0.001"]),
    ],
)
def test_scores_of_both_ends_are_told_apart(ends: tuple[float, float], texts: list[str]) -> None:
    figure = drawn_tokens(score=ends[0], baseline_score=ends[1], baseline_prediction=None)
    assert [score_in(figure, value) for value in ends] == texts
    assert label_and_score(figure) == ("negative", texts[0])
    assert compared(figure) == f"({texts[1]} at the zero baseline)"


def test_what_was_explained() -> None:
    assert label_and_score(drawn(label="hot\ndog")) == ("hot dog", "1.00")


def test_what_the_baseline_says() -> None:
    figure = drawn_tokens()
    assert at_baseline(figure) == "0.25 at the zero baseline"
    assert baseline_says(figure) == "already says positive 0.75"
    assert compared(figure) == (
        "(0.25 at the zero baseline, "
        "where the model already says positive 0.75, 81\u202f% undecided)"
    )


@pytest.mark.parametrize(
    ("output", "score", "entropy", "text"),
    [
        ("probability", 0.5, 0.899, "already says spam 0.50, 90\u202f% undecided"),
        ("probability", 0.5, 0.9, "is 90\u202f% undecided"),
        ("probability", 0.49, 0.5, "prefers spam 0.49, 50\u202f% undecided"),
        ("probability", 0.88, None, "says spam 0.88"),
        ("logit", -3, 0.59, "already says spam −3, 59\u202f% undecided"),
        ("logit", 3, 0.6, "prefers spam 3, 60\u202f% undecided"),
        ("logit", 3, 1.0, "is 100\u202f% undecided"),
    ],
)
def test_a_baseline_leans_or_does_not(
    output: str, score: float, entropy: float | None, text: str
) -> None:
    said = {"label": "spam", "score": score, "entropy": entropy}
    assert model_at_baseline(drawn_tokens(baseline_prediction=said, output=output)) == text


def test_a_baseline_of_which_nothing_is_known() -> None:
    figure: Any = drawn_tokens(baseline_prediction=None)
    assert baseline_says(figure) == model_at_baseline(figure) == ""
    assert compared(figure) == "(0.25 at the zero baseline)"
    del figure["baseline_prediction"]  # as in files that older versions wrote
    assert baseline_says(figure) == ""


def test_certainty() -> None:
    figure = drawn_tokens()
    assert certainty(figure) == "error about 3.1\u202f% · adds up to 99.8\u202f% · 13 evaluations"
    figure["certificate"] |= {"converged": False, "error": 0.2, "evaluations": 1}
    assert certainty(figure).startswith(
        "not converged: error about 20\u202f% (asked for 5\u202f%) · "
    )
    assert certainty(figure).endswith(" · 1 evaluation")
    figure["certificate"] |= {"error": 1e-5}
    # Where the estimate itself is in doubt, that it is small says nothing.
    told = "not converged: error below 0.01\u202f%, of which too few points tell"
    assert certainty(figure).startswith(told)
    figure["certificate"] |= {"error": None, "tol": None}
    assert certainty(figure).startswith("not converged: error unknown · ")
    figure["certificate"] |= {"converged": None}
    assert certainty(figure).startswith("fixed rule: error unknown · ")


def test_what_is_sent_is_what_stills_say() -> None:
    figure = drawn_tokens()
    sent = said(figure)
    assert sent["refining"] is None
    assert sent["shares"]
    for sentence in (sent["error"], *figure["metrics"], sent["evaluations"]):
        assert sentence["text"] in certainty(figure)
        assert sentence["tip"]
    assert sent["baseline"] is not None
    assert sent["baseline"]["text"] == baseline_says(figure)


@pytest.mark.parametrize(
    ("entropy", "leans", "tip"),
    [
        (0.5, True, f"50{THIN}% {EVEN_ODDS} The attribution only tells what changes from there"),
        (0.97, False, f"97{THIN}% {EVEN_ODDS} The less it prefers anything there, the better"),
        (None, False, "Its answers do not exclude each other: several may hold at once."),
    ],
)
def test_the_baseline_is_sent_with_what_it_means(
    entropy: float | None, leans: bool, tip: str
) -> None:
    prediction = {"label": "spam", "score": 0.75, "entropy": entropy}
    sentence = said(drawn_tokens(baseline_prediction=prediction))["baseline"]
    assert sentence is not None
    assert sentence["leans"] is leans
    assert sentence["tip"].startswith("At the baseline the model says spam 0.75")
    assert tip in sentence["tip"]


def test_nothing_is_sent_of_a_baseline_of_which_nothing_is_known() -> None:
    assert said(drawn())["baseline"] is None
