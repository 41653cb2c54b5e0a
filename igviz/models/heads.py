"""Models that return several tensors: which of them is explained, and how to ask for another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from torch import Tensor

from igviz.errors import ModelError, TargetError
from igviz.models import huggingface
from igviz.models.outputs import named_parts


def heads_of(raw: object) -> dict[str, Tensor]:
    """The tensors in what a model returned, by name or number; none where one is known as scores.

    The first is the one that is explained.
    """
    if huggingface.scores_in(raw) is not None or huggingface.is_hidden_state(raw):
        return {}
    parts = named_parts(raw).items()
    return {str(name): part for name, part in parts if isinstance(part, Tensor)}


@dataclass(frozen=True)
class Head:
    """A value of one of several tensors, as a target: called with what the model returned."""

    name: str
    index: int

    @staticmethod
    def of(name: str, index: object) -> Head:
        """The head's number, which must be a whole one.

        Raises
        ------
        TargetError
            It is something else.
        """
        if isinstance(index, bool) or not isinstance(index, int):
            raise TargetError(
                f"target={(name, index)!r} was given; of the output {name!r} pass a number, "
                f"such as target=({name!r}, 0)."
            )
        return Head(name, index)

    @property
    def __name__(self) -> str:  # what a target that is a function is called
        return f"{self.name}: {self.index}"

    def __call__(self, raw: object) -> Tensor:
        """The value of every row, (rows,)."""
        part = heads_of(raw)[self.name]
        if part.ndim == 1 and self.index == 0:
            return part
        if part.ndim != 2 or not -part.shape[1] <= self.index < part.shape[1]:
            raise ModelError(
                f"The model's output {self.name!r} has shape {tuple(part.shape)}, in which there "
                f"is no number {self.index}; pass (name, index), or a function of the output."
            )
        return part[:, self.index]


def head_note(heads: Sequence[str]) -> str:
    """What is told of a model with several heads."""
    first, second, *_ = heads
    return (
        f"The model returns {len(heads)} tensors ({', '.join(map(repr, heads))}), of which "
        f"{first!r} is explained; pass target=({second!r}, 0) for a number of another."
    )
