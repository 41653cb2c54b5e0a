"""A model of igviz's own, with the weights of the user's: whatever computes with it, theirs stays.

Layers, buffers, modes and hooks are copied, weights are not. So nothing that is done with the copy
is ever seen by a training loop beside it, in whichever thread; and a training loop changes nothing
in the copy but the weights, which are looked at after every batch.
"""

from __future__ import annotations

import copy
import functools
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import torch
from torch import Tensor, nn

from igviz.errors import WeightsChangedError
from igviz.models.forward import Forward
from igviz.models.reach import globals_of, modules_of, reached

MOST_OBJECTS = 50  # of any class that are copied, so that no program is copied with its model
_MARK = "_igviz_weights"  # on a copied module: its weights, as they were
_CONTAINERS = (dict, list, set)
# Each weight, what holds its memory, so that no other gets that address, and its state.
Weights = tuple[tuple[Tensor, Tensor, tuple[int, int]], ...]


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


def private_copy(forward: Forward) -> PrivateCopy:
    """Copy a model, but for its weights; in evaluation mode.

    A function is made anew around copies of the modules that it reaches. What cannot be copied,
    such as a function that reaches modules in a way that cannot be followed, is left as it is, and
    `igviz.models.guard.guarded` sets back what computing with it changes.
    """
    copier = _Copier()
    try:
        copied = copier.copy(forward)
    except Exception:  # noqa: BLE001 - objects of anybody's may refuse in any way
        return PrivateCopy(forward)
    return PrivateCopy(copied, copier.copies) if is_private(copied) else PrivateCopy(forward)


def is_private(forward: object) -> bool:
    """Whether all modules that a model is made of are private copies."""
    return all(getattr(module, _MARK, None) is not None for module in modules_of(forward))


def mark_private(module: nn.Module) -> None:
    """Mark a module of igviz's own, which holds others, as one that no user has."""
    module.__dict__[_MARK] = ()


def check_weights(modules: list[nn.Module]) -> None:
    """Raise `WeightsChangedError` if somebody changed the weights since they were copied."""
    for module in modules:
        for weight, _, before in getattr(module, _MARK, None) or ():
            if _state(weight) != before:
                raise WeightsChangedError(
                    "The model's weights changed while it was being explained, and no picture is "
                    "of two models; explain it again once nothing changes them."
                )


class _UncopiedError(Exception):
    """Something leads to a module and is of no kind that can be copied."""


class _Copier:
    """Copies what leads to modules, each thing once; everything else is shared."""

    def __init__(self) -> None:
        self.copies: dict[int, Any] = {}  # by the id of what was copied, which lives longer
        self._objects = 0

    def copy(self, value: Any) -> Any:
        """The copy of a value; the value itself where it leads to no module."""
        if id(value) not in self.copies:
            self.copies[id(value)] = value
            if isinstance(value, nn.Module) or next(reached(value), None) is not None:
                self._copy(value)
        return self.copies[id(value)]

    def _copy(self, value: Any) -> None:
        """Set the copy of what leads to a module before what it holds is copied in turn."""
        if isinstance(value, torch.jit.ScriptModule):
            self._script(value)
        elif isinstance(value, nn.Module):
            self._module(value)
        elif isinstance(value, types.FunctionType):
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
        elif isinstance(value, (tuple, frozenset)):
            self.copies[id(value)] = type(value)(map(self.copy, value))
        elif isinstance(value, _CONTAINERS):
            self.copies[id(value)] = self._container(value, self.copy)
        else:
            self._object(value)

    def _module(self, module: nn.Module) -> None:
        made = object.__new__(type(module))
        self.copies[id(module)] = made
        # Set directly, since what classes do when they are assigned to is theirs.
        held = dict(vars(module))  # at one moment: another thread may be adding to it
        made.__dict__.update({name: self._held(value) for name, value in held.items()})
        made.__dict__["training"] = False
        made.__dict__["_compiled_call_impl"] = None  # would call the module that was compiled
        made.__dict__[_MARK] = _weights(made)

    def _script(self, module: torch.jit.ScriptModule) -> None:
        made = copy.deepcopy(module)  # with its weights, which cannot be shared
        self.copies[id(module)] = made
        for inner, own in zip(module.modules(), made.modules(), strict=True):
            self.copies[id(inner)] = own
            own.__dict__[_MARK] = ()
        if getattr(made, "training", False):
            made.eval()

    def _held(self, value: Any) -> Any:
        """What a module holds: containers and tensors that it may write into become its own."""
        if isinstance(value, Tensor):
            return self._tensor(value)
        if isinstance(value, _CONTAINERS):
            return self._container(value, self._held_inside)
        return self.copy(value)

    def _held_inside(self, value: Any) -> Any:
        return self._tensor(value) if isinstance(value, Tensor) else self.copy(value)

    def _container(self, value: Any, each: Callable[[Any], Any]) -> Any:
        made = copy.copy(value)
        if isinstance(made, dict):
            for name, held in made.items():
                made[name] = each(held)
        elif isinstance(made, list):
            made[:] = map(each, made)
        else:
            inside = list(map(each, made))
            made.clear()
            made.update(inside)
        return made

    def _tensor(self, tensor: Tensor) -> Tensor:
        """A copy of a tensor, but of a weight or of what was computed from one."""
        if isinstance(tensor, nn.Parameter) or tensor.requires_grad:
            return tensor
        if id(tensor) not in self.copies:
            self.copies[id(tensor)] = tensor.detach().clone()
        return cast("Tensor", self.copies[id(tensor)])

    def _function(self, function: types.FunctionType) -> None:
        around = dict(function.__globals__)
        cells = [types.CellType() for _ in function.__closure__ or ()]
        made = types.FunctionType(function.__code__, around, function.__name__, None, tuple(cells))
        self.copies[id(function)] = made
        for name in set(globals_of(function)):
            around[name] = self.copy(around[name])
        for cell, own in zip(function.__closure__ or (), cells, strict=True):
            own.cell_contents = self.copy(cell.cell_contents)
        made.__defaults__ = tuple(map(self.copy, function.__defaults__ or ())) or None
        defaults = function.__kwdefaults__ or {}
        made.__kwdefaults__ = {name: self.copy(value) for name, value in defaults.items()}
        made.__dict__.update({name: self.copy(value) for name, value in vars(function).items()})
        made.__qualname__ = function.__qualname__

    def _object(self, value: Any) -> None:
        self._objects += 1
        if self._objects > MOST_OBJECTS or not hasattr(value, "__dict__"):
            raise _UncopiedError
        made = copy.copy(value)
        self.copies[id(value)] = made
        for name, held in list(vars(value).items()):
            made.__dict__[name] = self._held(held)


def _weights(module: nn.Module) -> Weights:
    weights = module.parameters(recurse=False)
    return tuple((weight, weight.detach(), _state(weight)) for weight in weights)


def _state(weight: Tensor) -> tuple[int, int]:
    """Address and version of a weight, of which one changes with it."""
    if isinstance(weight, (nn.UninitializedParameter, nn.UninitializedBuffer)):
        raise _UncopiedError  # the model's first call makes its weights
    return weight.data_ptr(), 0 if weight.is_inference() else weight._version
