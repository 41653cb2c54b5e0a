"""Volumes explained: what is known in closed form, and every host that shows them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from small_grids import SHAPE, curved_volume, explained, linear_volume, volume, weights_of
from torch import nn

import igviz
from igviz.errors import InputError
from igviz.figure.arrays import unwire
from igviz.modalities import tensors
from igviz.modalities.choose import open_input
from igviz.modalities.image.input import OpenImage
from igviz.modalities.volume.input import OpenVolume
from igviz.models.model import read_model
from igviz.options import read


def kind_of(source: object, model: Any, **how: Any) -> type:
    return type(open_input(read_model(model), source, read(how)))  # type: ignore[arg-type]


@pytest.mark.parametrize("channels", [1, 2, 3])
def test_of_a_linear_model_they_are_weight_times_way(channels: int) -> None:
    source = volume(channels)
    kept = source.clone()
    explanation = explained(linear_volume(channels), source)
    weight = weights_of(linear_volume(channels))
    assert torch.allclose(explanation.attribution.attributions[0], weight * source, rtol=1e-5)
    figure: Any = explanation.figure()
    assert figure["kind"] == "volume"
    assert unwire(figure["values"]) == pytest.approx((weight * source).sum(0).numpy(), rel=1e-3)
    total = unwire(figure["values"]).sum()
    assert total == pytest.approx(explanation.score - explanation.baseline_score, rel=1e-3)
    assert torch.equal(source, kept)


def test_the_steps_gather_to_the_attribution() -> None:
    explanation = explained(curved_volume(2), volume(2), tol=0.01)
    figure: Any = explanation.figure()
    assert figure["certificate"]["converged"] is True
    steps = figure["steps"]
    scales = np.array(steps["signed_scale"]) * steps["weights"]
    gathered = (scales[:, None, None, None] * unwire(steps["signed"])).sum(0)
    values = unwire(figure["values"])
    assert gathered == pytest.approx(values, abs=0.02 * float(np.abs(values).max()))


def test_the_certificate_speaks_of_the_sums_that_are_shown() -> None:
    explanation = explained(curved_volume(2), volume(2))
    assert explanation.attribution.map_sigma is not None
    assert tuple(explanation.attribution.map_sigma[0].shape) == SHAPE
    assert "voxels (sums over channels)" in explanation.figure()["said"]["error"]["tip"]


@pytest.mark.parametrize(("most", "kept"), [(2**22, 32), (8 * 120, 8), (1, 4)])
def test_large_volumes_keep_few_step_maps(
    monkeypatch: pytest.MonkeyPatch, most: int, kept: int
) -> None:
    monkeypatch.setattr(tensors, "MOST_STEP_VALUES", most)
    figure: Any = explained(curved_volume(3), volume(3), n_steps=40).figure()
    assert figure["steps"]["signed"]["shape"] == [kept, *SHAPE]


def test_a_video_with_its_time_first_is_put_in_the_models_order() -> None:
    video = volume(3).movedim(0, 1)
    explanation = explained(linear_volume(3), video)
    figure: Any = explanation.figure()
    assert figure["axes"] == ["time", "height", "width"]
    assert figure["image"]["shape"] == [*SHAPE, 3]
    assert any("channels first" in note for note in figure["notes"])
    same: Any = explained(linear_volume(3), volume(3)).figure()
    assert unwire(figure["values"]).tolist() == unwire(same["values"]).tolist()


def test_a_model_that_takes_time_first_gets_it() -> None:
    def forward(x: torch.Tensor) -> torch.Tensor:
        frames, channels = x.shape[1], x.shape[2]
        assert (frames, channels) == (4, 3)
        weights = torch.arange(1.0, 5)[:, None, None, None] * torch.ones(3, 1, 1)
        return (x * weights).sum((1, 2, 3, 4))[:, None]

    video = volume(3).movedim(0, 1)
    figure: Any = explained(forward, video[None]).figure()
    weights = torch.arange(1.0, 5)[:, None, None]
    expected = (weights * volume(3).sum(0)).numpy()
    assert unwire(figure["values"]) == pytest.approx(expected, rel=1e-3)


def test_a_plain_function_is_given_a_kind() -> None:
    def forward(x: torch.Tensor) -> torch.Tensor:
        return x.flatten(1).sum(1, keepdim=True)

    figure: Any = explained(forward, volume()[0], kind="volume").figure()
    assert (figure["kind"], figure["axes"]) == ("volume", ["depth", "height", "width"])


def test_what_else_a_model_is_given_stays_what_it_is() -> None:
    flat = nn.Sequential(nn.Conv2d(3, 2, 3), nn.AdaptiveAvgPool2d(1), nn.Flatten())
    assert kind_of(torch.rand(3, 8, 8), flat) is OpenImage
    assert kind_of(torch.rand(1, 3, 8, 8), flat) is OpenImage
    assert kind_of(np.zeros((8, 8, 3), np.uint8), curved_volume(3)) is OpenImage
    assert kind_of(volume(2), curved_volume(2)) is OpenVolume
    assert kind_of(volume(2)[None], lambda x: x.flatten(1).sum(1)) is OpenVolume


def holding(value: float) -> torch.Tensor:
    source = volume()
    source[0, 1, 2, 3] = value
    return source


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (holding(torch.nan), r"1 of 120 values \(first at \[0, 1, 2, 3\]\).*nan_to_num"),
        (holding(torch.inf), r"first at \[0, 1, 2, 3\]"),
        (torch.zeros(1, 0, 5, 6), "holds no values"),
        (torch.ones(1, 4, 5, 6, dtype=torch.bool), r"holds bool.*x\.float\(\)"),
        (np.ones((4, 5, 6), bool), r"holds bool.*x\.astype\('float32'\)"),
        (torch.ones(1, 4, 5, 6, dtype=torch.complex64), "holds complex64"),
        (torch.ones(2, 4, 5, 6), "has the 1 channel that"),
        (np.ma.masked_less(volume().numpy(), 0.1), r"masked values.*x\.filled\(0\)"),
    ],
)
def test_bad_volumes_are_told_why(source: object, told: str) -> None:
    with pytest.raises(InputError, match=told):
        explained(curved_volume(), source)


def test_one_too_large_for_memory_is_told_what_it_would_take(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tensors, "built_in", lambda: 20_000)
    with pytest.raises(InputError, match=r"has 120 values.*2\.4e−5 GB.*smaller one.*batch_size=1"):
        explained(curved_volume(), volume())
    monkeypatch.setattr(tensors, "built_in", lambda: None)
    assert explained(curved_volume(), volume()).figure()["kind"] == "volume"


@pytest.mark.parametrize("dtype", [">f4", "<f4", "f8", "f2"])
def test_arrays_of_any_byte_order_and_precision(dtype: str) -> None:
    array = volume().numpy().astype(dtype)
    array.setflags(write=False)
    figure: Any = explained(linear_volume(), array[:, ::-1]).figure()
    expected = (weights_of(linear_volume())[0] * volume()[0].flip(0)).numpy()
    assert unwire(figure["values"]) == pytest.approx(expected, rel=2e-3, abs=1e-3)


def test_a_window_and_a_transform_are_checked() -> None:
    with pytest.raises(ValueError, match="width above 0"):
        explained(curved_volume(), volume(), window=(0.5, 0))
    figure: Any = explained(curved_volume(), volume(), window=(0.5, 0.25)).figure()
    assert (figure["level"], figure["width"]) == (0.5, 0.25)
    with pytest.raises(InputError, match="transform was given for a volume"):
        explained(curved_volume(), volume(), kind="volume", transform=lambda picture: picture)


def test_of_other_than_one_or_three_channels_the_first_is_shown() -> None:
    figure: Any = explained(curved_volume(2), volume(2)).figure()
    assert figure["image"]["shape"] == [*SHAPE, 1]
    assert "Of 2 channels the first is shown below the attribution." in figure["notes"]


@pytest.mark.parametrize("ending", ["html", "png", "svg", "pdf"])
def test_it_is_saved(tmp_path: Path, ending: str) -> None:
    path = explained(curved_volume(), volume()).save(tmp_path / f"volume.{ending}")
    assert path.stat().st_size > 1000


def test_several_stand_in_one_page(tmp_path: Path) -> None:
    several: Any = igviz.explain(curved_volume(), [volume(), volume() / 2], progress=False)
    assert [one.figure()["kind"] for one in several] == ["volume", "volume"]
    assert igviz.report(several, tmp_path / "several.html").exists()


@pytest.mark.parametrize(
    ("dtype", "scale", "said"), [(np.uint8, 255, "scaled to 0..1"), (np.int16, 1, "as they are")]
)
@pytest.mark.parametrize("as_tensor", [False, True])
def test_whole_numbers_are_taken_with_a_note(
    dtype: Any, scale: float, said: str, as_tensor: bool
) -> None:
    values = np.arange(np.prod(SHAPE)).reshape(1, *SHAPE).astype(dtype)
    explanation = explained(curved_volume(), torch.from_numpy(values) if as_tensor else values)
    inputs = explanation.attribution.inputs
    assert torch.allclose(inputs, torch.from_numpy(values / scale).to(inputs))
    assert said in explanation.notes[0]
