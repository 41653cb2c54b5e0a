"""Scores that jump beside a baseline, wherever beside it."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from igviz.explanation.singular import NEAR, SHARE, change_beside, jump_beside

ZERO, ONE = torch.zeros(1, 1), torch.ones(1, 1)


def returning(x: Tensor) -> Tensor:
    """Jumps far below the first place that is looked at, and is almost back there."""
    return x / (x.abs() + 1e-8) - 0.8 * x / (x.abs() + 1e-5) + 0.8 * x


def test_a_score_that_jumps_and_comes_back_is_found_out() -> None:
    ends = ZERO, ONE, returning(ZERO), returning(ONE)
    assert change_beside(returning, *ends, NEAR) == pytest.approx(0.21, abs=0.01)
    share, alpha = jump_beside(returning, *ends)
    assert share > 0.9 > SHARE
    assert alpha < 2.0**-16


@pytest.mark.parametrize("steep", [1.0, 10.0, 20.0, 100.0])
def test_a_smooth_score_is_asked_no_further_than_before_or_passes(steep: float) -> None:
    asked = []

    def smooth(x: Tensor) -> Tensor:
        asked.append(x)
        return torch.tanh(steep * x)

    ends = ZERO, ONE, smooth(ZERO), smooth(ONE)
    asked.clear()
    share, alpha = jump_beside(smooth, *ends)
    assert share < SHARE
    assert alpha == NEAR
    assert len(asked) == (1 if steep < 25 else 5)
