"""The rules by which loans are decided, and whether the bundled network goes by them."""

from __future__ import annotations

import pytest
import torch

import igviz
from igviz.examples import load_table
from igviz.examples.table import NUMBERS, Application, typical
from training.table.rules import DECIDING, effects, log_odds
from training.table.train import held_out, loan_accuracy, read

ROWS = 300


def test_the_rules_are_linear_in_each_region() -> None:
    one, other = held_out(2)
    other["region"] = one["region"]
    way = sum(effects(one, other).values())
    assert log_odds(one) - log_odds(other) == pytest.approx(way)
    assert effects(one, other)["age"] == 0


def test_the_network_decides_as_the_rules_do() -> None:
    assert loan_accuracy(load_table().model, 1000) > 0.98


def test_the_feature_that_decides_is_on_top() -> None:
    example = load_table()
    rows = held_out(ROWS)
    starts = [typical(example.background, row) for row in rows]
    ways = igviz.integrated_gradients(
        example.model, read(rows), read(starts), 1, n_steps=24
    ).attributions[:, : len(NUMBERS)]
    truth = torch.tensor([list(effects(*ends).values()) for ends in zip(rows, starts, strict=True)])
    right = (ways.abs().argmax(1) == truth.abs().argmax(1)).double().mean()
    assert right >= 0.95
    # The logits are opposite numbers, so that one of them is half the log-odds.
    assert (2 * ways - truth).abs().mean() < 0.05  # of about 1


def test_each_region_has_its_own_reason() -> None:
    example = load_table()
    row = {"income": 75.0, "savings": 45.0, "debt": 15.0, "years at work": 28.0}
    for region, decides in DECIDING.items():
        asked: Application = {"region": region, **row, "age": 45.0, "children": 2.0}
        start = typical(example.background, asked)
        explanation = igviz.explain(
            example.model, asked, transform=example.transform, baseline=start,
            background=list(example.background), output="logit", target=1, progress=False,
        )  # fmt: skip
        assert isinstance(explanation, igviz.Explanation)
        assert max(explanation.words, key=lambda word: abs(word[1]))[0] == decides
