"""Networks of text, explained on their word embeddings from zero."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import torch
from torch import Tensor, nn
from workloads import SENTENCES, OfEmbeddings, minilm_classifier

from igviz import examples
from igviz.examples import SentimentNet
from igviz.examples.tokenizer import Tokenizer
from training.sentences.sentence import sentence, vocabulary
from training.sentences.train import pad
from trust.case import Case, fit, trained

WIDTH = 32
#: How many texts of how many words the bundled network reads.
LENGTHS = {20: 12, 50: 8, 100: 6, 200: 4, 500: 3, 1000: 2, 2000: 2}
MORE_SENTENCES = (
    "An awful, endless movie that nobody needed, and the food there was not good at all either.",
    "Bad.",
    "I cannot say that I was disappointed, although the reviews had made me expect the worst.",
    "The first half drags, the second half is worse, and then, against all odds, a great ending!",
)


class MaximumOverTime(nn.Module):
    """Convolutions over three, four and five words, and the largest answer to each."""

    def __init__(self, channels: int = 24) -> None:
        super().__init__()
        self.convolutions = nn.ModuleList(
            nn.Conv1d(WIDTH, channels, k, padding=k) for k in (3, 4, 5)
        )
        self.head = nn.Linear(3 * channels, 2)

    def forward(self, embedded: Tensor) -> Tensor:
        """Two logits from embeddings (rows, words, width)."""
        turned = embedded.transpose(1, 2)
        out: Tensor = self.head(
            torch.cat([layer(turned).relu().amax(2) for layer in self.convolutions], dim=1)
        )
        return out


class Recurrent(nn.Module):
    """An LSTM that answers after the last word, or by the largest of all states, read both ways."""

    def __init__(self, *, maxima: bool = False, hidden: int = 48) -> None:
        super().__init__()
        self.maxima = maxima
        self.lstm = nn.LSTM(WIDTH, hidden, batch_first=True, bidirectional=maxima)
        self.head = nn.Linear((1 + maxima) * hidden, 2)

    def forward(self, embedded: Tensor) -> Tensor:
        """Two logits from embeddings (rows, words, width)."""
        states, _ = self.lstm(embedded)
        out: Tensor = self.head(states.amax(1) if self.maxima else states[:, -1])
        return out


def _reader(folder: Path, name: str, head: nn.Module) -> Case:
    """A network trained on written reviews, and 200 that it has not seen."""
    tokenizer = Tokenizer(vocabulary())
    written = [sentence(seed, seed % 2) for seed in range(6000)]
    # Padding comes first, so that an LSTM ends on the last word.
    ids = pad([tokenizer(said.text)[::-1] for said in written]).flip(1)
    labels = torch.tensor([said.label for said in written])
    g = torch.Generator().manual_seed(5)

    def batch() -> tuple[Tensor, Tensor]:
        some = torch.randint(200, len(ids), (64,), generator=g)
        return ids[some], labels[some]

    net = nn.Sequential(nn.Embedding(len(tokenizer), WIDTH, padding_idx=0), head)
    net = trained(name, net, lambda net: fit(net, batch, 600, 3e-3), folder)
    with torch.no_grad():
        x = net[0](ids[:200])
    return Case(name, "", net[1], x, torch.zeros_like(x), 2)


def text_cnn(folder: Path) -> Iterator[Case]:
    """Convolutions and maxima over time."""
    torch.manual_seed(0)
    yield _reader(folder, "text CNN", MaximumOverTime())


def lstm(folder: Path) -> Iterator[Case]:
    """Two LSTMs, one smooth, one with maxima."""
    torch.manual_seed(0)
    yield _reader(folder, "LSTM", Recurrent())
    torch.manual_seed(0)
    every = _reader(folder, "LSTM, maxima", Recurrent(maxima=True))
    # Equal states of padded places would tie for the maximum, and rounding would decide.
    padding = every.inputs.abs().sum(2).eq(0).sum(1)
    for padded in padding.unique().tolist():
        x = every.inputs[padding == padded, padded:]
        yield replace(every, name=f"{x.shape[1]} words", inputs=x, baselines=torch.zeros_like(x))


class OfEmbedded(nn.Module):
    """`SentimentNet` from embeddings, all of them words."""

    def __init__(self, net: SentimentNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, embedded: Tensor) -> Tensor:
        """Two logits from embeddings (rows, words, width)."""
        return self.net.vote(embedded, torch.ones(embedded.shape[:2], dtype=torch.bool))


def bundled_text(_: Path) -> Iterator[Case]:
    """The package's own network on texts of 20 to 2,000 words; every other one takes one side."""
    example = examples.load_text()
    forward = OfEmbedded(example.model).eval().requires_grad_(False)
    for words, texts in LENGTHS.items():
        ids = torch.tensor(
            [_long(example.tokenizer, words, 10**6 * i, one_sided=i % 2 == 1) for i in range(texts)]
        )
        x = example.model.embedding(ids).detach()
        yield Case("bundled text", f"{words} words", forward, x, torch.zeros_like(x), 2)


def _long(tokenizer: Tokenizer, words: int, seed: int, *, one_sided: bool) -> list[int]:
    """Token ids of reviews in a row, cut to so many words."""
    ids: list[int] = []
    for i in count(seed):
        ids += tokenizer(sentence(i, 1 if one_sided else None).text)
        if len(ids) >= words:
            return ids[:words]
    raise AssertionError


def minilm(_: Path) -> Iterator[Case]:
    """A real sentence encoder."""
    made = minilm_classifier()
    if made is None:
        print("MiniLM is not installed: left out")
        return
    whole, tokenizer = made
    forward = OfEmbeddings(whole).eval().requires_grad_(False)
    for text in (*SENTENCES, *MORE_SENTENCES):
        ids = tokenizer(text, return_tensors="pt")["input_ids"]
        x = whole.body.get_input_embeddings()(ids).detach()
        yield Case("MiniLM", text[:24], forward, x, torch.zeros_like(x), 2)
