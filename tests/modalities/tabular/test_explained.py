"""Rows explained: what is known in closed form, and every host that shows them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from small import explained as pictured
from small_tables import NAMES, ROW, WEIGHTS, classifier, explained, linear
from torch import nn
from typer.testing import CliRunner

import igviz
from igviz.explanation.explanation import Explanation
from igviz.figure.arrays import unwire
from igviz.hosts.cli import app

TABLE = torch.linspace(-1, 1, 20).reshape(5, 4)
START = [0.25, 1.0, -2.0, 0.0]


@pytest.mark.parametrize(
    ("baseline", "start"),
    [("zero", [0.0] * 4), ("mean", TABLE.mean(0).tolist()), (START, START), (1, [1.0] * 4)],
)
def test_of_a_linear_model_they_are_weight_times_way(baseline: object, start: Any) -> None:
    explanation = explained(background=TABLE, baseline=baseline)
    expected = np.array(WEIGHTS) * (np.array(ROW) - start)
    assert explanation.attribution.attributions[0].tolist() == pytest.approx(expected, rel=1e-5)
    assert dict(explanation.words) == pytest.approx(
        dict(zip(NAMES, expected, strict=True)), rel=1e-4, abs=1e-6
    )
    assert explanation.score - explanation.baseline_score == pytest.approx(expected.sum(), rel=1e-5)
    assert (explanation.label, explanation.output) == ("output", "score")


def test_several_baselines_are_averaged() -> None:
    explanation = explained(baseline=["zero", START])
    way = np.array(ROW) - np.array(START) / 2
    assert explanation.attribution.attributions[0].tolist() == pytest.approx(
        np.array(WEIGHTS) * way, rel=1e-5
    )
    figure: Any = explanation.figure()
    assert figure["baseline_name"] == "zero + row"
    assert figure["baseline"] == pytest.approx([value / 2 for value in START])


def test_of_a_network_they_sum_to_the_change() -> None:
    explanation = explained(model=classifier(), labels=["low", "middle", "high"], tol=0.001)
    assert explanation.label in ("low", "middle", "high")
    assert len(explanation.predictions) == 3
    total = sum(value for _, value in explanation.words)
    assert total == pytest.approx(explanation.score - explanation.baseline_score, rel=2e-3)
    kept: Any = explanation.figure()
    steps = kept["steps"]
    scales = np.array(steps["signed_scale"]) * steps["weights"]
    gathered = (scales[:, None] * unwire(steps["signed"])).sum(0)
    assert gathered == pytest.approx(unwire(kept["values"]), abs=0.01 * abs(total))


def test_the_figure_holds_both_ends_of_every_feature() -> None:
    figure: Any = explained(baseline=START).figure()
    assert (figure["kind"], figure["names"]) == ("tabular", NAMES)
    assert (figure["inputs"], figure["baseline"]) == (ROW, START)
    assert figure["error"] is not None
    assert figure["certificate"]["converged"] is True


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_rows_have_the_precision_of_the_model(dtype: torch.dtype) -> None:
    explanation = explained(np.array([1 / 3] * 4), linear().to(dtype))
    assert explanation.attribution.inputs.dtype == dtype
    assert explanation.attribution.inputs[0, 0].item() == torch.tensor(1 / 3, dtype=dtype).item()


def test_a_function_gets_what_it_was_given() -> None:
    weights = torch.tensor(WEIGHTS, dtype=torch.float64)
    explanation = explained(weights / 3, lambda rows: rows @ weights)
    assert explanation.attribution.inputs.dtype == torch.float64
    assert explained(np.array(ROW), lambda rows: rows.float().sum(1)).score == pytest.approx(2.0)


def test_several_rows_share_a_call() -> None:
    rows = [dict(zip(NAMES, row, strict=True)) for row in TABLE.tolist()]
    each = igviz.explain(linear(), rows, progress=False)
    assert isinstance(each, list)
    assert len(each) == 5
    named = igviz.explain(linear(), TABLE.tolist(), feature_names=NAMES, progress=False)
    assert [one.words for one in named] == [one.words for one in each]  # type: ignore[union-attr]
    with pytest.raises(igviz.SomeInputsError, match=r"^Input 2 of 2 failed: The row holds 1 of 4"):
        igviz.explain(linear(), [rows[0], {**rows[1], "age": np.nan}], progress=False)


def test_it_is_shown_live_and_answers() -> None:
    explorer = igviz.show(classifier(), np.array(ROW), feature_names=NAMES, background=TABLE)
    assert explorer.wait(60)
    assert explorer.choices["baselines"] == ["zero", "mean", "median", "training", "nearest"]
    explorer.selection = {"baseline": "mean"}
    assert explorer.wait(60)
    assert explorer.figure["baseline_name"] == "mean"
    explorer.close()


@pytest.mark.parametrize("suffix", ["html", "png", "svg", "pdf"])
def test_it_is_saved(tmp_path: Path, suffix: str) -> None:
    path = explained().save(tmp_path / f"why.{suffix}")
    assert path.stat().st_size > 5000


def test_rows_and_others_stand_in_one_report(tmp_path: Path) -> None:
    page = igviz.report([explained(), pictured()], tmp_path / "both.html").read_text("utf-8")
    assert '"kind":"tabular"' in page
    assert '"kind":"image"' in page


def test_the_command_line_takes_a_row_as_python_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("model.py").write_text(
        "import torch\nmodel = torch.nn.Linear(2, 1)\nnames = ['age', 'hours']\n"
        "train = torch.ones(3, 2)\n"
    )
    for typed in (["{'age': 3, 'hours': 0.5}"], ["[3, 0.5]", "--feature-names", "names"]):
        how = ["--background", "train", "--baseline", "mean", "--save", "why.png"]
        result = CliRunner().invoke(app, ["explain", "model.py:model", *typed, *how])
        assert result.exit_code == 0, result.output
        assert "age: 1 → 3" in result.output
        assert "at the mean baseline" in result.output
        assert Path("why.png").stat().st_size > 5000


def test_the_command_line_takes_a_row_with_its_transform(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("model.py").write_text(
        "import torch\nmodel = torch.nn.Linear(3, 1)\n"
        "def prepare(row):\n"
        "    return [row['age'] / 10, row['city'] == 'Oslo', row['city'] == 'Rome']\n"
    )
    row, groups = "{'age': 39, 'city': 'Rome'}", "{'city': (1, 2), 'age': 0}"
    how = ["--transform", "prepare", "--groups", groups, "--save", "why.html"]
    result = CliRunner().invoke(app, ["explain", "model.py:model", row, *how])
    assert result.exit_code == 0, result.output
    assert "city: Rome" in result.output
    assert "age: 0 → 39" in result.output


def test_names_that_are_the_same_keep_their_own_attributions() -> None:
    model = nn.Linear(2, 1)
    model.weight.data[:] = torch.tensor([1.0, -2.0])
    explanation = explained([1.0, 1.0], model, feature_names=["x", "x"])
    assert isinstance(explanation, Explanation)
    assert [name for name, _ in explanation.words] == ["x", "x"]
    assert [value for _, value in explanation.words] == pytest.approx([1.0, -2.0])


def test_a_function_without_weights_gets_an_array_in_its_own_precision() -> None:
    def beyond_float32(x: torch.Tensor) -> torch.Tensor:
        return (x.double() - 16777217).sum(-1, keepdim=True)

    row = np.full(4, 16777217.5)
    for source in (row, torch.from_numpy(row)):
        assert explained(source, beyond_float32).score == 2.0
    assert explained(row.astype(np.float32), lambda x: x.sum(-1, keepdim=True)).score > 0


def test_a_function_around_a_module_gets_the_precision_of_its_weights() -> None:
    double, single = classifier().double(), classifier()
    right = explained(np.array(ROW), single, target=1).score
    for source in (np.array(ROW), ROW, torch.tensor(ROW)):
        assert explained(source, lambda x: double(x) + 0, target=1).score == pytest.approx(right)
    for plain in (np.array(ROW), ROW):
        assert explained(plain, lambda x: single(x) + 0, target=1).score == pytest.approx(right)
