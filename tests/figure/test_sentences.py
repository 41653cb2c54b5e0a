from __future__ import annotations

from typing import Any

import pytest
from small import drawn, drawn_tokens

from igviz.figure.certainty import hardly_changes
from igviz.figure.formats import about, estimate, number, percent, score, score_in, signed, whole
from igviz.figure.sentences import (
    at_baseline,
    baseline_says,
    certainty,
    compared,
    label_and_score,
    legend,
    model_at_baseline,
)
from igviz.figure.visible import legible, one_line


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.8614, "0.861"), (-0.5, "−0.5"), (12.345, "12.3"), (123.4, "123"), (12345, "12\u202f345"),
        (1e7, "1e7"), (-4.05e-6, "−4.05e−6"), (0.0001, "0.0001"), (0, "0"), (1, "1"),
        (12.25, "12.3"), (-100.5, "−101"), (99.96, "100"), (float("nan"), "–"),
    ],
)  # fmt: skip
def test_number(value: float, text: str) -> None:
    assert number(value) == text


def test_whole_numbers_are_grouped() -> None:
    assert [whole(value) for value in (0, 999, 1000, -1234567)] == [
        "0", "999", "1\u202f000", "−1\u202f234\u202f567"
    ]  # fmt: skip


def test_signed() -> None:
    assert [signed(value) for value in (0.5, -0.5, 0.0)] == ["+0.5", "−0.5", "0"]


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.9, "90\u202f%"), (0.9976, "99.8\u202f%"), (1, "100\u202f%"),
        (1.234, "123\u202f%"), (0.0012, "0.1\u202f%"), (float("inf"), "–"),
        (1e-5, "<0.01\u202f%"), (-0.2, "−20\u202f%"), (12, "1\u202f200\u202f%"), (0, "0\u202f%"),
    ],
)  # fmt: skip
def test_percent(share: float, text: str) -> None:
    assert percent(share) == text


def test_about() -> None:
    assert [about(share) for share in (0.1201, 0.0412, 1.5, 1e-6, 0)] == [
        "12\u202f%", "4.1\u202f%", "150\u202f%", "<0.01\u202f%", "0\u202f%"
    ]  # fmt: skip


def test_score() -> None:
    values = (0, 0.0004, 0.094, 0.125, 0.5, 0.991, 0.9995, 1)
    texts = ["0.00", "<0.001", "0.094", "0.13", "0.50", "0.991", ">0.999", "1.00"]
    assert [score(value, "probability") for value in values] == texts
    assert score(12.345, "logit") == "12.3"


def test_estimate() -> None:
    assert [estimate(share) for share in (0.1201, 1e-6, 0)] == [
        "about 12\u202f%", "below 0.01\u202f%", "about 0\u202f%"
    ]  # fmt: skip


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


def test_legible() -> None:
    hostile = "a\x1b[31mb\x00\x9b\u202ec\ud800\u2028d\r"
    marked = "a⟨U+001B⟩[31mb⟨U+0000⟩⟨U+009B⟩⟨U+202E⟩c⟨U+D800⟩⟨U+2028⟩d⟨U+000D⟩"
    assert legible(hostile) == marked
    assert legible(marked) == marked
    plain = "日本語 שלום \U0001f469\u200d\U0001f680 é\n\tx"
    assert legible(plain) == plain
    assert legible("a\r\nb") == "a\nb"


def test_one_line() -> None:
    assert one_line(" a\n b\t") == "a b"
    assert one_line("x" * 10_000) == "x" * 39 + "…"
    assert one_line("\x1b" * 10) == "⟨U+001B⟩" * 4 + "⟨U+001B…"


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


def test_legend() -> None:
    assert legend() == "Green raises the score, red lowers it."
    assert legend(spoken_of=True).endswith(" it. Underlined: what the output speaks of.")


def test_certainty() -> None:
    figure = drawn_tokens()
    assert certainty(figure) == "error about 3.1\u202f% · adds up to 99.8\u202f% · 13 evaluations"
    figure["certificate"] |= {"converged": False, "error": 0.2, "evaluations": 1}
    assert certainty(figure).startswith(
        "not converged: error about 20\u202f% (asked for 5\u202f%) · "
    )
    assert certainty(figure).endswith(" · 1 evaluation")
    figure["certificate"] |= {"error": 1e-5}
    assert certainty(figure).startswith("not converged: error below 0.01\u202f% (asked for")
    figure["certificate"] |= {"error": None, "tol": None}
    assert certainty(figure).startswith("not converged: error unknown · ")
    figure["certificate"] |= {"converged": None}
    assert certainty(figure).startswith("fixed rule: error unknown · ")


def test_shares_of_next_to_nothing_are_not_taken() -> None:
    figure = drawn_tokens(score=0.2501)
    assert hardly_changes(figure)
    assert "score hardly changes from the baseline, attributions sum to −0.0009" in certainty(
        figure
    )
    figure = drawn_tokens(score=0.3)
    figure["certificate"]["delta"] = 1.0
    assert not hardly_changes(figure)
    assert "adds up to 1.05 instead of 0.05" in certainty(figure)
