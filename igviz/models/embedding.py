"""Opening a text model at its embedding, so that the model's own output comes back through it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Mapping, Sequence
from inspect import Parameter
from typing import Any

import torch
from torch import Tensor, nn

from igviz.errors import InputError, ModelError, what_it_said
from igviz.models import huggingface
from igviz.models.graph import reaches
from igviz.models.guard import guarded
from igviz.models.lookup import (
    Call,
    Embedded,
    Part,
    look_up,
    lookup_of,
    rows_kept,
    same_ids,
)
from igviz.models.model import Model
from igviz.models.outputs import output_tensor

SAME = 1e-5  # how closely the model's own output must come back through its embedding
# The same in half precision, where operations that keep a graph for gradients round differently.
SAME_IN_HALF = 1e-2

_BY_POSITION = {
    Parameter.POSITIONAL_ONLY,
    Parameter.POSITIONAL_OR_KEYWORD,
    Parameter.VAR_POSITIONAL,
}


def embedded(
    model: Model,
    ids: Tensor,
    extra: Mapping[str, Any],
    read: Tensor | None = None,
    written: int | None = None,
) -> Embedded:
    """Make a model of token ids a function of what its embeddings return for them.

    Parameters
    ----------
    model : Model
        Takes token ids, by Hugging Face's name for them or as its first argument.
    ids : Tensor, shape (1, T)
        Token ids.
    extra : mapping
        Other inputs by name; those the model does not take are left out. Floating ones that are no
        mask belong to the path.
    read : Tensor, optional
        The first of the ids (1, R), where only these belong to the path.
    written : int, optional
        Of the tokens of a decoder, how many belong to the path.

    Raises
    ------
    InputError
        No embedding, or more than one, receives the ids.
    ModelError
        The model's own output does not come back, to 1e-5, through the embedding.
    """
    call = arranged(model, ids, extra).map(lambda value: value.to(model.device))
    looked_up, output = _traced(model, call, ids)
    own = {name: _own(several, ids) for name, several in looked_up.items()}
    on_path = _on_path(model, own, ids)
    if not on_path:
        raise InputError(_none_receives(_readers(model, call, ids)))
    as_it_is = read is None and any(same_ids(own[name], ids) for name in on_path)
    text = ids if read is None else read
    parts = [_part(name, module, own[name], text, as_it_is) for name, module in on_path.items()]
    if model.has_decoder:
        parts += _of_decoder(model, looked_up, parts, written)
    # What is shown and what baselines are made of is the text itself: it comes first.
    parts.sort(key=lambda part: part.text is None)
    floats = [
        Part(name, _flat(value.detach()), None, None, tuple(value.shape[1:]))
        for name, value in call.kwargs.items()
        if isinstance(value, Tensor) and value.is_floating_point() and "mask" not in name
    ]
    opened = Embedded(model.forward, call, [*parts, *floats])
    answer = output_tensor(output)
    _settle_way(opened, answer)
    opened.answer_shape = answer.shape
    return opened


def _own(several: Sequence[Tensor], ids: Tensor) -> Tensor:
    """Of what a module looks up, the text's ids, or else the first."""
    return next((given for given in several if same_ids(given, ids)), several[0])


def _of_decoder(
    model: Model,
    looked_up: Mapping[str, Sequence[Tensor]],
    parts: Sequence[Part],
    written: int | None,
) -> list[Part]:
    """The text that a model with a decoder writes, looked up in the same table or a copy of it."""
    weights = {id(getattr(part.module, "weight", None)) for part in parts}
    known = [part.ids for part in parts if part.ids is not None]
    found = []
    for name, several in looked_up.items():
        module = model.lookups[name]
        if id(getattr(module, "weight", None)) not in weights:
            continue
        for given in several:
            if not any(same_ids(given, ids) and same_ids(ids, given) for ids in known):
                rows = None if written is None else torch.arange(written)
                values = look_up(module, given)[:, :written]
                found.append(Part(name, values, module, given, places=rows))
                known.append(given)
    return found


