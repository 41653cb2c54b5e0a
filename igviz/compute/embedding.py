"""Find and feed a model's embedding: a text model as a function of its tokens' vectors.

Token ids have no gradient, their embeddings do. While the model runs, what its embedding returns is
replaced by a point of the path; the model itself is not touched, and the hook that does it acts
in the thread that computes only, and is gone after every pass.
"""

from __future__ import annotations

import contextlib
import inspect
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import torch
from torch import Tensor, nn

from igviz.compute.model import Forward, guarded, placement
from igviz.compute.target import output_tensor
from igviz.errors import InputError, ModelError, what_it_said

LOOKUPS = (nn.Embedding, nn.EmbeddingBag)
SAME = 1e-5  # how closely the model's own output must come back through its embedding


@dataclass(frozen=True)
class Call:
    """How a model is called: positional and keyword arguments, tensors with one row each."""

    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)

    def rows(self, count: int) -> Call:
        """The same for so many rows."""
        return Call(
            tuple(_repeated(value, count) for value in self.args),
            {name: _repeated(value, count) for name, value in self.kwargs.items()},
        )

    def to(self, device: torch.device) -> Call:
        """The same on another device."""
        return Call(
            tuple(v.to(device) if isinstance(v, Tensor) else v for v in self.args),
            {k: v.to(device) if isinstance(v, Tensor) else v for k, v in self.kwargs.items()},
        )


@dataclass(frozen=True, eq=False)
class Part:
    """A stretch of the path's points: what one embedding returns, or one float input.

    Attributes
    ----------
    name : str
        The module's or the argument's.
    values : Tensor, shape (1, rows, width)
        What it is for the input.
    module : Module or None
        The embedding, None for a float input.
    ids : Tensor or None
        What is looked up there.
    shape : tuple of int
        Of one example's float input.
    """

    name: str
    values: Tensor
    module: nn.Module | None = None
    ids: Tensor | None = None
    shape: tuple[int, ...] = ()


class Embedded(nn.Module):
    """A model as a function of its embeddings' outputs, (rows, tokens, width) to the model's own.

    Several embeddings and float inputs lie one after the other along the tokens; narrower ones are
    filled up with zeros, which nothing reads.

    Attributes
    ----------
    points : Tensor, shape (1, tokens, width)
        Where the path ends: the embeddings of the input.
    parts : tuple of Part
    spans : bool
        Whether the model answered with the start and the end of a span.
    """

    def __init__(self, model: Forward, call: Call, parts: Sequence[Part]) -> None:
        super().__init__()
        self.model: Any = model  # registers a module, keeps a function
        self.others = nn.ModuleList([part.module for part in parts if part.module is not None])
        self.parts, self.call = tuple(parts), call
        self.spans = False
        self.through_inputs_embeds = False
        self.points = _packed([part.values for part in parts])

    def forward(self, points: Tensor) -> Any:
        """The model's output for each row of points."""
        call = self.call.rows(len(points))
        values = self._unpacked(points)
        if self.through_inputs_embeds:
            kwargs = {name: v for name, v in call.kwargs.items() if name != "input_ids"}
            raw = self.model(*call.args, **kwargs, inputs_embeds=values[0])
        else:
            with contextlib.ExitStack() as stack:
                used = [
                    stack.enter_context(_replaced(part, value))
                    for part, value in zip(self.parts, values, strict=True)
                    if part.module is not None
                ]
                floats = {
                    part.name: value.reshape(len(points), *part.shape).to(call.kwargs[part.name])
                    for part, value in zip(self.parts, values, strict=True)
                    if part.module is None
                }
                raw = self.model(*call.args, **{**call.kwargs, **floats})
            if not all(seen for seen in used):
                raise ModelError(_UNREACHED)
        self.spans = getattr(raw, "start_logits", None) is not None
        return raw

    def embed(self, ids: Tensor) -> Tensor:
        """What the first embedding makes of other token ids (1, T): shape (1, T, width)."""
        module = self.parts[0].module
        assert module is not None
        with guarded(self), torch.no_grad():
            return _looked_up(module, ids.to(placement(module)[0])).detach()

    @property
    def table(self) -> Tensor | None:
        """The weights of the first embedding, (vocabulary, width), where it is a plain table."""
        weight = getattr(self.parts[0].module, "weight", None)
        return weight.detach() if isinstance(weight, Tensor) and weight.ndim == 2 else None

    def _unpacked(self, points: Tensor) -> list[Tensor]:
        values, start = [], 0
        for part in self.parts:
            _, rows, width = part.values.shape
            values.append(points[:, start : start + rows, :width])
            start += rows
        return values


