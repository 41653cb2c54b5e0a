"""Models that return several tensors: which of them is explained, and how to ask for another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from torch import Tensor

from igviz.errors import ModelError
from igviz.models import huggingface
from igviz.models.outputs import activated, named_parts


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
    """A value of one of several tensors, as a target: called with what the model returned.

    Attributes
    ----------
    name : str
        Of the tensor.
    index : tuple of int
        Of the value in one example's part of the tensor.
    called : str
        What the value is called: its number, or its label.
    output : {'probability', 'logit', 'score'}
        What is explained of it.
    activation : {'softmax', 'sigmoid', 'log', None}
        What turns the tensor into that.
    """

    name: str
    index: tuple[int, ...]
    called: str
    output: str = "score"
    activation: str | None = None

    @property
    def __name__(self) -> str:  # what a target that is a function is called
        return f"{self.name}: {self.called}" if self.called else self.name

    def __call__(self, raw: object) -> Tensor:
        """The value of every row, (rows,)."""
        part = heads_of(raw).get(self.name)
        if part is None:
            raise ModelError(
                f"The model returned no tensor {self.name!r} this time, though it did at first; "
                "return the same ones for every input, or pass a function of the output as target."
            )
        values = activated(part, self.activation)
        for place in self.index:
            values = values[:, place]
        return values


def head_note(heads: Mapping[str, Tensor], targets: Sequence[object]) -> list[str]:
    """What is told of a model with several heads, where targets are numbers of some of them.

    A function of all that the model returns needs no such note.
    """
    plain = [one for one in targets if isinstance(one, Head) or not callable(one)]
    used = {one.name if isinstance(one, Head) else next(iter(heads), "") for one in plain}
    explained = [repr(name) for name in heads if name in used]
    if len(heads) < 2 or not explained:
        return []
    verb = "are" if len(explained) > 1 else "is"
    note = (
        f"The model returns {len(heads)} tensors ({', '.join(map(repr, heads))}), of which "
        f"{' and '.join(explained)} {verb} explained"
    )
    other = next((name for name in heads if name not in used), None)
    more = "" if other is None else f"; pass {typed(other, heads[other])} for a number of another"
    return [f"{note}{more}."]


def typed(name: str, part: Tensor) -> str:
    """How the first value of a head, a tensor (rows, ...), is asked for."""
    return f"target={(name, *(0 for _ in part.shape[1:])) if part.ndim > 1 else (name, 0)}"
