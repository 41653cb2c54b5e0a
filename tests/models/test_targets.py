from __future__ import annotations

import pytest
import torch

from igviz.errors import TargetError
from igviz.models.targets import resolve

OUTPUTS = torch.tensor([[0.5, 2.0, -1.0]])
LABELS = ["Samoyed", "Arctic fox", "white wolf"]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (None, 1),
        (0, 0),
        (-1, 2),
        (torch.tensor(2), 2),
        ("white wolf", 2),
        ("SAMOYED", 0),
        ((1,), 1),
        ({"Samoyed": 1, 2: -1}, {0: 1.0, 2: -1.0}),
    ],
)
def test_targets_resolve(target: object, expected: object) -> None:
    assert resolve(target, OUTPUTS, LABELS) == expected


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("samoyd", "nearest are 'Samoyed'"),
        (3, "pass 0 to 2"),
        ((0, 1), "pass target=0"),
        (1.5, "pass a class index"),
        (True, "pass a class index"),
        ({}, "empty mapping"),
        ({0: float("nan")}, "finite number"),
    ],
)
def test_bad_targets_say_what_to_type(target: object, message: str) -> None:
    with pytest.raises(TargetError, match=message):
        resolve(target, OUTPUTS, LABELS)


def test_unknown_label_names_three() -> None:
    with pytest.raises(TargetError) as caught:
        resolve("wolf", OUTPUTS, LABELS)
    assert all(repr(label) in str(caught.value) for label in LABELS)


def test_words_of_a_label_come_before_lookalikes() -> None:
    with pytest.raises(TargetError, match="nearest are 'white wolf'"):
        resolve("wolf", OUTPUTS, LABELS)
    with pytest.raises(TargetError, match="pass the index itself, target=2"):
        resolve("2", OUTPUTS, LABELS)


def test_label_without_labels() -> None:
    with pytest.raises(TargetError, match="pass labels="):
        resolve("Samoyed", OUTPUTS, None)


def test_dense_outputs_want_a_place() -> None:
    dense = torch.zeros(1, 4, 5, 6)
    assert resolve((3, 4, 5), dense, None) == (3, 4, 5)
    with pytest.raises(TargetError, match=r"target=\(0, 0, 0\)"):
        resolve(None, dense, None)
    with pytest.raises(TargetError, match="has 5 entries"):
        resolve((0, 5, 0), dense, None)


def test_a_name_of_two_classes_is_refused() -> None:
    with pytest.raises(TargetError, match="the name of classes 0 and 2; pass the index"):
        resolve("a", torch.zeros(1, 3), ["a", "b", "a"])
    with pytest.raises(TargetError, match="the name of classes 0 and 2"):
        resolve("a", torch.zeros(1, 3), ["A", "b", "A"])
    assert resolve("a", torch.zeros(1, 3), ["A", "b", "a"]) == 2
    assert resolve("b", torch.zeros(1, 3), ["a", "b", "a"]) == 1


def test_a_weight_of_nothing_is_refused() -> None:
    with pytest.raises(TargetError, match="names no class with None"):
        resolve({None: 1}, torch.zeros(1, 3), None)
