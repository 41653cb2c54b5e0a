"""Series explained: what is known in closed form, baselines, times, and every host."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import torch
from small import explained as pictured
from small_series import Summed, conv, explained, figure_of, wave

import igviz
from igviz.figure.arrays import unwire
from igviz.modalities.series.figure import INTERVALS
from igviz.modalities.series.times import Times

WEIGHTS = [2.0, -0.5]
BACKGROUND = torch.stack([wave(channels=2), -0.5 * wave(channels=2), torch.ones(2, 40)])


def moving_average(x: Any) -> Any:
    padded = np.pad(x, ((0, 0), (2, 2)), mode="reflect")
    return np.stack([padded[:, at : at + 40] for at in range(5)]).mean(0)


@pytest.mark.parametrize(
    ("baseline", "start"),
    [
        ("zero", np.zeros((2, 40))),
        ("mean", wave(channels=2).mean(1, keepdim=True).expand(2, 40).numpy()),
        ("moving average", moving_average(wave(channels=2).numpy())),
        ("last value", wave(channels=2)[:, -1:].expand(2, 40).numpy()),
        ("training mean", BACKGROUND.mean(0).numpy()),
        (0.75, np.full((2, 40), 0.75)),
        (BACKGROUND[1], BACKGROUND[1].numpy()),
        (["zero", 1], np.full((2, 40), 0.5)),
    ],
)
def test_of_a_linear_model_they_are_weight_times_way(baseline: Any, start: Any) -> None:
    x = wave(channels=2)
    explanation = explained(x, Summed(WEIGHTS).eval(), baseline=baseline, background=BACKGROUND)
    expected = np.array(WEIGHTS)[:, None] * (x.numpy() - start)
    values = explanation.attribution.attributions[0].numpy()
    assert values == pytest.approx(expected, abs=1e-5)
    figure: Any = explanation.figure()
    assert unwire(figure["baseline"]) == pytest.approx(start, abs=1e-6)
    words = np.array([value for _, value in explanation.words])
    assert words.sum() == pytest.approx(expected.sum(), abs=1e-4)
    assert words.reshape(2, INTERVALS)[0, 0] == pytest.approx(expected[0, :3].sum(), abs=1e-5)


def test_time_first_and_channels_first_are_the_same() -> None:
    x, model = wave(channels=2), Summed(WEIGHTS).eval()
    one = figure_of(x, model)
    other = figure_of(x.T, lambda rows: model(rows.transpose(1, 2)), time_dim=0)
    for name in ("inputs", "values", "baseline"):
        assert unwire(one[name]) == pytest.approx(unwire(other[name]), abs=1e-6)
    assert unwire(one["steps"]["signed"]).shape[1:] == (2, 40)
    assert unwire(other["steps"]["signed"]).shape[1:] == (2, 40)


def test_of_a_network_they_sum_to_the_change() -> None:
    explanation = explained(wave()[0], tol=0.001)
    total = sum(value for _, value in explanation.words)
    assert total == pytest.approx(explanation.score - explanation.baseline_score, rel=2e-3)
    kept: Any = explanation.figure()
    steps = kept["steps"]
    scales = np.array(steps["signed_scale"]) * steps["weights"]
    gathered = (scales[:, None, None] * unwire(steps["signed"])).sum(0)
    largest = float(abs(unwire(kept["values"])).max())
    assert gathered == pytest.approx(unwire(kept["values"]), abs=0.02 * largest)
    assert kept["certificate"]["converged"] is True


@pytest.mark.parametrize(
    ("baseline", "sentence"),
    [
        ("moving averge", "did you mean 'moving average'"),
        (float("nan"), "is not finite"),
        (1e39, r"1e\+39 is not finite in torch.float32; pass a number such as 0"),
        (np.full((2, 40), 1e39), r"The baseline series holds numbers beyond float32"),
        ([], "list of baselines is empty"),
        (torch.ones(3), r"has shape \(3,\), and the series to explain \(2, 40\)"),
        (torch.ones(40, 2), "pass one of the same shape"),
        ("training mean", r"without a background; pass background=, series of shape \(N, 2, 40\)"),
    ],
)
def test_other_baselines_are_told_what_there_is(baseline: Any, sentence: str) -> None:
    with pytest.raises(igviz.InputError, match=sentence):
        explained(wave(channels=2), conv(2), baseline=baseline)


@pytest.mark.parametrize("background", [torch.ones(4, 3, 40), torch.ones(40), np.array(["a"]), []])
def test_a_background_of_another_shape_is_refused(background: Any) -> None:
    with pytest.raises(igviz.InputError, match="background"):
        explained(wave(channels=2), conv(2), background=background)


def test_the_menu_offers_what_is_another_series() -> None:
    explorer = igviz.show(conv(), wave()[0], background=torch.ones(2, 40))
    assert explorer.wait(60)
    names = ["zero", "mean", "moving average", "last value", "training mean"]
    assert explorer.choices["baselines"] == names
    explorer.selection = {"baseline": "moving average"}
    assert explorer.wait(60)
    assert explorer.figure["baseline_name"] == "moving average"
    explorer.close()
    with pytest.raises(igviz.InputError, match=r"equals its baseline \(mean\).*baseline='zero'"):
        explained(torch.ones(40), baseline="mean")
    with pytest.raises(igviz.InputError, match=r"equals its baseline \(zero\).*baseline=1"):
        explained(torch.zeros(40))


def test_times_are_steps_seconds_or_dates() -> None:
    assert [tick["label"] for tick in Times(40).ticks()] == ["0", "10", "20", "30"]
    seconds = Times(400, 100.0)
    assert [tick["label"] for tick in seconds.ticks()] == ["0 s", "1 s", "2 s", "3 s"]
    assert [tick["at"] for tick in seconds.ticks()] == [0, 100, 200, 300]
    assert seconds.intervals()[1] == {"start": 33, "end": 67, "name": "0.33 – 0.67 s"}
    assert [len(Times(steps).intervals()) for steps in (1, 5, 100)] == [1, 5, INTERVALS]
    assert Times(1).ticks() == [{"at": 0.0, "label": "0"}]
    for times in (Times(103), seconds):
        edges = [(one["start"], one["end"]) for one in times.intervals()]
        assert edges[0][0] == 0
        assert edges[-1][1] == times.steps
        assert all(a[1] == b[0] and a[0] < a[1] for a, b in pairwise(edges))


@pytest.mark.parametrize(
    ("freq", "first", "name", "sent"),
    [
        ("D", "1 Mar 2026", "1 Mar – 3 Mar", 2),
        ("h", "1 Mar 00:00", "1 Mar 00:00 – 1 Mar 02:00", 2),
        ("min", "00:00", "00:00 – 00:02", 2),
        ("s", "00:00:00", "00:00:00 – 00:00:02", 2),
        ("MS", "Mar 2026", "Mar 2026 – May 2026", 40),
    ],
)
def test_dates_are_as_fine_as_they_need_be(freq: str, first: str, name: str, sent: int) -> None:
    index = pd.date_range("2026-03-01", periods=40, freq=freq, tz="Europe/Berlin")
    figure = figure_of(pd.Series(wave()[0].numpy(), index), n_steps=2)
    assert figure["ticks"][0]["label"] == first
    assert figure["intervals"][0]["name"] == name
    assert figure["dates"] is not None
    assert len(figure["dates"]) == sent
    assert figure["dates"][0] == pd.Timestamp("2026-03-01").timestamp()


def test_a_long_series_stays_small(tmp_path: Path) -> None:
    torch.manual_seed(0)
    long = torch.randn(100_000).cumsum(0) / 100
    page = explained(long, sample_rate=16_000, n_steps=4).save(tmp_path / "long.html")
    assert page.stat().st_size < 4_000_000


@pytest.mark.parametrize("suffix", ["html", "png", "svg", "pdf"])
def test_it_is_saved(tmp_path: Path, suffix: str) -> None:
    path = explained(wave(channels=2), conv(2)).save(tmp_path / f"why.{suffix}")
    assert path.stat().st_size > 5000


def test_series_and_others_stand_in_one_report(tmp_path: Path) -> None:
    page = igviz.report([explained(wave()[0]), pictured()], tmp_path / "both.html").read_text()
    assert '"kind":"series"' in page
    assert '"kind":"image"' in page
