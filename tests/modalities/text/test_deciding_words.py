from __future__ import annotations

import pytest

import igviz
from igviz import Explanation, examples
from igviz.modalities.text.units import words
from training.sentences.sentence import Sentence
from training.sentences.sentence import sentence as written

pytestmark = pytest.mark.slow
HELD_OUT = 90_000  # training draws its sentences from seeds far above
COUNT = 150


@pytest.fixture(scope="module")
def explained_sentences() -> list[tuple[Sentence, Explanation]]:
    example = examples.load_text()
    sentences = [written(HELD_OUT + seed) for seed in range(COUNT)]
    explained = igviz.explain(
        example.model,
        [sentence.text for sentence in sentences],
        tokenizer=example.tokenizer,
        labels=example.labels,
        progress=False,
    )
    assert isinstance(explained, list)
    return list(zip(sentences, explained, strict=True))  # type: ignore[arg-type]


def values(explanation: Explanation) -> list[float]:
    return explanation.attribution.attributions[0].sum(1).tolist()


def test_the_deciding_word_is_among_the_top_two(
    explained_sentences: list[tuple[Sentence, Explanation]],
) -> None:
    hits = []
    for sentence, explanation in explained_sentences:
        each = [abs(value) for value in values(explanation)]
        assert len(each) == len(sentence.words)
        top = sorted(range(len(each)), key=lambda i: -each[i])[:2]
        hits.append(sentence.deciding[0] in top)
    assert sum(hits) >= 0.95 * len(hits)


def test_a_negation_counts_for_the_side_that_it_turns_to(
    explained_sentences: list[tuple[Sentence, Explanation]],
) -> None:
    signs = [
        values(explanation)[place] > 0
        for sentence, explanation in explained_sentences
        for place in sentence.negations
        if explanation.label == examples.load_text().labels[sentence.label or 0]
    ]
    assert len(signs) > 20
    assert sum(signs) >= 0.9 * len(signs)


def test_each_is_right_within_its_tolerance(
    explained_sentences: list[tuple[Sentence, Explanation]],
) -> None:
    for _, explanation in explained_sentences:
        certificate = explanation.attribution.certificate
        assert certificate.converged
        assert abs(certificate.delta) <= 0.05 * abs(explanation.score - explanation.baseline_score)
        figure = explanation.figure()
        assert figure["kind"] == "tokens"
        units = words(figure)
        total = sum(unit.value for unit in units)
        assert total == pytest.approx(explanation.score - explanation.baseline_score, rel=0.05)
