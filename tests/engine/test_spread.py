"""What each of several baselines gives by itself."""

from __future__ import annotations

import torch

from igviz.engine.paths import Straight
from igviz.engine.plan import Plan
from igviz.engine.problem import Problem, solve
from igviz.engine.spread import with_spread
from igviz.models.score import Score

WEIGHTS = torch.tensor([2.0, -1.0, 0.5])
STARTS = torch.tensor([[0.0, 0.0, 0.0], [1.0, 1.0, 1.0], [0.5, -2.0, 3.0]])
ROW = torch.tensor([1.0, 2.0, -1.0])


def problem(activation: str | None) -> Problem:
    def forward(rows: torch.Tensor) -> torch.Tensor:
        return (rows @ WEIGHTS)[:, None]

    path = Straight(STARTS, ROW.expand(3, 3))
    return Problem(forward, path, Score([[0, 0, 0]], activation), n_baselines=3)


def test_of_a_linear_score_each_is_weight_times_way() -> None:
    asked = problem(None)
    *_, last = solve(asked, Plan(tol=0.05))
    by = with_spread(last.attributions[0][0], asked).by_baseline
    assert by is not None
    assert torch.allclose(by, WEIGHTS * (ROW - STARTS), atol=1e-6)


def test_of_a_probability_each_adds_up_to_its_own_change() -> None:
    asked = problem("sigmoid")
    *_, last = solve(asked, Plan(n_steps=64))
    spread = with_spread(last.attributions[0][0], asked)
    by = spread.by_baseline
    assert by is not None
    assert last.last
    assert last.evaluations == 3 * 64
    assert spread.certificate.evaluations == 2 * 3 * 64
    ends = torch.sigmoid(ROW @ WEIGHTS) - torch.sigmoid(STARTS @ WEIGHTS)
    assert torch.allclose(by.sum(1).float(), ends, atol=1e-5)
    assert torch.allclose(
        by.mean(0).float(), last.attributions[0].attributions[0].float(), atol=1e-6
    )
