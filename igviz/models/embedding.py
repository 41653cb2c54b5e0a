"""Find a model's embedding, and make sure that the model's own output comes back through it."""

from __future__ import annotations

import contextlib
import inspect
import threading
from collections.abc import Callable, Mapping
from typing import Any, cast

import torch
from torch import Tensor, nn

from igviz.errors import InputError, ModelError, what_it_said
from igviz.models import huggingface
from igviz.models.guard import Forward, guarded, placement
from igviz.models.lookup import (
    LOOKUPS,
    Call,
    Embedded,
    Part,
    as_they_are,
    look_up,
    lookup_of,
    same_ids,
)
from igviz.models.outputs import output_tensor

SAME = 1e-5  # how closely the model's own output must come back through its embedding
SAME_IN_HALF = 1e-2  # with a gradient, half precision takes other ways that round otherwise


def embedded(
    model: Forward,
    ids: Tensor,
    extra: Mapping[str, Any],
    embedding: object = None,
    device: torch.device | str | None = None,
) -> Embedded:
    """Open a model at its embedding.

    Parameters
    ----------
    model : callable
        Takes token ids, by Hugging Face's name for them or in the first place.
    ids : Tensor, shape (1, T)
        Token ids.
    extra : mapping
        Other inputs by name; those the model does not take are left out. Floating ones that are no
        mask belong to the path.
    embedding : str, Module or list of these, optional
        What the ids are looked up in; found by itself where only one module gets them.
    device : device or str, optional
        Where a function wants its inputs; a module's own is followed.

    Raises
    ------
    InputError
        No embedding, or more than one, receives the ids.
    ModelError
        The model's own output does not come back, to 1e-5, through the embedding.
    """
    model = getattr(model, "_orig_mod", model)  # a compiled model's hooks are compiled away
    wanted = _modules(model, embedding)
    where = _place(model, wanted, device)
    call = arranged(model, ids, extra).map(lambda value: value.to(where))
    seen, raw = _traced(model, call, wanted, ids)
    modules = _chosen(model, seen, ids, wanted, named=embedding is not None)
    parts = [
        Part(name, look_up(module, seen[name]), module, seen[name])
        for name, module in modules.items()
    ]
    # What is shown and what baselines are made of is the text itself: it comes first.
    parts.sort(key=lambda part: not same_ids(cast("Tensor", part.ids), ids))
    if not same_ids(cast("Tensor", parts[0].ids), ids):
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


def has_embedding(model: Forward) -> bool:
    """True if token ids may be what the model takes."""
    modules = model.modules() if isinstance(model, nn.Module) else ()
    return any(isinstance(module, LOOKUPS) for module in modules)


def arranged(model: Forward, ids: Tensor, extra: Mapping[str, Any]) -> Call:
    """How to call a model with token ids and what else its tokenizer made for it."""
    inner = getattr(model, "module", model) if isinstance(model, nn.DataParallel) else model
    entry = inner.forward if isinstance(inner, nn.Module) else inner
    try:
        taken = inspect.signature(entry).parameters
    except (TypeError, ValueError):  # a builtin or a scripted module tells nothing
        return Call((ids,))
    anything = any(p.kind is p.VAR_KEYWORD for p in taken.values())
    placed = any(
        p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD, p.VAR_POSITIONAL)
        for p in taken.values()
    )
    kwargs = {name: value for name, value in extra.items() if anything or name in taken}
    for name in taken.keys() & huggingface.SWITCHES.keys():
        kwargs.setdefault(name, huggingface.SWITCHES[name])
    if any(value is ids for value in kwargs.values()):  # the model has its own name for them
        return Call((), kwargs)
    if huggingface.IDS in taken or not placed:
        return Call((), {huggingface.IDS: ids, **kwargs})
    return Call((ids,), kwargs)


def _place(
    model: Forward, wanted: Mapping[str, nn.Module], device: torch.device | str | None
) -> torch.device:
    if isinstance(model, nn.Module):
        return placement(model)[0]
    return torch.device(device) if device else placement(next(iter(wanted.values())))[0]


def _modules(model: Forward, embedding: object) -> dict[str, nn.Module]:
    """The modules that ids may be looked up in, by name."""
    known = dict(model.named_modules()) if isinstance(model, nn.Module) else {}
    if embedding is not None:
        asked: Any = embedding if isinstance(embedding, (list, tuple)) else [embedding]
        return dict(_named(one, known) for one in asked)
    found: dict[str, nn.Module] = {n: m for n, m in known.items() if isinstance(m, LOOKUPS)}
    main = huggingface.main_embedding(model)
    if main is not None and not any(main is module for module in found.values()):
        found[next((n for n, m in known.items() if m is main), "input embeddings")] = main
    if not found:
        raise InputError(
            "No nn.Embedding was found in the model to attribute to; pass embedding=module, the "
            "one that turns token ids into vectors."
        )
    return found


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


