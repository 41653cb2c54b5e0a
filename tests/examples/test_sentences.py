from __future__ import annotations

from collections.abc import Callable

import pytest
import torch

from igviz.examples import Sentence, load_text, sentence
from igviz.examples.sentences import vocabulary
from igviz.examples.tokenizer import Tokenizer
from igviz.examples.topics import BAD, DISLIKED, GOOD, LIKED, TOPICS
from igviz.examples.train_sentences import pad

Attribute = Callable[..., torch.Tensor]

PRAISE = {*GOOD, *LIKED, *LIKED.values(), *(word for topic in TOPICS for word in topic.good)}
BLAME = {*BAD, *DISLIKED, *DISLIKED.values(), *(word for topic in TOPICS for word in topic.bad)}


def test_same_seed_writes_the_same_sentence() -> None:
    assert sentence(7) == sentence(7)
    assert len({sentence(seed).text for seed in range(300)}) > 290


def test_deciding_words_decide() -> None:
    for seed in range(500):
        said = sentence(seed)
        opinion = said.words[said.deciding[-1]]
        assert opinion in PRAISE | BLAME
        assert said.label == int((opinion in PRAISE) != bool(said.negations))
        for i in said.negations:
            assert said.words[i] in {"not", "never", "hardly", "wasn't", "isn't", "didn't"}


def test_neutral_sentences_take_no_side() -> None:
    for seed in range(200):
        said = sentence(seed, neutral=True)
        assert said.label is None
        assert said.deciding == ()
        assert not set(said.words) & (PRAISE | BLAME)


def test_label_is_the_one_asked_for() -> None:
    assert {sentence(seed, 0).label for seed in range(30)} == {0}
    assert {sentence(seed, 1).label for seed in range(30)} == {1}
    with pytest.raises(ValueError, match="label is 2"):
        sentence(0, 2)


def test_tokens_are_the_words() -> None:
    tokenizer = Tokenizer(vocabulary())
    for seed in range(300):
        said = sentence(seed)
        encoded = tokenizer.encode(said.text)
        assert tuple(tokenizer.decode(encoded.ids)) == said.words
        assert [said.text[a:b] for a, b in encoded.offsets] == encoded.tokens


def attributed(said: list[Sentence], attribute: Attribute) -> list[list[float]]:
    """Attributions of the probability of "positive" to each word, from embeddings of zero."""
    example = load_text()
    ids = pad([example.tokenizer(one.text) for one in said])
    embedded = example.model.embedding(ids).detach()

    def score(point: torch.Tensor) -> torch.Tensor:
        return example.model.vote(point, ids != 0).softmax(1)[:, 1]

    found = attribute(score, embedded, torch.zeros_like(embedded))
    return [row[: len(one.words)].tolist() for row, one in zip(found.sum(2), said, strict=True)]


def test_deciding_words_are_attributed_most(midpoint_attributions: Attribute) -> None:
    said = [sentence(seed) for seed in range(90_000, 90_400)]
    hits = 0
    for one, values in zip(said, attributed(said, midpoint_attributions), strict=True):
        strongest = sorted(map(abs, values))[-2:]
        hits += any(abs(values[i]) in strongest for i in one.deciding)
    assert hits / len(said) >= 0.95


@pytest.mark.parametrize("label", [0, 1])
def test_negation_is_attributed_with_its_sign(midpoint_attributions: Attribute, label: int) -> None:
    said = [one for seed in range(90_000, 90_600) if (one := sentence(seed, label)).negations]
    right = [
        (values[i] > 0) == bool(label)
        for one, values in zip(said, attributed(said, midpoint_attributions), strict=True)
        for i in one.negations
    ]
    assert len(right) > 100
    assert sum(right) / len(right) >= 0.9


def test_zero_embeddings_say_nothing() -> None:
    example = load_text()
    for text in example.sentences:
        ids = pad([example.tokenizer(text)])
        nothing = torch.zeros_like(example.model.embedding(ids))
        with torch.no_grad():
            share = example.model.vote(nothing, ids != 0).softmax(1)[0, 1]
        assert abs(float(share) - 0.5) < 0.05


def test_padding_changes_nothing() -> None:
    example = load_text()
    ids = torch.tensor([example.tokenizer(example.sentence)])
    with torch.no_grad():
        padded = example.model(torch.cat([ids, torch.zeros(1, 9, dtype=torch.long)], dim=1))
        assert torch.allclose(padded, example.model(ids), atol=1e-5)


def test_bundled_sentences_are_in_the_vocabulary() -> None:
    example = load_text()
    for text in example.sentences:
        assert example.tokenizer.unk_token_id not in example.tokenizer(text)
    assert example.tokenizer("Zebra!")[0] == example.tokenizer.unk_token_id
