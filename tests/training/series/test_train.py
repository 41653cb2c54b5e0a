"""The bundled pattern classifier on series that its training never saw, the plant as oracle."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import igviz
from igviz.examples import load_series
from igviz.examples.weights_io import read_facts
from training.series.series import LABELS, LENGTH, PLANTED, series
from training.series.train import SHOWN, pattern_accuracy

FIRST, COUNT = 5000, 60


def test_a_seed_gives_the_same_series_every_time() -> None:
    one, other, noise = series(3), series(3), series(3, empty=True)
    assert one.values.tobytes() == other.values.tobytes()
    changed = np.flatnonzero(one.values != noise.values)
    assert one.start <= changed.min() <= changed.max() < one.start + PLANTED
    assert noise.label is None


def test_the_bundled_series_is_one_that_was_held_out() -> None:
    example, drawn = load_series(), series(SHOWN)
    assert example.labels == LABELS
    assert example.series.numpy() == pytest.approx(drawn.values, abs=1e-3)
    assert example.planted == slice(drawn.start, drawn.start + PLANTED)


def test_it_names_the_pattern() -> None:
    assert pattern_accuracy(load_series().model, FIRST, 500) >= 0.98
    assert read_facts("series")["accuracy"] >= 0.98


def test_attributions_find_what_was_planted() -> None:
    example, drawn = load_series(), [series(FIRST + at) for at in range(COUNT)]
    explained: Any = igviz.explain(
        example.model, [one.values for one in drawn], labels=example.labels, progress=False
    )
    shares, found = [], []
    for one, explanation in zip(drawn, explained, strict=True):
        values = explanation.attribution.attributions.flatten().clamp(min=0)
        inside = values[one.start : one.start + PLANTED]
        shares.append(float(inside.sum() / values.sum()))
        intervals = [value for _, value in explanation.words]
        middle = (int(np.argmax(intervals)) + 0.5) * LENGTH / len(intervals)
        found.append(one.start <= middle < one.start + PLANTED)
    assert np.mean(shares) >= 0.8
    assert np.mean([share >= 0.8 for share in shares]) >= 0.9
    assert np.mean(found) >= 0.95