def _traced(
    model: Forward, call: Call, modules: Mapping[str, nn.Module], ids: Tensor
) -> tuple[dict[str, Tensor], Any]:
    """What each module was asked to look up, and what the model answered."""
    seen: dict[str, Tensor] = {}
    thread = threading.get_ident()

    def watch(name: str) -> Callable[..., None]:
        def hook(_module: nn.Module, args: Any, kwargs: Any, _output: object) -> None:
            given = lookup_of(args, kwargs)
            if threading.get_ident() != thread or given is None:
                return
            # One table may be asked for other ids, too.
            if name not in seen or same_ids(given, ids):
                seen[name] = given.detach()

        return hook

    with contextlib.ExitStack() as stack:
        for whole in [model] if isinstance(model, nn.Module) else modules.values():
            stack.enter_context(as_they_are(whole))
        for name, module in modules.items():
            stack.enter_context(module.register_forward_hook(watch(name), with_kwargs=True))
        try:
            with guarded(model), torch.no_grad():
                raw = model(*call.args, **call.kwargs)
        except IndexError as error:
            raise ModelError(
                f"The model has no row for one of these {ids.numel()} tokens, whose ids go up to "
                f"{int(ids.max())} ({what_it_said(error)}); pass the tokenizer it was trained with "
                "or, where the text has more tokens than the model has positions, truncation=N."
            ) from error
        except Exception as error:
            raise ModelError(
                f"The model failed on these tokens ({what_it_said(error)}); pass the tokenizer it "
                "was trained with, and call the model on its output yourself to see more."
            ) from error
    return seen, raw


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
    getting = {n: m for n, m in modules.items() if n in seen and same_ids(seen[n], ids)}
    main = huggingface.main_embedding(model)
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


def _settle_way(made: Embedded, own: Tensor) -> None:
    """Put points in the embedding's place, or hand them over by name if only that works."""
    refused = _refusal(made, own)
    if refused and len(made.parts) == 1 and huggingface.IDS in made.call.kwargs:
        made.by_name = True
        made.by_name = not _refusal(made, own)
        if made.by_name:
            return
    if isinstance(refused, ModelError):
        raise refused
    if isinstance(refused, Exception):
        raise ModelError(
            "The model ran on the token ids, but failed on what they are looked up as "
            f"({what_it_said(refused)}); call it on its tokens yourself to see more, or pass "
            "embedding='name' for another module."
        ) from refused
    if refused:
        raise ModelError(
            f"The model's output does not come back through its embedding ({refused}), so what is "
            "attributed would be another model's; pass embedding='name' for the module that the "
            "token ids are looked up in."
        )


def _refusal(made: Embedded, own: Tensor) -> str | Exception:
    """Why points cannot be fed as it is done now; empty where they can."""
    points = made.points.to(own.device, copy=True).requires_grad_()
    try:
        with guarded(made):
            again = output_tensor(made(points))
    except Exception as error:  # noqa: BLE001 - a model may fail in any way
        return error
    if again.shape != own.shape:
        return f"it has shape {tuple(again.shape)} instead of {tuple(own.shape)}"
    # An output without any gradient is refused later on.
    if again.requires_grad and not _reaches(again, points):
        return "nothing of what is put there is used"
    apart = (again.detach().double() - own.double()).abs().nan_to_num(0).max()
    off = float(apart / own.double().abs().nan_to_num(0).max().clamp_min(1))
    near = SAME_IN_HALF if own.element_size() < 4 else SAME
    return f"it is off by {off:.1e}" if off > near else ""


def _reaches(output: Tensor, points: Tensor) -> bool:
    """Whether an output was computed from the points, as its graph tells."""
    waiting, seen = [output.grad_fn], set[Any]()
    while waiting:
        node = waiting.pop()
        if node is None or node in seen:
            continue
        if getattr(node, "variable", None) is points:
            return True
        seen.add(node)
        waiting += [following for following, _ in node.next_functions]
    return False


def _flat(value: Tensor) -> Tensor:
    """A float input as rows of numbers, (1, rows, width)."""
    return value.reshape(1, -1, 1) if value.ndim < 3 else value.reshape(1, value.shape[1], -1)
