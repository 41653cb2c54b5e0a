"""What a tokenizer can be asked, whoever made it.

Hugging Face's tokenizers, the Rust ones below them, SentencePiece's, tiktoken's and those that
people write all know the names of their tokens; they differ in how they are asked.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Sequence
from typing import Any

from igviz.errors import InputError
from igviz.modalities.text.align import byte_name

_NAMERS = (
    "convert_ids_to_tokens",
    "id_to_token",
    "id_to_piece",
    "IdToPiece",
    "decode_single_token_bytes",
)
# What somebody else's look-up raises for a number that it does not have.
_UNKNOWN = (LookupError, ValueError, TypeError, OverflowError)

_SPECIAL = ("pad", "cls", "sep", "bos", "eos")
# Stand for something in the text.
_CONTENT = ("unk", "mask")
_USUAL = {
    "pad": ("[PAD]", "<pad>", "<|pad|>", "<PAD>"),
    "mask": ("[MASK]", "<mask>", "<MASK>"),
    "unk": ("[UNK]", "<unk>", "<UNK>"),
}


def owner(tokenizer: Any) -> Any:
    """Return the tokenizer behind a partial, a bound method or a processor."""
    found = tokenizer
    while True:
        if isinstance(found, functools.partial):
            found = found.func
        elif inspect.ismethod(found):
            found = found.__self__
        elif not _can(found, "encode") and _can(getattr(found, "tokenizer", None), "encode"):
            found = found.tokenizer
        else:
            return found


def accepts(function: Callable[..., Any], name: str) -> bool:
    """Whether a function has a parameter of this name, as far as it says."""
    try:
        return name in inspect.signature(function).parameters
    except (TypeError, ValueError):
        return False


def token_names(tokenizer: Any, ids: Sequence[int]) -> list[str] | None:
    """Return what the tokenizer calls each id, ``"#5"`` for one it does not know.

    None for a tokenizer that has no names.
    """
    known = owner(tokenizer)
    asked = next((getattr(known, name) for name in _NAMERS if _can(known, name)), None)
    if asked is None and _can(known, "decode"):
        decode = known.decode

        def asked(number: int) -> Any:
            return decode([number])

    if asked is None:
        return None
    names: list[str] = []
    for number in ids:
        try:
            name = _as_name(asked(number))
        except _UNKNOWN:
            name = None
        names.append(numbered(number) if name is None else name)
    return names


def numbered(number: int) -> str:
    """Return how a token without a name is shown."""
    return f"#{number}"


def decoded(tokenizer: Any, ids: Sequence[int]) -> str | None:
    """Return the text the tokenizer makes of ids, or None if it makes none."""
    known = owner(tokenizer)
    if not _can(known, "decode"):
        return None
    wanted = {"skip_special_tokens": False, "clean_up_tokenization_spaces": False}
    how = {name: value for name, value in wanted.items() if accepts(known.decode, name)}
    try:
        text = known.decode(list(ids), **how)
    except _UNKNOWN:
        return None
    return text if isinstance(text, str) else None


def token_id(tokenizer: Any, kind: str) -> int | None:
    """Return the id of the ``"pad"``, ``"mask"`` or ``"unk"`` token, or None."""
    known = owner(tokenizer)
    number = getattr(known, f"{kind}_token_id", None)
    if number is None and _can(known, "token_to_id"):
        padding = getattr(known, "padding", None)
        if kind == "pad" and isinstance(padding, dict):
            number = padding.get("pad_id")
        for name in _USUAL[kind] if number is None else ():
            number = known.token_to_id(name) if number is None else number
    return None if number is None else int(number)


def special_ids(tokenizer: Any) -> frozenset[int]:
    """Return the ids that only a tokenizer puts into a text: not the unknown word, nor the mask."""
    known = owner(tokenizer)
    own = [getattr(known, f"{kind}_token_id", None) for kind in _SPECIAL]
    every = {*own, *(getattr(known, "all_special_ids", None) or ())}
    if _can(known, "get_added_tokens_decoder"):
        added = known.get_added_tokens_decoder().items()
        every |= {number for number, token in added if getattr(token, "special", False)}
    content = {token_id(known, kind) for kind in _CONTENT} - set(own)
    return frozenset(number for number in every - content if isinstance(number, int))


def longest(tokenizer: Any) -> int | None:
    """Return how many tokens the tokenizer says its model takes, if it says so."""
    length = getattr(owner(tokenizer), "model_max_length", None)
    sensible = isinstance(length, int) and 0 < length < 1_000_000
    return length if sensible else None


def check_tokenizer(tokenizer: Any) -> None:
    """Raise if ``tokenizer`` cannot be one.

    Raises
    ------
    InputError
        There is none, and one is needed.
    TypeError
        It is something else, such as its name.
    """
    if tokenizer is None:
        raise InputError(
            "A text needs the tokenizer that the model was trained with; pass tokenizer=, for "
            "example AutoTokenizer.from_pretrained(...), or any function from a text to token ids."
        )
    known = owner(tokenizer)
    if isinstance(known, str) or not (callable(tokenizer) or _can(known, "encode")):
        hint = ""
        if isinstance(tokenizer, str):
            hint = f"; load it first: AutoTokenizer.from_pretrained({tokenizer!r})"
        raise TypeError(
            "tokenizer must be a tokenizer or a function from a text to token ids, not "
            f"{type(tokenizer).__name__}{hint}."
        )


def _can(thing: Any, method: str) -> bool:
    return callable(getattr(thing, method, None))


def _as_name(name: Any) -> str | None:
    if isinstance(name, (list, tuple)) and len(name) == 1:
        name = name[0]
    if isinstance(name, bytes):
        return byte_name(name)
    return name if isinstance(name, str) else None
