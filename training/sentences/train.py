"""Training of the sentiment classifier on sentences written for the purpose."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import torch
from torch import Tensor
from torch.nn import functional

from igviz.examples.models import SentimentNet
from igviz.examples.tokenizer import Tokenizer
from training.sentences.sentence import Sentence, sentence, vocabulary

__all__ = ["HELD_OUT", "pad", "sentence_accuracy", "train_sentences", "training_sentences"]

SEED = 1
SENTENCES = 24_000
EPOCHS = 9
BATCH = 64
RATE = 4e-3
#: Seeds from here on are for training; smaller ones are held out.
FIRST_SEED = 1_000_000
#: How many seeds the accuracy beside the weights was measured on.
HELD_OUT = 2000
SMOOTHING = 0.04
#: How finely the weights are rounded, see `training.rounding.step_sizes`. At 500 they take 24 kB
#: instead of 72 in half precision, and the network is as it was: no probability of 200 sentences
#: moves by more than 0.03, attributions move by 3 % (median).
FINENESS = 500


def training_sentences() -> list[Sentence]:
    """Return the sentences of the training set; one in eight takes no side."""
    return [sentence(FIRST_SEED + i, neutral=i % 8 == 0) for i in range(SENTENCES)]


def pad(rows: Sequence[Sequence[int]]) -> Tensor:
    """Return token ids as one tensor ``(N, T)``, short rows filled with padding."""
    longest = max(len(row) for row in rows)
    return torch.tensor([[*row, *[0] * (longest - len(row))] for row in rows])


def _blank(said: Sentence, rng: random.Random) -> tuple[set[int], int | None]:
    """Choose words to take away, and say what the rest then means.

    Without its opinion a sentence takes no side, without its negation it says the opposite. So
    the network learns that an embedding of zero says nothing, and who turns an opinion round.
    """
    everything, chance = set(range(len(said.words))), rng.random()
    if chance < 0.08:
        return everything, None
    if chance < 0.2:
        return set(said.deciding), None
    if chance < 0.4 and said.negations and said.label is not None:
        if rng.random() < 0.6:
            return set(said.negations), 1 - said.label
        return set(said.deciding) - set(said.negations), None
    spare = everything - set(said.deciding)
    return {i for i in sorted(spare) if rng.random() < 0.1}, said.label


def _batch(
    chosen: Sequence[Sentence], tokenizer: Tokenizer, rng: random.Random
) -> tuple[Tensor, Tensor, Tensor]:
    """Return token ids, which embeddings to keep ``(N, T, 1)``, and the share of each label."""
    ids = pad([tokenizer(said.text) for said in chosen])
    keep = torch.ones(*ids.shape, 1)
    shares = torch.full((len(chosen), 2), 0.5)
    for row, said in enumerate(chosen):
        gone, label = _blank(said, rng)
        keep[row, sorted(gone)] = 0
        if label is not None:
            shares[row] = SMOOTHING / 2
            shares[row, label] = 1 - SMOOTHING / 2
    return ids, keep, shares


def train_sentences(report: Callable[[str], None] = print) -> SentimentNet:
    """Write the training sentences, train the network, and return it in evaluation mode."""
    said, tokenizer, rng = training_sentences(), Tokenizer(vocabulary()), random.Random(SEED)
    torch.manual_seed(SEED)
    model = SentimentNet(len(tokenizer))
    steps = EPOCHS * -(-SENTENCES // BATCH)
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    for epoch in range(EPOCHS):
        rng.shuffle(said)
        total = 0.0
        for start in range(0, SENTENCES, BATCH):
            ids, keep, shares = _batch(said[start : start + BATCH], tokenizer, rng)
            logits = model.vote(model.embedding(ids) * keep, ids != 0)
            loss = functional.cross_entropy(logits, shares)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        report(f"sentences: epoch {epoch + 1} of {EPOCHS}, loss {total * BATCH / SENTENCES:.3f}")
    return model.eval()


def sentence_accuracy(model: SentimentNet, first: int, n: int) -> float:
    """Return the share that `model` gets right of `n` seeds' sentences, without trained ones."""
    seen = {said.text for said in training_sentences()}
    drawn = [sentence(seed) for seed in range(first, first + n)]
    fresh = [said for said in drawn if said.text not in seen]
    tokenizer = Tokenizer(vocabulary())
    with torch.no_grad():
        logits: Tensor = model(pad([tokenizer(said.text) for said in fresh]))
    predicted: list[int] = logits.argmax(1).tolist()
    right = [a == said.label for a, said in zip(predicted, fresh, strict=True)]
    return sum(right) / len(right)