_UNREACHED = (
    "The embedding was not used when the model ran on the token ids, so nothing could be put in "
    "its place; pass embedding='name', the module that the ids are looked up in."
)


def embedded(
    model: Forward,
    ids: Tensor,
    extra: Mapping[str, Any],
    embedding: object = None,
) -> Embedded:
    """Open a model at its embedding.

    Parameters
    ----------
    model : callable
        Takes token ids, by the name ``input_ids`` or in the first place.
    ids : Tensor, shape (1, T)
        Token ids.
    extra : mapping
        Other inputs by name; those the model does not take are left out. Floating ones that are no
        mask belong to the path.
    embedding : str, Module or list of these, optional
        What the ids are looked up in; found by itself where only one module gets them.

    Raises
    ------
    InputError
        No embedding, or more than one, receives the ids.
    ModelError
        The model's own output does not come back, to 1e-5, through the embedding.
    """
    model = getattr(model, "_orig_mod", model)  # a compiled model's hooks are compiled away
    call = arranged(model, ids, extra).to(placement(model)[0])
    wanted = _modules(model, embedding)
    seen, raw = _traced(model, call, wanted)
    modules = _chosen(model, seen, ids, wanted, named=embedding is not None)
    parts = [
        Part(name, _vectors(model, module, seen[name]), module, seen[name])
        for name, module in modules.items()
    ]
    # What is shown and what baselines are made of is the text itself: it comes first.
    parts.sort(key=lambda part: not _same_ids(cast("Tensor", part.ids), ids, 1))
    if not _same_ids(cast("Tensor", parts[0].ids), ids, 1):
        raise InputError(
            f"The embedding {parts[0].name!r} looks up other ids than those of the text; name the "
            "one that gets these first, or pass a mapping whose first ids are the ones meant."
        )
    floats = [
        Part(name, _flat(value.detach()), None, None, tuple(value.shape[1:]))
        for name, value in call.kwargs.items()
        if isinstance(value, Tensor) and value.is_floating_point() and "mask" not in name
    ]
    made = Embedded(model, call, [*parts, *floats])
    _settle_way(made, output_tensor(raw))
    return made


def arranged(model: Forward, ids: Tensor, extra: Mapping[str, Any]) -> Call:
    """How to call a model with token ids and what else its tokenizer made for it."""
    inner = getattr(model, "module", model) if isinstance(model, nn.DataParallel) else model
    entry = inner.forward if isinstance(inner, nn.Module) else inner
    try:
        taken = inspect.signature(entry).parameters
    except (TypeError, ValueError):  # a builtin or a scripted module tells nothing
        return Call((ids,))
    anything = any(p.kind is p.VAR_KEYWORD for p in taken.values())
    kwargs = {name: value for name, value in extra.items() if anything or name in taken}
    if "use_cache" in taken:  # keys and values of earlier tokens are never asked for again
        kwargs.setdefault("use_cache", False)
    if "input_ids" in taken:
        return Call((), {"input_ids": ids, **kwargs})
    # Other names may be the model's own for the ids themselves: then nothing is left to place.
    own = [v for v in kwargs.values() if isinstance(v, Tensor) and v is ids]
    return Call((), kwargs) if own else Call((ids,), kwargs)


def _modules(model: Forward, embedding: object) -> dict[str, nn.Module]:
    """The modules that ids may be looked up in, by name."""
    known = dict(model.named_modules()) if isinstance(model, nn.Module) else {}
    if embedding is not None:
        asked = (
            list(cast("Any", embedding)) if isinstance(embedding, (list, tuple)) else [embedding]
        )
        return dict(_named(one, known) for one in asked)
    found: dict[str, nn.Module] = {n: m for n, m in known.items() if isinstance(m, LOOKUPS)}
    main = _main(model)
    if main is not None and not any(main is module for module in found.values()):
        found[next((n for n, m in known.items() if m is main), "input embeddings")] = main
    if not found:
        raise InputError(
            "No nn.Embedding was found in the model to attribute to; pass embedding=module, the "
            "one that turns token ids into vectors."
        )
    return found


