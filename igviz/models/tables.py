"""Tables that token ids are looked up in, and what they return put in its place.

While a model runs, a hook replaces what a table returns by a point of the path. The hook acts in
the computing thread only and is removed after every pass.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import torch
from torch import Tensor, nn

from igviz.errors import InputError
from igviz.models.guard import guarded
from igviz.models.reach import modules_of

LOOKUPS = (nn.Embedding, nn.EmbeddingBag)


def looks_up(forward: object) -> bool:
    """Whether a model, or a module that a function reaches, holds a table of vectors."""
    return any(isinstance(module, LOOKUPS) for module in modules_of(forward))


@dataclass(frozen=True, eq=False)
class Lookup:
    """One of the times that a model looks something up in a table, for one example.

    Attributes
    ----------
    ids : Tensor
        What is looked up: (1, T), or (T, 1) where the model puts tokens first, or any selection.
    slots : Tensor or None
        Which of these, counted through, are of the path; None for all, in order.
    rows : Tensor or None
        Which rows of the path's points belong there, as many as ``slots``.
    """

    ids: Tensor
    slots: Tensor | None = None
    rows: Tensor | None = None

    @property
    def tokens_first(self) -> bool:
        """Whether tokens are in its first dimension and rows in the second."""
        shape = self.ids.shape
        return len(shape) == 2 and shape[0] > 1 and shape[1] == 1

    def is_asked(self, given: Tensor, rows: int) -> bool:
        """Whether a table is asked for the same, for so many rows."""
        return same_ids(given, self.ids, rows, self.tokens_first)

    def filled(self, output: Tensor, points: Tensor) -> Tensor:
        """What the table returned, (rows, slots, width), with points of the path in it."""
        if self.slots is None or self.rows is None:
            return points.to(output, copy=True)  # models work on it in place
        picked = points[:, self.rows.to(points.device)].to(output)
        if len(self.slots) == self.ids.numel():
            return picked
        whole = output.clone()
        whole[:, self.slots.to(output.device)] = picked
        return whole


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
def replaced(module: nn.Module, lookups: Sequence[Lookup], points: Tensor) -> Iterator[list[int]]:
    """Replace what a table returns for some lookups by ``points``, in this thread.

    Yields a list of the places of the lookups that were met.
    """
    thread, places, rows = threading.get_ident(), list[int](), len(points)

    def hook(module: nn.Module, args: Any, kwargs: Any, output: Tensor) -> Tensor | None:
        given = lookup_of(args, kwargs)
        # Other threads' calls, and other ids in the same table, get what the table holds.
        if threading.get_ident() != thread or given is None:
            return None
        # The next in turn comes first: the same ids may stand for other tokens the next time, as in
        # a text that is its own mirror.
        turn = places[-1] + 1 if places else 0
        order = (*range(turn, len(lookups)), *range(turn))
        place = next((k for k in order if lookups[k].is_asked(given, rows)), None)
        if place is None:
            return None
        places.append(place)
        lookup = lookups[place]
        if isinstance(module, nn.EmbeddingBag):
            flat = given.reshape(rows, -1)
            vectors = lookup.filled(nn.functional.embedding(flat, module.weight), points)
            weights = args[2] if len(args) > 2 else kwargs.get("per_sample_weights")
            return _bag(module, vectors, flat, weights).to(output)
        if lookup.tokens_first:
            turned: Tensor = lookup.filled(output.transpose(0, 1), points).transpose(0, 1)
            return turned
        by_row = output.reshape(rows, -1, output.shape[-1])
        whole: Tensor = lookup.filled(by_row, points).reshape(output.shape)
        return whole

    with module.register_forward_hook(hook, with_kwargs=True):
        yield places


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
