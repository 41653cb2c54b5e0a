"""Opening a text model at its embedding, so that the model's own output comes back through it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from torch import Tensor, nn

from igviz.errors import IgvizError, InputError, ModelError, quoted, what_it_said
from igviz.models import huggingface
from igviz.models.arrange import arranged, asking, named, texts_in
from igviz.models.failure import failure
from igviz.models.graph import reaches
from igviz.models.guard import guarded
from igviz.models.lookup import Call, Embedded, Part
from igviz.models.memory import refuse_out_of_memory
from igviz.models.model import Model
from igviz.models.outputs import output_tensor
from igviz.models.parts import apart, parts_of
from igviz.models.rows import refuse_chance, same_output, with_other_draws
from igviz.models.tables import same_ids
from igviz.models.trace import Ask, Place, Trace, place_as_is, places, readers, runs, traced

SAME = 1e-5  # how closely the model's own output must come back through its embedding
# The same in half precision, where operations that keep a graph for gradients round differently.
SAME_IN_HALF = 1e-2

# What puts nothing of an embedding within reach but its weights.
_CALL_IT = (
    "have the model call it, as in self.embedding(ids), where it uses the weight by itself, as "
    "functional.embedding(ids, weight) and weight[ids] do"
)


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
    ask = asking(model, ids, extra)
    trace = _traced(model, call, ask, ids)
    text = ids if read is None else read
    parts, strayed = list[Part](), list[str]()
    for name, looked_up in _on_path(model, ask, trace).items():
        own, strays = parts_of(name, model.lookups[name], looked_up, text)
        parts += own
        strayed += [name] if strays else []
    parts += _beside(model, call, trace, parts, written)
    # What is shown and what baselines are made of is the text itself: it comes first.
    parts.sort(key=lambda part: part.text is None)
    floats = [
        Part(name, _flat(value.detach()), None, None, tuple(value.shape[1:]))
        for name, value in call.kwargs.items()
        if isinstance(value, Tensor) and value.is_floating_point() and "mask" not in name
    ]
    opened = Embedded(model.forward, call, [*parts, *floats])
    opened.strayed = tuple(strayed)
    answer = output_tensor(trace.output)
    _settle_way(opened, answer, ask, ids)
    opened.answer_shape = answer.shape
    return opened


def _beside(
    model: Model, call: Call, trace: Trace, parts: Sequence[Part], written: int | None
) -> list[Part]:
    """Other texts that are looked up in the same tables, or in copies of them.

    That is what a model with a decoder has written, or another of the inputs.
    """
    on_path = [part.module for part in parts]
    weights = {id(getattr(module, "weight", module)) for module in on_path}
    known = [lookup.ids for part in parts for lookup in part.lookups]
    inputs = texts_in(call.kwargs).values()
    found = []
    for name, module in model.lookups.items():
        if id(getattr(module, "weight", module)) not in weights:
            continue
        for given in trace.calls.get(module, []):
            is_text = model.has_decoder or any(same_ids(given, value) for value in inputs)
            if is_text and not any(same_ids(given, ids) and same_ids(ids, given) for ids in known):
                found.append(apart(name, module, given, written))
                known.append(given)
    return found


def _traced(model: Model, call: Call, ask: Ask, ids: Tensor) -> Trace:
    """The model's run on the ids."""
    try:
        return traced(model, ask, ids)
    except IgvizError:
        raise
    except IndexError as error:
        raise ModelError(
            f"The model has no row for one of these {ids.numel()} tokens, whose ids go up to "
            f"{int(ids.max())} ({what_it_said(error)}); pass the tokenizer it was trained with "
            "or, where the text has more tokens than the model has positions, truncation=N."
        ) from error
    except Exception as error:
        refuse_out_of_memory(error)
        given = [f"{name} of shape {tuple(value.shape)}" for name, value in named(call, model)]
        hint = (
            f"it was given {', '.join(given)}: call it so yourself to see more, and pass the "
            "tokenizer it was trained with if these ids are not its own"
        )
        names = [name for name, _ in named(call, model)]
        raise failure(model.forward, error, "these tokens", hint, names) from error


def _on_path(model: Model, ask: Ask, trace: Trace) -> dict[str, list[Place]]:
    """The embeddings that the path runs through, with what they look up; by name."""
    if model.embedding is not None:
        for name, module in model.lookups.items():
            if module not in trace.calls:
                raise InputError(_not_asked(name, module, model, ask, trace.ids))
        return _places(model, ask, trace, model.lookups)
    used = {name: module for name, module in model.lookups.items() if module in trace.calls}
    main = {name: module for name, module in used.items() if module is model.main_lookup}
    if any(same_ids(given, trace.ids) for module in main.values() for given in trace.calls[module]):
        return _places(model, ask, trace, main)
    looked_up = _places(model, ask, trace, used)
    getting = {name: own for name, own in looked_up.items() if any(p.tokens for p in own)}
    if not getting:
        raise InputError(_none_receives(readers(model, ask, trace.ids), bool(used)))
    if main.keys() & getting.keys():
        return {name: getting[name] for name in main}
    each = [{token for place in own for token in place.tokens} for own in getting.values()]
    if sum(map(len, each)) == len(set().union(*each)):  # one of the ids each, such as columns
        return getting
    names = ", ".join(map(repr, getting))
    raise InputError(
        f"Several embeddings receive the token ids ({names}); name the one to attribute to, such "
        f"as embedding={next(iter(getting))!r}, or pass a list of them."
    )


def _not_asked(name: str, module: nn.Module, model: Model, ask: Ask, ids: Tensor) -> str:
    """What to say of a module that was named and looked nothing up, whether or not it ran."""
    others = readers(model, ask, ids)
    named = f" ({quoted(others)})" if others else ""
    if runs(module, model, ask, ids):
        return (
            f"The module {name!r} was named as the embedding, but it is given no token ids when "
            f"the model runs; name the one that turns them into vectors{named}."
        )
    return (
        f"The embedding {name!r} was not called when the model ran on the token ids; name a module "
        f"that is{named}, or {_CALL_IT}."
    )


def _none_receives(others: Sequence[str], some_run: bool) -> str:
    """What to say where no embedding gets the ids, and which modules do."""
    named = ", one of those that do: " + quoted(others) if others else ""
    if not some_run and not others:
        return (
            "No nn.Embedding of the model was called when it ran on the token ids; pass "
            f"embedding='name', the module that turns them into vectors, or {_CALL_IT}."
        )
    return (
        "No nn.Embedding of the model receives the token ids as they are; pass embedding='name', "
        f"the module that turns them into vectors{named}."
    )


def _places(
    model: Model, ask: Ask, trace: Trace, tables: Mapping[str, nn.Module]
) -> dict[str, list[Place]]:
    """Where the tokens are in what these tables look up."""
    if model.has_decoder:  # what it writes is a text by itself, even if it is a copy
        return {name: [_of_text(trace, module)] for name, module in tables.items()}
    found = places(model, ask, trace, list(tables.values()))
    return {name: found[module] for name, module in tables.items()}


def _of_text(trace: Trace, module: nn.Module) -> Place:
    """Of what a module looks up, the text, or else the first."""
    calls = trace.calls[module]
    own = next((given for given in calls if same_ids(given, trace.ids)), calls[0])
    return place_as_is(own, trace.ids)


def _settle_way(opened: Embedded, output: Tensor, ask: Ask, ids: Tensor) -> None:
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
        again, _ = with_other_draws(
            opened.model, ids, lambda _, ids: output_tensor(ask(ids)).detach()
        )
        refuse_chance(output, again, same_output(output.dtype))
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
        refuse_out_of_memory(error)
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
