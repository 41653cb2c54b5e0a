"""Models trained on 0..255: what their inputs look like, and what white is to them."""

from __future__ import annotations

import numpy as np
import pytest
import torch

import igviz
from igviz.modalities.image.read import read_image

BYTES = torch.from_numpy(np.random.default_rng(0).integers(3, 250, (3, 5, 6)).astype(np.uint8))
RAW = BYTES.float()


def test_a_raw_tensor_is_shown_as_its_bytes() -> None:
    image = read_image(RAW)
    assert np.array_equal(image.display, BYTES.permute(1, 2, 0).numpy())
    assert "0..255, shown black to white" in image.notes[0]
    assert torch.equal(image.tensor, RAW[None])


@pytest.mark.parametrize(
    ("name", "value"), [("black", 0.0), ("white", 255.0), ("red", (255.0, 0.0, 0.0)), (7, 7.0)]
)
def test_baselines_by_name_are_on_the_scale_of_bytes(name: object, value: object) -> None:
    (baseline,) = read_image(RAW).baseline(name)
    assert torch.equal(baseline.tensor[0, :, 0, 0], torch.as_tensor(value).expand(3))


@pytest.mark.parametrize(
    ("tensor", "white"),
    [
        (torch.tensor([0.0, 1.0]), "0..1,"),
        (torch.tensor([0.0, 9.0]), "0..255,"),  # a dark picture
        (torch.tensor([0.5, 200.5]), "0..255,"),  # a resized one
        (torch.tensor([0.5, 9.5]), "stretched"),
        (torch.tensor([-1.0, 200.0]), "stretched"),
        (torch.tensor([0.0, 256.0]), "stretched"),
    ],
)
def test_which_scale_values_are_on(tensor: torch.Tensor, white: str) -> None:
    assert white in read_image(tensor.reshape(1, 1, 2)).notes[0]


def test_bytes_of_a_tensor_name_both_ways_out() -> None:
    (note,) = read_image(BYTES).notes
    assert "x.float() / 255" in note
    assert "pass x.float() for one that was trained on 0..255" in note


def test_whole_numbers_of_a_tensor_name_both_ways_out() -> None:
    with pytest.raises(
        igviz.InputError, match=r"tensor.float\(\) for .* or tensor.float\(\) / 255"
    ):
        read_image(BYTES.long())
