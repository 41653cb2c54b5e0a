"""Baselines that are made of a background, in the space in which a person has it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
import torch
from sklearn.compose import make_column_transformer
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from small_tables import classifier, explained, linear
from torch import nn

from igviz.errors import InputError
from igviz.explanation.many import explainer_of
from igviz.figure.arrays import unwire
from igviz.modalities.tabular.background import MOST_ROWS
from igviz.modalities.tabular.terminal import letters
from igviz.stills.terminal import console

TABLE = np.random.default_rng(0).normal(1.0, 1.0, (400, 4))
PEOPLE = pd.DataFrame({"age": [20.0, 30.0, 70.0, 31.0], "city": ["Oslo", "Rome", "Rome", "Oslo"]})


def transform() -> Any:
    made = make_column_transformer((StandardScaler(), ["age"]), (OneHotEncoder(), ["city"]))
    return made.fit(PEOPLE)


def of_people(baseline: object, row: int = 2, background: Any = PEOPLE, model: Any = None) -> Any:
    how = {"transform": transform(), "background": background, "baseline": baseline}
    return explained(PEOPLE.iloc[row], model or linear([1.0, 2.0, 4.0]), **how)


@pytest.mark.parametrize(
    ("baseline", "ends"),
    [
        ("mean", [37.75, "Oslo"]),
        ("median", [30.5, "Oslo"]),
        ("training", [27.0, "various"]),
        ({"age": 40.0, "city": "Oslo"}, [40.0, "Oslo"]),
        ([40.0, "Oslo"], [40.0, "Oslo"]),
        (PEOPLE.iloc[0], [20.0, "Oslo"]),
        (PEOPLE.iloc[[0, 3]], [25.5, "Oslo"]),
    ],
    ids=str,
)
def test_baselines_are_rows_as_people_have_them(baseline: object, ends: list[object]) -> None:
    figure: Any = of_people(baseline).figure()
    assert figure["names"] == ["age", "city"]
    assert figure["baseline"] == ends
    assert figure["inputs"] == [70.0, "Rome"]


def test_through_a_transform_a_baseline_is_transformed() -> None:
    explanation = of_people("mean")
    start = transform().transform(pd.DataFrame({"age": [37.75], "city": ["Oslo"]}))[0]
    assert explanation.attribution.baselines[0].tolist() == pytest.approx(start, abs=1e-6)


def test_rows_of_the_background_are_averaged_and_so_are_attributions() -> None:
    model, rows = classifier(), TABLE[:30]
    explanation = explained(np.full(4, -1.0), model, background=rows, baseline="training", tol=0.01)
    each = [
        explained(np.full(4, -1.0), model, baseline=row, target=explanation.target, tol=0.001)
        for row in rows
    ]
    apart = np.array([[value for _, value in one.words] for one in each])
    assert [value for _, value in explanation.words] == pytest.approx(apart.mean(0), abs=0.003)
    figure: Any = explanation.figure()
    assert unwire(figure["spread"]) == pytest.approx(apart.std(0), abs=0.01)
    assert figure["baseline"] == pytest.approx(rows.mean(0))
    by = explanation.attribution.by_baseline
    assert by is not None
    assert torch.allclose(by.mean(0), explanation.attribution.attributions[0], atol=1e-5)


@pytest.mark.parametrize("output", ["probability", "logit"])
@pytest.mark.parametrize("how", [{"n_steps": 9}, {"tol": 0.02}])
def test_their_mean_is_what_is_shown(how: dict[str, Any], output: str) -> None:
    how = {**how, "output": output, "background": TABLE[:7], "baseline": "training"}
    attribution = explained(np.full(4, -1.0), classifier(), **how).attribution
    assert attribution.by_baseline is not None
    assert torch.allclose(attribution.by_baseline.mean(0), attribution.attributions[0], atol=1e-5)


def test_what_each_baseline_gives_is_computed_once_and_counted() -> None:
    """Every gradient that the model computes is told, and pictures on the way are not slower."""
    rows = list[int]()

    class Counted(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = classifier()

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            if x.requires_grad and len(x) > 1:  # a row alone is a check of the others
                rows.append(len(x))
            answer: torch.Tensor = self.inner(x)
            return answer

    how: dict[str, Any] = {"background": TABLE[:7], "baseline": "training", "progress": False}
    explainer = explainer_of(Counted().eval(), np.full(4, -1.0), tol=1e-4, **how)
    rows.clear()
    pictures = [picture for _, picture in explainer.refine(target=1) if picture is not None]
    apart = [picture.attribution.by_baseline is not None for picture in pictures]
    assert len(apart) > 1
    assert apart == [False] * (len(apart) - 1) + [True]
    assert pictures[-1].attribution.certificate.evaluations == sum(rows)


def test_how_far_they_differ_is_told_everywhere(tmp_path: Any) -> None:
    explanation = explained(background=TABLE, baseline="training")
    figure: Any = explanation.figure()
    assert "(± 2" in letters(figure, console(None))
    assert " ± 2" in explanation._repr_mimebundle_()["text/html"]
    assert explanation.save(tmp_path / "row.png").stat().st_size > 5000
    alone: Any = explained(background=TABLE, baseline="mean").figure()
    assert alone["spread"] is None
    assert "±" not in letters(alone, console(None))


def test_of_many_rows_some_are_drawn_with_the_seed() -> None:
    def starts(seed: int) -> list[list[float]]:
        made = explainer_of(
            linear(), np.zeros(4), background=TABLE, baseline="training", seed=seed
        ).baselines
        return [one.tensor[0].tolist() for one in made]

    assert len(starts(0)) == MOST_ROWS
    assert starts(0) == starts(0)
    assert starts(0) != starts(1)


def test_the_row_itself_is_none_of_them() -> None:
    row = TABLE[3]
    made = explainer_of(linear(), row, background=TABLE[:5], baseline="training").baselines
    assert len(made) == 4
    with pytest.raises(InputError, match="Every row of the background is the row to explain"):
        explained(row, background=[row, row], baseline="training")


def test_the_nearest_of_another_class() -> None:
    model = classifier()
    with torch.no_grad():
        classes = model(torch.tensor(TABLE).float()).argmax(1).numpy()
    explanation = explained(TABLE[0], model, background=TABLE, baseline="nearest")
    ways = (((TABLE - TABLE[0]) / TABLE.std(0)) ** 2).sum(1)
    at = int(np.where(classes == classes[0], np.inf, ways).argmin())
    figure: Any = explanation.figure()
    assert figure["baseline_name"] == f"nearest (row {at})"
    assert figure["baseline"] == pytest.approx(TABLE[at])
    assert explanation.attribution.baselines[0].tolist() == pytest.approx(TABLE[at], abs=1e-6)


def test_the_nearest_needs_classes_and_another() -> None:
    with pytest.raises(InputError, match="the nearest row of another class, and the model gives"):
        explained(TABLE[0], background=TABLE, baseline="nearest")
    with pytest.raises(InputError, match="gives all 1 rows of the background the class of this"):
        explained(TABLE[0], classifier(), background=TABLE[:1], baseline="nearest")
    sure = torch.nn.Sequential(linear(), torch.nn.Sigmoid())
    named: Any = explained(TABLE[0] + 9, sure, background=TABLE - 9, baseline="nearest").figure()
    assert named["baseline_name"].startswith("nearest (row ")


def test_a_column_that_never_changes_is_told() -> None:
    rows = TABLE[:10].copy()
    rows[:, 1] = 3.0
    same = explained(rows[0], background=rows, baseline="mean", feature_names=list("abcd"))
    assert "Every row of the background has the same 'b' as this row" in same.notes[0]
    other = explained(TABLE[0], background=rows, baseline="mean", feature_names=list("abcd"))
    assert "for 'b (3 instead of " in other.notes[0]
    alike = PEOPLE.assign(city="Rome")
    assert "the same 'city' as this row" in of_people("mean", background=alike).notes[0]


@pytest.mark.parametrize(
    ("background", "said"),
    [
        (PEOPLE.drop(columns="city"), r"background lacks 'city', which the transform takes"),
        (PEOPLE[:0], r"background has shape \(0, 2\); pass one row or more of 2 cells"),
        (np.zeros((3, 5)), r"background has shape \(3, 5\); pass one row or more of 2 cells"),
        (np.zeros((3, 2)), r"holds numbers for 'city', where the transform knows .* before the"),
        ([{"age": 3.0}], r"background\[0\] lacks 'city'"),
    ],
)
def test_what_is_wrong_is_said(background: Any, said: str) -> None:
    with pytest.raises(InputError, match=said):
        of_people("mean", background=background)


@pytest.mark.parametrize("baseline", ["training", "nearest"])
def test_what_the_transform_leaves_empty_in_the_background_is_named(baseline: str) -> None:
    people = PEOPLE.assign(age=[20.0, np.nan, 70.0, 31.0])
    said = r"^Row 1 of the background holds values for 'age' that are NaN or infinite; .*imputer"
    with pytest.raises(InputError, match=said):
        of_people(baseline, background=people, model=classifier(3))


def test_of_several_categories_that_are_numbers_there_is_no_mean() -> None:
    table = pd.DataFrame({"age": [20.0, 30.0, 70.0], "class": [1, 3, 3], "deck": [2, 2, 2]})
    made = make_column_transformer(
        (StandardScaler(), ["age"]), (OneHotEncoder(), ["class", "deck"])
    )
    how = {"transform": made.fit(table), "background": table, "baseline": "training"}
    figure: Any = explained(table.iloc[0], linear([1.0, 2.0, 4.0, 8.0]), **how).figure()
    assert figure["baseline"] == [50.0, 3, 2]
    figure = explained(table.iloc[2], linear([1.0, 2.0, 4.0, 8.0]), **how).figure()
    assert figure["baseline"] == [25.0, "various", 2]


@pytest.mark.parametrize("transform", [None, lambda row: np.asarray(row, float)])
def test_levels_of_names_are_joined(transform: Any) -> None:
    names = pd.MultiIndex.from_product([["height", "width"], ["low", "high"]])
    table, model = pd.DataFrame(TABLE, columns=names), linear([1.0, 2.0, 4.0, 8.0])
    expected = (TABLE[0] - TABLE.mean(0)) * [1, 2, 4, 8]
    called = ["height / low", "height / high", "width / low", "width / high"]
    for background in (table, table[names[::-1]]):
        how: Any = {"transform": transform, "background": background, "baseline": "mean"}
        made = explained(table.iloc[0], model, **how)
        assert dict(made.words) == pytest.approx(dict(zip(called, expected, strict=True)), rel=1e-4)
