"""How a model is called with token ids and what else its tokenizer made of a text."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import Parameter
from typing import Any

from torch import Tensor

from igviz.models import huggingface
from igviz.models.lookup import Call
from igviz.models.model import Model
from igviz.models.trace import Ask

_BY_POSITION = {
    Parameter.POSITIONAL_ONLY,
    Parameter.POSITIONAL_OR_KEYWORD,
    Parameter.VAR_POSITIONAL,
}


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


def asking(model: Model, ids: Tensor, extra: Mapping[str, Any]) -> Ask:
    """A call of the model with other ids of the same number in the place of these."""

    def ask(others: Tensor) -> object:
        beside = {name: others if value is ids else value for name, value in extra.items()}
        call = arranged(model, others, beside).map(lambda value: value.to(model.device))
        forward: Any = model.forward
        return forward(*call.args, **call.kwargs)

    return ask


def named(call: Call, model: Model) -> list[tuple[str, Tensor]]:
    """The tensors that a model is called with, by its names for them."""
    positional = zip(model.parameters or ["ids"], call.args, strict=False)
    both = [*positional, *call.kwargs.items()]
    return [(name, value) for name, value in both if isinstance(value, Tensor)]


def texts_in(inputs: Mapping[str, Any]) -> dict[str, Tensor]:
    """Of a model's inputs, those that may be token ids."""
    return {
        name: value
        for name, value in inputs.items()
        if isinstance(value, Tensor)
        and not value.is_floating_point()
        and not any(word in name for word in ("mask", "type", "position"))
    }
