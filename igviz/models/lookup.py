"""A text model as a function of its tokens' vectors.

Token ids have no gradient, their embeddings do. While the model runs, a hook replaces what its
embedding returns by a point of the path. The hook acts in the computing thread only and is removed
after every pass; the model itself is not changed.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import torch
from torch import Tensor, nn

from igviz.errors import InputError, ModelError
from igviz.models import huggingface
from igviz.models.forward import Forward, placement
from igviz.models.guard import guarded
from igviz.models.private import mark_private

LOOKUPS = (nn.Embedding, nn.EmbeddingBag)


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
        What the embedding looks up: (1, T), or (T, 1) where the model puts tokens first.
    shape : tuple of int
        The shape of one example's float input.
    text : Tensor or None
        The token ids of the text that the rows stand for, (1, rows), where they are the text's.
    places : Tensor or None
        Which of what is looked up the rows are, where the model pads what it gets; None for all.
    """

    name: str
    values: Tensor
    module: nn.Module | None = None
    ids: Tensor | None = None
    shape: tuple[int, ...] = ()
    text: Tensor | None = None
    places: Tensor | None = None

    @property
    def shift(self) -> Tensor | int:
        """What the model adds to the text's ids before it looks them up, (1, rows)."""
        if self.text is None or self.ids is None:
            return 0
        looked_up = self.ids.reshape(1, -1)
        own = looked_up if self.places is None else looked_up[:, self.places]
        return own - self.text.to(own)

    @property
    def tokens_first(self) -> bool:
        """Whether the model's lookup has tokens in its first dimension and rows in the second."""
        shape = () if self.ids is None else self.ids.shape
        return len(shape) == 2 and shape[0] > 1 and shape[1] == 1


class Embedded(nn.Module):
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
    """

    answer_shape: tuple[int, ...] = ()

    def __init__(self, model: Forward, call: Call, parts: Sequence[Part]) -> None:
        super().__init__()
        self.model: Any = model  # registers a module, keeps a function
        # Registered for a function only, so that they are guarded: a module holds its own already,
        # and one module must not have two names.
        is_function = not isinstance(model, nn.Module)
        self.lookups = nn.ModuleList(
            [p.module for p in parts if p.module is not None and is_function]
        )
        mark_private(self)
        mark_private(self.lookups)
        self.parts, self.call = tuple(parts), call
        self.spans = self.hidden = False
        self.by_name = False
        self.points = _packed([part.values for part in parts])

    def forward(self, points: Tensor) -> Any:
        """The model's output for each row of points."""
        call = self.call.rows(len(points))
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
                    used.append(stack.enter_context(_replaced(part, value)))
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


def look_up(module: nn.Module, ids: Tensor) -> Tensor:
    """The vectors of ids, (1, T, width), detached; nothing in the module changes."""
    flat = ids.reshape(1, -1)
    with guarded(module), torch.no_grad(), rows_kept(module):
        if isinstance(module, nn.EmbeddingBag):
            return nn.functional.embedding(flat, module.weight).detach()
        return cast("Tensor", module(flat)).detach()


def same_ids(given: Tensor, ids: Tensor, rows: int = 1, tokens_first: bool = False) -> bool:
    """Whether a lookup is that of these ids (1, T), for every row."""
    if given.numel() != ids.numel() * rows:
        return False
    flat = given.t() if tokens_first and given.ndim == 2 else given
    expected = ids.to(given).reshape(1, -1).expand(rows, ids.numel())
    return torch.equal(flat.reshape(rows, -1), expected)


def lookup_of(args: Any, kwargs: Any) -> Tensor | None:
    """What a module is asked to look up: the first whole numbers that it is given."""
    given = [*args, *kwargs.values()]
    return next((v for v in given if isinstance(v, Tensor) and not v.is_floating_point()), None)


@contextlib.contextmanager
def rows_kept(model: nn.Module) -> Iterator[None]:
    """Have tables with ``max_norm`` shorten what they return, and not their own rows in place."""
    bounded = [m for m in model.modules() if isinstance(m, LOOKUPS) and m.max_norm is not None]
    if any(isinstance(module, nn.EmbeddingBag) for module in bounded):
        raise InputError(
            "An nn.EmbeddingBag with max_norm changes its own weights whenever it is used; set its "
            "max_norm to None after training, and call it again."
        )
    with contextlib.ExitStack() as stack:
        for module in bounded:
            max_norm = cast("float", module.max_norm)
            stack.callback(setattr, module, "max_norm", max_norm)
            hook = _shortened(max_norm, module.norm_type)
            stack.enter_context(module.register_forward_hook(hook))
            module.max_norm = None
        yield


def _shortened(max_norm: float, norm_type: float) -> Callable[..., Tensor]:
    """A hook that shortens what a table returns as torch would shorten its rows."""

    def hook(_module: nn.Module, _args: object, output: Tensor) -> Tensor:
        norms = output.norm(norm_type, -1, keepdim=True)
        return torch.where(norms > max_norm, output * (max_norm / (norms + 1e-7)), output)

    return hook


@contextlib.contextmanager
def _replaced(part: Part, points: Tensor) -> Iterator[list[bool]]:
    """Replace what an embedding returns for its part's ids by ``points``, in this thread."""
    assert part.module is not None
    assert part.ids is not None
    thread, used, rows, ids = threading.get_ident(), list[bool](), len(points), part.ids

    def hook(module: nn.Module, args: Any, kwargs: Any, output: Tensor) -> Tensor | None:
        given = lookup_of(args, kwargs)
        # Other threads' calls, and other ids in the same table, get what the table holds.
        if threading.get_ident() != thread or given is None:
            return None
        if not same_ids(given, ids, rows, part.tokens_first):
            return None
        used.append(True)
        if isinstance(module, nn.EmbeddingBag):
            weights = args[2] if len(args) > 2 else kwargs.get("per_sample_weights")
            return _bag(module, points, given.reshape(rows, -1), weights).to(output)
        if part.tokens_first:
            return points.transpose(0, 1).to(output)
        if part.places is None:
            return points.to(output).reshape(output.shape)
        padded = output.reshape(rows, -1, output.shape[-1]).clone()
        padded[:, part.places.to(output.device)] = points.to(output)
        return padded.reshape(output.shape)

    with part.module.register_forward_hook(hook, with_kwargs=True):
        yield used


def _bag(module: nn.EmbeddingBag, points: Tensor, ids: Tensor, weights: Any) -> Tensor:
    """What an EmbeddingBag makes of its tokens' vectors."""
    counts = torch.ones_like(ids, dtype=points.dtype)
    if module.padding_idx is not None:
        counts = counts * ids.ne(module.padding_idx)
    if module.mode == "max":
        largest = points.masked_fill(counts[..., None] == 0, -torch.inf).amax(1)
        return torch.where(largest == -torch.inf, 0.0, largest)
    if weights is not None:
        counts = counts * weights.reshape(ids.shape).to(points)
    if module.mode == "mean":
        counts = counts / counts.sum(1, keepdim=True).clamp_min(1)
    return (points * counts[..., None]).sum(1)


def _packed(values: Sequence[Tensor]) -> Tensor:
    width = max(value.shape[2] for value in values)
    wide = torch.float64 if any(v.dtype == torch.float64 for v in values) else torch.float32
    return torch.cat(
        [nn.functional.pad(v.detach().to(wide), (0, width - v.shape[2])) for v in values], 1
    )
