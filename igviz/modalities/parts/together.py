"""A model as a function of all its inputs side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from torch import Tensor

from igviz.engine.joint import Joint
from igviz.models.around import Around
from igviz.models.lookup import Embedded


class Together(Around):
    """A model as a function of (rows, values): those of all inputs, side by side.

    Parameters
    ----------
    model : callable
        Or `Embedded` where one of the inputs is a text.
    names : sequence of str
        What the inputs are called.
    joint : Joint
        Takes them apart: by name, or in the order in which the model takes them.
    text : int, optional
        Which of them is the text.
    """

    def __init__(
        self, model: Any, names: Sequence[str], joint: Joint, text: int | None = None
    ) -> None:
        super().__init__(model)
        self.names, self.joint, self.text = tuple(names), joint, text

    @property
    def named(self) -> tuple[str, ...]:
        """The inputs."""
        return self.names

    @property
    def what(self) -> str:
        """The inputs and their shapes."""
        shapes = ((1, *shape) for shape in self.joint.shapes)
        named = zip(self.names, shapes, strict=True)
        return ", ".join(f"{name} of shape {shape}" for name, shape in named)

    def forward(self, rows: Tensor) -> Any:
        """Call the model."""
        if self.text is None:
            return self.joint.call(self.model, rows)
        assert isinstance(self.model, Embedded)
        parts = dict(zip(self.names, self.joint.listed(self.joint.apart(rows)), strict=True))
        return self.model(parts.pop(self.names[self.text]), **parts)
