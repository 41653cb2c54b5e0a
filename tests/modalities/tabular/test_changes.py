"""What if a feature were another: the model answers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
import torch
from sklearn.preprocessing import OneHotEncoder
from small import net, photo
from small_tables import NAMES, ROW, classifier, linear

import igviz
from igviz import examples
from igviz.errors import InputError
from igviz.explanation.many import explainer_of

LOANS = examples.load_table()
HOW: Any = {
    "transform": LOANS.transform,
    "background": list(LOANS.background),
    "labels": LOANS.labels,
    "progress": False,
}


def loan() -> Any:
    return explainer_of(LOANS.model, LOANS.row, **HOW)


def score_of(row: Any, target: int) -> float:
    with torch.no_grad():
        return float(LOANS.model(LOANS.transform(row)[None]).softmax(1)[0, target])


def test_numbers_may_be_any_and_words_those_that_are_known() -> None:
    offers = loan().input.offers
    assert sorted(offers[0]) == ["city", "coast", "country"]
    assert offers[1:] == [[]] * 6


@pytest.mark.parametrize(
    "changed", [{"1": 90}, {0: "coast"}, {"0": "city", "3": 2.5, "6": 0}, {}], ids=str
)
@pytest.mark.parametrize("target", [0, 1])
def test_the_model_is_asked_about_the_changed_row(changed: Any, target: int) -> None:
    names = list(LOANS.row)
    row = {**LOANS.row, **{names[int(at)]: value for at, value in changed.items()}}
    explainer = loan()
    assert explainer.what_if(changed, target) == pytest.approx(score_of(row, target), abs=1e-6)
    if not changed:
        assert explainer.what_if({}) == pytest.approx(explainer.explain().score, abs=1e-6)


def test_a_group_of_switches_is_one_choice() -> None:
    row = {"age": 3.0, "city_A": 0.0, "city_B": 1.0, "x": 0.5}
    model, groups = linear(), {"city": ["city_A", "city_B"], "rest": ["age", "x"]}
    explainer = explainer_of(model, row, groups=groups, progress=False)
    assert explainer.input.offers == [None, ["A", "B"]]  # type: ignore[attr-defined]
    changed = model(torch.tensor([[3.0, 1.0, 0.0, 0.5]])).item()
    assert explainer.what_if({1: "A"}) == pytest.approx(changed)


def test_a_target_that_is_a_function_is_asked_too() -> None:
    explainer = explainer_of(linear(), np.array(ROW), target=lambda out: 2 * out[:, 0])
    assert explainer.what_if({0: 1.5}) == pytest.approx(2 * (explainer.explain().score / 2 + 2.0))


LONG = "a place whose name goes on and on until nobody can see its end: "


@pytest.mark.parametrize(
    ("places", "offered"),
    [
        ([1000001, 1000002, 1000003], ["1000001", "1000002", "1000003"]),
        ([0.5, 1234567.5, 1e-5], ["0.00001", "0.5", "1234570"]),
        ([0.1234561, 0.1234562], ["0.123456 (1)", "0.123456 (2)"]),
        ([LONG + "east", LONG + "west"], None),
        ([10**17 + 1, 10**17 + 20], None),
    ],
    ids=str,
)
def test_each_category_is_offered_as_a_word_of_its_own(
    places: list[Any], offered: list[str] | None
) -> None:
    table = pd.DataFrame({"place": places})
    transform = OneHotEncoder(sparse_output=False).fit(table)
    model = linear([float(2**at) for at in range(len(places))])
    explainer: Any = explainer_of(model, table.iloc[:1], transform=transform, progress=False)
    (words,) = explainer.input.offers
    assert words == (offered or words)
    asked = [explainer.what_if({0: word}) for word in words]
    right = model(torch.tensor(transform.transform(table)).float())[:, 0].detach()
    assert sorted(asked) == pytest.approx(sorted(right.tolist()))


def test_switches_of_long_names_are_told_apart() -> None:
    row = {f"{70 * 'x'}east": 1.0, f"{70 * 'x'}west": 0.0, "z": 1.0}
    model, groups = linear([1.0, 2.0, 4.0]), {"place": list(row)[:2]}
    explainer: Any = explainer_of(model, row, groups=groups, progress=False)
    east, west = explainer.input.offers[0]
    assert explainer.what_if({0: west}) == pytest.approx(explainer.what_if({0: east}) + 1)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({0: "moon"}, r"'region' may be .*; 'moon' is none of these"),
        ({1: "much"}, r"'income' is a number; 'much' is none"),
        ({1: float("nan")}, r"'income' is a number; nan is none"),
        ({17: 1.0}, r"There is no feature 17 that can be changed"),
    ],
)
def test_what_is_wrong_is_said(changed: Any, said: str) -> None:
    with pytest.raises(InputError, match=said):
        loan().what_if(changed)
    with pytest.raises(InputError, match="Nothing of this input can be changed here"):
        explainer_of(net(), photo(), progress=False).what_if(changed)


def test_live_the_answer_comes_with_the_state() -> None:
    explorer = igviz.show(LOANS.model, LOANS.row, target=1, **HOW)
    assert explorer.wait(60)
    assert explorer.choices["changes"][1] == []
    figure = dict(explorer.figure)
    explorer.selection = {"changed": {"1": 90.0}}
    assert explorer.wait(60)
    right = score_of({**LOANS.row, "income": 90.0}, 1)
    assert explorer.status["answer"] == {
        "changed": {"1": 90.0},
        "score": pytest.approx(right, abs=1e-6),
    }
    assert explorer.status["state"] == "ready"
    assert dict(explorer.figure) == figure  # the picture stays
    # It is answered for another target as well, once that is computed.
    explorer.selection = {"changed": {"1": 90.0}, "target": 0}
    assert explorer.wait(60)
    assert explorer.status["answer"]["score"] == pytest.approx(1 - right, abs=1e-6)
    assert explorer.figure["target"]["index"] == 0
    explorer.selection = {"changed": {"0": "moon"}, "target": 0}
    assert explorer.wait(60)
    assert explorer.status["state"] == "failed"
    assert "'moon' is none of these" in explorer.status["message"]
    explorer.selection = {"target": 0}
    assert explorer.wait(60)
    assert "answer" not in explorer.status
    explorer.close()


def test_without_a_row_nothing_is_offered() -> None:
    explorer = igviz.show(net(), photo(), progress=False)
    assert explorer.choices["changes"] == []
    explorer.close()
    plain = igviz.show(classifier(), np.array(ROW), feature_names=NAMES)
    assert plain.choices["changes"] == [[]] * 4
    plain.close()
