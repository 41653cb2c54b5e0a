"""A row in the person's own units: transforms of scikit-learn and functions, added up by column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
import torch
from sklearn.compose import make_column_transformer
from sklearn.decomposition import PCA
from sklearn.feature_extraction import DictVectorizer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import (
    FunctionTransformer,
    OneHotEncoder,
    OrdinalEncoder,
    StandardScaler,
)
from torch import nn

import igviz
from igviz.errors import InputError
from igviz.explanation.explanation import Explanation
from igviz.explanation.many import explainer_of
from igviz.modalities.tabular.fitted import told
from igviz.modalities.tabular.grouping import OTHERS

CITIES = ["Oslo", "Paris", "Rome"]


def people(rows: int = 60) -> pd.DataFrame:
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(
        {
            "age": rng.integers(18, 80, rows).astype(float),
            "city": rng.choice(CITIES, rows),
            "owner": rng.random(rows) > 0.5,
            "income": rng.lognormal(10, 0.5, rows),
        }
    )
    frame.loc[3, "age"] = np.nan
    return frame


PEOPLE = people()


def fitted() -> Any:
    numbers = make_pipeline(SimpleImputer(), StandardScaler())
    made = make_column_transformer(
        (OneHotEncoder(), ["city"]), (numbers, ["age", "income"]), remainder="passthrough"
    )
    return made.fit(PEOPLE)


def weighing(*weights: float) -> nn.Linear:
    model = nn.Linear(len(weights), 1, bias=False)
    model.weight.data[:] = torch.tensor([weights])
    return model.eval()


# Oslo, Paris, Rome, age, income, owner: what `fitted` returns.
MODEL = weighing(1.0, 2.0, 4.0, 8.0, 16.0, 32.0)


def explained(row: object, transform: Any = None, model: Any = MODEL, **how: Any) -> Explanation:
    given = {"transform": transform or fitted(), "progress": False, **how}
    return explainer_of(model, row, **given).explain()


def expected(row: int, start: Any) -> dict[str, float]:
    """The attributions of a linear model, by column."""
    way = fitted().transform(PEOPLE.iloc[[row]])[0] - start
    parts = way * np.array([1.0, 2.0, 4.0, 8.0, 16.0, 32.0])
    city, age, income, owner = parts[:3].sum(), parts[3], parts[4], parts[5]
    return {"age": age, "city": city, "owner": owner, "income": income}


def as_dict(row: pd.Series) -> dict[str, Any]:
    return dict(row.items())


@pytest.mark.parametrize(
    "row",
    [
        PEOPLE.iloc[1],
        PEOPLE.iloc[[1]],
        as_dict(PEOPLE.iloc[1]),
        PEOPLE.iloc[1][["income", "owner", "city", "age"]],
        PEOPLE.assign(label=1).iloc[1],
        PEOPLE.astype({"city": "category"}).iloc[[1]],
        list(PEOPLE.iloc[1]),
    ],
    ids=["series", "frame", "mapping", "other order", "more columns", "category", "list"],
)
def test_a_row_of_any_form_is_added_up_to_its_own_columns(row: object) -> None:
    explanation = explained(row, feature_names=list(PEOPLE) if isinstance(row, list) else None)
    assert dict(explanation.words) == pytest.approx(expected(1, 0), rel=1e-4, abs=1e-5)
    figure: Any = explanation.figure()
    at = figure["names"].index("city")
    assert figure["inputs"][at] == PEOPLE.iloc[1]["city"]
    assert figure["inputs"][figure["names"].index("age")] == PEOPLE.iloc[1]["age"]


def test_what_is_shown_adds_up_and_the_certificate_judges_it() -> None:
    deep = nn.Sequential(nn.Linear(6, 12), nn.Tanh(), nn.Linear(12, 2)).eval()
    explanation = explained(PEOPLE.iloc[1], model=deep, tol=0.01, target=1)
    total = sum(value for _, value in explanation.words)
    assert total == pytest.approx(explanation.score - explanation.baseline_score, rel=0.02)
    assert explainer_of(
        deep, PEOPLE.iloc[1], transform=fitted(), progress=False
    ).input.facts.shown.groups == (1, 1, 1, 0, 3, 2)
    figure: Any = explanation.figure()
    assert figure["error"]["shape"] == figure["values"]["shape"] == [4]
    assert figure["steps"]["signed"]["shape"][1] == 4


def test_zero_is_told_in_the_persons_units_where_a_number_is_scaled() -> None:
    figure: Any = explained(PEOPLE.iloc[1]).figure()
    ends = dict(zip(figure["names"], figure["baseline"], strict=True))
    assert ends["age"] == pytest.approx(PEOPLE["age"].mean())
    assert ends["income"] == pytest.approx(PEOPLE["income"].mean())
    assert ends["city"] is None
    assert "takes the mean away from 'age', 'income'" in figure["notes"][0]


def of_table(row: pd.DataFrame) -> Any:
    return torch.tensor(fitted().transform(row), dtype=torch.float32)


def of_dict(row: dict[str, Any]) -> list[float]:
    cities = [float(row["city"] == city) for city in CITIES]
    return [*cities, row["age"] / 10, row["income"] / 1e4, float(row["owner"])]


@pytest.mark.parametrize(
    ("row", "transform"),
    [(PEOPLE.iloc[[1]], of_table), (as_dict(PEOPLE.iloc[1]), of_dict)],
    ids=["frame", "mapping"],
)
def test_of_a_function_it_is_asked_which_outputs_a_column_moves(
    row: Any, transform: Callable[..., Any]
) -> None:
    before = row.copy()
    explainer = explainer_of(MODEL, row, transform=transform, background=PEOPLE, progress=False)
    assert explainer.input.facts.shown.groups == (1, 1, 1, 0, 3, 2)
    assert explainer.input.facts.notes == ()
    assert row.equals(before) if isinstance(row, pd.DataFrame) else row == before


def test_an_array_goes_through_a_scaler() -> None:
    table = np.random.default_rng(1).normal(5, 2, (50, 3))
    scaler = StandardScaler().fit(table)
    explanation = explained(table[0], scaler, weighing(1, 2, 3))
    way = scaler.transform(table[:1])[0] * [1, 2, 3]
    assert [value for _, value in explanation.words] == pytest.approx(way, rel=1e-4)
    figure: Any = explanation.figure()
    assert figure["inputs"] == pytest.approx(table[0])
    assert figure["baseline"] == pytest.approx(table.mean(0))


def test_columns_that_a_transform_mixes_are_one_feature() -> None:
    table = pd.DataFrame(np.random.default_rng(1).normal(size=(50, 3)), columns=["a", "b", "c"])
    mixing = make_column_transformer((PCA(), ["a", "b"]), (StandardScaler(), ["c"])).fit(table)
    explanation = explained(table.iloc[0], mixing, weighing(1, 2, 3), background=table)
    assert [name for name, _ in explanation.words] == ["a + b", "c"]
    assert "The transform mixes 'a', 'b'" in " ".join(explanation.notes)


def test_what_moves_with_no_column_is_shown_by_itself() -> None:
    explanation = explained(
        {"a": 2.0, "b": 1.0}, lambda row: [row["a"], row["b"], 1.0], weighing(1, 2, 3)
    )
    assert dict(explanation.words) == {"a": 2.0, "b": 2.0, OTHERS: 3.0}
    assert "1 of the 3 numbers that the transform returns moved with no cell" in str(
        explanation.notes
    )


def test_groups_are_what_a_person_says() -> None:
    explanation = explained(
        PEOPLE.iloc[1],
        groups={"city": ["onehotencoder__city_Oslo", 1, 2], "money": ["pipeline__income"]},
    )
    words, right = dict(explanation.words), expected(1, 0)
    assert list(words) == ["city", "pipeline__age", "money", "remainder__owner"]
    assert words["city"] == pytest.approx(right["city"])
    figure: Any = explanation.figure()
    assert figure["inputs"][0] == PEOPLE.iloc[1]["city"]


def test_groups_of_a_row_without_a_transform() -> None:
    row = {"age": 3.0, "city_A": 0.0, "city_B": 1.0, "x": 0.5}
    how: Any = {"groups": {"city": ["city_A", "city_B"]}, "progress": False}
    explanation = igviz.explain(weighing(1, 2, 4, 8), row, **how)
    assert isinstance(explanation, Explanation)
    assert dict(explanation.words) == pytest.approx({"age": 3.0, "city": 4.0, "x": 4.0})
    figure: Any = explanation.figure()
    assert figure["inputs"] == [3.0, "B", 0.5]
    assert figure["baseline"] == [0.0, "none", 0.0]


def test_several_rows_of_a_data_frame() -> None:
    each: Any = igviz.explain(MODEL, PEOPLE.iloc[[0, 1, 5]], transform=fitted(), progress=False)
    assert len(each) == 3
    for row, explanation in zip((0, 1, 5), each, strict=True):
        assert dict(explanation.words) == pytest.approx(expected(row, 0), rel=1e-4, abs=1e-5)
    numbers = PEOPLE[["age", "income"]].dropna()
    plain: Any = igviz.explain(weighing(1, 2), numbers[:2], progress=False)
    assert [name for name, _ in plain[1].words] == ["age", "income"]


@pytest.mark.parametrize(
    ("encoder", "sources"),
    [
        (OneHotEncoder(), [0, 0, 0, 1, 1]),
        (OneHotEncoder(drop="first"), [0, 0, 1]),
        (OneHotEncoder(drop="if_binary"), [0, 0, 0, 1]),
        (OneHotEncoder(min_frequency=30), [0, 1, 1]),
        (OrdinalEncoder(), [0, 1]),
        (FunctionTransformer(feature_names_out="one-to-one"), [0, 1]),
        (FunctionTransformer(), None),
        (make_column_transformer(("drop", ["city"]), (OneHotEncoder(), slice(1, 2))), [1, 1]),
        (make_column_transformer((OneHotEncoder(), [True, False]), ("drop", [1])), [0, 0, 0]),
        (make_column_transformer((OneHotEncoder(), slice("city", "owner"))), [0, 0, 0, 1, 1]),
    ],
    ids=lambda value: str(value).replace("\n", "")[:40],
)
def test_what_a_transformer_tells_of_its_columns(encoder: Any, sources: object) -> None:
    table = PEOPLE[["city", "owner"]]
    returned = encoder.fit(table).transform(table)
    fitted = told(encoder, ("city", "owner"))
    assert fitted.sources == sources
    if sources is not None:
        assert len(fitted.sources or ()) == returned.shape[1]


@pytest.mark.parametrize("nested", [False, True])
def test_columns_that_are_only_dropped_need_not_be_there(nested: bool) -> None:
    table = pd.DataFrame(np.eye(4, 3), columns=list("abc"))
    dropping: Any = make_column_transformer((StandardScaler(), ["a", "c"]), ("drop", ["b"]))
    if nested:
        piped = make_pipeline("passthrough", dropping, StandardScaler())
        dropping = make_column_transformer((piped, ["a", "b", "c"]), remainder="drop")
    dropping.fit(table.assign(extra="q"))
    row, rows, model = table.iloc[1], table[["c", "a"]], weighing(1, 2)
    one = explained(row, dropping, model, background=rows, baseline="mean")
    other = explained(as_dict(row[["a", "c"]]), dropping, model, baseline={"c": 0.25, "a": 0.25})
    assert [name for name, _ in one.words] == ["a", "c"]
    assert dict(one.words) == pytest.approx(dict(other.words), rel=1e-5)


def test_transformers_of_mappings_get_mappings() -> None:
    rows = [{"city": "Oslo", "age": 1.0}, {"city": "Rome", "age": 2.0}]
    made = explained(rows[0], DictVectorizer().fit(rows), weighing(1, 2, 4), background=rows)
    assert dict(made.words) == {"city": 2.0, "age": 1.0}


def test_an_unknown_category_is_named_with_those_that_are_known() -> None:
    row = {**as_dict(PEOPLE.iloc[1]), "city": "Rom"}
    said = r"unknown categories.*'city' is 'Rom', and the transform knows 'Oslo', 'Paris', 'Rome'"
    with pytest.raises(InputError, match=said):
        explained(row)
    lenient = make_column_transformer((OneHotEncoder(handle_unknown="ignore"), ["city"])).fit(
        PEOPLE
    )
    notes = explained(row, lenient, weighing(1, 2, 4), baseline=1.0).notes
    assert any("'city' is 'Rom', and the transform knows 'Oslo'" in note for note in notes)


CLASSIFIER = make_pipeline(StandardScaler(), LogisticRegression()).fit(np.eye(2), [0, 1])


def broken(_: object) -> Any:
    raise KeyError("fare")


@pytest.mark.parametrize(
    ("row", "transform", "said"),
    [
        (PEOPLE.iloc[1].rename({"age": "aeg"}), None, r"lacks 'age'.*nearest to 'age' are 'aeg'"),
        (PEOPLE.iloc[1].drop("city"), None, r"The row lacks 'city', which the transform takes"),
        ([1.0, 2.0], StandardScaler().fit(np.eye(3)), r"has 2 cells, and the transform takes 3"),
        (
            {"age": np.nan, "b": 1.0},
            lambda row: list(row.values()),
            r"returned 1 of 2 values that are NaN or infinite: 'age' hold nothing; fill empty",
        ),
        ({"a": 1.0}, broken, r"The transform failed on the row \(KeyError: 'fare'\); it is called"),
        ({"a": 1.0}, lambda _: 3.0, r"returned shape \(1,\) for 1 row"),
        ({"a": 1.0}, lambda _: "x", r"The transform returned a str; it must return the numbers"),
        ({"a": 1.0}, lambda _: None, r"The transform returned None; it must return the numbers"),
        ({"a": 1.0}, dict, r"The transform returned a dict; it must return the numbers"),
        ({"a": 1.0}, lambda _: ["x"], r"The transform failed on the row \(ValueError.*with a dict"),
        ({"a": 1.0}, StandardScaler(), r"NotFittedError.*; fit it first: transform.fit\(rows\)"),
        (
            {"a": 1.0},
            CLASSIFIER,
            r"Pipeline that ends in LogisticRegression, .*transform=pipe\[:-1",
        ),
        (np.zeros((2, 3)), StandardScaler().fit(np.eye(3)), r"has shape \(2, 3\), and one row"),
    ],
)
def test_what_is_wrong_is_said(row: object, transform: Any, said: str) -> None:
    with pytest.raises(InputError, match=said):
        explained(row, transform)


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ({"city": ["city_A", "cty_B"]}, r"'cty_B' in 'city'.*the nearest are 'city_B', 'city_A'"),
        ({"city": [9]}, r"groups has 9 in 'city', and the model's columns are 0 to 3"),
        ({"a": ["age"], "b": [0]}, r"groups has 'age' in 'a' and in 'b'; put every column"),
        ({"a": []}, r"groups has no columns for 'a'"),
    ],
)
def test_what_is_wrong_with_groups_is_said(groups: object, said: str) -> None:
    row = {"age": 3.0, "city_A": 0.0, "city_B": 1.0, "x": 0.5}
    with pytest.raises(InputError, match=said):
        igviz.explain(weighing(1, 2, 4, 8), row, groups=groups, progress=False)
    with pytest.raises(TypeError, match="pass a mapping from what each group is called"):
        igviz.explain(weighing(1, 2, 4, 8), row, groups=["age"], progress=False)


def test_a_function_of_one_row_gets_each_row_of_a_data_frame() -> None:
    from igviz.examples import load_table

    loan = load_table()
    frame = pd.DataFrame(loan.rows)
    how: Any = {"transform": loan.transform, "labels": loan.labels, "progress": False}
    each: Any = igviz.explain(loan.model, frame, **how)
    one: Any = igviz.explain(loan.model, loan.rows[1], **how)
    assert [one.score for one in each][1] == pytest.approx(one.score, rel=1e-6)

    def of_frames(rows: pd.DataFrame) -> Any:
        return rows.to_numpy(float)[0]

    plain: Any = igviz.explain(
        torch.nn.Linear(2, 1), pd.DataFrame({"a": [1.0], "b": [2.0]}), transform=of_frames
    )
    assert [name for name, _ in plain.words] == ["a", "b"]


def test_rows_of_a_list_are_tried_for_each_other() -> None:
    def transform(row: Any) -> list[float]:
        return [row["age"], float(row["city"] == "Oslo"), float(row["city"] == "Rome")]

    rows = [{"age": 1.0, "city": city} for city in ("Oslo", "Rome", "Paris")]
    several: Any = igviz.explain(weighing(1, 2, 4), rows, transform=transform, progress=False)
    for made, city in zip(several, (2, 4, 0), strict=True):
        assert dict(made.words) == {"age": 1.0, "city": city}
