"""What an explainer asks of an input, whatever its kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from torch import Tensor

from igviz.modalities.displays import Display
from igviz.models.guard import Forward
from igviz.models.targets import Resolved


class End(Protocol):
    """A baseline: where a path begins."""

    @property
    def tensor(self) -> Tensor:
        """The first point of the path, (1, ...)."""

    @property
    def name(self) -> str:
        """What it is called."""


class Subject(Protocol):
    """One input with its model.

    Attributes
    ----------
    model : callable
        The model as it was handed over.
    forward : callable
        From points of the path, (rows, ...), to the model's output.
    tensor : Tensor, shape (1, ...)
        Where the path ends: the input.
    channel_dim : int
        Dimension of one example that what is shown is summed over.
    hint : str
        What to try where the model fails on the input.
    notes : tuple of str
        What a reader should know of how the input was read.
    facts : dict of str
        The same for the record of how it was computed.
    usual_baseline : str
        What is taken when none is named.
    other_baseline : str
        What to type instead of one that equals the input.
    """

    model: Forward
    forward: Forward
    tensor: Tensor
    channel_dim: int
    hint: str
    notes: tuple[str, ...]
    facts: dict[str, str]
    usual_baseline: str
    other_baseline: str

    @property
    def baselines(self) -> tuple[str, ...]:
        """The names to choose from."""

    def refresh(self) -> None:
        """Read again what depends on the model's weights."""

    def ends(self, spec: object, seed: int) -> Sequence[End]:
        """The baselines that a specification names; several are averaged."""

    def answers(self, outputs: Tensor) -> Answers:
        """How to speak of what the model said of the input."""

    def display(self, ends: Sequence[End], about: Sequence[int]) -> Display:
        """What is shown of it; ``about`` are the tokens that the output speaks of."""


class Answers(Protocol):
    """The values of one output that can be explained, and what they are called.

    Attributes
    ----------
    count : int or None
        How many classes there are to be named; None where nobody names them.
    """

    count: int | None

    def resolve(self, target: object) -> Resolved:
        """What to explain, from what was typed; None is the model's own answer."""

    def name(self, target: Resolved) -> str:
        """What a resolved target is called."""

    def about(self, target: Resolved) -> tuple[int, ...]:
        """The tokens of the input that a target speaks of."""

    def index(self, target: Resolved) -> int | None:
        """The number of a target, for the view to pass back; None for what has none."""

    def picked(self, index: int) -> Resolved:
        """The target behind such a number."""

    def best(self, scores: Tensor, count: int) -> list[tuple[int, float]]:
        """Numbers and scores of the best answers, best first; none where there is no choice."""

    def rivals(self, scores: Tensor, target: Resolved) -> Rivals | None:
        """The scores among which the target's is one; None where there is no choice."""


class Rivals(NamedTuple):
    """Scores of answers that exclude each other, (K,), and what each is called."""

    scores: Tensor
    name: Callable[[int], str]
