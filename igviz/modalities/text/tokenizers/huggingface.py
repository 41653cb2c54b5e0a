"""Hugging Face's tokenizers, fast and slow: what they are asked, and what they return.

No other file knows their names; those of models stand in `igviz.models.huggingface`.
"""

from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal, TypeVar

import torch

from igviz.errors import InputError, what_it_said
from igviz.modalities.text.align import byte_name
from igviz.modalities.text.tokenizers.encodings import (
    Encoded,
    as_index,
    as_span,
    batch_of_one,
    id_list,
    per_token,
)
from igviz.modalities.text.tokenizers.written import Written
from igviz.modalities.text.tokens import numbered
from igviz.models.huggingface import IDS, MASK, SEGMENTS

Entry = TypeVar("Entry")
Role = Literal["pad", "mask", "unk"]

RESULT = "The tokenizer's result"  # what errors call it

# What somebody else's look-up raises for a number that it does not have.
_UNKNOWN = (LookupError, ValueError, TypeError, OverflowError)
# Roles of tokens that stand for nothing in the text.
_EMPTY = ("pad", "cls", "sep", "bos", "eos")
# What mappings hold beside what a model is called with.
_NOT_FOR_THE_MODEL = frozenset(
    {
        IDS,
        "label",
        "labels",
        "length",
        "num_truncated_tokens",
        "offset_mapping",
        "overflow_to_sample_mapping",
        "overflowing_tokens",
        "special_tokens_mask",
        "word_ids",
    }
)


def accepts(function: Callable[..., Any], name: str) -> bool:
    """Whether a function has a parameter of this name, as far as it says."""
    try:
        return name in inspect.signature(function).parameters
    except (TypeError, ValueError):
        return False


def text_of_chat(messages: Sequence[Mapping[str, Any]], owner: Any) -> str:
    """What a tokenizer's template makes of the messages of a chat, up to where the model goes on.

    Raises
    ------
    InputError
        The tokenizer has no template, or refuses the messages.
    """
    render = getattr(owner, "apply_chat_template", None)
    if render is None or not getattr(owner, "chat_template", None):
        raise InputError(
            "Messages of a chat were given, and the tokenizer has no chat template to make a text "
            "of them; pass the text itself, or set tokenizer.chat_template."
        )
    own_last = messages[-1]["role"] == "assistant"  # the model goes on with what it has begun
    how = {"continue_final_message": True} if own_last else {"add_generation_prompt": True}
    try:
        return str(render([dict(message) for message in messages], tokenize=False, **how))
    except Exception as error:
        raise InputError(
            f"The tokenizer's chat template failed on the messages ({what_it_said(error)}); pass "
            "a list such as [{'role': 'user', 'content': 'Hello'}]."
        ) from error


class Described(ABC):
    """A tokenizer that tells of its tokens, if at all, under the names that Hugging Face's have.

    Parameters
    ----------
    called : object
        What a text is handed to: the tokenizer itself, or a partial or a method of it.
    owner : object
        The tokenizer.
    """

    def __init__(self, called: Any, owner: Any) -> None:
        self.called, self.owner = called, owner

    def chat(self, messages: Sequence[Mapping[str, Any]]) -> str:
        """See `Adapter.chat`."""
        return text_of_chat(messages, self.owner)

    @property
    @abstractmethod
    def namer(self) -> Callable[[int], Any] | None:
        """What names one id, and may raise or return None for one that it does not know."""

    @property
    def limit(self) -> int | None:
        """See `Adapter.limit`; what is not limited has an absurd one."""
        length = getattr(self.owner, "model_max_length", None)
        return length if isinstance(length, int) and 0 < length < 1_000_000 else None

    @property
    def size(self) -> int | None:
        """See `Adapter.size`."""
        return len(self.called) if hasattr(self.called, "__len__") else None

    def decode(self, ids: Sequence[int]) -> str | None:
        """See `Adapter.decode`; special tokens and spaces stay as they are."""
        decode = getattr(self.owner, "decode", None)
        if not callable(decode):
            return None
        switches = ("skip_special_tokens", "clean_up_tokenization_spaces")
        try:
            text = decode(list(ids), **{name: False for name in switches if accepts(decode, name)})
        except _UNKNOWN:
            return None
        return text if isinstance(text, str) else None

    def names(self, ids: Sequence[int]) -> list[str] | None:
        """See `Adapter.names`."""
        namer = self.namer
        if namer is None:
            return None
        names: list[str] = []
        for number in ids:
            try:
                name = _as_name(namer(number))
            except _UNKNOWN:
                name = None
            names.append(numbered(number) if name is None else name)
        return names

    def token_id(self, role: Role) -> int | None:
        """See `Adapter.token_id`."""
        number = getattr(self.owner, f"{role}_token_id", None)
        return None if number is None else int(number)

    def special_ids(self) -> frozenset[int]:
        """See `Adapter.special_ids`."""
        empty = {getattr(self.owner, f"{role}_token_id", None) for role in _EMPTY}
        content = {self.token_id("unk"), self.token_id("mask")} - empty
        every = (empty | self.marked_special()) - content
        return frozenset(number for number in every if isinstance(number, int))

    def marked_special(self) -> frozenset[int | None]:
        """All ids that the tokenizer calls special."""
        return frozenset(getattr(self.owner, "all_special_ids", None) or ())


