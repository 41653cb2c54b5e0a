"""What is judged: a network with inputs, and its weights, trained once and kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import torch
from torch import Tensor, nn

Net = TypeVar("Net", bound=nn.Module)


@dataclass(frozen=True)
class Case:
    """Inputs of one shape for one network, each explained for its top class.

    Attributes
    ----------
    network : str
        The verdict is by network; a network may have several cases.
    name : str
        Tells the cases of a network apart.
    forward : nn.Module
        In evaluation mode, float32: (rows, ...) to logits (rows, classes).
    inputs, baselines : Tensor, shape (N, ...)
    summed : int or None
        The dimension of ``inputs`` that is summed before anything is shown: the channels of
        pixels, the embedding of words. None where each feature is shown.
    least, most : int
        Midpoints of the truth: 512 or 1536 times a power of three.
    """

    network: str
    name: str
    forward: nn.Module
    inputs: Tensor
    baselines: Tensor
    summed: int | None = None
    least: int = 1536
    most: int = 512 * 3**4

    @cached_property
    def targets(self) -> list[int]:
        """The top class of each input."""
        with torch.no_grad():
            classes: list[int] = self.forward(self.inputs).argmax(1).tolist()
        return classes

    def first(self, rows: int | None) -> Case:
        """The case of the first rows only."""
        return replace(self, inputs=self.inputs[:rows], baselines=self.baselines[:rows])

    def shown(self, attributions: Tensor) -> Tensor:
        """Attributions of features, summed as they are shown."""
        return attributions if self.summed is None else attributions.sum(self.summed)

    def file(self, folder: Path) -> Path:
        """Where its truth is kept."""
        values = *self.forward.state_dict().values(), self.inputs[:1], self.baselines[:1]
        return folder / _file(f"{self.network} {self.name}", values)


def _file(name: str, values: Iterable[Tensor]) -> str:
    """A file name that other values would change."""
    digest = hashlib.sha1(usedforsecurity=False)
    for some in values:
        digest.update(some.detach().contiguous().numpy().tobytes())
    plain = re.sub(r"\W+", "-", name)
    return f"{plain}-{digest.hexdigest()[:8]}.pt"


def trained(name: str, net: Net, train: Callable[[Net], None], folder: Path) -> Net:
    """The network in evaluation mode: trained now, or as it was when trained from these weights."""
    path = folder / _file(f"{name} weights", net.state_dict().values())
    if path.exists():
        net.load_state_dict(torch.load(path))
    else:
        train(net.train())
        torch.save(net.state_dict(), path)
    return net.eval().requires_grad_(False)


def fit(
    net: nn.Module,
    batch: Callable[[], tuple[Tensor, Tensor]],
    steps: int,
    rate: float = 1e-3,
    decay: float = 0.0,
) -> None:
    """Train a classifier with Adam on the batches drawn."""
    optimiser = torch.optim.Adam(net.parameters(), rate, weight_decay=decay)
    for _ in range(steps):
        x, y = batch()
        optimiser.zero_grad()
        nn.functional.cross_entropy(net(x), y).backward()
        optimiser.step()
