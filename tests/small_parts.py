"""Models of several inputs at once, all of which cost milliseconds."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

PHOTO = torch.linspace(0.1, 0.9, 48).reshape(1, 3, 4, 4)


class Linear(nn.Module):
    """A score that is linear in a picture and in a row."""

    def __init__(self) -> None:
        super().__init__()
        self.photo, self.row = nn.Linear(48, 1, bias=False), nn.Linear(3, 1)

    def forward(self, photo: Tensor, row: Tensor, scale: Any = 1.0) -> Tensor:
        out: Tensor = self.photo(photo.flatten(1)) + scale * self.row(row)
        return out


class Asked(nn.Module):
    """Answers a question about a picture."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.photo = nn.Embedding(6, 4), nn.Linear(48, 4)
        self.out = nn.Linear(4, 2)

    def forward(self, image: Tensor, question: Tensor) -> Tensor:
        said = self.words(question).mean(1).tanh()
        out: Tensor = self.out(said * self.photo(image.flatten(1)))
        return out


class Masked(nn.Module):
    """A row of which a mask says what counts."""

    def __init__(self) -> None:
        super().__init__()
        self.out = nn.Linear(3, 1)

    def forward(self, row: Tensor, mask: Tensor) -> Tensor:
        out: Tensor = self.out(row * mask)
        return out


def made(kind: type[nn.Module]) -> Any:
    """One of these models, always the same."""
    with torch.random.fork_rng():
        torch.manual_seed(3)
        return kind().eval()


def words(text: str) -> list[int]:
    """A number from 0 to 5 for every word."""
    return [len(word) % 6 for word in text.split()]
