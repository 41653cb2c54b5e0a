"""Where the path of a row begins."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from small_tables import NAMES, ROW, Frame, Series, classifier, explained, linear
from torch import nn

from igviz.errors import InputError
from igviz.explanation.many import explainer_of
from igviz.modalities.tabular.background import Background
from igviz.modalities.tabular.baselines import Baselines
from igviz.modalities.tabular.table import plain_table

BACKGROUND = [[1.0, 2.0, 3.0, 4.0], [3.0, 2.0, 1.0, 0.0]]
OTHER = [4.0, 3.0, 2.0, 1.0]


def made(spec: object, background: Any = None) -> list[tuple[str, list[float]]]:
    table = plain_table(ROW, tuple(NAMES), None)
    rows = None if background is None else Background(table, np.array(background))
    like = torch.tensor([ROW])
    baselines = Baselines(table, like, rows, lambda rows: rows[:, 0].astype(int)).made(spec, 0)
    for one in baselines:
        assert (one.tensor.shape, one.tensor.dtype) == ((1, 4), torch.float32)
        assert one.tensor[0].tolist() == pytest.approx(one.cells)
    return [(one.name, list(one.cells)) for one in baselines]


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("zero", [("zero", [0.0] * 4)]),
        ("mean", [("mean", [2.0, 2.0, 2.0, 2.0])]),
        (0.5, [("0.5", [0.5] * 4)]),
        (OTHER, [("row", OTHER)]),
        (np.array(OTHER), [("row", OTHER)]),
        (torch.tensor([OTHER]), [("row", OTHER)]),
        (dict(zip(NAMES[::-1], OTHER[::-1], strict=True)), [("row", OTHER)]),
        (Series(OTHER, NAMES), [("row", OTHER)]),
        ([0, 1], [("0", [0.0] * 4), ("1", [1.0] * 4)]),
        (["zero", OTHER], [("zero", [0.0] * 4), ("row", OTHER)]),
        (np.array([OTHER, ROW]), [("", OTHER), ("", ROW)]),
        (Frame([OTHER, ROW], NAMES), [("", OTHER), ("", ROW)]),
    ],
)
def test_each_specification(spec: object, expected: list[tuple[str, list[float]]]) -> None:
    baselines = made(spec, BACKGROUND)
    assert [values for _, values in baselines] == [values for _, values in expected]
    names = [name or "row" for name, _ in expected]
    assert [name for name, _ in baselines] == names


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ("mean", r"without a background; pass background=, rows of the table of shape \(N, 4\)"),
        ("zeros", r"baseline 'zeros' is unknown; .* did you mean 'zero'\?"),
        ([], r"The list of baselines is empty; it needs 'zero', 'mean', 'median', 'training'"),
        (float("nan"), r"baseline nan is not finite"),
        (-(10**400), r"baseline -inf is not finite"),
        ([1.0, 2.0, 3.0, float("nan")], r"The baseline holds 1 of 4 values \('children'\)"),
        (
            np.array([1.0, 2.0]),
            r"The baseline has 2 values, and the row to explain has 4; pass a",
        ),
        (
            {"age": 1.0},
            r"The baseline lacks 'income', 'hours', 'children', but the features",
        ),
        (np.zeros((2, 3)), r"Each row of baseline has 3 values, and the row to explain has 4"),
        (print, r"The baseline is an object of type builtin_function_or_method"),
    ],
)
def test_what_is_wrong_is_said(spec: object, said: str) -> None:
    with pytest.raises(InputError, match=said):
        made(spec)


@pytest.mark.parametrize(
    "background",
    [
        BACKGROUND,
        np.array(BACKGROUND),
        torch.tensor(BACKGROUND),
        Frame(BACKGROUND, NAMES),
        Frame([[*row[::-1], 9.0] for row in BACKGROUND], [*NAMES[::-1], "label"]),
        Frame(BACKGROUND, [0, 1, 2, 3]),
        [dict(zip(NAMES, row, strict=True)) for row in BACKGROUND],
        [Series(row, NAMES) for row in BACKGROUND],
        np.array([2.0, 2.0, 2.0, 2.0]),
    ],
)
def test_a_background_may_be_any_table(background: object) -> None:
    explanation = explained(background=background, baseline="mean")
    figure: Any = explanation.figure()
    assert (figure["baseline_name"], figure["baseline"]) == ("mean", [2.0] * 4)


@pytest.mark.parametrize(
    ("background", "said"),
    [
        (np.zeros((5, 3)), r"Each row of background has 3 values, and the row to explain has 4"),
        ([[0.0] * 3], r"background\[0\] has 3 values, and the row to explain has 4"),
        (np.full((5, 4), np.nan), r"background holds 20 of 20 values that are NaN or infinite"),
        (np.zeros((0, 4)), r"background holds no rows"),
        ([], r"background holds no rows"),
        (np.zeros((2, 2, 2)), r"background has shape \(2, 2, 2\); pass rows, of shape \(N, D\)"),
        (
            "train.csv",
            r"background is an object of type str; pass rows: an array",
        ),
        (np.array([["a"] * 4]), r"background has 'a' for 'age', which is no number"),
    ],
)
def test_what_is_wrong_with_a_background_is_said(background: object, said: str) -> None:
    with pytest.raises(InputError, match=said):
        explained(background=background)


def test_what_a_background_gives_is_offered_where_there_is_one() -> None:
    row = np.array(ROW)
    assert explainer_of(linear(), row).input.menu.names == ("zero",)
    offered = explainer_of(linear(), row, background=BACKGROUND).input.menu.names
    assert offered == ("zero", "mean", "median", "training")
    offered = explainer_of(classifier(), row, background=BACKGROUND).input.menu.names
    assert offered == ("zero", "mean", "median", "training", "nearest")


def test_a_row_that_equals_its_baseline_is_refused() -> None:
    with pytest.raises(InputError, match=r"equals its baseline \(zero\).*\(baseline=row\)"):
        explained(np.zeros(4))
    with pytest.raises(InputError, match=r"equals its baseline \(zero\).*baseline='mean'"):
        explained(np.zeros(4), background=BACKGROUND)
    with pytest.raises(InputError, match=r"equals its baseline \(mean\).*baseline='zero'"):
        explained(np.full(4, 2.0), background=BACKGROUND, baseline="mean")


def test_where_the_score_jumps_what_is_offered_can_be_passed() -> None:
    def said(**how: Any) -> str:
        notes = explained(np.array(ROW) * 1e30, classifier(), target=1, **how).notes
        return next(note for note in notes if "jumps" in note)

    assert "such as a typical row of the table (baseline=row)" in said()
    assert "such as baseline='mean'" in said(background=BACKGROUND)
    assert "such as baseline='zero'" in said(baseline=[1.0, 2.0, 3.0, 4.0])
    with pytest.raises(InputError, match=r"Pass a typical row of the table \(baseline=row\)"):
        explained(np.array(ROW) + 1, nn.Sequential(nn.LayerNorm(4, eps=1e-30), nn.Linear(4, 1)))


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (
            {"background": [[1e300] * 4], "baseline": "mean"},
            "The baseline mean holds numbers beyond",
        ),
        ({"background": [[float("nan")] * 4], "baseline": "mean"}, "that are NaN or infinite"),
        ({"row": np.array([1e300, 0, 0, 0])}, "The row holds numbers beyond float32"),
    ],
)
def test_numbers_that_are_none_for_the_model_are_no_jump(how: Any, said: str) -> None:
    model = nn.Sequential(nn.LayerNorm(4), nn.Linear(4, 1))
    with pytest.raises(InputError, match=said):
        explained(**{"row": np.array(ROW), **how}, model=model)


def test_a_baseline_at_which_the_model_says_nothing_is_no_jump() -> None:
    class Norm(nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            size: torch.Tensor = x.norm(dim=1, keepdim=True)
            return x / size

    with pytest.raises(InputError, match="At the baseline zero the model's output is NaN"):
        explained(np.array(ROW), Norm(), target=0)
