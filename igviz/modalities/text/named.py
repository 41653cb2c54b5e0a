"""Inputs that were handed over by name: which of them is the text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from torch import Tensor

from igviz.errors import InputError, quoted
from igviz.modalities.numbers import is_whole
from igviz.models import huggingface
from igviz.models.model import Model


def ids_first(source: object, model: Model) -> tuple[str, object]:
    """What the ids are called, and the source with them under the name that is read.

    Raises
    ------
    InputError
        A mapping holds no ids.
    """
    if isinstance(source, Mapping) and len(source) == 1:
        ((name, value),) = source.items()
        if isinstance(value, (str, list, tuple)):  # a text by the model's name for its ids
            return str(name), value
    if not isinstance(source, Mapping) or huggingface.IDS in source:
        return huggingface.IDS, source
    for name, value in source.items():
        if isinstance(value, Tensor) and not value.is_floating_point():
            rest = {key: v for key, v in source.items() if key != name}
            return str(name), {huggingface.IDS: value, **rest}
    raise InputError(_no_ids(source, model))


def single_numbers(source: object) -> frozenset[str]:
    """The names under which there is one number in a tensor of shape (1,)."""
    named = source.items() if isinstance(source, Mapping) else ()
    return frozenset(
        str(name) for name, value in named if isinstance(value, Tensor) and value.shape == (1,)
    )


def _no_ids(source: Mapping[Any, Any], model: Model) -> str:
    """What to say of a mapping without token ids, and what can be done."""
    holds = f"The mapping holds {quoted(source)}, and no token ids in a tensor of whole numbers"
    plain = [name for name, value in source.items() if is_whole(value)]
    first = next(iter(source), huggingface.IDS)
    if model.has_decoder:
        start = huggingface.decoder_start(model.own)
        return (
            f"{holds}; the model writes a text, of which it needs the tokens so far, as in "
            f"{{{first!r}: ..., {huggingface.DECODER_IDS!r}: torch.tensor([[{start}]])}}."
        )
    if plain:
        one = plain[0]
        return (
            f"{holds}; pass a tensor for each, such as {{{one!r}: torch.tensor([{source[one]}])}}."
        )
    return (
        f"{holds}; pass them, or explain numbers as they are, with "
        f"igviz.integrated_gradients(model, {{{first!r}: ...}}, target=...)."
    )
