"""What a model looks up while it runs, and where the tokens of its text are among that."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from igviz.models.guard import guarded
from igviz.models.model import Model
from igviz.models.randomness import random_state_kept
from igviz.models.reach import modules_of
from igviz.models.tables import LOOKUPS, lookup_of, rows_kept, same_ids

MOST_ROWS = 16  # of other ids: so many tell hundreds of positions apart where there are two tokens

Calls = dict[nn.Module, list[Tensor]]  # what each module was asked to look up, in order
Ask = Callable[[Tensor], object]  # calls the model with token ids (1, T)


@dataclass(frozen=True, eq=False)
class Trace:
    """One run of a model on token ids (1, T): what it looked up, and its output."""

    ids: Tensor
    calls: Calls
    output: Any


@dataclass(frozen=True, eq=False)
class Place:
    """Where the tokens of a text are in one lookup.

    Attributes
    ----------
    ids : Tensor
        What is looked up.
    slots, tokens : list of int
        Which of these ids, counted through, are tokens, and which tokens they are.
    shifted : bool
        Whether the model added numbers to the tokens' ids.
    strayed : bool
        Whether others of them change with the text, but are none of its tokens.
    """

    ids: Tensor
    slots: Sequence[int] = ()
    tokens: Sequence[int] = ()
    shifted: bool = False
    strayed: bool = False


def traced(model: Model, ask: Ask, ids: Tensor) -> Trace:
    """Run a model on its token ids, and see what it looks up."""
    with _watched(model) as calls:
        return Trace(ids, calls, _asked(model, ask, ids))


def places(
    model: Model, ask: Ask, trace: Trace, tables: Sequence[nn.Module]
) -> dict[nn.Module, list[Place]]:
    """Where the tokens are in all that some tables look up.

    Where these look up anything but the ids, once each, the model is run again on other ids, of
    which no two are alike: whatever it does with them, such as to turn them round, what it looks up
    then tells which token is where.
    """
    calls = {table: trace.calls.get(table, []) for table in tables}
    rows, runs = [trace.ids], [trace.calls]
    plain = all(len(own) == 1 and same_ids(own[0], trace.ids) for own in calls.values())
    if not plain or _is_mirror(trace.ids):
        rows = _told_apart(trace.ids, tables)
        for row in rows[1:]:
            with _watched(model, trace.calls) as again, contextlib.suppress(Exception):
                _asked(model, ask, row)
            runs.append(again)
    return {
        table: [
            _place([run.get(table, [])[k : k + 1] for run in runs], rows) for k in range(len(own))
        ]
        for table, own in calls.items()
    }


def _place(lookups: Sequence[Sequence[Tensor]], rows: Sequence[Tensor]) -> Place:
    """Where the tokens are in one lookup, by what was asked in every run that came so far."""
    given, ids = lookups[0][0], rows[0]
    if len(rows) == 1 or not all(lookups):
        return place_as_is(given, ids)
    seen = list(zip(*(_flat(own[0]) for own in lookups), strict=True))
    where = {key: token for token, key in enumerate(zip(*map(_flat, rows), strict=True))}
    slots = [slot for slot, key in enumerate(seen) if key in where]
    strayed = any(key not in where and len(set(key)) > 1 for key in seen)
    if strayed and len(seen) == ids.numel():
        added = [
            {one - other for one, other in zip(key, own, strict=True)}
            for key, own in zip(seen, where, strict=True)
        ]
        if all(len(own) == 1 for own in added):
            return Place(given, range(len(seen)), range(len(seen)), shifted=True)
    return Place(given, slots, [where[seen[slot]] for slot in slots], strayed=strayed)


def place_as_is(given: Tensor, ids: Tensor) -> Place:
    """The same by one run: the ids may stand in a row, with padding at either side."""
    looked_up, own = given.reshape(-1).cpu(), ids.reshape(-1).cpu()
    if len(looked_up) >= len(own):
        at = (looked_up.unfold(0, len(own), 1) == own).all(1).nonzero()
        if len(at):
            return Place(given, range(int(at[0]), int(at[0]) + len(own)), range(len(own)))
    return Place(given, strayed=True)


def _told_apart(ids: Tensor, tables: Sequence[nn.Module]) -> list[Tensor]:
    """The ids and, by chance, rows of others until no two positions hold the same in all of them.

    Only the ids, if that cannot be reached.
    """
    sizes = [int(getattr(table, "num_embeddings", 0)) for table in tables]
    largest = int(ids.max())
    words = min((size for size in sizes if size > largest), default=largest + 1)
    chance = torch.Generator().manual_seed(0)
    rows = [ids]
    for _ in range(MOST_ROWS if words > 1 else 0):
        # Not the first id, which is padding to many models.
        row = torch.randint(int(words > 2), words, ids.shape, generator=chance)
        rows.append(row.to(ids))
        keys = set(zip(*map(_flat, rows), strict=True))
        if len(keys) == ids.numel() and all(len(set(key)) > 1 for key in keys):
            return rows
    return [ids]


def readers(model: Model, ask: Ask, ids: Tensor) -> list[str]:
    """Names of modules that are given the ids and return a vector for each of them."""
    found, thread = list[str](), threading.get_ident()
    forward: Any = model.forward
    if not isinstance(forward, nn.Module):
        return found

    def watch(name: str) -> Callable[..., None]:
        def hook(_module: nn.Module, args: Any, kwargs: Any, output: object) -> None:
            given = lookup_of(args, kwargs)
            if threading.get_ident() != thread or given is None or not same_ids(given, ids):
                return
            if isinstance(output, Tensor) and output.shape[:-1] == ids.shape:
                found.append(name)

        return hook

    with contextlib.ExitStack() as stack:
        for name, module in forward.named_modules():
            if name and not isinstance(module, torch.jit.ScriptModule):
                hook = watch(name)
                stack.enter_context(module.register_forward_hook(hook, with_kwargs=True))
        _asked(model, ask, ids)
    return found


def runs(module: nn.Module, model: Model, ask: Ask, ids: Tensor) -> bool:
    """Whether the model calls a module at all."""
    ran = list[bool]()
    with module.register_forward_hook(lambda *_: ran.append(True)):
        _asked(model, ask, ids)
    return bool(ran)


class _OtherwiseError(Exception):
    """With other ids, the model looks up more or less than before."""


@contextlib.contextmanager
def _watched(model: Model, before: Calls | None = None) -> Iterator[Calls]:
    """What modules are asked to look up by this thread, and what each is given in its place.

    That is what it was asked ``before``, so that the model goes on as it did, and no table is asked
    for rows that it does not have.
    """
    calls, thread = Calls(), threading.get_ident()

    def hook(module: nn.Module, args: Any, kwargs: Any) -> tuple[Any, Any] | None:
        given = lookup_of(args, kwargs)
        if threading.get_ident() != thread or given is None:
            return None
        known = calls.setdefault(module, [])
        known.append(given.detach())
        if before is None:
            return None
        earlier = before.get(module, [])[len(known) - 1 : len(known)]
        if not earlier or earlier[0].shape != given.shape:
            known.pop()
            raise _OtherwiseError
        kept = {name: earlier[0] if v is given else v for name, v in kwargs.items()}
        return tuple(earlier[0] if v is given else v for v in args), kept

    tables = [module for module in modules_of(model.forward) if isinstance(module, LOOKUPS)]
    with contextlib.ExitStack() as stack:
        for module in dict.fromkeys([*tables, *model.lookups.values()]):
            stack.enter_context(module.register_forward_pre_hook(hook, with_kwargs=True))
        yield calls


def _asked(model: Model, ask: Ask, ids: Tensor) -> object:
    """The output for these ids; no table changes."""
    forward: Any = model.forward
    with contextlib.ExitStack() as stack:
        for owner in [forward] if isinstance(forward, nn.Module) else model.lookups.values():
            stack.enter_context(rows_kept(owner))
        stack.enter_context(random_state_kept())
        stack.enter_context(guarded(forward, asking=True))
        stack.enter_context(torch.no_grad())
        return ask(ids)


def _is_mirror(ids: Tensor) -> bool:
    """Whether ids are the same when they are turned round."""
    return ids.numel() > 1 and torch.equal(ids, ids.flip(-1))


def _flat(ids: Tensor) -> list[int]:
    """Ids as Python's numbers."""
    numbers: list[int] = ids.reshape(-1).tolist()
    return numbers
