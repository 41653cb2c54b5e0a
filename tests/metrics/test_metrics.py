from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest
import torch
from small import drawn_tokens, explained, finished

from igviz import Explanation
from igviz.figure.formats import THIN
from igviz.figure.schema import Measured
from igviz.metrics import METRICS
from igviz.metrics.completeness import Completeness
from igviz.metrics.metric import Metric


@pytest.fixture(scope="module")
def explanation() -> Explanation:
    return explained()


def completeness(score: float, baseline_score: float, delta: float) -> Measured:
    figure = drawn_tokens(score=score, baseline_score=baseline_score)
    figure["certificate"]["delta"] = delta
    return finished(figure, "tokens")["metrics"][0]


@pytest.mark.parametrize(
    ("ends", "delta", "text", "tip"),
    [
        ((0.9, 0.1), -0.008, f"adds up to 99{THIN}%", f"1{THIN}% too little (−0.008)."),
        ((0.9, 0.1), 0.08, f"adds up to 110{THIN}%", f"10{THIN}% too much (+0.08)."),
        ((0.9, 0.1), -0.88, f"adds up to −10{THIN}%", f"110{THIN}% too little"),
        ((0.1, 0.9), 0.0, f"adds up to 100{THIN}%", "= −0.8, the score"),
        ((0.1, 0.9), 0.0, f"adds up to 100{THIN}%", ": exactly. A good sum alone"),
        ((0.2, 0.1), 2.0, "adds up to 2.1 instead of 0.1", "too much"),
        ((0.101, 0.1), 0.0245,
         "score hardly changes from the baseline, attributions sum to +0.0255", "say nothing."),
    ],
)  # fmt: skip
def test_the_sum(ends: tuple[float, float], delta: float, text: str, tip: str) -> None:
    said = completeness(*ends, delta)
    assert said["text"] == text
    assert tip in said["tip"]
    assert "attributions of all tokens sum to" in said["tip"]


def test_shares_of_next_to_nothing_are_not_taken() -> None:
    text = completeness(0.2501, 0.25, -0.001)["text"]
    assert "score hardly changes from the baseline, attributions sum to −0.0009" in text
    assert "adds up to 1.05 instead of 0.05" in completeness(0.3, 0.25, 1.0)["text"]


def test_the_value_is_the_share(explanation: Explanation) -> None:
    share = explanation.metrics["completeness"]
    change = explanation.score - explanation.baseline_score
    total = float(explanation.attribution.attributions.double().sum())
    assert share == pytest.approx(total / change, rel=1e-5)


@pytest.mark.parametrize("metric", METRICS)
def test_every_metric_travels_with_its_name_and_source(
    metric: Metric, explanation: Explanation
) -> None:
    (sent,) = [one for one in explanation.figure()["metrics"] if one["name"] == metric.name]
    assert sent["source"] == metric.source
    assert sent["value"] == explanation.metrics[metric.name]
    assert sent["text"] in repr(explanation)
    assert sent["tip"]


def test_a_share_that_no_number_holds_is_none(explanation: Explanation) -> None:
    attribution = explanation.attribution
    score = torch.full_like(attribution.score, 5e-324)
    tiny = replace(attribution, score=score, baseline_score=0 * score)
    assert Completeness().measure(tiny, cast("Any", None)) is None
