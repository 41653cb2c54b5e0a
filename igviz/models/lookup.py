"""A text model as a function of its tokens' vectors.

Token ids have no gradient, their embeddings do: while the model runs, what its tables return is
replaced by a point of the path (`igviz.models.tables`). The model itself is not changed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor, nn

from igviz.errors import ModelError
from igviz.models import huggingface
from igviz.models.around import Around
from igviz.models.forward import Forward, placement
from igviz.models.tables import Lookup, look_up, replaced, rows_kept


@dataclass(frozen=True)
class Call:
    """How a model is called: positional and keyword arguments, tensors with one row each."""

    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)

    def map(self, change: Callable[[Tensor], Tensor]) -> Call:
        """The same with every tensor changed."""
        return Call(
            tuple(change(v) if isinstance(v, Tensor) else v for v in self.args),
            {k: change(v) if isinstance(v, Tensor) else v for k, v in self.kwargs.items()},
        )

    def rows(self, count: int) -> Call:
        """The same for so many rows."""
        return self.map(lambda v: v.expand(count, *v.shape[1:]) if v.shape[:1] == (1,) else v)


@dataclass(frozen=True, eq=False)
class Part:
    """A stretch of the path's points: what one embedding returns, or one float input.

    Attributes
    ----------
    name : str
        The module's or the argument's.
    values : Tensor, shape (1, rows, width)
        The stretch where the path ends, at the input.
    module : Module or None
        The embedding, None for a float input.
    ids : Tensor or None
        What the embedding looks up for these rows, (1, rows).
    shape : tuple of int
        The shape of one example's float input.
    text : Tensor or None
        The token ids of the text that the rows stand for, (1, rows), where they are the text's.
    lookups : tuple of Lookup
        Every time that the model looks these rows up, or some of them.
    tokens : tuple of int
        Which of the model's ids the rows stand for, where that was found.
    """

    name: str
    values: Tensor
    module: nn.Module | None = None
    ids: Tensor | None = None
    shape: tuple[int, ...] = ()
    text: Tensor | None = None
    lookups: tuple[Lookup, ...] = ()
    tokens: tuple[int, ...] = ()

    @property
    def shift(self) -> Tensor | int:
        """What the model adds to the text's ids before it looks them up, (1, rows)."""
        return 0 if self.text is None or self.ids is None else self.ids - self.text.to(self.ids)


class Embedded(Around):
    """A model as a function of what its embeddings return, (rows, tokens, width).

    Several embeddings and float inputs lie one after the other along the tokens; narrower ones are
    filled up with zeros, which nothing reads.

    Attributes
    ----------
    points : Tensor, shape (1, tokens, width)
        Where the path ends: the embeddings of the input.
    parts : tuple of Part
    by_name : bool
        Whether the model is handed the vectors as an argument instead of by its embedding.
    spans : bool
        Whether the model answered with the start and the end of a span.
    hidden : bool
        Whether it answered with hidden states only, of which none is an answer.
    answer_shape : tuple of int
        The shape of its answer to the ids.
    strayed : tuple of str
        Embeddings on the path that also look up what is made of the ids in another way.
    """

    answer_shape: tuple[int, ...] = ()
    strayed: tuple[str, ...] = ()

    def __init__(self, model: Forward, call: Call, parts: Sequence[Part]) -> None:
        super().__init__(model, [part.module for part in parts if part.module is not None])
        self.parts, self.call = tuple(parts), call
        self.spans = self.hidden = False
        self.by_name = False
        self.points = _packed([part.values for part in parts])

    def forward(self, points: Tensor, **beside: Tensor) -> Any:
        """The model's output for each row of points, with other arguments ``beside`` by name."""
        call = self.call.rows(len(points))
        call = Call(call.args, {**call.kwargs, **beside})
        values = self._unpacked(points)
        if self.by_name:
            raw = self.model(*call.args, **huggingface.with_vectors(call.kwargs, values[0]))
        else:
            raw = self._intercepted(call, values)
        self.spans = huggingface.is_span(raw)
        self.hidden = huggingface.is_hidden_state(raw)
        return raw

    def _intercepted(self, call: Call, values: Sequence[Tensor]) -> Any:
        floats = {}
        with contextlib.ExitStack() as stack:
            stack.enter_context(rows_kept(self))
            used = []
            for part, value in zip(self.parts, values, strict=True):
                if part.module is None:
                    shaped = value.reshape(len(value), *part.shape)
                    floats[part.name] = shaped.to(call.kwargs[part.name])
                else:
                    used.append(stack.enter_context(replaced(part.module, part.lookups, value)))
            raw = self.model(*call.args, **{**call.kwargs, **floats})
        if not all(used):
            raise ModelError(
                "The embedding was not used when the model ran on the token ids, so nothing could "
                "be put in its place; pass embedding='name', the module that the ids are looked "
                "up in."
            )
        return raw

    def embed(self, ids: Tensor, part: int = 0) -> Tensor:
        """What an embedding makes of other token ids (1, T): shape (1, T, width)."""
        module, shift = self.parts[part].module, self.parts[part].shift
        assert module is not None
        if isinstance(shift, Tensor) and (shift == shift[0, 0]).all():
            shift = int(shift[0, 0])
        if isinstance(shift, int) or shift.shape == ids.shape:
            ids = ids + (shift if isinstance(shift, int) else shift.to(ids))
        return look_up(module, ids.to(placement(module)[0]))

    def table(self, part: int = 0) -> Tensor | None:
        """An embedding's weights, (vocabulary, width), where it is a plain table."""
        weight = getattr(self.parts[part].module, "weight", None)
        return weight.detach() if isinstance(weight, Tensor) and weight.ndim == 2 else None

    def _unpacked(self, points: Tensor) -> list[Tensor]:
        values, start = [], 0
        for part in self.parts:
            _, rows, width = part.values.shape
            # A copy: models scale what they have looked up in place, or add positions to it.
            values.append(points[:, start : start + rows, :width].clone())
            start += rows
        return values


def _packed(values: Sequence[Tensor]) -> Tensor:
    width = max(value.shape[2] for value in values)
    wide = torch.float64 if any(v.dtype == torch.float64 for v in values) else torch.float32
    return torch.cat(
        [nn.functional.pad(v.detach().to(wide), (0, width - v.shape[2])) for v in values], 1
    )