def has_embedding(model: Forward) -> bool:
    """True if token ids may be what the model takes."""
    modules = model.modules() if isinstance(model, nn.Module) else ()
    return any(isinstance(module, LOOKUPS) for module in modules)


def _named(one: object, known: Mapping[str, nn.Module]) -> tuple[str, nn.Module]:
    if isinstance(one, nn.Module):
        return next((n for n, m in known.items() if m is one), type(one).__name__), one
    if isinstance(one, str) and one in known:
        return one, known[one]
    lookups = [name for name, module in known.items() if isinstance(module, LOOKUPS)]
    raise InputError(
        f"embedding={one!r} is no module of the model; pass a module or one of "
        f"{', '.join(map(repr, lookups)) or 'its names'}."
    )


def _main(model: Forward) -> nn.Module | None:
    """What a Hugging Face model says is its embedding."""
    ask = getattr(model, "get_input_embeddings", None)
    if ask is None:
        return None
    with contextlib.suppress(NotImplementedError, AttributeError):
        found = ask()
        return found if isinstance(found, nn.Module) else None
    return None


def _traced(
    model: Forward, call: Call, modules: Mapping[str, nn.Module]
) -> tuple[dict[str, Tensor], Any]:
    """What each module was asked to look up, and what the model answered."""
    seen: dict[str, Tensor] = {}
    ids = next(iter(call.args), call.kwargs.get("input_ids"))

    def watch(name: str) -> Callable[..., None]:
        def hook(_module: nn.Module, args: Any, kwargs: Any, _output: object) -> None:
            given = _lookup_of(args, kwargs)
            # One table may be asked for other ids, too.
            if given is not None and (name not in seen or _same_ids(given, ids, 1)):
                seen[name] = given.detach()

        return hook

    with contextlib.ExitStack() as stack:
        for name, module in modules.items():
            stack.enter_context(module.register_forward_hook(watch(name), with_kwargs=True))
        try:
            with guarded(model), torch.no_grad():
                raw = model(*call.args, **call.kwargs)
        except Exception as error:
            raise ModelError(
                f"The model failed on these tokens ({what_it_said(error)}); pass the tokenizer it "
                "was trained with, and call the model on its output yourself to see more."
            ) from error
    return seen, raw


def _lookup_of(args: Any, kwargs: Any) -> Tensor | None:
    given = args[0] if args else kwargs.get("input")
    ok = isinstance(given, Tensor) and not given.is_floating_point()
    return cast("Tensor", given) if ok else None


def _chosen(
    model: Forward,
    seen: Mapping[str, Tensor],
    ids: Tensor,
    modules: Mapping[str, nn.Module],
    named: bool,
) -> dict[str, nn.Module]:
    """The embeddings that the path runs through."""
    if named:
        silent = [name for name in modules if name not in seen]
        if silent:
            raise InputError(
                f"The embedding {silent[0]!r} was not used when the model ran on the token ids; "
                "pass the name of one that is."
            )
        return dict(modules)
    getting = {n: m for n, m in modules.items() if n in seen and _same_ids(seen[n], ids, 1)}
    main = _main(model)
    if main is not None and any(main is module for module in getting.values()):
        getting = {name: m for name, m in getting.items() if m is main}
    if len(getting) == 1:
        return getting
    if not getting:
        raise InputError(
            "No nn.Embedding of the model receives the token ids as they are; pass "
            "embedding='name', the module that they are looked up in."
        )
    names = ", ".join(map(repr, getting))
    raise InputError(
        f"Several embeddings receive the token ids ({names}); name the one to attribute to, such "
        f"as embedding={next(iter(getting))!r}, or pass a list of them."
    )


def _same_ids(given: Tensor, ids: object, rows: int) -> bool:
    if not isinstance(ids, Tensor) or given.numel() != ids.numel() * rows:
        return False
    return torch.equal(
        given.reshape(rows, -1), ids.to(given).reshape(1, -1).expand(rows, ids.numel())
    )


