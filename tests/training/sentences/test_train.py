"""The bundled sentence classifier on sentences that its training never saw."""

from __future__ import annotations

import pytest
import torch
from midpoints import attributed

from igviz.examples import load_text
from igviz.examples.weights_io import read_facts
from training.sentences.sentence import Sentence, sentence
from training.sentences.train import pad, sentence_accuracy


@pytest.mark.slow
def test_sentiment_classifier_is_right_on_fresh_sentences() -> None:
    assert sentence_accuracy(load_text().model, 70_000, 500) >= 0.97
    assert read_facts("sentences")["accuracy"] >= 0.97


def values_of(said: list[Sentence]) -> list[list[float]]:
    """Attributions of the probability of "positive" to each word, from embeddings of zero."""
    example = load_text()
    ids = pad([example.tokenizer(one.text) for one in said])
    embedded = example.model.embedding(ids).detach()

    def score(point: torch.Tensor) -> torch.Tensor:
        return example.model.vote(point, ids != 0).softmax(1)[:, 1]

    attributions = attributed(score, embedded, torch.zeros_like(embedded))
    return [
        row[: len(one.words)].tolist() for row, one in zip(attributions.sum(2), said, strict=True)
    ]


@pytest.mark.slow
def test_deciding_words_are_attributed_most() -> None:
    said = [sentence(seed) for seed in range(90_000, 90_400)]
    hits = 0
    for one, values in zip(said, values_of(said), strict=True):
        strongest = sorted(map(abs, values))[-2:]
        hits += any(abs(values[i]) in strongest for i in one.deciding)
    assert hits / len(said) >= 0.95


@pytest.mark.slow
@pytest.mark.parametrize("label", [0, 1])
def test_negation_is_attributed_with_its_sign(label: int) -> None:
    said = [one for seed in range(90_000, 90_600) if (one := sentence(seed, label)).negations]
    right = [
        (values[i] > 0) == bool(label)
        for one, values in zip(said, values_of(said), strict=True)
        for i in one.negations
    ]
    assert len(right) > 100
    assert sum(right) / len(right) >= 0.9
