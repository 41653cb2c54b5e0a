"""Many rows of one table: asked about together, answered as one by one."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from small_parts import Asked, made, words
from small_tables import NAMES, classifier
from torch import Tensor, nn

import igviz
from igviz.engine.problem import LOOKED_AT
from igviz.examples import load_table
from igviz.explanation.explainer import Explainer
from igviz.explanation.explanation import Explanation

MANY = LOOKED_AT + 6
ROWS = torch.randn(MANY, 4, generator=torch.Generator().manual_seed(2))
GROUPS = {"feature_names": NAMES, "groups": {"work": ["hours", "income"]}}
TRAINING = {"background": ROWS[:20], "baseline": "training"}
NEAREST = {"background": ROWS[:20], "baseline": "nearest"}


class LooksUp(nn.Module):
    """Looks its categories up, and counts those that are not the first beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.table, self.out = nn.Embedding(5, 3), nn.Linear(6, 2)

    def forward(self, ids: Tensor, floats: Tensor) -> Tensor:
        known = (ids != 0).float()
        out: Tensor = self.out(torch.cat([self.table(ids)[:, 0], floats, known], 1))
        return out


def explained(rows: Any, model: Any = None, **how: Any) -> list[Explanation]:
    several: Any = igviz.explain(model or classifier(), rows, progress=False, **how)
    return list(several)


def same(many: list[Explanation], few: list[Explanation]) -> None:
    """Of the first rows, the answers are those that they have with few beside them."""
    for one, other in zip(many, few, strict=False):
        assert one.score == pytest.approx(other.score, rel=1e-5)
        assert one.label == other.label
        assert one.attribution.attributions.flatten().tolist() == pytest.approx(
            other.attribution.attributions.flatten().tolist(), rel=1e-3, abs=1e-6
        )
        assert [p["label"] for p in one.predictions] == [p["label"] for p in other.predictions]
        assert one.notes == other.notes
        assert one.display.baseline_name == other.display.baseline_name
        for name, value in dict(other.words).items():
            assert dict(one.words)[name] == pytest.approx(value, rel=1e-3, abs=1e-6)
        before, after = other.baseline_prediction, one.baseline_prediction
        assert (before is None) == (after is None)
        if before is not None and after is not None:
            assert before["label"] == after["label"]
            assert before["score"] == pytest.approx(after["score"], rel=1e-5)


@pytest.mark.parametrize(
    "how",
    [{}, {"target": 1}, {"output": "logit"}, {"baseline": 0.5}, GROUPS, TRAINING, NEAREST],
    ids=["plain", "target", "logit", "number", "groups", "training", "nearest"],
)
def test_many_rows_are_answered_as_few_are(how: Any) -> None:
    same(explained(list(ROWS), **how), explained(list(ROWS[:5]), **how))


def test_rows_with_a_transform_are_answered_as_few_are() -> None:
    loan = load_table()
    rows = [loan.rows[k % len(loan.rows)] for k in range(MANY)]
    how = {"transform": loan.transform, "labels": loan.labels}
    same(explained(rows, loan.model, **how), explained(rows[:4], loan.model, **how))


def test_what_is_not_of_the_first_row_alone_is_asked_one_by_one() -> None:
    torch.manual_seed(1)
    model = LooksUp().eval()
    rows = [{"ids": torch.tensor([[k % 5]]), "floats": torch.randn(1, 2)} for k in range(MANY)]
    many = explained(rows, model, target=1, kind="tabular", output="score")
    for row, one in list(zip(rows, many, strict=True))[:6]:
        assert one.score == pytest.approx(float(model(**row)[0, 1]), rel=1e-5)
    both = [(torch.rand(1, 3, 4, 4), text) for text in ("it was", "bad", "very good") * 24]
    asked = made(Asked)
    for source, one in list(
        zip(both, explained(both, asked, tokenizer=words, target=0), strict=True)
    )[:5]:
        right = asked(source[0], torch.tensor([words(source[1])])).softmax(1)[0, 0]
        assert one.score == pytest.approx(float(right), rel=1e-4)


def test_only_the_first_is_asked_about_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    evaluate = Explainer._evaluate_ends

    def counted(self: Explainer) -> None:
        asked.append(self)
        evaluate(self)

    monkeypatch.setattr(Explainer, "_evaluate_ends", counted)
    assert len(explained(list(ROWS))) == len(ROWS)
    assert len(asked) == 1


def test_rows_that_fail_lose_no_others() -> None:
    rows = [*ROWS.clone()]
    rows[3] = torch.full((4,), float("nan"))
    rows[7] = torch.zeros(4)  # its own baseline
    with pytest.raises(igviz.SomeInputsError, match="Input 4 of 70 failed") as caught:
        explained(rows)
    assert "So did input 8" in str(caught.value)
    explanations = caught.value.explanations
    assert [k for k, one in enumerate(explanations) if one is None] == [3, 7]
    same(explanations[8:10], explained(ROWS[8:10]))


def test_a_row_that_the_model_refuses_loses_no_others() -> None:
    inner = classifier()

    class Picky(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            if (x > 90).any():
                raise ValueError("too large")
            out: Tensor = inner(x)
            return out

    rows = [*ROWS.clone()]
    rows[5] = torch.full((4,), 99.0)
    with pytest.raises(igviz.SomeInputsError, match=r"Input 6 of 70 failed.*too large") as caught:
        explained(rows, Picky().eval())
    assert [k for k, one in enumerate(caught.value.explanations) if one is None] == [5]


def test_the_path_of_each_is_not_kept_and_its_waterfall_is() -> None:
    one = explained(list(ROWS))[-1]
    figure: Any = one.figure()
    assert figure["steps"]["alphas"] == []
    assert figure["path"]["alphas"]
    assert len(one.words) == 4
    assert "feature 0: 0 → " in str(one)
    one.plot()