def _part(name: str, module: nn.Module, looked_up: Tensor, ids: Tensor, as_it_is: bool) -> Part:
    """The part of what a module looks up, and of the text's tokens among that."""
    values, same = look_up(module, looked_up), same_ids(looked_up, ids)
    places = None if as_it_is else _places(looked_up, ids)
    if same or (places is not None and len(places) == looked_up.numel()):
        return Part(name, values, module, looked_up, text=ids)
    if places is None:
        return Part(name, values, module, looked_up)
    return Part(name, values[:, places], module, looked_up, text=ids, places=places)


def _places(looked_up: Tensor, ids: Tensor) -> Tensor | None:
    """Where in what is looked up the tokens of a text are; None if they are not.

    A model may pad what it is given at either side, or add a number to all of it.
    """
    given, own = looked_up.reshape(-1).cpu(), ids.reshape(-1).cpu()
    if len(given) < len(own):
        return None
    if len(given) == len(own) > 1 and bool((given - own == given[0] - own[0]).all()):
        return torch.arange(len(own))
    at = (given.unfold(0, len(own), 1) == own).all(1).nonzero()
    return int(at[0]) + torch.arange(len(own)) if len(at) else None


def arranged(model: Model, ids: Tensor, extra: Mapping[str, Any]) -> Call:
    """How to call a model with token ids and what else its tokenizer made for it."""
    parameters = model.parameters
    if parameters is None:
        return Call((ids,))
    kinds = {parameter.kind for parameter in parameters.values()}
    takes_any = Parameter.VAR_KEYWORD in kinds
    kwargs = {name: value for name, value in extra.items() if takes_any or name in parameters}
    for name in parameters.keys() & huggingface.SWITCHES.keys():
        kwargs.setdefault(name, huggingface.SWITCHES[name])
    if any(value is ids for value in kwargs.values()):  # the model has its own name for them
        return Call((), kwargs)
    if huggingface.IDS in parameters or not kinds & _BY_POSITION:
        return Call((), {huggingface.IDS: ids, **kwargs})
    return Call((ids,), kwargs)


def _traced(model: Model, call: Call, ids: Tensor) -> tuple[dict[str, list[Tensor]], Any]:
    """What each module that may be the embedding was asked to look up, and the model's output."""
    looked_up: dict[str, list[Tensor]] = {}
    thread = threading.get_ident()

    def watch(name: str) -> Callable[..., None]:
        def hook(_module: nn.Module, args: Any, kwargs: Any, _output: object) -> None:
            given = lookup_of(args, kwargs)
            if threading.get_ident() != thread or given is None:
                return
            looked_up.setdefault(name, []).append(given.detach())

        return hook

    forward: Any = model.forward
    with contextlib.ExitStack() as stack:
        for owner in [forward] if isinstance(forward, nn.Module) else model.lookups.values():
            stack.enter_context(rows_kept(owner))
        for name, module in model.lookups.items():
            stack.enter_context(module.register_forward_hook(watch(name), with_kwargs=True))
        try:
            with guarded(forward), torch.no_grad():
                output = forward(*call.args, **call.kwargs)
        except IndexError as error:
            raise ModelError(
                f"The model has no row for one of these {ids.numel()} tokens, whose ids go up to "
                f"{int(ids.max())} ({what_it_said(error)}); pass the tokenizer it was trained with "
                "or, where the text has more tokens than the model has positions, truncation=N."
            ) from error
        except Exception as error:
            if model.has_decoder and huggingface.DECODER_IDS not in call.kwargs:
                start = huggingface.decoder_start(forward)
                raise ModelError(
                    "The model writes a text of its own, of which it needs the tokens so far "
                    f"({what_it_said(error)}); pass them beside those of the input, as in "
                    f"{{{huggingface.IDS!r}: ids, {huggingface.DECODER_IDS!r}: "
                    f"torch.tensor([[{start}]])}}."
                ) from error
            raise ModelError(
                f"The model failed on these tokens ({what_it_said(error)}); pass the tokenizer it "
                "was trained with, and call the model on its output yourself to see more."
            ) from error
    return looked_up, output


