"""Many rows of one table: asked about together, answered as one by one."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from small_tables import classifier

import igviz
from igviz.engine.problem import LOOKED_AT
from igviz.explanation.explainer import Explainer
from igviz.explanation.explanation import Explanation

ROWS = torch.randn(LOOKED_AT + 6, 4, generator=torch.Generator().manual_seed(2))


def explained(rows: Any, **how: Any) -> list[Explanation]:
    several: Any = igviz.explain(classifier(), rows, progress=False, **how)
    return list(several)


@pytest.mark.parametrize("how", [{}, {"target": 1}, {"output": "logit"}, {"baseline": 0.5}])
def test_many_rows_are_answered_as_few_are(how: Any) -> None:
    many, few = explained(list(ROWS), **how), explained(list(ROWS[:5]), **how)
    for one, other in zip(many, few, strict=False):
        assert one.score == pytest.approx(other.score, rel=1e-5)
        assert one.label == other.label
        assert one.attribution.attributions[0].tolist() == pytest.approx(
            other.attribution.attributions[0].tolist(), rel=1e-3, abs=1e-6
        )
        assert [p["label"] for p in one.predictions] == [p["label"] for p in other.predictions]
        assert one.baseline_prediction is not None
        assert other.baseline_prediction is not None
        assert one.baseline_prediction["label"] == other.baseline_prediction["label"]
        assert one.baseline_prediction["entropy"] == pytest.approx(
            other.baseline_prediction["entropy"], rel=1e-4
        )
        assert one.notes == other.notes


def test_only_the_first_is_asked_about_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    evaluate = Explainer._evaluate_ends

    def counted(self: Explainer) -> None:
        made.append(self)
        evaluate(self)

    monkeypatch.setattr(Explainer, "_evaluate_ends", counted)
    assert len(explained(list(ROWS))) == len(ROWS)
    assert len(made) == 1


def test_rows_that_fail_lose_no_others() -> None:
    rows = [*ROWS.clone()]
    rows[3] = torch.full((4,), float("nan"))
    rows[7] = torch.zeros(4)  # its own baseline
    rows[9] = torch.ones(3)
    with pytest.raises(igviz.SomeInputsError, match="Input 4 of 70 failed") as caught:
        explained(rows)
    assert "inputs 8 and 10" in str(caught.value)
    explanations = caught.value.explanations
    assert [k for k, one in enumerate(explanations) if one is None] == [3, 7, 9]
    assert explanations[8].score == pytest.approx(explained([ROWS[8]])[0].score, rel=1e-5)


def test_the_path_of_each_is_not_kept_and_its_waterfall_is() -> None:
    one = explained(list(ROWS))[-1]
    figure: Any = one.figure()
    assert figure["steps"]["alphas"] == []
    assert figure["path"]["alphas"]
    assert "strongest" not in str(one)
    one.plot()
