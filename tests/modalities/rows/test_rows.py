"""Rows of one table together: the figure and its stills."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import torch
from sklearn.compose import make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import OneHotEncoder
from small_tables import NAMES, WEIGHTS, classifier, linear

import igviz
from igviz.engine.problem import LOOKED_AT
from igviz.explanation.explanation import Explanation
from igviz.explanation.together import _numbers, figures_of
from igviz.figure.arrays import unwire
from igviz.hosts.report import html
from igviz.modalities.rows.figure import MOST_LANES, columns
from igviz.modalities.rows.plot import spread, strong
from igviz.modalities.stills import plot, stills_of
from igviz.modalities.tabular.display import TabularDisplay
from igviz.modalities.tabular.grouping import as_they_are
from igviz.stills.terminal import console

TABLE = torch.randn(8, 4, generator=torch.Generator().manual_seed(4))


def explained(rows: Any = TABLE, model: Any = None, **how: Any) -> list[Explanation]:
    several: Any = igviz.explain(
        model or linear(), list(rows), progress=False, **{"feature_names": NAMES, **how}
    )
    return list(several)


def figure_of(explanations: list[Explanation]) -> Any:
    (figure,) = figures_of(explanations)
    assert figure["kind"] == "rows"
    return figure


def test_of_a_linear_model_they_are_weight_times_value() -> None:
    figure = figure_of(explained())
    expected = TABLE.numpy() * np.array(WEIGHTS)
    assert unwire(figure["values"]) == pytest.approx(expected, rel=1e-3, abs=1e-6)
    assert unwire(figure["inputs"]) == pytest.approx(TABLE.numpy())
    assert unwire(figure["baselines"]).tolist() == [[0.0] * 4]
    assert unwire(figure["scores"]) == pytest.approx(expected.sum(1) + 3, rel=1e-5)
    assert figure["score"] == pytest.approx(expected.sum(1).mean() + 3, rel=1e-5)
    made = columns(figure)
    sizes = dict(zip(NAMES, np.abs(expected).mean(0), strict=True))
    assert [one.name for one in made] == sorted(NAMES, key=lambda name: -sizes[name])
    assert [one.size for one in made] == pytest.approx(
        sorted(sizes.values(), reverse=True), rel=1e-3
    )


def test_each_row_has_its_label_and_few_have_whole_figures() -> None:
    explanations = explained(model=classifier(), labels=["low", "middle", "high"])
    figure = figure_of(explanations)
    own = [one.label for one in explanations]
    assert [figure["labels"][place] for place in figure["of"]] == own
    assert figure["target"]["label"] == "each row's own answer: mean of 8 rows"
    assert [one["score"] for one in figure["figures"]] == [one.score for one in explanations]
    many = explained(TABLE.repeat(LOOKED_AT // 8 + 1, 1), classifier(), target=1)
    assert figure_of(many)["figures"] == []
    assert figure_of(many)["target"]["label"].startswith("class 1: mean of 72")


def test_what_all_of_them_cost_and_how_far_they_are_off_is_said() -> None:
    explanations = explained(model=classifier())
    figure = figure_of(explanations)
    certificates = [one.attribution.certificate for one in explanations]
    cost = sum(certificate.evaluations for certificate in certificates)
    assert figure["certificate"]["evaluations"] == cost
    assert figure["said"]["error"]["text"].startswith("error at most ")
    assert figure_of(explained(n_steps=4))["said"]["error"]["text"] == "error unknown"
    rough = figure_of(explained(model=classifier(), tol=1e-12))
    assert rough["said"]["error"]["text"] == "not converged in 8 of 8 rows"


PEOPLE = pd.DataFrame(
    {
        "age": [20.0, np.nan, 70.0, 31.0],
        "city": ["Oslo", "Rome", "Rome", "Oslo"],
        "empty": [np.nan] * 4,
    }
)


def of_people() -> Any:
    """A transform of people of whom something may be missing."""
    filled = SimpleImputer(strategy="constant", fill_value=0.0, keep_empty_features=True)
    return make_column_transformer((filled, ["age", "empty"]), (OneHotEncoder(), ["city"]))


def test_words_have_places_and_numbers_stay_numbers() -> None:
    rows = [row for _, row in PEOPLE.iterrows()]
    model, transform = linear([0.1, 0.2, 1.0, 2.0]), of_people().fit(PEOPLE)
    figure = figure_of(explained(rows, model, transform=transform, feature_names=None))
    names = figure["names"]
    age, city, empty = (names.index(name) for name in PEOPLE)
    assert figure["categories"][city] == ["Oslo", "Rome"]
    assert figure["categories"][age] == figure["categories"][empty] == []
    inputs = unwire(figure["inputs"])
    assert inputs[[0, 2, 3], age].tolist() == [20, 70, 31]
    assert inputs[1, age] == pytest.approx(121 / 3)  # the mean of the others, in a middle shade
    assert inputs[:, city].tolist() == [0, 1, 1, 0]
    assert not inputs[:, empty].any()
    places = [(at // len(names), at % len(names)) for at in figure["missing"]]
    assert sorted(places) == sorted([(1, age), *((at, empty) for at in range(4))])
    known = [at % len(names) for at in range(12) if at not in figure["unknown"]]
    assert known == [age] * 3  # a baseline of zero is no word, and nothing where nothing is
    whole = figure_of(explained(rows[2:], model, transform=transform, feature_names=None))
    assert unwire(whole["baselines"]).shape == (1, 3)  # the same, though unknown in part
    assert sorted(whole["unknown"]) == sorted([city, empty])


def test_of_a_word_that_is_missing_no_category_is_made() -> None:
    grouping = as_they_are(["n", "word", "mixed"])
    cells: list[tuple[Any, ...]] = [(1.5, "b", 2.0), (None, None, "a"), (3.0, "a", None)]
    shown = [TabularDisplay(grouping, row, (None, "a", 2.0), "row") for row in cells]
    categories, inputs, baselines = _numbers(shown)
    assert categories == [[], ["b", "a"], ["2", "a"]]
    nan = float("nan")
    assert inputs == pytest.approx(np.array([[1.5, 0, 0], [nan, nan, 1], [3, 1, nan]]), nan_ok=True)
    assert baselines == pytest.approx(np.array([[nan, 1, 0]] * 3), nan_ok=True)


def test_others_than_rows_of_one_table_have_figures_of_their_own() -> None:
    first, other = explained()[:1], explained(feature_names=["a", "b", "c", "d"])[:1]
    assert [one["kind"] for one in figures_of([*first, *other])] == ["tabular", "tabular"]
    assert [one["kind"] for one in figures_of(first)] == ["tabular"]


def test_one_row_asked_for_two_targets_and_two_questions_are_no_table() -> None:
    two: Any = igviz.explain(classifier(), TABLE[0], target=[0, 1], progress=False)
    assert [one["kind"] for one in figures_of(two)] == ["tabular", "tabular"]
    other = explained(TABLE[2:4], baseline=0.5)
    assert [one["kind"] for one in figures_of([*explained(TABLE[:1]), *other])] == ["tabular"] * 3


def test_rows_from_different_baselines_of_one_name_are_said_to_begin_there() -> None:
    how = {"background": TABLE, "baseline": "nearest"}
    rows = TABLE + 0.1
    figure = figure_of(explained(rows, classifier(), **how))
    assert figure["baseline_name"] == "nearest"
    assert len(unwire(figure["baselines"])) == len(rows)


def test_many_features_are_added_up() -> None:
    wide = torch.randn(3, MOST_LANES + 5, generator=torch.Generator().manual_seed(1))
    model = linear([1.0] * wide.shape[1])
    figure = figure_of(explained(wide, model, feature_names=None))
    made = columns(figure)
    assert [one.name for one in made[-1:]] == ["5 others"]
    total = sum(one.values for one in made)
    assert total == pytest.approx(unwire(figure["values"]).sum(1), rel=1e-4, abs=1e-5)


def test_stills(tmp_path: Path) -> None:
    explanations = explained(feature_names=["</script><b>", "b", "c\n", "d"])
    figure = figure_of(explanations)
    letters = stills_of("rows").terminal(figure, console(None))
    assert "mean size of the attributions" in letters
    page = stills_of("rows").html([figure])
    assert "<b>" not in page
    assert page.count("<tr>") == 5
    assert [name for name, _ in stills_of("rows").words(figure)]
    plot(figure, palette="blue-orange")
    with pytest.raises(ValueError, match="A table of rows takes no polarity"):
        plot(figure, polarity="positive")
    explorer = igviz.Explorer(explanations)
    for ending in ("png", "svg", "pdf", "html"):
        assert explorer.save(tmp_path / f"rows.{ending}").stat().st_size > 5_000
    explorer.close()
    assert "</script><b>" not in (tmp_path / "rows.html").read_text("utf-8")


def test_a_report_of_many_rows_is_small() -> None:
    rows = torch.randn(1000, 4, generator=torch.Generator().manual_seed(1))
    data = html(explained(rows)).partition('type="application/json">')[2].partition("</script>")[0]
    assert len(data) < 1000 * 4 * 16
    (figure,) = json.loads(data)["figures"]
    assert len(figure["rows"]) == 1000


def test_points_lie_apart() -> None:
    # The same vector as in js/test/modalities/rows/View.test.ts.
    off = spread(np.array([0.0, 0.0, 0.0, 0.5, 1.0]), -1.0, 1.0, 4)
    assert off.tolist() == [0, -1, 1, 0, -1]


def test_the_full_colour_is_of_a_size_that_almost_all_others_reach() -> None:
    assert strong(np.array([[1.0] * 99 + [100.0, 1.0, 2.0]])) == 1.0  # as in the view
    assert strong(np.zeros((2, 2))) == 1.0
