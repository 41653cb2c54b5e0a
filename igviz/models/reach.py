"""Modules that a function uses, as far as it can be read: a model is often called through one."""

from __future__ import annotations

import contextlib
import dis
import functools
import types
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Any

import numpy as np
import torch
from torch import nn

MOST = 500  # objects looked at, the nearest first: a function's globals may lead far away
MOST_HELD = 50  # of what one container holds
# What these libraries define uses no module of the caller's but what it is handed.
_LIBRARIES = ("torch", "numpy", "builtins", "functools", "igviz")
# What leads to no module, and may be large.
_PLAIN = (str, bytes, int, float, complex, type, types.ModuleType, torch.Tensor, np.ndarray)


class AsGiven(nn.Module):
    """A function that is computed with as it is, with the modules that it is known to use."""

    def __init__(
        self, function: Callable[..., Any], hidden: Iterable[nn.Module] = (), watched: bool = True
    ) -> None:
        super().__init__()
        self.watched = watched  # whether it is to be seen that it uses no others
        self.__dict__["forward"] = function
        used = [*modules_of(function), *chain.from_iterable(one.modules() for one in hidden)]
        # Not registered: where a function's inputs are put is not read from them.
        self.__dict__["used"] = list(dict.fromkeys(used))


def is_watched(forward: object) -> bool:
    """Whether a function that is computed with as it is, or one inside, uses nothing unseen."""
    inside = forward.modules() if isinstance(forward, nn.Module) else ()
    return any(isinstance(one, AsGiven) and one.watched for one in inside)


def modules_of(forward: object) -> list[nn.Module]:
    """All modules of a module, or of those that a function reaches; each once.

    A function reaches what it closes over, its defaults, the globals that it names, what a partial
    is of and what a method belongs to.
    """
    if isinstance(forward, nn.Module):
        used = (one.__dict__["used"] for one in forward.modules() if isinstance(one, AsGiven))
        return list(dict.fromkeys(chain(forward.modules(), *used)))
    return list(dict.fromkeys(module for root in reached(forward) for module in root.modules()))


def reached(forward: object) -> Iterator[nn.Module]:
    """The modules that an object leads to, without what is inside them."""
    waiting, seen = deque([forward]), set[int]()
    while waiting and len(seen) < MOST:
        value = waiting.popleft()
        if isinstance(value, _PLAIN) or value is None or id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, nn.Module):
            yield value
        else:
            with contextlib.suppress(Exception):  # an object of somebody's may do anything
                waiting += _used_by(value)


def _used_by(value: object) -> list[Any]:
    """What an object holds or names, one step away."""
    if isinstance(value, types.FunctionType):
        return _used_by_function(value)
    if isinstance(value, types.MethodType):
        return [value.__self__, value.__func__]
    if isinstance(value, functools.partial):
        return [value.func, *value.args, *value.keywords.values()]
    if isinstance(value, (list, tuple, set, frozenset)):
        return list(islice(value, MOST_HELD))
    if isinstance(value, dict):
        return list(islice(value.values(), MOST_HELD))
    held = islice(getattr(value, "__dict__", {}).values(), MOST_HELD)
    return [*held, type(value).__dict__.get("__call__")]


def _used_by_function(function: types.FunctionType) -> list[Any]:
    used: list[Any] = [*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()]
    used.append(getattr(function, "__wrapped__", None))  # what functools.wraps went around
    for cell in function.__closure__ or ():
        try:
            used.append(cell.cell_contents)
        except ValueError:  # not assigned yet
            continue
    around = function.__globals__
    return used + [around[name] for name in globals_of(function)]


def globals_of(function: types.FunctionType) -> list[str]:
    """The globals that a function may use, where it is of no library that has no modules."""
    around = function.__globals__
    if str(around.get("__name__")).partition(".")[0] in _LIBRARIES:
        return []
    return [name for name in _names(function.__code__) if name in around]


def writes_outside(function: types.FunctionType) -> bool:
    """Whether a function sets a global, or a name of a function around it."""
    outside = function.__code__.co_freevars
    stores = chain.from_iterable(map(_stores, _codes(function.__code__)))
    return any(everywhere or name in outside for everywhere, name in stores)


@functools.lru_cache(maxsize=4096)
def _names(code: types.CodeType) -> tuple[str, ...]:
    """The globals that code and the functions defined in it look up."""
    instructions = chain.from_iterable(map(dis.get_instructions, _codes(code)))
    looked_up = ("LOAD_GLOBAL", "LOAD_NAME")
    return tuple(one.argval for one in instructions if one.opname in looked_up)


@functools.lru_cache(maxsize=4096)
def _stores(code: types.CodeType) -> tuple[tuple[bool, str], ...]:
    """Names that code sets beyond its own, each with whether it is a global."""
    sets = {"STORE_GLOBAL": True, "DELETE_GLOBAL": True, "STORE_DEREF": False}
    instructions = dis.get_instructions(code)
    return tuple((sets[one.opname], one.argval) for one in instructions if one.opname in sets)


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    """Code, and that of the functions defined in it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _codes(constant)
