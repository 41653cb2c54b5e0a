"""What counts as a series, which axis is time, and in which shape the model gets it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
import torch
from small_series import Recurrent, conv, explained, figure_of, seeded, seeing, wave
from small_tables import NAMES, ROW, linear
from torch import Tensor, nn

import igviz
from igviz.figure.arrays import unwire
from igviz.modalities.series.spectrum import frequencies

DAYS = pd.date_range("2026-03-01", periods=40, freq="D")
SEEN: list[tuple[int, ...]] = []


class Watched(nn.Module):
    """A model that takes note of the shapes it is called with."""

    def __init__(self, inner: nn.Module) -> None:
        super().__init__()
        self.inner = inner

    def forward(self, x: Tensor) -> Tensor:
        SEEN.append(tuple(x.shape[1:]))
        out: Tensor = self.inner(x)
        return out


@pytest.mark.parametrize(
    ("source", "model", "shape", "channels"),
    [
        (wave()[0], conv(), (1, 40), 1),
        (wave(), conv(), (1, 40), 1),
        (wave()[None], conv(), (1, 40), 1),
        (wave(channels=3), conv(3), (3, 40), 3),
        (wave(channels=3)[None], conv(3), (3, 40), 3),
        (wave(channels=3).T, seeded(Recurrent), (40, 3), 3),
        (wave()[0], seeded(Recurrent, True, 1), (40, 1), 1),
        (wave()[0].numpy(), nn.Linear(40, 2), (40,), 1),
        (pd.DataFrame(wave(channels=3).T.numpy(), DAYS), conv(3), (3, 40), 3),
        (pd.DataFrame(wave(channels=3).T.numpy(), DAYS), seeded(Recurrent), (40, 3), 3),
        (pd.Series(wave()[0].numpy(), DAYS), conv(), (1, 40), 1),
    ],
)
def test_the_model_gets_the_shape_it_takes(
    source: Any, model: nn.Module, shape: tuple[int, ...], channels: int
) -> None:
    SEEN.clear()
    figure = figure_of(source, Watched(model).eval(), sample_rate=8, n_steps=2)
    assert SEEN[-1] == shape
    assert figure["inputs"]["shape"] == [channels, 40]
    shown = np.frombuffer(figure["inputs"]["data"], np.float32).reshape(channels, 40)
    assert shown == pytest.approx(wave(channels=channels).numpy())


@pytest.mark.parametrize(
    ("source", "model"),
    [
        (wave()[0], conv()),
        (wave(channels=2).numpy(), conv(2)),
        (wave(channels=3).T, seeded(Recurrent)),
        (pd.Series(wave()[0].numpy(), DAYS), nn.Linear(40, 2)),
    ],
)
def test_a_series_is_told_by_the_first_layer_or_by_dates(source: Any, model: nn.Module) -> None:
    assert figure_of(source, model, n_steps=2)["kind"] == "series"


def test_rows_and_pictures_stay_what_they_are() -> None:
    assert explained(dict(zip(NAMES, ROW, strict=True)), linear()).figure()["kind"] == "tabular"
    assert explained(np.array(ROW), linear()).figure()["kind"] == "tabular"
    named = explained(np.array(ROW), linear(), kind="series", n_steps=2)
    assert named.figure()["kind"] == "series"


def test_one_row_over_dates_is_a_row() -> None:
    row = pd.DataFrame([ROW], columns=NAMES, index=DAYS[:1])
    assert explained(row, linear()).figure()["kind"] == "tabular"


def test_a_named_series_of_pandas_names_its_channel() -> None:
    series = pd.Series(wave()[0].numpy(), DAYS, name="price")
    assert figure_of(series, n_steps=2)["channels"] == ["price"]
    frame = pd.DataFrame({"a": series, 2: series})
    assert figure_of(frame, conv(2), n_steps=2)["channels"] == ["a", "2"]


def test_a_list_is_several_series_unless_it_holds_numbers() -> None:
    several = igviz.explain(conv(), [wave()[0], 2 * wave()[0]], n_steps=2, progress=False)
    assert isinstance(several, list)
    one = igviz.explain(conv(), wave()[0].tolist(), sample_rate=5, n_steps=2, progress=False)
    assert isinstance(one, igviz.Explanation)
    assert one.figure()["kind"] == "series"


def plain(x: Tensor) -> Tensor:
    return x.flatten(1).sum(1, keepdim=True)


HERTZ = ["0 Hz", "62.5 Hz", "125Hz", "0.25 kHz"]


@pytest.mark.parametrize("leading", [(), (1,), (1, 1)])
@pytest.mark.parametrize("turned", [False, True])
def test_a_spectrogram_is_told_by_frequencies(leading: tuple[int, ...], turned: bool) -> None:
    plane = wave(channels=4).T if turned else wave(channels=4)
    watched = Watched(seeing()).eval()
    figure = figure_of(
        plane.reshape(*leading, *plane.shape), watched, feature_names=HERTZ, n_steps=2
    )
    assert SEEN[-1] == (1, *plane.shape)
    assert figure["hertz"] == [0, 62.5, 125, 250]
    assert unwire(figure["inputs"]) == pytest.approx(wave(channels=4).numpy())


def test_names_in_hertz_make_no_series_of_a_row_or_a_picture() -> None:
    row = explained(torch.tensor([0.5, 1.0, 2.0, 3.0]), linear(), feature_names=HERTZ, n_steps=2)
    assert row.figure()["kind"] == "tabular"
    scene = torch.rand(4, 6, 8)
    net = nn.Sequential(nn.Conv2d(4, 2, 3), nn.Flatten(), nn.Linear(48, 2)).eval()
    assert explained(scene, net, feature_names=HERTZ, n_steps=2).figure()["kind"] == "image"


def test_a_mapping_of_names_says_nothing_of_axes() -> None:
    names = {str(at): f"lead {at}" for at in range(10)}
    figure = figure_of(wave(10, 12), conv(12), feature_names=names, n_steps=2)
    assert figure["inputs"]["shape"] == [12, 10]


@pytest.mark.parametrize(
    ("names", "hertz"),
    [
        (["2 kHz", "1.5 kHz", "1500 Hz"], [2000, 1500, 1500]),
        (["1 Hz", "3 Hz", "2 Hz"], None),
        (["1 Hz", "1 Hz"], None),
        (["1 Hz", "hum"], None),
        (["50 Hz"], None),
        (["1", "2"], None),
        ([], None),
    ],
)
def test_frequencies_are_told_by_their_unit_and_order(names: list[str], hertz: Any) -> None:
    assert frequencies(names) == hertz


@pytest.mark.parametrize(
    ("source", "model"),
    [(wave(6, 6), conv(6)), (wave(9, 4), plain), (wave(3, 3).T, seeded(Recurrent))],
)
def test_two_possible_time_axes_are_asked_about(source: Tensor, model: Any) -> None:
    with pytest.raises(igviz.InputError, match=r"pass time_dim=0 .* time_dim=1 where"):
        igviz.explain(model, source, sample_rate=1)
    for axis in (0, 1, -1):
        figure = figure_of(source, model, time_dim=axis, n_steps=2)
        assert figure["inputs"]["shape"][1] == source.shape[axis]


@pytest.mark.parametrize("axis", [2, -3, 0.5, "time", True])
def test_an_axis_that_is_not_there_is_refused(axis: Any) -> None:
    with pytest.raises(igviz.InputError, match=r"pass time_dim=0 or time_dim=1, or leave it out"):
        igviz.explain(conv(2), wave(channels=2), time_dim=axis)
    with pytest.raises(igviz.InputError, match="pass time_dim=0, or leave it out"):
        igviz.explain(conv(), wave()[0], time_dim=1)


@pytest.mark.parametrize(
    ("source", "model", "sentence"),
    [
        (wave(channels=4), conv(3), r"has 4 or 40 channels.*\(Conv1d\) takes 3; pass shape \(3, T"),
        (wave()[0], conv(2), r"has 1 channel, .*\(Conv1d\) takes 2"),
        (wave(channels=4).T, seeded(Recurrent), r"\(LSTM\) takes 3; pass shape \(T, 3\)"),
    ],
)
def test_other_channels_are_told_apart(source: Tensor, model: nn.Module, sentence: str) -> None:
    with pytest.raises(igviz.InputError, match=sentence):
        igviz.explain(model, source)


def test_an_lstm_that_takes_time_first_says_what_to_type() -> None:
    model = seeded(Recurrent, False)

    class Wrong(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = model

        def forward(self, x: Tensor) -> Tensor:
            inner: Any = self.inner
            out: Tensor = inner.head(inner.layer(x)[0][:, -1])
            return out

    with pytest.raises(igviz.InputError, match=r"batch_first=False.*x.transpose\(0, 1\)"):
        igviz.explain(Wrong().eval(), wave(channels=3).T)
    turned = figure_of(wave(channels=3).T, lambda x: model(x.transpose(0, 1)), n_steps=2)
    assert turned["inputs"]["shape"] == [3, 40]


def test_the_precision_is_the_models() -> None:
    series = wave()[0].double()
    assert explained(series, conv().double()).attribution.inputs.dtype == torch.float64
    assert explained(series.numpy()).attribution.inputs.dtype == torch.float32
    wide = explained(series.numpy(), plain, sample_rate=1)
    assert wide.attribution.inputs.dtype == torch.float64


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("batched", [False, True])
def test_axes_in_the_other_order_are_told(channels: int, batched: bool) -> None:
    series = wave(channels=channels).reshape(channels, -1).T
    given, typed = (series[None], r"signal\[0\].T") if batched else (series, r"signal\.T")
    with pytest.raises(igviz.InputError, match=rf"\({channels}, 40\); transpose it: {typed}"):
        igviz.explain(conv(channels), given)
