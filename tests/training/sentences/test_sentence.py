from __future__ import annotations

import pytest

from igviz.examples.tokenizer import Tokenizer
from training.sentences.sentence import sentence, vocabulary
from training.sentences.topics import BAD, DISLIKED, GOOD, LIKED, TOPICS

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
