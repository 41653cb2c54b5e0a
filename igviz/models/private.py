"""A model of igviz's own, with the weights of the user's: whatever computes with it, theirs stays.

Layers, buffers, modes, hooks and whatever else a model holds are copied, weights are not. So
nothing that is done with the copy is ever seen by a training loop beside it, in whichever thread;
and a training loop changes nothing in the copy but the weights, which are looked at after every
batch.
"""

from __future__ import annotations

import contextlib
import copy
import functools
import gc
import threading
import types
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, cast

import numpy as np
import torch
from torch import Tensor, nn

from igviz.errors import WeightsChangedError
from igviz.models.forward import MODAL, Forward, bits_of, version_of
from igviz.models.reach import AsGiven, globals_of, modules_of, reached, writes_outside

# What is copied with a model at most, so that no data set or program is: objects, and bytes.
MOST_OBJECTS, MOST_BYTES = 50_000, 256 * 2**20
MOST_HIDDEN = 10  # modules that a function uses unseen; one that uses more makes them as it goes
TRIES = 3  # to copy: another thread may be changing what is copied
_MARK = "_igviz_weights"  # on a copied module: the weights of the whole copy
_COMPILED = "_compiled_call_impl"  # of a module, what torch.compile made of it
_ATOMIC = (str, bytes, int, float, complex, type, types.ModuleType, types.CodeType)


class UncopiedError(BaseException):
    """A module was about to run that is no copy, and is not known to be used.

    Nobody's ``except Exception`` is to take it for a failure of the model.
    """

    def __init__(self, module: nn.Module) -> None:
        super().__init__(type(module).__name__)
        self.module = module


@dataclass(frozen=True)
class PrivateCopy:
    """A model's private copy, or the model itself where it cannot be copied.

    Attributes
    ----------
    forward : callable
        What to compute with.
    """

    forward: Forward
    _copies: Mapping[int, Any] = field(default_factory=dict, repr=False)

    def of(self, module: nn.Module) -> nn.Module:
        """The copy of one of the model's modules; the module itself where it is none of them."""
        return cast("nn.Module", self._copies.get(id(module), module))


class Weights:
    """Weights as they were when a model was copied."""

    def __init__(self, weights: Iterable[Tensor]) -> None:
        self.weights = list(weights)
        # They hold the memory, so that no new weight gets the same address.
        self._memory = [weight.detach() for weight in self.weights]
        self._versions, self._bits = self._versions_now(), self._bits_now()

    def check(self, bits: bool) -> None:
        """Raise `WeightsChangedError` if somebody changed one, as versions or their bits tell."""
        if self._versions_now() != self._versions or (bits and self._bits_now() != self._bits):
            raise WeightsChangedError(
                "The model's weights changed while it was being explained, and no picture is of "
                "two models; explain it again once nothing changes them, neither another thread "
                "nor the model's own forward."
            )

    def _versions_now(self) -> list[tuple[int, int]]:
        return [version_of(weight) for weight in self.weights]

    def _bits_now(self) -> list[tuple[int, ...]]:
        return [bits_of(weight) for weight in self.weights]


def private_copy(forward: Forward) -> PrivateCopy:
    """Copy a model, but for its weights; in evaluation mode.

    A function is made anew around copies of the modules that it reaches. What cannot be copied,
    such as a model with a hook that writes into something of the user's, is left as it is, and
    `igviz.models.guard.guarded` sets back what computing with it changes.
    """
    for _ in range(TRIES):
        copier = _Copier()
        try:
            with torch.inference_mode(False):  # buffers made in it have no gradients
                copied = copier.copy(forward)
                copier.finish()
        except Exception:  # noqa: BLE001 - objects of anybody's may refuse in any way
            continue
        if is_private(copied):
            return PrivateCopy(copied, copier.copies)
        break
    return as_given(forward)


def as_given(forward: Forward, hidden: Sequence[nn.Module] = ()) -> PrivateCopy:
    """The model itself in place of a copy; ``hidden`` are modules that it was seen to use."""
    if isinstance(forward, nn.Module):
        return PrivateCopy(forward)
    return PrivateCopy(AsGiven(forward, hidden, watched=len(hidden) < MOST_HIDDEN))


