"""The bundled networks: convolutional ones for scenes and series, smaller ones for the rest."""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional

__all__ = ["MoleculeNet", "PatternNet", "SceneNet", "SentimentNet"]

#: The token id that stands for no word.
PADDING = 0


class SceneNet(nn.Module):
    """A convolutional classifier of drawn scenes, ``(N, 3, H, W)`` to logits ``(N, classes)``.

    Averages instead of strides or maxima shrink the maps, so that a gradient has no checkerboard
    in it; the logits average evidence over the whole picture, so that it may come from anywhere.

    Parameters
    ----------
    classes
        How many classes there are.
    widths
        Channels of the stem and of each block.
    """

    def __init__(self, classes: int, widths: tuple[int, ...] = (20, 32, 48, 72, 96)) -> None:
        super().__init__()
        stages: list[nn.Module] = [
            nn.Conv2d(3, widths[0], 5, padding=2, stride=2, bias=False),
            nn.BatchNorm2d(widths[0]),
            nn.ReLU(),
        ]
        for before, after in pairwise(widths):
            stages += [
                nn.AvgPool2d(2) if before != widths[-2] else nn.Identity(),
                nn.Conv2d(before, after, 3, padding=1, bias=False),
                nn.BatchNorm2d(after),
                nn.ReLU(),
            ]
        self.features = nn.Sequential(*stages)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.head = nn.Linear(widths[-1], classes)

    def forward(self, images: Tensor) -> Tensor:
        """Return the logits of a batch of pictures."""
        logits: Tensor = self.head(self.pool(self.features(images)).flatten(1))
        return logits


class SentimentNet(nn.Module):
    """Tells praise from blame: token ids ``(N, T)`` to logits ``(N, 2)``, negative and positive.

    An embedding, dilated convolutions that let each word see the ones around it, and a sum of
    the words' votes. No normalisation and only smooth steps: with all embeddings at zero the
    vote is nearly even, and along a path from there the score bends without kinks. The two
    logits are opposite numbers, so that neither can drift where the other hides it.

    Parameters
    ----------
    words
        Size of the vocabulary; token 0 is padding and never votes.
    width
        Size of an embedding and of the hidden state of each word.
    """

    def __init__(self, words: int, width: int = 48) -> None:
        super().__init__()
        self.embedding = nn.Embedding(words, width, padding_idx=PADDING)
        self.mixers = nn.ModuleList(
            nn.Conv1d(width, width, 3, padding=dilation, dilation=dilation)
            for dilation in (1, 2, 4, 8)
        )
        self.head = nn.Linear(width, 1)

    def forward(self, ids: Tensor) -> Tensor:
        """Return the logits of a batch of padded sentences."""
        return self.vote(self.embedding(ids), ids.ne(PADDING))

    def vote(self, embedded: Tensor, present: Tensor) -> Tensor:
        """Return the logits from embeddings ``(N, T, width)`` and which tokens count ``(N, T)``."""
        there = present.unsqueeze(1).to(embedded.dtype)
        hidden = embedded.transpose(1, 2) * there
        for mixer in self.mixers:
            hidden = (hidden + functional.gelu(mixer(hidden))) * there
        votes = self.head(hidden.transpose(1, 2)) * there.transpose(1, 2)
        praise = 2 * torch.tanh(votes).sum(dim=1)
        return torch.cat([-praise, praise], dim=1)


class PatternNet(nn.Module):
    """Names the pattern in a noisy series, ``(N, 1, T)`` to logits ``(N, classes)``.

    Dilated convolutions let each step see the ones around it, and every step votes. Steps are
    smooth, and a vote is bent so that weak evidence, which is all there is in noise, hardly counts.

    Parameters
    ----------
    classes
        How many patterns there are.
    width
        Channels of the hidden layers.
    """

    def __init__(self, classes: int, width: int = 16) -> None:
        super().__init__()
        self.stem = nn.Conv1d(1, width, 9, padding=4)
        self.mixers = nn.ModuleList(
            nn.Conv1d(width, width, 7, padding=3 * dilation, dilation=dilation)
            for dilation in (2, 4)
        )
        self.head = nn.Conv1d(width, classes, 1)

    def forward(self, series: Tensor) -> Tensor:
        """Return the logits of a batch of series."""
        hidden = functional.gelu(self.stem(series))
        for mixer in self.mixers:
            hidden = hidden + functional.gelu(mixer(hidden))
        logits: Tensor = functional.softplus(self.head(hidden)).sum(dim=2) / 10
        return logits


class MoleculeNet(nn.Module):
    """Predicts logP of molecules: how much better one dissolves in fat than in water.

    Twice every atom hears from its neighbours what they are, by the kind of their bond; then each
    tells its share, and the shares are added up. There is no constant anywhere, so that atoms
    without any feature add nothing.

    Parameters
    ----------
    features
        How many features an atom has.
    width
        Size of an atom's hidden state.
    bonds
        How many kinds of bonds there are.
    """

    def __init__(self, features: int, width: int = 32, bonds: int = 4) -> None:
        super().__init__()
        self.first = nn.Linear(features, width, bias=False)
        self.own = nn.ModuleList(nn.Linear(width, width, bias=False) for _ in range(2))
        self.heard = nn.ModuleList(nn.Linear(width, bonds * width, bias=False) for _ in range(2))
        self.changed = nn.ModuleList(nn.Linear(width, width, bias=False) for _ in range(2))
        self.told = nn.Linear(width, width, bias=False)
        self.share = nn.Linear(width, 1, bias=False)
        self.bonds = bonds

    def forward(
        self, x: Tensor, edge_index: Tensor, bond: Tensor, batch: Tensor | None = None
    ) -> Tensor:
        """Return logP of each molecule, ``(molecules, 1)``.

        Parameters
        ----------
        x
            Features of all atoms, ``(atoms, features)``.
        edge_index
            The atoms that each bond leads from and to, ``(2, edges)``, both directions.
        bond
            The kind of each, ``(edges,)``.
        batch
            The molecule that each atom belongs to, ``(atoms,)``; without it there is one.
        """
        source, target = edge_index
        hidden = self.first(x)
        for own, heard, changed in zip(self.own, self.heard, self.changed, strict=True):
            words = heard(hidden).unflatten(1, (self.bonds, -1))[source, bond]
            gathered = own(hidden).index_add(0, target, words)
            hidden = hidden + changed(functional.silu(gathered))
        shares = self.share(functional.silu(self.told(hidden)) + hidden)
        of = torch.zeros(len(x), dtype=torch.long, device=x.device) if batch is None else batch
        molecules = 1 if batch is None else int(batch[-1]) + 1
        logp: Tensor = shares.new_zeros(molecules, 1).index_add(0, of, shares)
        return logp
