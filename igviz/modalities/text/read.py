"""Texts: from whatever a person hands over to what the model receives and what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch

from igviz.errors import InputError
from igviz.modalities.numbers import is_whole
from igviz.modalities.text.edges import with_edges, zeros_at_ends
from igviz.modalities.text.offsets import cut_of_ids, cut_of_text
from igviz.modalities.text.search import nearest_words, search
from igviz.modalities.text.tokenizers.adapter import Adapter, adapter, tokenise
from igviz.modalities.text.tokenizers.encodings import Encoded
from igviz.modalities.text.tokenizers.huggingface import read_result
from igviz.modalities.text.tokenizers.written import Written, as_written, is_chat
from igviz.modalities.text.tokens import Cut, ShownToken, Span, show_tokens
from igviz.models.huggingface import IDS, MASK

__all__ = ["ShownToken", "TextInput", "is_text", "read_text"]

_NO_NAMES = (
    "The tokenizer gives numbers without names, so the tokens are shown by number; pass the "
    "tokenizer itself, or give it a method decode(ids)."
)
_PADDED = (
    "{} ids 0 at the end or beginning were taken for padding, which stays as it is along the path; "
    "pass keep_special=False to attribute to them, too."
)
_NO_TOKENIZER = "Without a tokenizer the tokens are shown by number; pass tokenizer= for the text."


@dataclass(frozen=True, eq=False)
class TextInput:
    """One text as the model receives it, and as a person reads it; T tokens.

    Attributes
    ----------
    ids : Tensor of int64, shape (1, T)
        The token ids, on the CPU.
    call : dict of str to Tensor
        What else the tokenizer made for the model (``attention_mask``, ``token_type_ids``),
        each a batch of one; empty where it made ids only.
    tokens : tuple of dict
        How each token is shown; see `ShownToken`.
    after : str
        The text after the last token.
    title : str
        "": a text has none.
    notes : tuple of str
        Sentences a reader should see: what was cut, changed or is not known.
    special : tuple of bool
        Which tokens the tokenizer added, padding among them.
    """

    ids: torch.Tensor
    call: dict[str, torch.Tensor]
    tokens: tuple[ShownToken, ...]
    after: str
    title: str
    notes: tuple[str, ...]
    special: tuple[bool, ...]
    _text: str = field(default="", repr=False)
    _spans: tuple[Span, ...] = field(default=(), repr=False)

    def find(self, words: str) -> list[int]:
        """Return the positions of the tokens of ``words``, where they first occur in the text.

        Whole words come before parts of words, and exact matches before those in another case.

        Raises
        ------
        InputError
            They do not occur, or not in what was kept of the text.
        """
        span = search(words, self._text)
        if span is None:
            raise InputError(f"The text does not hold {words!r}{nearest_words(words, self._text)}.")
        positions = [
            i
            for i, (start, stop) in enumerate(self._spans)
            if not self.special[i] and max(start, span[0]) < min(stop, span[1])
        ]
        if not positions:
            raise InputError(
                f"The text holds {words!r}, but no token covers it: it was cut off, or the "
                "tokenizer left it out."
            )
        return positions


def is_text(source: object) -> bool:
    """Whether ``source`` is what `read_text` reads.

    A string, a pair of strings, a list of strings (words), the messages of a chat, token ids in a
    list, or in an array or tensor of shape (T,) or (1, T), or a mapping with ``input_ids``.
    """
    if isinstance(source, str):
        return True
    if isinstance(source, Mapping):
        return IDS in source
    if is_chat(source):
        return True
    if isinstance(source, (list, tuple)):
        strings = all(isinstance(item, str) for item in source)
        return bool(source) and (strings or all(map(is_whole, source)))
    if not isinstance(source, (torch.Tensor, np.ndarray)):
        return False
    kind = str(source.dtype).rpartition(".")[2]
    # A picture of one row holds bytes; ids are wider.
    row = source.ndim == 2 and source.shape[0] == 1 and kind != "uint8"
    return kind.lstrip("u").startswith("int") and (source.ndim == 1 or row)


def read_text(
    source: object,
    tokenizer: Any,
    *,
    truncation: bool = False,
    limit: int | None = None,
    only_special: bool = False,
    pad: int | None = None,
) -> TextInput:
    """Read one text.

    Parameters
    ----------
    source : str, pair of str, list of str, messages, ids, or mapping
        A text; a tuple of two texts, which the tokenizer joins; one text as a list of words; the
        messages of a chat, mappings with ``role`` and ``content``, for the tokenizer's template; or
        what a tokenizer made of a text: ids in a list, array or tensor of shape (T,) or (1, T), or
        a mapping with ``input_ids``, whose other tensors the model is called with too.
    tokenizer : object or None
        A Hugging Face tokenizer, fast or slow, a ``tokenizers.Tokenizer``, or any function from
        a text to token ids; a partial of one will do. Without one, ids are shown as numbers.
    truncation : bool
        Whether a text that is too long is cut, by the tokenizer if it can, so that the special
        tokens stay.
    limit : int, optional
        How many tokens the model takes; by default what the tokenizer says, if it does.
    only_special : bool
        Whether it may hold no tokens but special ones, as what a model begins to write with.
    pad : int, optional
        The id that the model takes for padding, where the tokenizer does not say it.

    Returns
    -------
    TextInput
        Of T tokens, special ones included.

    Raises
    ------
    InputError
        The text is empty or too long, a text came without a tokenizer, the tokenizer failed, or
        numbers were given that cannot be token ids.
    TypeError
        ``source`` is neither a text nor ids, or ``tokenizer`` cannot be called.
    """
    asked = None if tokenizer is None else adapter(tokenizer)
    written, encoded, notes = _cut(source, asked, truncation, limit)
    if not only_special:
        _refuse_only_special(_special(encoded, asked))
    return _shown(written, encoded, asked, notes, pad)


def plain_ids(sentence: str, tokenizer: Adapter | None) -> list[int]:
    """Return the ids of a sentence without special tokens; raises as `read_text` does."""
    _, encoded, _ = _cut(sentence, tokenizer, truncation=True, limit=None)
    special = _special(encoded, tokenizer)
    _refuse_only_special(special)
    return [number for number, added in zip(encoded.ids, special, strict=True) if not added]


def _cut(
    source: object, tokenizer: Adapter | None, truncation: bool, limit: int | None
) -> tuple[Written | None, Encoded, list[str]]:
    """A text as it was written, its tokens, as many as the model takes, and what was cut."""
    if is_chat(source):
        tokenizer = adapter(tokenizer)
        source = tokenizer.chat(source)
    written = as_written(source)
    if written is not None:
        tokenizer = adapter(tokenizer)
    encoded = _encoded(source, written, tokenizer, None)
    if limit is None and tokenizer is not None:
        limit = tokenizer.limit
    count = len(encoded.ids)
    if limit is None or count <= limit:
        cut = f"The tokenizer cuts texts to {count} tokens; the rest is unread."
        return written, encoded, [cut] if encoded.shortened else []
    if not truncation:
        raise InputError(
            f"The text has {count} tokens and the model takes {limit}; pass truncation=True to "
            f"keep the first {limit}, or a shorter text."
        )
    encoded = _encoded(source, written, tokenizer, limit).first(limit)
    left_out = count - len(encoded.ids)
    return (
        written,
        encoded,
        [f"The text has {count} tokens and the model takes {limit}: {left_out} were cut."],
    )


def _encoded(
    source: object, written: Written | None, tokenizer: Adapter | None, limit: int | None
) -> Encoded:
    """The tokens of a text, or the ids that were handed over."""
    if written is not None and tokenizer is not None:
        return tokenise(written, tokenizer, limit)
    return read_result(
        source, "The mapping" if isinstance(source, Mapping) else "The list of token ids"
    )


def _shown(
    written: Written | None,
    encoded: Encoded,
    tokenizer: Adapter | None,
    notes: list[str],
    pad: int | None,
) -> TextInput:
    names = encoded.names
    if names is None and tokenizer is not None:
        names = tokenizer.names(encoded.ids)
    special = _special(encoded, tokenizer)
    if encoded.special is None:
        text = "" if written is None else written.text
        if pad is None and names is None and (zeros := zeros_at_ends(encoded.ids)):
            pad = 0
            notes.append(_PADDED.format(zeros))
        special = with_edges(special, encoded.ids, names, pad, text)
    cut = None if written is None else cut_of_text(written, encoded, names, special)
    if cut is None:
        cut = cut_of_ids(tokenizer, encoded, names, special, pad)
        if names is None:
            notes.append(_NO_TOKENIZER if tokenizer is None else _NO_NAMES)
    tokens, after = show_tokens(cut)
    return TextInput(
        ids=torch.tensor([encoded.ids]),
        call=encoded.call,
        tokens=tokens,
        after=after,
        title="",
        notes=(*notes, *_remarks(cut, encoded, tokenizer)),
        special=tuple(special),
        _text=cut.text,
        _spans=tuple(cut.spans),
    )


def _special(encoded: Encoded, tokenizer: Adapter | None) -> list[bool]:
    """Return which tokens the tokenizer added, or a chat template, or the model is to ignore."""
    ids = frozenset[int]() if tokenizer is None else tokenizer.special_ids()
    if encoded.special is not None and tokenizer is not None:
        ids -= {tokenizer.token_id("pad")}  # the tokenizer told it; a character may have its number
    special = [number in ids for number in encoded.ids]
    if encoded.special is not None:
        special = [one or other for one, other in zip(special, encoded.special, strict=True)]
    mask = encoded.call.get(MASK)
    if mask is not None and mask.shape == (1, len(special)):
        seen = mask[0].tolist()
        special = [added or not kept for added, kept in zip(special, seen, strict=True)]
    return special


def _refuse_only_special(special: list[bool]) -> None:
    if all(special):
        raise InputError("The text holds no tokens but special ones; at least one is needed.")


def _remarks(cut: Cut, encoded: Encoded, tokenizer: Adapter | None) -> list[str]:
    remarks = []
    if encoded.had_ends:
        remarks.append(
            "The text holds the special token at its end or beginning itself, so the tokenizer's "
            "own was left out."
        )
    if halves := sum("\ud800" <= character <= "\udfff" for character in cut.text):
        remarks.append(
            f"Lone surrogates cannot be written as UTF-8, and the text holds {halves}; the "
            "tokenizer was given U+FFFD instead."
        )
    unknown = None if tokenizer is None else tokenizer.token_id("unk")
    own = [n for n, added in zip(encoded.ids, cut.special, strict=True) if not added]
    if unknown in own:
        remarks.append(
            f"The tokenizer does not know {own.count(unknown)} of {len(own)} tokens; to the model "
            "they are all the same."
        )
    return remarks