def is_private(forward: object) -> bool:
    """Whether all modules that a model is made of are private copies."""
    return all(map(_is_copy, modules_of(forward)))


def mark_private(module: nn.Module) -> None:
    """Mark a module of igviz's own, which holds others, as one that no user has."""
    module.__dict__[_MARK] = None


def check_weights(modules: Iterable[nn.Module], bits: bool) -> None:
    """Raise `WeightsChangedError` if somebody changed the weights since they were copied.

    Versions tell after every batch of all changes but those made in ``.data``, of which only the
    ``bits`` tell, which take longer to read.
    """
    marks = {id(mark): mark for module in modules if (mark := vars(module).get(_MARK)) is not None}
    for mark in marks.values():
        mark.check(bits)


@contextlib.contextmanager
def only_these(modules: Iterable[nn.Module]) -> Iterator[None]:
    """Raise `UncopiedError` inside before any other module that has a state, or a mode, runs."""
    thread, known = threading.get_ident(), set(map(id, modules))

    def check(module: nn.Module, _args: object) -> None:
        if threading.get_ident() != thread or _is_copy(module) or id(module) in known:
            return
        state = next(chain(module.parameters(), module.buffers()), None)
        if state is not None or any(isinstance(one, MODAL) for one in module.modules()):
            raise UncopiedError(module)

    with nn.modules.module.register_module_forward_pre_hook(check):
        yield


def _is_copy(module: nn.Module) -> bool:
    return _MARK in vars(module)


class _RefusedError(Exception):
    """Something cannot be copied, or a copy of it would not do the same."""


class _Copier:
    """Copies what leads to modules, each thing once; everything else is shared."""

    def __init__(self) -> None:
        self.copies: dict[int, Any] = {}  # by the id of what was copied, which lives longer
        self._weights: list[Tensor] = []
        self._globals: dict[int, dict[str, Any]] = {}

    def copy(self, value: Any) -> Any:
        """The copy of a value; the value itself where it leads to no module."""
        if id(value) not in self.copies:
            if isinstance(value, types.FunctionType) and writes_outside(value):
                raise _RefusedError  # into what the functions around it may read elsewhere
            if isinstance(value, nn.Module) or next(reached(value), None) is not None:
                self._copy(value)
            else:
                self._share(value)
        return self.copies[id(value)]

    def _share(self, value: Any) -> None:
        """Let a value stand for itself, as long as no function that it calls writes outside."""
        self.copies[id(value)] = value
        if isinstance(value, types.FunctionType):
            for name in globals_of(value):
                if isinstance(function := value.__globals__[name], types.FunctionType):
                    self.copy(function)

    def finish(self) -> None:
        """Mark all copied modules, and put them in evaluation mode."""
        weights = Weights(self._weights)
        for made in list(self.copies.values()):
            if isinstance(made, nn.Module):
                made.training = False
                made.__dict__[_COMPILED] = None  # would call what was compiled
                made.__dict__[_MARK] = weights

    def _copy(self, value: Any) -> None:
        """Set the copy of what leads to a module before what it holds is copied in turn."""
        if isinstance(value, types.FunctionType):
            self._function(value)
        elif isinstance(value, types.MethodType):
            self.copies[id(value)] = types.MethodType(
                self.copy(value.__func__), self.copy(value.__self__)
            )
        elif isinstance(value, functools.partial):
            keywords = {name: self.copy(held) for name, held in value.keywords.items()}
            arguments = map(self.copy, value.args)
            self.copies[id(value)] = functools.partial(
                self.copy(value.func), *arguments, **keywords
            )
        else:
            self._deeply(value)

    def _deeply(self, value: Any) -> None:
        """Copy modules, and objects and containers of modules, with all that they hold."""
        for held in _held_by(value):
            if isinstance(held, nn.Parameter) or (isinstance(held, Tensor) and held.requires_grad):
                if id(held) not in self.copies:
                    self.copies[id(held)] = held
                    self._weights.append(held)
            elif isinstance(held, types.FunctionType) and _has_state(held):
                raise _RefusedError
        made = _copied(value, self.copies)
        if made is value:
            raise _RefusedError
        for module in made.modules() if isinstance(made, nn.Module) else ():
            self.copies.setdefault(id(module), module)  # scripted ones are not copied one by one

    def _function(self, function: types.FunctionType) -> None:
        around = self._globals.setdefault(
            id(function.__globals__), dict(function.__globals__)
        )  # one for all functions of a module
        cells = [self._cell(cell) for cell in function.__closure__ or ()]
        made = types.FunctionType(function.__code__, around, function.__name__, None, tuple(cells))
        self.copies[id(function)] = made
        for name in set(globals_of(function)):
            around[name] = self._used(function.__globals__[name])
        for cell, own in zip(function.__closure__ or (), cells, strict=True):
            own.cell_contents = self._used(cell.cell_contents)
        made.__defaults__ = tuple(map(self.copy, function.__defaults__ or ())) or None
        defaults = function.__kwdefaults__ or {}
        made.__kwdefaults__ = {name: self.copy(value) for name, value in defaults.items()}
        made.__dict__.update({name: self.copy(value) for name, value in vars(function).items()})
        made.__qualname__ = function.__qualname__

    def _used(self, value: Any) -> Any:
        """The copy of what a function uses; a tensor is shared and looked at like a weight."""
        if isinstance(value, Tensor):
            self._weights.append(value)
        return self.copy(value)

    def _cell(self, cell: types.CellType) -> types.CellType:
        """The cell that stands for one in all functions that share it."""
        return cast("types.CellType", self.copies.setdefault(id(cell), types.CellType()))


