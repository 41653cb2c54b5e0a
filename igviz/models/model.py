"""A model with what is to be known of it, read once and handed to each of its inputs."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

import torch
from torch import Tensor, nn

from igviz.cached import cached_property
from igviz.errors import InputError, ModelError, meant, quoted
from igviz.models import huggingface
from igviz.models.around import Held
from igviz.models.closed import closed_tables
from igviz.models.forward import (
    Forward,
    parameters_of,
    placement,
    storages,
    uncompiled,
    weights_dtype,
    without_numbers,
)
from igviz.models.labels import name_of, read_labels
from igviz.models.private import PrivateCopy, as_given, private_copy
from igviz.models.reach import modules_of, reached
from igviz.models.tables import LOOKUPS, looks_up

Fact = TypeVar("Fact")


@dataclass(frozen=True, eq=False)
class Model:
    """A model; each fact about it is read when first asked for, and then kept.

    `read_model` makes one; `dataclasses.replace` one whose facts are read again.

    Attributes
    ----------
    given : callable
        The module or function that was handed over, taken out of its pipeline and never a compiled
        one, which would be compiled anew for every batch size. It is looked at and never called.
    tokenizer, transform : object or None
        What prepares the model's inputs: given by the caller, or else by its pipeline.
    labels : tuple of str
        Names of classes by index; empty where none are known.
    embedding : str, Module, list of these or None
        What the caller said that token ids are looked up in.
    device_of_function : device, str or None
        Where the caller said that a plain function wants its inputs.
    fixed : mapping of str, optional
        Arguments by name that the model is called with beside its inputs.
    hidden : tuple of Module, optional
        Where no copy may compute in its place: modules that it uses and that were not seen in it.
    """

    given: Forward
    tokenizer: Any = None
    transform: Callable[..., Any] | None = None
    labels: tuple[str, ...] = ()
    embedding: object = None
    device_of_function: torch.device | str | None = None
    fixed: Mapping[str, Any] | None = None
    hidden: tuple[nn.Module, ...] | None = None
    _facts: dict[Callable[[Model], Any], Any] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def private(self) -> PrivateCopy:
        """The copy of the model that computes in its place."""
        if self.hidden is None:
            return private_copy(self.given)
        return as_given(self.given, self.hidden)

    def using(self, module: nn.Module) -> Model:
        """The model itself, uncopied, of which one more module is known that it uses."""
        return replace(self, hidden=(*(self.hidden or ()), module))

    def holding(self, fixed: Mapping[str, Any]) -> Model:
        """The same with further arguments held fixed; it computes with the same copy."""
        held = replace(self, fixed={**(self.fixed or {}), **fixed})
        held.__dict__["private"] = self.private
        return held

    @property
    def forward(self) -> Forward:
        """The model to compute with: `own`, with what is held fixed."""
        return self._held if self.fixed else self.own

    @property
    def own(self) -> Forward:
        """The model's private copy, or the one given where it cannot be copied."""
        return self.private.forward

    @cached_property
    def _held(self) -> Held:
        fixed = {
            name: value.to(self.device) if isinstance(value, Tensor) else value
            for name, value in (self.fixed or {}).items()
        }
        return Held(self.own, fixed)

    def once(self, read: Callable[[Model], Fact]) -> Fact:
        """What a kind of input reads of the model: for its first input, and kept for the others."""
        if read not in self._facts:
            self._facts[read] = read(self)
        return cast("Fact", self._facts[read])

    @property
    def name(self) -> str:
        """The class of a module, or what a function is called."""
        module = isinstance(self.own, nn.Module)
        return type(self.own).__name__ if module else name_of(self.own, ())

    @property
    def device(self) -> torch.device:
        """Where the model's inputs are put."""
        return self._placement[0]

    @property
    def dtype(self) -> torch.dtype | None:
        """The floating type that the model computes in; None for a plain function."""
        return self._placement[1]

    def placed(self, tensor: Tensor) -> Tensor:
        """A tensor where the model is, in the precision in which points of a path are held."""
        # Half precision is the model's business: points stay in float32 and are cast on the way in.
        return tensor.to(self.device, torch.float64 if self.is_double else tensor.dtype)

    @cached_property
    def is_double(self) -> bool:
        """Whether the model, or every module that a function reaches, computes in float64."""
        return torch.float64 in (self.dtype, weights_dtype(self.own))

    @cached_property
    def has_weights(self) -> bool:
        """Whether the model, or a module that a function reaches, has weights."""
        return bool(storages(self.own))

    @cached_property
    def position_limit(self) -> int | None:
        """See `igviz.models.huggingface.position_limit`."""
        return huggingface.position_limit(self.own)

    @cached_property
    def has_decoder(self) -> bool:
        """See `igviz.models.huggingface.has_decoder`."""
        return huggingface.has_decoder(self.own)

    @cached_property
    def fills_masks(self) -> bool:
        """See `igviz.models.huggingface.fills_masks`."""
        return huggingface.fills_masks(self.own)

    @cached_property
    def parameters(self) -> Mapping[str, inspect.Parameter] | None:
        """See `igviz.models.forward.parameters_of`."""
        return parameters_of(self.own)

    @cached_property
    def takes_ids(self) -> bool:
        """Whether token ids may be what the model takes: it has an embedding."""
        own = any(isinstance(module, LOOKUPS) for module in self._modules.values())
        return own or (bool(self._modules) and any(closed_tables(self.own)))

    @cached_property
    def first_layer(self) -> nn.Module | None:
        """The first with weights among the modules of a model or function; None without one."""
        modules = modules_of(self.own)
        return next((m for m in modules if next(m.parameters(False), None) is not None), None)

    @property
    def row_width(self) -> int | None:
        """How many numbers a row has that the first layer takes; None where it takes no rows."""
        first = self.first_layer
        if isinstance(first, nn.Linear):
            return first.in_features
        return first.num_features if isinstance(first, nn.BatchNorm1d) else None

    @cached_property
    def looks_up(self) -> bool:
        """Whether token ids may be what the model, or a module that a function reaches, takes."""
        return looks_up(self.own)

    @cached_property
    def main_lookup(self) -> nn.Module | None:
        """See `igviz.models.huggingface.main_embedding`."""
        return huggingface.main_embedding(self.own)

    @cached_property
    def lookups(self) -> Mapping[str, nn.Module]:
        """The modules that token ids may be looked up in, by name: those named, or else all.

        Raises
        ------
        InputError
            The model has none, or none of that name.
        """
        if self.embedding is not None:
            named = _by_name(self._named(embedding) for embedding in self._embeddings)
            self._refuse_closed(named.values())
            return named
        lookups: dict[str, nn.Module] = {
            name: module for name, module in self._modules.items() if isinstance(module, LOOKUPS)
        }
        main = self.main_lookup
        if main is not None and not any(main is module for module in lookups.values()):
            lookups[self._name_of(main, "input embeddings")] = main
        if not lookups:
            self._refuse_closed()
            raise InputError(
                "No nn.Embedding was found in the model to attribute to; pass embedding=module, "
                "the one that turns token ids into vectors."
            )
        return lookups

    @cached_property
    def _modules(self) -> Mapping[str, nn.Module]:
        return dict(self.own.named_modules()) if isinstance(self.own, nn.Module) else {}

    @property
    def _embeddings(self) -> list[Any]:
        several = isinstance(self.embedding, (list, tuple))
        return [*self.embedding] if several else [self.embedding]  # type: ignore[misc]

    def _named(self, embedding: object) -> tuple[str, nn.Module]:
        if isinstance(embedding, nn.Module):
            module = self.private.of(embedding)
            return self._name_of(module, type(module).__name__), module
        if isinstance(embedding, str) and embedding in self._modules:
            return embedding, self._modules[embedding]
        self._refuse_closed()
        lookups = [name for name, module in self._modules.items() if isinstance(module, LOOKUPS)]
        raise InputError(
            f"embedding={embedding!r} is no module of the model; pass a module or one of "
            f"{', '.join(map(repr, lookups)) or 'its names'}."
        )

    def _refuse_closed(self, named: Iterable[nn.Module] | None = None) -> None:
        """Refuse a model that looks its tokens up where nothing can be put in their place.

        Of modules that were ``named``, only where one of them is inside such a model.
        """
        asked = None if named is None else set(named)
        for kind, closed in closed_tables(self.own):
            if asked is None or asked & set(closed.modules()):
                raise InputError(
                    f"The model is {kind}, and its embedding cannot be reached in what torch kept "
                    "of it; pass the nn.Module that it was made of."
                )

    def _name_of(self, module: nn.Module, otherwise: str) -> str:
        """What the model, or one of those that a function reaches, calls a module."""
        named = (one for root in reached(self.own) for one in root.named_modules())
        return next((name for name, m in named if m is module and name), otherwise)

    @cached_property
    def _placement(self) -> tuple[torch.device, torch.dtype | None]:
        holder: Any = self.own
        if not isinstance(holder, nn.Module):  # a function is where the embedding it uses is
            holder = next((e for e in self._embeddings if isinstance(e, nn.Module)), holder)
        device, dtype = placement(holder)
        if self.device_of_function is None:
            return device, dtype
        given = _device(self.device_of_function)
        if dtype is not None and given.type != device.type:
            raise ValueError(
                f"device={str(given)!r} was given, but the model is on {device}; move it yourself "
                f"with model.to({str(given)!r}), or leave device out."
            )
        return (device if dtype is not None else given), dtype