class HuggingFace(Described):
    """A ``transformers`` tokenizer, fast or slow."""

    @property
    def namer(self) -> Callable[[int], Any] | None:
        """The token as it stands in the vocabulary."""
        namer: Callable[[int], Any] = self.owner.convert_ids_to_tokens
        return namer

    def encode(self, written: Written, limit: int | None = None) -> Encoded:
        """See `Adapter.encode`."""
        call = self.called if callable(self.called) else self.called.encode
        how: dict[str, Any] = {"return_special_tokens_mask": True, "verbose": False}
        if limit is not None:
            how |= {"truncation": True, "max_length": limit}
        how = {name: value for name, value in how.items() if accepts(call, name)}
        if written.kind == "words":
            result = call(list(written.parts), is_split_into_words=True, **how)
        else:
            result = call(*written.parts, **how)
        return read_result(result, RESULT)


def _as_name(name: Any) -> str | None:
    if isinstance(name, (list, tuple)) and len(name) == 1:
        name = name[0]
    if isinstance(name, bytes):
        return byte_name(name)
    return name if isinstance(name, str) else None


# What is returned ---------------------------------------------------------------------------------


def read_result(result: Any, whose: str) -> Encoded:
    """Read what a tokenizer returned: ids, a mapping, or an encoding as the Rust ones make it.

    Parameters
    ----------
    result : object
    whose : str
        What an error calls the result.

    Raises
    ------
    InputError
        The result holds no ids of one text.
    """
    if hasattr(result, "ids") and not isinstance(result, Mapping):
        return _from_encoding(result, whose)
    if not isinstance(result, Mapping) and hasattr(result, IDS):
        result = {name: value for name, value in vars(result).items() if value is not None}
    if not isinstance(result, Mapping):
        return Encoded(id_list(result, whose))
    return _from_mapping(result, whose)


def _from_mapping(result: Mapping[Any, Any], whose: str) -> Encoded:
    if IDS not in result:
        raise InputError(f"{whose} holds {sorted(map(str, result))}, and {IDS!r} is needed.")
    ids = id_list(result[IDS], f"{whose}, under {IDS!r},")
    encoded = Encoded(
        ids,
        offsets=per_token(result.get("offset_mapping"), len(ids), as_span),
        special=per_token(result.get("special_tokens_mask"), len(ids), bool),
        call=_for_the_model(result, len(ids)),
    )
    encodings: Any = getattr(result, "encodings", None) or ()  # a fast tokenizer's say more
    if len(encodings) == 1 and list(encodings[0].ids) == ids:
        return replace(_from_encoding(encodings[0], whose), call=encoded.call)
    return encoded


def _from_encoding(encoding: Any, whose: str) -> Encoded:
    """Read an object with ids and as much more of a Rust tokenizer's encoding as it has."""
    ids = id_list(encoding.ids, whose)

    def row(name: str, convert: Callable[[Any], Entry]) -> list[Entry] | None:
        return per_token(getattr(encoding, name, None), len(ids), convert)

    call = {}
    mask, types = row(MASK, int), row("type_ids", int)
    if mask is not None:
        call[MASK] = torch.tensor([mask])
    if types is not None and any(types):
        call[SEGMENTS] = torch.tensor([types])
    return Encoded(
        ids,
        names=row("tokens", str),
        offsets=row("offsets", as_span),
        special=row("special_tokens_mask", bool),
        sequences=row("sequence_ids", as_index),
        words=row("word_ids", as_index),
        call=call,
        shortened=bool(getattr(encoding, "overflowing", None)),
    )


def _for_the_model(result: Mapping[Any, Any], count: int) -> dict[str, torch.Tensor]:
    """Return what else the model is called with."""
    others = {str(name): value for name, value in result.items() if name not in _NOT_FOR_THE_MODEL}
    call = {name: batch_of_one(name, value, count) for name, value in others.items()}
    return {name: tensor for name, tensor in call.items() if tensor is not None}
