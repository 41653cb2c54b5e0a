"""A model that fails is asked what it lacks, and nothing is advised that does not help."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from text_models import hugging, made
from torch import Tensor, nn
from zoo import BART

import igviz

ROW = torch.tensor([[1.0, 2.0, 3.0]])
IDS = torch.tensor([[5, 6, 7]])


class Seeing(nn.Module):
    """Reads a text and looks at a picture."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.head = nn.Embedding(60, 4), nn.Linear(4, 3)

    def look(self, pixel_values: Any) -> Tensor:
        mean: Tensor = pixel_values.mean()
        return mean

    def forward(self, ids: Any, pixel_values: Any = None) -> Tensor:
        return self.both(ids, pixel_values)

    def both(self, ids: Any, pixel_values: Any) -> Tensor:
        out: Tensor = self.head(self.words(ids).mean(1)) + self.look(pixel_values)
        return out


class Strict(Seeing):
    def forward(self, ids: Any, pixel_values: Any) -> Tensor:  # type: ignore[override]
        return self.both(ids, pixel_values)


class Asking(Seeing):
    def forward(self, ids: Any, pixel_values: Any = None) -> Tensor:
        if pixel_values is None:
            raise ValueError("You have to specify pixel_values")
        return self.both(ids, pixel_values)


def refused(model: Any, source: Any, **how: Any) -> str:
    with pytest.raises((igviz.IgvizError, TypeError)) as caught:
        igviz.explain(model, source, progress=False, **how)
    return str(caught.value)


@pytest.mark.parametrize("build", [Seeing, Strict, Asking])
def test_what_is_missing_is_named(build: Any) -> None:
    said = refused(made(build), IDS)
    assert "it also needs 'pixel_values': pass a mapping" in said
    assert "{'ids': ..., 'pixel_values': ...}" in said
    assert "tokenizer" not in said
    picture = torch.rand(1, 3, 8, 8)
    assert igviz.explain(made(build), {"ids": IDS, "pixel_values": picture}, progress=False)


def test_an_error_that_forbids_an_argument_does_not_ask_for_it() -> None:
    def forward(x: Tensor, inputs_embeds: Any = None) -> Tensor:  # noqa: ARG001
        raise ValueError("You cannot specify both x and inputs_embeds")

    assert "also needs" not in refused(forward, ROW, feature_names=list("abc"))


def test_what_a_function_of_several_inputs_lacks_is_held_or_named() -> None:
    said = refused(lambda x, y: x + y, ROW, feature_names=list("abc"))
    assert "it also needs 'y': hold it as it is, fixed={'y': ...}, or name all inputs" in said


def test_a_decoder_without_tokens_is_told_by_the_models_own_name_for_its_input() -> None:
    model = hugging(
        "WhisperForConditionalGeneration", num_mel_bins=8, max_source_positions=16,
        max_target_positions=16, suppress_tokens=None, begin_suppress_tokens=None, **BART,
    )  # fmt: skip
    said = refused(model, IDS)
    assert "{'input_features': input, 'decoder_input_ids': torch.tensor([[3]])}" in said


def test_advice_about_the_input_is_given_where_the_error_is_about_it() -> None:
    advice, names = "as many values, scaled", list("abc")
    assert advice in refused(nn.Linear(4, 2), ROW, feature_names=names)
    broken = refused(lambda x: x / (1 // 0), ROW, feature_names=names)
    assert "division" in broken
    assert advice not in broken


def test_a_class_and_a_model_without_numbers_are_told_before_anything_runs() -> None:
    assert "pass Seeing(...)" in refused(Seeing, IDS)
    assert "meta device" in refused(nn.Linear(3, 2).to("meta"), ROW, feature_names=list("abc"))
