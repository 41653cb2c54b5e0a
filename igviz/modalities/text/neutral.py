"""Which tokens say nothing: padding, masks, stop words, a whole vocabulary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import cast

import torch

from igviz.errors import InputError
from igviz.modalities.text.read import plain_ids
from igviz.modalities.text.tokenizers.adapter import Adapter
from igviz.modalities.text.tokenizers.huggingface import Role

# Words that carry grammar and little else.
_STOP_WORDS = """
    a about after all also an and any are as at be because been before being between both but by
    can could did do does down during each few for from had has have he her here hers him his
    how i if in into is it its just me more most my no nor not of off on once only or other our
    out over own same she should so some such than that the their them then there these they
    this those through to too under until up very was we were what when where which while who
    whom why will with would you your
"""
# A mean of fewer says more of those few than of what stop words have in common.
_FEWEST_STOP_WORDS = 5


def ids_of(name: str, tokenizer: Adapter | None, table: torch.Tensor | None) -> Sequence[int]:
    """Return the ids whose mean embedding a baseline is."""
    if name in ("pad", "mask"):
        return [_one_token(tokenizer, cast("Role", name), table)]
    rows = _rows(table)
    return range(rows) if name == "mean" else _stop_words(tokenizer, rows)


def _rows(table: torch.Tensor | None) -> int:
    if table is None:
        raise InputError(
            "The embedding is not a table of weights, so that it has no mean over its vocabulary; "
            "pass another baseline, such as 'zero'."
        )
    return int(table.shape[0])


def _one_token(tokenizer: Adapter | None, name: Role, table: torch.Tensor | None) -> int:
    number = None if tokenizer is None else tokenizer.token_id(name)
    if number is None:
        whose = "There is no tokenizer, so no" if tokenizer is None else "This tokenizer has no"
        raise InputError(
            f"{whose} {name} token for baseline {name!r}; pass another baseline, such as 'zero'."
        )
    check_range([number], table, f"The {name} token")
    return number


def check_range(ids: Sequence[int], table: torch.Tensor | None, whose: str) -> None:
    """Raise where the vocabulary outgrew the embedding: a token was added to one only."""
    if table is not None and max(ids) >= len(table):
        raise InputError(
            f"{whose} has id {max(ids)}, and the embedding has {len(table)} rows; pass another "
            "baseline, or the tokenizer that belongs to the model."
        )


def _stop_words(tokenizer: Adapter | None, rows: int) -> Sequence[int]:
    """Return the ids of the stop words that are one token, as they are within a sentence."""
    if tokenizer is None:
        raise InputError("There is no tokenizer for baseline 'stop words'; pass tokenizer=.")
    ids = _single_tokens(tokenizer, rows)
    if len(ids) < _FEWEST_STOP_WORDS:
        raise InputError(
            f"Of the English stop words {len(ids)} are single tokens of this tokenizer, too few "
            "for baseline 'stop words'; pass another baseline, such as 'zero'."
        )
    return ids


@lru_cache(maxsize=1)  # the texts of a list have one tokenizer
def _single_tokens(tokenizer: Adapter, rows: int) -> tuple[int, ...]:
    """The ids below ``rows`` of stop words that are one token, in rising order."""
    words = Counter[int]()
    for word in _STOP_WORDS.split():
        for written in (f" {word}", word):
            try:
                ids = plain_ids(written, tokenizer)
            except InputError:  # some tokenizers leave out stop words
                continue
            if len(ids) == 1 and ids[0] < rows:
                words[ids[0]] += 1
                break
    unknown = tokenizer.token_id("unk")
    # What several words share stands for unknown ones, whether the tokenizer says so or not.
    return tuple(sorted(n for n, count in words.items() if count == 1 and n != unknown))
