"""Categories that are looked up, with floats beside them."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import Tensor, nn

import igviz
from igviz.errors import InputError
from igviz.explanation.explanation import Explanation
from igviz.explanation.many import explainer_of

WORDS = {
    "ids": {"city": ["Oslo", "Rome", "Paris"], "job": list("abcde")},
    "floats": ["age", "fare"],
}
NAMES = ["city", "job", "age", "fare"]


class Apart(nn.Module):
    """A table for each category, and a linear answer."""

    def __init__(self) -> None:
        super().__init__()
        self.city, self.job = nn.Embedding(3, 4), nn.Embedding(5, 2)
        self.head = nn.Linear(8, 1)

    def forward(self, ids: Tensor, floats: Tensor) -> Tensor:
        parts = [self.city(ids[:, 0]), self.job(ids[:, 1]), floats]
        answer: Tensor = self.head(torch.cat(parts, 1))
        return answer


class Together(nn.Module):
    """One table for both, the second category after the first."""

    first: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.table, self.head = nn.Embedding(8, 3), nn.Linear(8, 1)
        self.register_buffer("first", torch.tensor([0, 3]))

    def forward(self, ids: Tensor, floats: Tensor) -> Tensor:
        answer: Tensor = self.head(torch.cat([self.table(ids + self.first).flatten(1), floats], 1))
        return answer


class Named(nn.Module):
    """An argument for each category."""

    def __init__(self) -> None:
        super().__init__()
        self.inner = Apart()

    def forward(self, city: Tensor, job: Tensor, x: Tensor) -> Tensor:
        answer: Tensor = self.inner(torch.stack([city, job], 1), x)
        return answer


@pytest.fixture(autouse=True)
def seed() -> Any:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        yield


def row(city: int = 1, job: int = 1) -> dict[str, Tensor]:
    return {"ids": torch.tensor([[city, job]]), "floats": torch.tensor([[0.5, -1.0]])}


def explained(model: Any, source: Any = None, **how: Any) -> Explanation:
    given = {"feature_names": WORDS, "progress": False, **how}
    model = model.eval() if isinstance(model, nn.Module) else model
    return explainer_of(model, source or row(), **given).explain()


def right(model: Apart, source: dict[str, Tensor]) -> dict[str, float]:
    """The attributions of a linear head from vectors of zeros."""
    weights, (city, job) = model.head.weight[0].detach(), source["ids"][0].tolist()
    vectors = [model.city.weight[city], model.job.weight[job], *source["floats"][0]]
    parts = weights.split([4, 2, 1, 1])
    values = [float((w * v).detach().sum()) for w, v in zip(parts, vectors, strict=True)]
    return dict(zip(NAMES, values, strict=True))


def test_what_a_category_is_looked_up_as_is_added_up() -> None:
    model = Apart()
    explanation = explained(model)
    assert dict(explanation.words) == pytest.approx(right(model, row()), abs=1e-5)
    figure: Any = explanation.figure()
    assert figure["inputs"] == ["Rome", "b", 0.5, -1.0]
    assert figure["baseline"] == [None, None, 0.0, 0.0]
    total = sum(value for _, value in explanation.words)
    assert total == pytest.approx(explanation.score - explanation.baseline_score, abs=1e-5)


def test_a_model_in_double_precision_gets_its_floats_so() -> None:
    model = Apart().double()
    assert dict(explained(model).words) == pytest.approx(right(model, row()), abs=1e-6)


def test_the_same_number_in_two_columns_is_told_apart() -> None:
    model = Together()
    explanation = explained(model)
    weights = model.head.weight[0].split([3, 3, 1, 1])
    vectors = [model.table.weight[1], model.table.weight[4]]
    values = [float((w * v).detach().sum()) for w, v in zip(weights, vectors, strict=False)]
    assert [value for _, value in explanation.words[:2]] == pytest.approx(values, abs=1e-5)


def test_each_category_may_be_an_argument() -> None:
    model = Named()
    source = {"city": torch.tensor([2]), "job": torch.tensor([1]), "x": torch.tensor([[0.5, -1.0]])}
    explanation = explained(model, source, feature_names=None, kind="tabular")
    expected = right(model.inner, row(2, 1))
    assert [name for name, _ in explanation.words] == ["city", "job", "x 0", "x 1"]
    assert [value for _, value in explanation.words] == pytest.approx(
        list(expected.values()), abs=1e-5
    )


def test_a_function_may_look_up_too() -> None:
    model = Apart().eval()

    def twice(ids: Tensor, floats: Tensor) -> Any:
        return 2 * model(ids, floats)

    how: Any = {"feature_names": NAMES, "embedding": [model.city, model.job], "kind": "tabular"}
    explanation = explained(twice, **how)
    expected = {name: 2 * value for name, value in right(model, row()).items()}
    assert dict(explanation.words) == pytest.approx(expected, abs=1e-5)


def test_baselines_are_rows_that_are_looked_up() -> None:
    model = Apart()
    start = row(2, 0)
    start["floats"] = torch.zeros(1, 2)
    expected = right(model, row())
    less = right(model, start)
    way = {name: expected[name] - less[name] for name in NAMES}
    assert dict(explained(model, baseline=start).words) == pytest.approx(way, abs=1e-5)
    words = ["Paris", "a", 0.0, 0.0]
    assert dict(explained(model, baseline=words).words) == pytest.approx(way, abs=1e-5)
    table = {"ids": torch.tensor([[2, 0], [2, 0], [0, 0]]), "floats": torch.zeros(3, 2)}
    figure: Any = explained(model, background=table, baseline="median").figure()
    assert figure["baseline"] == ["Paris", "a", 0.0, 0.0]
    figure = explained(model, background=table, baseline="training").figure()
    assert figure["baseline"] == ["various", "a", 0.0, 0.0]


def test_what_if_it_were_another() -> None:
    model = Apart().eval()
    explainer: Any = explainer_of(model, row(), feature_names=WORDS, progress=False)
    assert explainer.input.offers == [["Oslo", "Rome", "Paris"], list("abcde"), [], []]
    answer = model(row(2)["ids"], row()["floats"]).item()
    assert explainer.what_if({0: "Paris"}) == pytest.approx(answer, abs=1e-6)
    plain: Any = explainer_of(model, row(), feature_names=NAMES, progress=False)
    assert plain.input.offers[0] == ["0", "1", "2"]
    assert plain.what_if({0: "2"}) == pytest.approx(answer, abs=1e-6)


def test_new_weights_are_looked_up_anew() -> None:
    model = Apart().eval()
    explorer = igviz.show(model, row(), feature_names=WORDS, baseline=0.0)
    assert explorer.wait(60)
    with torch.no_grad():
        model.city.weight *= 3
    explorer.selection = {"tol": 0.02}
    assert explorer.wait(60)
    assert explorer.explanation is not None
    words = dict(explorer.explanation.words)
    assert words == pytest.approx(right(model, row()), abs=1e-5)
    explorer.close()


@pytest.mark.parametrize(
    ("source", "how", "said"),
    [
        (row(7), {}, r"could not be called with the row's tensors \(IndexError: .* have rows for"),
        (
            {"idz": row()["ids"]},
            {"feature_names": ["a", "b"]},
            r"\(TypeError: .*unexpected",
        ),
        ({**row(), "ids": torch.zeros(2, 2).long()}, {}, r"'ids' of shape \(2, 2\); pass one row"),
        (row(), {"feature_names": ["a"]}, r"1 names were given for 'ids', which has 2 columns"),
        (row(), {"feature_names": [*NAMES, "x"]}, r"5 feature_names were given for 4 columns"),
        (row(), {"feature_names": {"id": ["a"]}}, r"has 'id', and the row holds 'ids', 'floats'"),
        (row(), {"baseline": {"ids": row()["ids"]}}, r"The baseline lacks 'floats'"),
        (
            row(),
            {"baseline": ["Bonn", "a", 0.0, 0.0]},
            r"'Bonn' for 'city', which is none",
        ),
    ],
    ids=str,
)
def test_what_is_wrong_is_said(source: Any, how: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        explained(Apart(), source, **how)


def test_of_columns_that_are_cast_inside_it_is_told() -> None:
    model = Apart().eval()

    def cast(rows: Tensor) -> Any:
        return model(rows[:, :2].long(), rows[:, 2:])

    explanation = explainer_of(cast, torch.tensor([1.0, 1.0, 0.5, -1.0]), progress=False).explain()
    assert any("makes whole numbers of gets no attribution" in note for note in explanation.notes)
    assert [value for _, value in explanation.words[:2]] == [0, 0]


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_a_model_in_half_precision_gets_its_floats_so(dtype: torch.dtype) -> None:
    model = Apart()
    expected = right(model, row())
    assert dict(explained(model.to(dtype)).words) == pytest.approx(expected, abs=5e-3)


def test_of_several_ids_there_is_no_mean() -> None:
    """Neither of those that are few, nor of those in a table too large to be offered."""
    table = {"ids": torch.tensor([[2, 0], [2, 3], [0, 3]]), "floats": torch.zeros(3, 2)}
    for model in (Apart(), Together()):
        how: dict[str, Any] = {"background": table, "feature_names": NAMES}
        figure: Any = explained(model, baseline="training", **how).figure()
        assert figure["baseline"] == ["various", "various", 0.0, 0.0]
        figure = explained(model, baseline="mean", **how).figure()
        assert figure["baseline"] == [2, 3, 0.0, 0.0]