def _on_path(model: Model, looked_up: Mapping[str, Tensor], ids: Tensor) -> Mapping[str, nn.Module]:
    """The embeddings that the path runs through, by name; none where none gets the ids."""
    if model.embedding is not None:
        unused = [name for name in model.lookups if name not in looked_up]
        if unused:
            raise InputError(
                f"The embedding {unused[0]!r} was not used when the model ran on the token ids; "
                "pass the name of one that is."
            )
        return model.lookups
    used = {name: model.lookups[name] for name in looked_up}
    getting = {name: m for name, m in used.items() if same_ids(looked_up[name], ids)}
    if not getting:  # not as they are: padded, or counted from another number
        getting = {n: m for n, m in used.items() if _places(looked_up[n], ids) is not None}
    if not getting and _are_columns([looked_up[name] for name in used], ids):
        return used
    if any(module is model.main_lookup for module in getting.values()):
        getting = {name: m for name, m in getting.items() if m is model.main_lookup}
    if len(getting) <= 1:
        return getting
    names = ", ".join(map(repr, getting))
    raise InputError(
        f"Several embeddings receive the token ids ({names}); name the one to attribute to, such "
        f"as embedding={next(iter(getting))!r}, or pass a list of them."
    )


def _none_receives(readers: Sequence[str]) -> str:
    """What to say where no embedding gets the ids, and which modules do."""
    named = ", one of those that do: " + ", ".join(map(repr, readers)) if readers else ""
    return (
        "No nn.Embedding of the model receives the token ids as they are; pass embedding='name', "
        f"the module that turns them into vectors{named}."
    )


def _readers(model: Model, call: Call, ids: Tensor) -> list[str]:
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
        stack.enter_context(rows_kept(forward))
        for name, module in forward.named_modules():
            if name and not isinstance(module, torch.jit.ScriptModule):
                hook = watch(name)
                stack.enter_context(module.register_forward_hook(hook, with_kwargs=True))
        with guarded(forward), torch.no_grad():
            forward(*call.args, **call.kwargs)
    return found


def _are_columns(looked_up: Sequence[Tensor], ids: Tensor) -> bool:
    """Whether modules look up one of the ids each, or several, in their order."""
    together = torch.cat([given.reshape(-1).cpu() for given in looked_up] or [ids.new_empty(0)])
    return torch.equal(together, ids.reshape(-1).cpu())


def _settle_way(opened: Embedded, output: Tensor) -> None:
    """Choose how points are handed to the model: by its embedding, or by name if only that works.

    ``output`` is the model's own for the ids, which has to come back.
    """
    refusal = _refusal(opened, output)
    if refusal and len(opened.parts) == 1 and huggingface.IDS in opened.call.kwargs:
        opened.by_name = True
        opened.by_name = not _refusal(opened, output)
        if opened.by_name:
            return
    if isinstance(refusal, ModelError):
        raise refusal
    if isinstance(refusal, Exception):
        raise ModelError(
            "The model ran on the token ids, but failed on what they are looked up as "
            f"({what_it_said(refusal)}); call it on its tokens yourself to see more, or pass "
            "embedding='name' for another module."
        ) from refusal
    if refusal:
        raise ModelError(
            f"The model's output does not come back through its embedding ({refusal}), so what is "
            "attributed would be another model's; pass embedding='name' for the module that the "
            "token ids are looked up in."
        )


def _refusal(opened: Embedded, output: Tensor) -> str | Exception:
    """Why points cannot be handed over as it is done now; empty where they can."""
    points = opened.points.to(output.device, copy=True).requires_grad_()
    try:
        with guarded(opened):
            again = output_tensor(opened(points))
    except Exception as error:  # noqa: BLE001 - a model may fail in any way
        return error
    if again.shape != output.shape:
        return f"it has shape {tuple(again.shape)} instead of {tuple(output.shape)}"
    # An output without any gradient is refused later on.
    if again.requires_grad and not reaches(again, points):
        return "nothing of what is put there is used"
    difference = (again.detach().double() - output.double()).abs().nan_to_num(0).max()
    off = float(difference / output.double().abs().nan_to_num(0).max().clamp_min(1))
    tolerance = SAME_IN_HALF if output.element_size() < 4 else SAME
    return f"it is off by {off:.1e}" if off > tolerance else ""


def _flat(value: Tensor) -> Tensor:
    """A float input as rows of numbers, (1, rows, width)."""
    return value.reshape(1, -1, 1) if value.ndim < 3 else value.reshape(1, value.shape[1], -1)