def _by_name(modules: Iterable[tuple[str, nn.Module]]) -> dict[str, nn.Module]:
    """Modules by name, each with one of its own."""
    found: dict[str, nn.Module] = {}
    for name, module in modules:
        if not any(module is other for other in found.values()):
            found[f"{name} ({len(found) + 1})" if name in found else name] = module
    return found


def _device(given: torch.device | str) -> torch.device:
    try:
        device = torch.device(given)
        torch.empty(0, device=device)
    except (RuntimeError, TypeError, ValueError, AssertionError, NotImplementedError) as error:
        there = [kind for kind in ("cuda", "mps") if getattr(torch, kind).is_available()]
        kinds = " or ".join(map(repr, ["cpu", *there]))
        raise ValueError(
            f"device={given!r} was given, which is no device that this torch can compute on; pass "
            f"{kinds}, or leave device out."
        ) from error
    return device


def read_model(
    model: Any,
    *,
    labels: object = None,
    tokenizer: Any = None,
    transform: Callable[..., Any] | None = None,
    embedding: object = None,
    device: torch.device | str | None = None,
    fixed: object = None,
) -> Model:
    """Read a model as it was handed over, with the options that say something about it.

    Parameters
    ----------
    model : Module, callable or Hugging Face pipeline
    labels, tokenizer, transform, embedding, device, fixed
        See `igviz.options.How`.

    Raises
    ------
    TypeError
        The model cannot be called or is a class, or labels are no names.
    ModelError
        Its weights hold no numbers.
    InputError
        A pipeline does more than call its model.
    """
    if not callable(model):
        raise TypeError(
            f"model is {type(model).__name__}, which cannot be called; pass a torch.nn.Module or a "
            "function from a batch to scores."
        )
    if isinstance(model, type):
        raise TypeError(
            f"model is the class {model.__name__}, and a model is one of its instances; pass "
            f"{model.__name__}(...)."
        )
    model, tokenizer, transform = huggingface.unpacked(model, tokenizer, transform)
    given = uncompiled(model)
    if without_numbers(given):
        raise ModelError(
            "The model's weights are on the meta device, where they hold no numbers; load them on "
            "the CPU or a GPU first."
        )
    named = read_labels(labels, given)
    return Model(given, tokenizer, transform, named, embedding, device, _arguments(fixed, given))


def _arguments(fixed: object, model: Forward) -> Mapping[str, Any] | None:
    if fixed is None:
        return None
    if not isinstance(fixed, Mapping) or not all(isinstance(name, str) for name in fixed):
        raise TypeError(
            f"fixed={fixed!r} was given; pass a mapping from names of the model's arguments to "
            'what they stay at, such as fixed={"mask": mask}.'
        )
    taken = parameters_of(model) or {}
    more = inspect.Parameter.VAR_KEYWORD in {parameter.kind for parameter in taken.values()}
    unknown = [name for name in fixed if taken and not more and name not in taken]
    if unknown:
        raise InputError(
            f"fixed names {unknown[0]!r}, and the model takes {quoted(taken)}"
            f"{meant(unknown[0], taken)}"
        )
    return fixed
