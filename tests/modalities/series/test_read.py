"""What can be read as a series, and what is said where it cannot."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
import torch
from small_series import conv, drawn_series, figure_of, wave
from torch import nn

import igviz
from igviz.modalities.series.read import names_given, read_series

DAYS = pd.date_range("2026-03-01", periods=40, freq="D")


@pytest.mark.parametrize(
    ("source", "shape"),
    [
        (wave()[0], (40,)),
        (wave(channels=2), (2, 40)),
        (wave(channels=2)[None].numpy(), (1, 2, 40)),
        (pd.Series(wave()[0].numpy(), DAYS), (40,)),
        (pd.DataFrame({"a": range(40), "b": range(40)}, DAYS), (40, 2)),
        ([0.5, 1, 2], (3,)),
    ],
)
def test_what_holds_numbers_in_time_is_read(source: Any, shape: tuple[int, ...]) -> None:
    assert read_series(source).values.shape == shape


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (np.zeros(0), r"is empty: its shape is \(0,\); pass at least one step"),
        (np.zeros((3, 2, 40)), r"holds 3 series of shape \(2, 40\).*list\(x\)"),
        (np.zeros((1, 2, 2, 3)), r"has shape \(1, 2, 2, 3\); pass an array or tensor of shape"),
        (np.array(["a", "b"]), "which are no numbers; pass floats"),
        ("speech.wav", "an object of type str; pass an array"),
        (pd.DataFrame({"a": ["x", "y"]}, DAYS[:2]), r"keep its columns of numbers.*select_dtypes"),
        (wave().to_sparse(), "sparse_coo"),
    ],
)
def test_others_are_told_what_is_needed(source: Any, sentence: str) -> None:
    with pytest.raises(igviz.InputError, match=sentence):
        read_series(source)


def test_missing_numbers_are_counted_and_the_first_is_placed() -> None:
    values = wave(channels=2).numpy()
    values[1, 7], values[1, 30] = np.nan, np.inf
    with pytest.raises(igviz.InputError, match=r"holds 2 of 80 values .* the first at \[1, 7\]"):
        igviz.explain(conv(2), values)


def test_missing_dates_are_refused() -> None:
    index = pd.DatetimeIndex([*DAYS[:39], pd.NaT])
    with pytest.raises(igviz.InputError, match="lacks dates"):
        read_series(pd.Series(wave()[0].numpy(), index))


@pytest.mark.parametrize("rate", [0, -1.5, float("nan"), "fast", True, float("inf")])
def test_a_rate_is_a_number_above_zero(rate: Any) -> None:
    with pytest.raises(igviz.InputError, match="pass the samples per second as a number above 0"):
        igviz.explain(conv(), wave()[0], sample_rate=rate)


def test_names_fit_the_channels() -> None:
    figure = figure_of(wave(channels=2), conv(2), feature_names=["left", "right"])
    assert figure["channels"] == ["left", "right"]
    with pytest.raises(igviz.InputError, match=r"3 feature_names were given, .* has 2 channels"):
        igviz.explain(conv(2), wave(channels=2), feature_names=["a", "b", "c"])
    with pytest.raises(TypeError, match="pass a list with a name for each channel"):
        igviz.explain(conv(2), wave(channels=2), feature_names=3)


def test_a_mapping_renames_columns_and_suggests_the_nearest_three() -> None:
    own = ["heart rate", "heat rate", "hart rate", "breath"]
    renamed = names_given({"breath": "Breath (1/min)"}, own, 4)
    assert renamed == ("heart rate", "heat rate", "hart rate", "Breath (1/min)")
    with pytest.raises(igviz.InputError, match="names 'heartrate'") as raised:
        names_given({"heartrate": "x"}, own, 4)
    for near in own[:3]:
        assert repr(near) in str(raised.value)
    assert "'breath'" not in str(raised.value)
    assert names_given({0: "left"}, None, 2) == ("left", "1")


class Ids(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.table = nn.Embedding(10, 3)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        looked: torch.Tensor = self.table(ids.long()).sum(1)
        return looked


def test_whole_numbers_may_be_token_ids() -> None:
    with pytest.raises(igviz.InputError, match="may take for token ids; pass kind='text'"):
        igviz.explain(Ids(), torch.arange(5), sample_rate=10)
    sound = (1000 * wave()[0]).to(torch.int16)
    assert figure_of(sound, sample_rate=10)["kind"] == "series"


def test_a_transform_is_refused() -> None:
    with pytest.raises(igviz.InputError, match="A transform was given for a series"):
        igviz.explain(conv(), wave()[0], transform=lambda x: x)


def test_nothing_handed_over_is_changed() -> None:
    values = wave(channels=2).numpy()
    before = values.copy()
    model = conv(2)
    hooks = len(model[0]._forward_pre_hooks)
    igviz.explain(model, values, baseline=["mean", "moving average"], progress=False)
    assert (values == before).all()
    assert len(model[0]._forward_pre_hooks) == hooks


def test_hostile_names_are_legible_on_the_wire() -> None:
    figure = figure_of(wave(channels=2), conv(2), feature_names=["\u202eevil", "</script>"])
    assert figure["channels"] == ["⟨U+202E⟩evil", "</script>"]
    assert drawn_series()["channels"] == ["value"]
