"""Rows are read from whatever they come in, and what is wrong with one is said."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from small_tables import NAMES, ROW, Frame, Series

from igviz.errors import InputError
from igviz.modalities.tabular.names import names_given
from igviz.modalities.tabular.read import read_row

TWICE = [ROW, ROW]


@pytest.mark.parametrize(
    "source",
    [
        ROW,
        tuple(ROW),
        np.array(ROW),
        np.array([ROW]),
        torch.tensor(ROW, requires_grad=True),
        torch.tensor([ROW], dtype=torch.float64),
        torch.tensor([ROW], dtype=torch.bfloat16),
        dict(zip(NAMES, ROW, strict=True)),
        Series(ROW, NAMES),
        Series(ROW, range(4)),
        Frame([ROW], NAMES),
    ],
)
def test_every_form_gives_the_same_row(source: object) -> None:
    row = read_row(source, tuple(NAMES))
    assert row.values.tolist() == ROW
    assert row.names == tuple(NAMES)
    assert row.named


def test_names_of_its_own_are_used() -> None:
    assert read_row({"b": 1, "a": True}, None).names == ("b", "a")
    assert read_row({"b": 1, "a": True}, None).values.tolist() == [1.0, 1.0]
    assert read_row(Series([1, 2], ["b", "a"]), None).names == ("b", "a")
    assert read_row(Frame([[1, 2]], ["b", "a"]), None).names == ("b", "a")


def test_names_that_are_given_say_the_order() -> None:
    row = read_row({"b": 1, "a": 2}, ("a", "b"))
    assert (row.names, row.values.tolist()) == (("a", "b"), [2.0, 1.0])


def test_features_without_names_are_counted() -> None:
    row = read_row(torch.tensor([3.0, 4.0]), None)
    assert row.names == ("feature 0", "feature 1")
    assert not row.named
    assert read_row(Series([3.0, 4.0], [7, 8]), None).names == ("feature 0", "feature 1")


def test_nothing_is_changed() -> None:
    given = np.array(ROW)
    read_row(given, None).values[0] = 100
    assert given.tolist() == ROW


@pytest.mark.parametrize(
    ("source", "names", "said"),
    [
        (ROW, ("a", "b"), r"^2 feature_names were given, and the row has 4 values; pass one name"),
        (
            {"a": 1, "c": 2},
            ("a", "b"),
            r"The row lacks 'b' and has 'c', but the features are 'a', 'b'",
        ),
        ({"a": 1}, ("a", "b"), r"The row lacks 'b', but the features are 'a', 'b'"),
        (
            {"age": float("nan"), "b": 1, "c": float("inf")},
            None,
            r"The row holds 2 of 3 values \('age', 'c'\) that are NaN or infinite; replace them",
        ),
        ([1, None], ("a", "b"), r"holds 1 of 2 values \('b'\) that are NaN"),
        (np.array([0.0, np.nan]), None, r"holds 1 of 2 values \('feature 1'\) that are NaN"),
        ({"age": 1, "sex": "female"}, None, r"The row has 'female' for 'sex', which is no number"),
        (["1", 2], ("a", "b"), r"The row has '1' for 'a', which is no number; encode it"),
        (np.array(["x", "y"]), None, r"which is no number"),
        (np.array([1j]), None, r"for 'value 0', which is no number"),
        ("39", ("a",), r"^The row is an object of type str; pass an array or tensor of shape \(D"),
        (TWICE, tuple(NAMES), r"which is no number"),
        (np.array(TWICE), None, r"The row holds 2 rows of 4 values; pass one of them, or a list"),
        (torch.tensor(TWICE), None, r"The row holds 2 rows of 4 values"),
        (Frame(TWICE, NAMES), None, r"The row holds 2 rows of 4 values"),
        (np.zeros((1, 2, 3)), None, r"The row has shape \(1, 2, 3\), and \(D,\) is needed"),
        (torch.zeros(0), None, r"The row has shape \(0,\)"),
        (torch.tensor(3.0), None, r"The row has shape \(\)"),
        ({}, None, r"The row has shape \(0,\)"),
    ],
)
def test_what_is_wrong_is_said(source: object, names: Any, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_row(source, names)


def test_of_many_names_a_few_are_said() -> None:
    with pytest.raises(InputError, match=r"'f4' and 15 more\) that are NaN"):
        read_row({f"f{at}": float("nan") for at in range(20)}, None)


def test_feature_names_are_any_names_but_one() -> None:
    assert names_given(None) is None
    assert names_given(np.array(["a", "b"])) == ("a", "b")
    assert names_given(range(2)) == ("0", "1")
    for wrong in ("age", 3, {"age": 1}):
        with pytest.raises(TypeError, match="pass a list with a name for each value"):
            names_given(wrong)
