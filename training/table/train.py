"""Training of the network for loans on applications drawn for the purpose."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from igviz.examples.table import Application, LoanNet, LoanTransform
from training.table.rules import application, log_odds

__all__ = ["BACKGROUND", "HELD_OUT", "held_out", "loan_accuracy", "read", "train_loans"]

SEED = 3
APPLICATIONS = 12_000
EPOCHS = 40
BATCH = 128
RATE = 6e-3
#: How many applications the accuracy beside the weights was measured on.
HELD_OUT = 2000
#: Seeds of other rows than the network was trained on.
FIRST_HELD_OUT, FIRST_BACKGROUND = 1_000, 2_000
BACKGROUND = 150


def drawn(seed: int, count: int) -> list[Application]:
    """Return so many applications."""
    rng = np.random.default_rng(seed)
    return [application(rng) for _ in range(count)]


def held_out(count: int) -> list[Application]:
    """Return applications that the network was not trained on."""
    return drawn(FIRST_HELD_OUT, count)


def read(rows: Sequence[Application]) -> Tensor:
    """Return applications as the network takes them."""
    transform = LoanTransform()
    return torch.stack([transform(row) for row in rows])


def train_loans(report: Callable[[str], None] = print) -> LoanNet:
    """Draw the applications, train the network, and return it in evaluation mode."""
    rows = drawn(SEED, APPLICATIONS)
    inputs = read(rows)
    odds = torch.tensor([log_odds(row) for row in rows], dtype=torch.float32)
    torch.manual_seed(SEED)
    model = LoanNet()
    steps = EPOCHS * -(-APPLICATIONS // BATCH)
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    for epoch in range(EPOCHS):
        total = 0.0
        for chosen in torch.randperm(APPLICATIONS).split(BATCH):
            said = model(inputs[chosen])
            # Of the odds themselves, since what is decided on the toss of a coin teaches little.
            loss = functional.smooth_l1_loss(said[:, 1] - said[:, 0], odds[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        if epoch % 10 == 9:
            mean = total * BATCH / APPLICATIONS
            report(f"loans: epoch {epoch + 1} of {EPOCHS}, loss {mean:.4f}")
    return model.eval()


def loan_accuracy(model: LoanNet, count: int) -> float:
    """Return the share of held-out applications that a network decides as the rules do."""
    rows = held_out(count)
    with torch.no_grad():
        said: list[int] = model(read(rows)).argmax(1).tolist()
    return sum(one == (log_odds(row) > 0) for one, row in zip(said, rows, strict=True)) / count
