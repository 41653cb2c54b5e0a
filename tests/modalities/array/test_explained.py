"""Arrays explained: what counts as one, what is known in closed form, and who shows them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from small_grids import explained, linear_array, weights_of
from torch import nn

import igviz
from igviz.errors import InputError
from igviz.figure.arrays import unwire
from igviz.modalities.array.input import OpenArray
from igviz.modalities.choose import open_input
from igviz.modalities.image.input import OpenImage
from igviz.modalities.tabular.input import OpenRow
from igviz.models.model import read_model
from igviz.options import read

PICTURES = nn.Sequential(nn.Conv2d(3, 2, 3), nn.AdaptiveAvgPool2d(1), nn.Flatten())


def total(x: torch.Tensor) -> torch.Tensor:
    return x.flatten(1).sum(1, keepdim=True)


def kind_of(source: object, model: Any = total) -> type:
    return type(open_input(read_model(model), source, read({})))


@pytest.mark.parametrize(
    "source",
    [
        torch.rand(5, 6),
        torch.rand(201, 4, 4),
        torch.rand(5, 2, 3, 4),
        np.random.default_rng(0).random((5, 6, 7)),
        torch.rand(2, 5, 2, 3, 4),
        torch.rand(2, 3, 2, 2, 2, 2),
        torch.rand(2, 2, 2, 2, 2, 2, 2),
    ],
    ids=lambda source: str(tuple(source.shape)),
)
def test_any_other_tensor_is_an_array(source: Any) -> None:
    assert kind_of(source) is OpenArray
    figure: Any = explained(total, source).figure()
    assert figure["values"]["shape"] == list(source.shape)
    assert unwire(figure["values"]) == pytest.approx(np.asarray(source), rel=1e-3)


@pytest.mark.parametrize(
    ("source", "model"),
    [
        (torch.rand(3, 8, 8), PICTURES),
        (torch.rand(3, 8, 8), total),
        (torch.rand(1, 3, 8, 8), total),
        (torch.rand(1, 8, 8), PICTURES),
        (np.random.default_rng(0).random((8, 8)), total),
        (np.random.default_rng(0).random((8, 8, 3)), total),
        (np.zeros((8, 8, 3), np.uint8), total),
        (torch.zeros(3, 8, 8, dtype=torch.uint8), total),
    ],
)
def test_pictures_stay_pictures(source: Any, model: Any) -> None:
    assert kind_of(source, model) is OpenImage


@pytest.mark.parametrize("source", [torch.rand(4, 3, 8, 8), torch.rand(8, 8)])
def test_several_pictures_and_one_without_channels_are_told_as_such(source: Any) -> None:
    with pytest.raises(InputError, match=r"batch of 4|x\[None\]"):
        kind_of(source, PICTURES)


@pytest.mark.parametrize("source", [torch.rand(6), torch.rand(1, 6), np.ones(6)])
def test_rows_stay_rows(source: Any) -> None:
    assert kind_of(source) is OpenRow
    assert explained(total, torch.rand(6), kind="array").figure()["kind"] == "array"


def test_of_a_linear_model_they_are_weight_times_way() -> None:
    model, source = linear_array(4, 5, 6, 2), torch.rand(4, 5, 6, 2) + 0.5
    kept = source.clone()
    for baseline, start in (("zero", 0.0), ("mean", source.mean()), (2, 2.0), (source / 3, None)):
        explanation = explained(model, source, baseline=baseline)
        way = source - (source / 3 if start is None else start)
        expected = weights_of(model).reshape(source.shape) * way
        got = explanation.attribution.attributions[0]
        assert torch.allclose(got.reshape(source.shape), expected, atol=1e-5)
    assert torch.equal(source, kept)


def test_a_batch_dimension_of_one_may_be_there_or_not() -> None:
    layer = nn.Linear(7, 2)

    def forward(x: torch.Tensor) -> torch.Tensor:
        assert x.ndim == 4
        scores: torch.Tensor = layer(x).sum((1, 2))
        return scores

    both = torch.rand(1, 5, 2, 7), torch.rand(5, 2, 7)
    for source in both:
        figure: Any = explained(forward, source, kind="array").figure()
        assert figure["values"]["shape"] == [5, 2, 7]


def test_an_axis_of_one_is_kept_where_the_model_needs_it() -> None:
    def forward(x: torch.Tensor) -> torch.Tensor:
        assert tuple(x.shape[1:]) == (1, 2, 7, 3)
        return x.flatten(1).sum(1, keepdim=True)

    figure: Any = explained(forward, torch.rand(1, 2, 7, 3), kind="array").figure()
    assert figure["values"]["shape"] == [1, 2, 7, 3]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (torch.tensor(3.0), r"single number 3, without an axis.*x\[None\]"),
        (torch.zeros(3, 0, 2, 2, 2), "holds no values"),
        (torch.ones(2, 2, 2, 2, 3, dtype=torch.int32), r"holds int32.*x\.float\(\)"),
        (np.ones((2, 2, 2, 2, 3), np.uint8), r"holds uint8.*astype"),
        (np.array([[["a"]]] * 2)[None, None], "holds <U1"),
        (torch.full((5, 2, 3, 4), 1e300, dtype=torch.float64), "beyond float32"),
        (torch.full((5, 2, 3, 4), torch.nan), r"120 of 120 values \(first at \[0, 0, 0, 0\]\)"),
    ],
)
def test_bad_arrays_are_told_why(source: object, told: str) -> None:
    with pytest.raises(InputError, match=told):
        explained(total, source)


def test_what_a_kind_does_not_take_is_told() -> None:
    with pytest.raises(InputError, match="The array is an object of type str"):
        explained(total, "text", kind="array")
    with pytest.raises(InputError, match="transform was given for an array"):
        explained(total, torch.rand(5, 6), kind="array", transform=lambda picture: picture)
    with pytest.raises(InputError, match="'zero', 'mean', a number, a tensor"):
        explained(total, torch.rand(5, 6), baseline="blur")


@pytest.mark.parametrize("ending", ["html", "png", "svg", "pdf"])
def test_it_is_saved(tmp_path: Path, ending: str) -> None:
    model = linear_array(4, 5, 6)
    explanation = explained(model, torch.rand(4, 5, 6), kind="array")
    assert explanation.save(tmp_path / f"array.{ending}").stat().st_size > 1000


def test_several_stand_in_one_page(tmp_path: Path) -> None:
    sources = [torch.rand(5, 2, 3, 4), torch.rand(5, 2, 3, 4)]
    several: Any = igviz.explain(linear_array(5, 2, 3, 4), sources, progress=False)
    assert igviz.report(several, tmp_path / "several.html").exists()
