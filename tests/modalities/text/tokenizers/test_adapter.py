from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import pytest
from small_tokenizers import EVERY, Slow, bert, just_ids, t5, word_pieces, words_only

from igviz.errors import InputError
from igviz.modalities.text.tokenizers.adapter import Adapter, adapter, tokenise
from igviz.modalities.text.tokenizers.function import Function
from igviz.modalities.text.tokenizers.huggingface import HuggingFace
from igviz.modalities.text.tokenizers.rust import Rust
from igviz.modalities.text.tokenizers.sentencepiece import SentencePiece
from igviz.modalities.text.tokenizers.tiktoken import TikToken
from igviz.modalities.text.tokenizers.written import Written

ONE = Written(("the movie",), "one")
PAIR = Written(("the movie", "was awful"), "pair")


class Pieces:
    """A tokenizer in SentencePiece's manner."""

    def encode(self, text: str) -> list[int]:
        return [len(word) for word in text.split()]

    def IdToPiece(self, number: int) -> str:  # noqa: N802 - the older name
        return {3: "▁the", 5: "▁movie"}[number]

    def decode(self, ids: Sequence[int]) -> str:
        return " ".join(self.IdToPiece(number)[1:] for number in ids)


class Bytes:
    """A tokenizer in tiktoken's manner."""

    def encode(self, text: str) -> list[int]:
        return list(text.encode())

    def decode_single_token_bytes(self, number: int) -> bytes:
        return bytes([number])


@pytest.mark.parametrize(
    ("tokenizer", "kind"),
    [
        (bert, HuggingFace),
        (lambda: Slow(bert()), HuggingFace),
        (lambda: functools.partial(bert(), add_special_tokens=False), HuggingFace),
        (lambda: bert().encode, HuggingFace),
        (word_pieces, Rust),
        (lambda: word_pieces().encode, Function),  # does not tell whose it is
        (Pieces, SentencePiece),
        (Bytes, TikToken),
        (words_only, Function),
        (lambda: str.split, Function),
    ],
)
def test_a_library_is_told_by_its_methods(tokenizer: Any, kind: type) -> None:
    made = adapter(tokenizer())
    assert type(made) is kind
    assert adapter(made) is made


@pytest.mark.parametrize("name", EVERY)
def test_all_answer_the_same_questions(name: str) -> None:
    tokenizer: Adapter = adapter(EVERY[name]())
    ids = tokenise(ONE, tokenizer).ids
    names = tokenizer.names(ids)
    assert names is not None
    assert len(names) == len(ids)
    assert isinstance(tokenizer.decode(ids), (str, type(None)))
    for number in (tokenizer.token_id("pad"), tokenizer.token_id("unk"), tokenizer.limit):
        assert number is None or number >= 0
    assert tokenizer.token_id("mask") not in (tokenizer.special_ids() or {None})


def test_what_is_said_of_the_vocabulary() -> None:
    for made in (adapter(bert()), adapter(word_pieces())):
        roles = [made.token_id(role) for role in ("pad", "unk", "mask")]
        assert roles == [0, 1, 4]
        assert made.special_ids() == {0, 2, 3}
        assert made.names([2, 99_999]) == ["[CLS]", "#99999"]
    assert adapter(bert()).size == len(bert())
    assert adapter(words_only()).size == 13
    assert adapter(just_ids(bert())).size is None
    assert adapter(just_ids(bert())).names([1]) is None
    assert adapter(just_ids(bert())).special_ids() == frozenset()
    assert adapter(t5()).token_id("mask") is None


def test_pieces_and_bytes_have_names() -> None:
    assert adapter(Pieces()).names([3, 5, 4]) == ["▁the", "▁movie", "#4"]
    assert adapter(Pieces()).decode([3, 5]) == "the movie"
    assert adapter(Bytes()).names([32, 97]) == ["Ġ", "a"]
    assert adapter(Bytes()).decode([97]) is None


def test_a_limit_cuts_where_the_tokenizer_can() -> None:
    for tokenizer in (bert(), word_pieces(), Slow(bert())):
        assert tokenise(ONE, adapter(tokenizer), 3).ids[-1] == 3  # [SEP] stays
    assert word_pieces().truncation is None
    assert len(tokenise(ONE, adapter(words_only()), 1).ids) == 2


def test_a_pair_for_what_takes_one_text() -> None:
    for tokenizer in (Pieces(), words_only(), just_ids(bert())):
        with pytest.raises(InputError, match="takes one text"):
            tokenise(PAIR, adapter(tokenizer))
    assert tokenise(PAIR, adapter(word_pieces())).sequences == [None, 0, 0, None, 1, 1, None]