@contextlib.contextmanager
def _replaced(part: Part, points: Tensor) -> Iterator[list[bool]]:
    """While the model runs in this thread, what this part's ids are looked up as is ``points``."""
    assert part.module is not None
    assert part.ids is not None
    thread, used, rows, wanted = threading.get_ident(), [], len(points), part.ids

    def hook(module: nn.Module, args: Any, kwargs: Any, output: Tensor) -> Tensor | None:
        given = _lookup_of(args, kwargs)
        # Whoever uses the model beside, or looks other ids up in the same table, gets their own.
        if threading.get_ident() != thread or given is None:
            return None
        if not _same_ids(given, wanted, rows):
            return None
        used.append(True)
        if isinstance(module, nn.EmbeddingBag):
            weights = args[2] if len(args) > 2 else kwargs.get("per_sample_weights")
            return _bag(module, points, given.reshape(rows, -1), weights).to(output)
        return points.to(output).reshape(output.shape)

    with part.module.register_forward_hook(hook, with_kwargs=True):
        yield used


def _bag(module: nn.EmbeddingBag, points: Tensor, ids: Tensor, weights: Any) -> Tensor:
    """What an EmbeddingBag makes of its tokens' vectors."""
    counts = torch.ones_like(ids, dtype=points.dtype)
    if module.padding_idx is not None:
        counts = counts * ids.ne(module.padding_idx)
    if module.mode == "max":
        return points.masked_fill(counts[..., None] == 0, -torch.inf).amax(1)
    if weights is not None:
        counts = counts * weights.reshape(ids.shape).to(points)
    if module.mode == "mean":
        counts = counts / counts.sum(1, keepdim=True).clamp_min(1)
    return (points * counts[..., None]).sum(1)


def _looked_up(module: nn.Module, ids: Tensor) -> Tensor:
    """The vectors of ids, (1, T, width)."""
    flat = ids.reshape(1, -1)
    if isinstance(module, nn.EmbeddingBag):
        return nn.functional.embedding(flat, module.weight)
    found: Tensor = module(flat)
    return found


def _vectors(model: Forward, module: nn.Module, ids: Tensor) -> Tensor:
    with guarded(model), torch.no_grad():
        return _looked_up(module, ids).detach()


def _settle_way(made: Embedded, own: Tensor) -> None:
    """Put points in the embedding's place, or hand them over by name if only that works."""
    refused = _refusal(made, own)
    if refused and len(made.parts) == 1 and "input_ids" in made.call.kwargs:
        made.through_inputs_embeds = True
        made.through_inputs_embeds = not _refusal(made, own)
        if made.through_inputs_embeds:
            return
    if refused:
        raise ModelError(
            f"The model's output does not come back through its embedding ({refused}), so what is "
            "attributed would be another model's; pass embedding='name' for the module that the "
            "token ids are looked up in."
        )


def _refusal(made: Embedded, own: Tensor) -> str:
    """Why points cannot be fed as it is done now; empty where they can."""
    points = made.points.to(own.device, copy=True).requires_grad_()
    try:
        with guarded(made):
            again = output_tensor(made(points))
            (slope,) = torch.autograd.grad(again.sum(), points, allow_unused=True)
    except Exception as error:  # noqa: BLE001 - a model may fail in any way
        return what_it_said(error)
    if again.shape != own.shape:
        return f"it has shape {tuple(again.shape)} instead of {tuple(own.shape)}"
    if slope is None:
        return "nothing of what is put there is used"
    apart = (again.detach().double() - own.double()).abs().max()
    off = float(apart / own.double().abs().max().clamp_min(1))
    return "" if off <= SAME else f"it is off by {off:.1e}"


def _flat(value: Tensor) -> Tensor:
    """A float input as rows of numbers, (1, rows, width)."""
    return value.reshape(1, -1, 1) if value.ndim < 3 else value.reshape(1, value.shape[1], -1)


def _packed(values: Sequence[Tensor]) -> Tensor:
    width = max(value.shape[2] for value in values)
    wide = torch.float64 if any(v.dtype == torch.float64 for v in values) else torch.float32
    return torch.cat(
        [nn.functional.pad(v.detach().to(wide), (0, width - v.shape[2])) for v in values], 1
    )


def _repeated(value: Any, rows: int) -> Any:
    if isinstance(value, Tensor) and value.ndim and len(value) == 1:
        return value.expand(rows, *value.shape[1:])
    return value
