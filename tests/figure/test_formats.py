from __future__ import annotations

import pytest

from igviz.figure.formats import (
    about,
    alpha,
    estimate,
    number,
    others_name,
    percent,
    score,
    signed,
    whole,
)


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


def test_alpha() -> None:
    assert [alpha(value) for value in (0, 0.125, 0.311, 1)] == ["0.00", "0.13", "0.31", "1.00"]


def test_others_are_counted() -> None:
    assert [others_name(count) for count in (1, 3, 1234)] == [
        "1 other", "3 others", "1\u202f234 others"
    ]  # fmt: skip
    assert [others_name(count, "node") for count in (1, 2)] == ["1 other node", "2 other nodes"]
