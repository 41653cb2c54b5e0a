"""Training of the pattern classifier on series drawn for the purpose."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor
from torch.nn import functional

from igviz.examples.models import PatternNet
from training.series.series import LABELS, Series, series

__all__ = ["HELD_OUT", "pattern_accuracy", "stacked", "train_series"]

SEED = 1
SERIES = 8000
EPOCHS = 6
BATCH = 50
RATE = 4e-3
#: Seeds from here on are for training; smaller ones are held out.
FIRST_SEED = 1_000_000
#: How many seeds the accuracy beside the weights was measured on.
HELD_OUT = 1000
#: How finely the weights are rounded, see `training.rounding.step_sizes`: as int8 goes.
FINENESS = 4000
#: The held-out series that is bundled.
SHOWN = 7


def stacked(drawn: Sequence[Series]) -> Tensor:
    """Return series as one tensor ``(N, 1, LENGTH)``."""
    return torch.stack([torch.from_numpy(one.values) for one in drawn])[:, None]


def train_series(report: Callable[[str], None] = print) -> PatternNet:
    """Draw the training series, train the network, and return it in evaluation mode.

    One in five holds noise alone, and is as much of each pattern as of the others: so the network
    learns that noise says nothing, nor does a series of zeros, from which paths start.
    """
    drawn = [series(FIRST_SEED + at, empty=at % 5 == 0) for at in range(SERIES)]
    inputs, classes = stacked(drawn), len(LABELS)
    shares = torch.full((SERIES, classes), 1 / classes)
    for row, one in enumerate(drawn):
        if one.label is not None:
            shares[row] = functional.one_hot(torch.tensor(one.label), classes).float()
    torch.manual_seed(SEED)
    model = PatternNet(classes)
    steps = EPOCHS * (SERIES // BATCH)
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    for epoch in range(EPOCHS):
        total = 0.0
        for rows in torch.randperm(SERIES).split(BATCH):
            loss = functional.cross_entropy(model(inputs[rows]), shares[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        report(f"series: epoch {epoch + 1} of {EPOCHS}, loss {total * BATCH / SERIES:.3f}")
    return model.eval()


def pattern_accuracy(model: PatternNet, first: int, n: int) -> float:
    """Return the share of the series of `n` seeds whose pattern `model` names."""
    drawn = [series(seed) for seed in range(first, first + n)]
    with torch.no_grad():
        named: list[int] = model(stacked(drawn)).argmax(1).tolist()
    return sum(a == one.label for a, one in zip(named, drawn, strict=True)) / n
