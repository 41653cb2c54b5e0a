"""The bundled network for loans, as it is handed over."""

from __future__ import annotations

import pytest
import torch

import igviz
from igviz import examples
from igviz.examples.weights_io import FOLDER


def test_an_application_is_explained_by_the_columns_that_people_know() -> None:
    example = examples.load_table()
    explanation = igviz.explain(
        example.model, example.row, transform=example.transform, labels=example.labels,
        background=list(example.background), baseline=example.baseline, progress=False,
    )  # fmt: skip
    assert isinstance(explanation, igviz.Explanation)
    assert [name for name, _ in explanation.words] == list(example.row)
    total = sum(value for _, value in explanation.words)
    change = explanation.score - explanation.baseline_score
    assert total == pytest.approx(change, abs=0.01)
    assert dict(explanation.words)["region"] == 0  # the same at both ends
    assert explanation.label in example.labels


def test_it_is_small_and_ready() -> None:
    assert sum(path.stat().st_size for path in FOLDER.glob("loans.*")) < 25_000
    example = examples.load_table()
    assert not example.model.training
    assert len(example.rows) == 4
    logits = example.model(torch.stack([example.transform(row) for row in example.rows]))
    assert torch.allclose(logits.sum(1), torch.zeros(4))
    with pytest.raises(ValueError, match="is no region; there are city, country, coast"):
        example.transform({**example.row, "region": "moon"})