def _copied(value: Any, copies: dict[int, Any]) -> Any:
    """As `copy.deepcopy`, which takes three times as long for modules that copy as usual."""
    if id(value) in copies:
        return copies[id(value)]
    if value is None or isinstance(value, _ATOMIC):
        return value
    if type(value) in (dict, OrderedDict):  # which modules have a dozen of, most of them empty
        made = copies[id(value)] = type(value)()
        made.update((_copied(k, copies), _copied(v, copies)) for k, v in value.items())
        return made
    if not (isinstance(value, nn.Module) and _copies_as_usual(cast("Any", type(value)))):
        return copy.deepcopy(value, copies)
    made = copies[id(value)] = object.__new__(type(value))
    state = (item for item in vars(value).items() if item[0] != _COMPILED)
    made.__dict__.update((name, _copied(held, copies)) for name, held in state)
    return made


@functools.lru_cache(maxsize=4096)
def _copies_as_usual(kind: type) -> bool:
    """Whether a class of modules says nothing of its own about how it is copied."""
    said = ("__new__", "__getstate__", "__setstate__", "__reduce_ex__", "__reduce__")
    more = ("__deepcopy__", "__getnewargs_ex__", "__getnewargs__", "__slots__")
    same = all(getattr(kind, name, None) is getattr(nn.Module, name, None) for name in said)
    return same and not any(hasattr(kind, name) for name in more)


def _has_state(function: types.FunctionType) -> bool:
    """Whether a function that a module holds, such as a hook, may work on what is not its own."""
    closed_over = [cell.cell_contents for cell in function.__closure__ or ()]
    named = [function.__globals__[name] for name in globals_of(function)]
    plain = (*_ATOMIC, types.FunctionType, types.BuiltinFunctionType, type(None))
    return writes_outside(function) or not all(isinstance(v, plain) for v in (*closed_over, *named))


def _held_by(value: Any) -> Iterator[Any]:
    """All that an object holds, at any depth; refused if it is too much to be copied."""
    waiting, seen, size = [value], set[int](), 0
    while waiting:
        held = waiting.pop()
        if id(held) in seen or isinstance(held, _ATOMIC) or held is None:
            continue
        seen.add(id(held))
        yield held
        if isinstance(held, (Tensor, np.ndarray)):
            size += 0 if isinstance(held, nn.Parameter) else held.nbytes
            waiting += list(vars(held).values()) if hasattr(held, "__dict__") else []
        elif not isinstance(held, types.FunctionType):
            waiting += gc.get_referents(held)
        if len(seen) > MOST_OBJECTS or size > MOST_BYTES:
            raise _RefusedError
