"""Baselines of a text: where the path through the embedding begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import torch

from igviz.errors import InputError, nearest, not_finite
from igviz.modalities.baselines import number_given
from igviz.modalities.numbers import is_number
from igviz.modalities.text.neutral import check_range, ids_of
from igviz.modalities.text.read import TextInput, plain_ids
from igviz.modalities.text.tokenizers.adapter import Adapter
from igviz.modalities.text.tokenizers.encodings import id_list
from igviz.visible import one_line

BASELINES: tuple[str, ...] = ("zero", "pad", "mask", "mean", "stop words")

Embed = Callable[[torch.Tensor], torch.Tensor]

# How many rows of the vocabulary are embedded at a time.
_ROWS = 4096

_NEEDED = (
    f"one of {', '.join(map(repr, BASELINES))}, a neutral sentence, a number, a tensor or a list "
    "of these"
)


@dataclass(frozen=True, eq=False)
class TextBaseline:
    """One baseline.

    Attributes
    ----------
    tensor : Tensor, shape (1, T, D)
        The embedding there, of the dtype and on the device of the input's.
    name : str
        ``"zero"``, ``"stop words"``, a sentence in quotes, ``"0.5"``, ``"tensor"``, ``"ids"``.
    """

    tensor: torch.Tensor
    name: str


def offered(tokenizer: Adapter | None, table: torch.Tensor | None) -> tuple[str, ...]:
    """Return the names of `BASELINES` that a tokenizer and an embedding can give.

    Parameters
    ----------
    tokenizer : Adapter or None
    table : Tensor, shape (V, D), or None
        The embedding's weights, where it is a table.
    """

    def given(name: str) -> bool:
        try:
            ids_of(name, tokenizer, table)
        except InputError:
            return False
        return True

    return tuple(name for name in BASELINES if name == "zero" or given(name))


def make_text_baselines(
    spec: object,
    text: TextInput,
    embed: Embed,
    table: torch.Tensor | None,
    tokenizer: Adapter | None,
    *,
    keep_special: bool = True,
) -> list[TextBaseline]:
    """Return the baselines that a person asked for, as embeddings of a text of T tokens.

    Parameters
    ----------
    spec : str, number, tensor, or a list of these
        ``"zero"``; ``"pad"`` or ``"mask"``, that token everywhere; ``"mean"``, the mean of all
        embeddings; ``"stop words"``, that of English words such as "the" and "of"; any other
        string is a neutral sentence, cut or filled with padding to the length of the text; a
        number, the value of every coordinate; embeddings (T, D), (1, T, D) or, for one at every
        token, (D,); T token ids, in a list or a tensor of integers. Any other list gives one
        baseline for each item.
    text : TextInput
        The text.
    embed : callable
        From ids (1, N) to their embeddings (1, N, D).
    table : Tensor, shape (V, D), or None
        The embedding's weights, where it is a table.
    tokenizer : Adapter or None
    keep_special : bool
        Whether special tokens keep their own embedding, so that they get no attribution.
        Embeddings and ids for all T tokens are taken as they are.

    Raises
    ------
    InputError
        ``spec`` is a single word that names no baseline, needs a token or words that the
        tokenizer does not have, has a wrong shape, or is not finite.
    TypeError
        ``spec`` is of none of these types.
    """
    several = isinstance(spec, (list, tuple))
    specs = list(cast("Any", spec)) if several else [spec]
    a_text = len(specs) == text.ids.shape[1] > 1 and all(type(item) is int for item in specs)
    if a_text:  # as many ids as the text has tokens
        specs = [torch.tensor(specs)]
    if not specs:
        raise InputError(f"The list of baselines is empty; it needs {_NEEDED}.")
    maker = _Maker(text, embed, table, tokenizer, keep_special)
    return [maker.make(item) for item in specs]


class _Maker:
    """Makes the baselines of one text."""

    def __init__(
        self,
        text: TextInput,
        embed: Embed,
        table: torch.Tensor | None,
        tokenizer: Adapter | None,
        keep_special: bool,
    ) -> None:
        self.text, self.table, self.tokenizer = text, table, tokenizer
        self.embed = embed
        self.x = embed(text.ids).detach()
        self.kept = torch.tensor(text.special) & keep_special

    def make(self, spec: object) -> TextBaseline:
        if isinstance(spec, str):
            plain = " ".join(spec.casefold().split())
            spec = plain if plain in BASELINES else spec
            name = spec if spec in BASELINES else _quoted(spec)
            return TextBaseline(self._keeping(self._named(spec)), name)
        if is_number(spec):
            value = number_given(spec, self.x.dtype)
            return TextBaseline(self._keeping(torch.full_like(self.x, value)), f"{value:g}")
        if isinstance(spec, (torch.Tensor, np.ndarray)):
            if isinstance(spec, np.ndarray) and spec.dtype.kind not in "fiu":
                raise InputError(
                    f"The baseline is an array of {spec.dtype}; pass one of numbers, of shape "
                    "(tokens, width), or a name."
                )
            return self._given(torch.as_tensor(spec).detach())
        raise TypeError(f"baseline must be {_NEEDED}, not an object of type {type(spec).__name__}.")

    def _named(self, name: str) -> torch.Tensor:
        if name == "zero":
            return torch.zeros_like(self.x)
        if name in BASELINES:
            return self._everywhere(ids_of(name, self.tokenizer, self.table))
        return self._sentence(name)

    def _keeping(self, tensor: torch.Tensor) -> torch.Tensor:
        return torch.where(self.kept[None, :, None].to(tensor.device), self.x, tensor)

    def _everywhere(self, ids: Sequence[int]) -> torch.Tensor:
        """Return the mean embedding of ``ids`` for every token."""
        total = torch.zeros(self.x.shape[2], dtype=torch.float64)
        for start in range(0, len(ids), _ROWS):
            some = torch.tensor([list(ids[start : start + _ROWS])])
            total += self.embed(some)[0].detach().cpu().double().sum(0)
        return (total / len(ids)).to(self.x).expand_as(self.x)

    def _sentence(self, sentence: str) -> torch.Tensor:
        _refuse_misspelt(sentence)
        ids = plain_ids(sentence, self.tokenizer)
        check_range(ids, self.table, f"The sentence {_quoted(sentence)}")
        free = (~self.kept).nonzero().flatten()[: len(ids)].to(self.x.device)
        assert self.tokenizer is not None  # a sentence was read with it
        padding = "zero" if self.tokenizer.token_id("pad") is None else "pad"
        tensor = self._named(padding).clone()
        tensor[:, free] = self.embed(torch.tensor([ids[: len(free)]])).detach()
        return tensor

    def _given(self, spec: torch.Tensor) -> TextBaseline:
        count, shape = self.x.shape[1], tuple(spec.shape)
        if not spec.is_floating_point():
            ids = id_list(spec, "The baseline")
            if len(ids) != count:
                raise InputError(
                    f"The baseline holds {len(ids)} token ids and the text {count}; pass as many."
                )
            check_range(ids, self.table, "The baseline")
            return TextBaseline(self.embed(torch.tensor([ids])).detach(), "ids")
        full = tuple(self.x.shape)
        if shape not in (full, full[1:], full[2:]):
            raise InputError(
                f"The baseline has shape {shape}, and the embedding of this text has {full}; "
                f"pass a tensor of that shape, or ({count},) token ids."
            )
        if not bool(torch.isfinite(spec).all()):
            raise InputError(not_finite("The baseline holds values", "torch.nan_to_num"))
        if spec.ndim == 1:
            return TextBaseline(self._keeping(spec.to(self.x).expand_as(self.x)), "tensor")
        return TextBaseline(spec.to(self.x).reshape(full).clone(), "tensor")


def _refuse_misspelt(sentence: str) -> None:
    """Raise for a word that is more likely meant as a name than as a neutral sentence."""
    letters = "".join(filter(str.isalpha, sentence)).casefold()
    if not letters:
        raise InputError(f"baseline {sentence!r} holds no words; it must be {_NEEDED}.")
    names = {name.replace(" ", ""): name for name in BASELINES}
    one_word = len(sentence.split()) == 1 or letters in names
    if one_word:
        close = nearest(letters, names)
        meant = (
            f"did you mean {names[close[0]]!r}?" if close else f"there are {', '.join(BASELINES)}."
        )
        raise InputError(
            f"baseline={sentence!r} is no baseline of a text; {meant} A neutral sentence needs two "
            "words or more."
        )


def _quoted(sentence: str) -> str:
    return f"“{one_line(sentence)}”"
