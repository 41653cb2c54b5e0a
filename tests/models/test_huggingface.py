from __future__ import annotations

import ast
import re
from collections import UserDict
from collections.abc import Collection
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from text_models import hugging
from torch import nn

import igviz
from igviz.errors import InputError
from igviz.models import huggingface

PACKAGE = Path(igviz.__file__).parent
MODELS = "models/huggingface.py"
TOKENIZERS = "modalities/text/tokenizers/huggingface.py"
# Whoever uses one of these breaks when the library changes it.
OF_MODELS = frozenset(
    {
        "attention_mask",
        "end_logits",
        "get_input_embeddings",
        "id2label",
        "image_processor",
        "input_ids",
        "inputs_embeds",
        "last_hidden_state",
        "logits",
        "MaskedLM",
        "max_position_embeddings",
        "Pipeline",
        "pixel_values",
        "position_embeddings",
        "problem_type",
        "return_tensors",
        "start_logits",
        "token_type_ids",
        "transformers",
        "use_cache",
    }
)
OF_TOKENIZERS = frozenset(
    {
        "all_special_ids",
        "clean_up_tokenization_spaces",
        "is_split_into_words",
        "model_max_length",
        "offset_mapping",
        "overflowing_tokens",
        "return_special_tokens_mask",
        "sequence_ids",
        "skip_special_tokens",
        "special_tokens_mask",
        "type_ids",
        "word_ids",
    }
)


def used(source: str) -> set[str]:
    """Attributes, keywords and strings of code; docstrings and comments may speak of anything."""
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            names.add(node.attr)
        elif isinstance(node, ast.keyword):
            names.add(str(node.arg))
        elif isinstance(node, ast.Constant) and id(node) not in docstrings:
            words = re.findall(r"\w+", str(node.value))
            # In a sentence, logits are a word of the field.
            names.update(word for word in words if len(words) == 1 or word != "logits")
    return names


def strangers(names: Collection[str], *rooms: str) -> dict[str, set[str]]:
    """Which names files other than the rooms use."""
    by_file = {
        path.relative_to(PACKAGE).as_posix(): used(path.read_text("utf-8")) & set(names)
        for path in PACKAGE.rglob("*.py")
        if not path.relative_to(PACKAGE).as_posix().startswith(rooms)
    }
    return {file: words for file, words in by_file.items() if words}


def test_only_one_room_knows_the_names_of_models() -> None:
    assert strangers(OF_MODELS, MODELS) == {}
    assert used((PACKAGE / MODELS).read_text("utf-8")) >= OF_MODELS


def test_only_one_file_knows_the_names_of_tokenizers() -> None:
    assert strangers(OF_TOKENIZERS, TOKENIZERS) == {}
    assert used((PACKAGE / TOKENIZERS).read_text("utf-8")) >= OF_TOKENIZERS


def test_the_search_for_names_finds_them() -> None:
    code = 'model.config.id2label\nf(use_cache=0)\nx = "pixel_values is needed", "raw logits"'
    assert used(code) >= {"id2label", "use_cache", "pixel_values", "raw"}
    assert "logits" not in used(code)
    assert "id2label" not in used('"""On id2label."""')


@pytest.mark.parametrize(
    ("config", "meaning"),
    [
        ({}, "classes"),
        ({"problem_type": "single_label_classification"}, "classes"),
        ({"problem_type": "multi_label_classification"}, "labels"),
        ({"problem_type": "regression"}, "numbers"),
    ],
)
def test_a_configuration_says_what_logits_are_of(config: dict[str, Any], meaning: str) -> None:
    model = hugging("BertForSequenceClassification", **config)
    assert huggingface.logits_of(model) == meaning
    assert huggingface.class_names(model) == {0: "LABEL_0", 1: "LABEL_1", 2: "LABEL_2"}


def test_what_has_no_configuration_says_nothing() -> None:
    for model in (nn.Linear(2, 2), lambda x: x, SimpleNamespace(config=None)):
        assert huggingface.class_names(model) is None
        assert huggingface.logits_of(model) is None
        assert huggingface.position_limit(model) is None
        assert huggingface.main_embedding(model) is None
        assert not huggingface.fills_masks(model)
        assert huggingface.unpacked(model, None, None) == (model, None, None)


def test_positions_and_masks() -> None:
    assert huggingface.position_limit(hugging("BertForSequenceClassification")) == 64
    roberta = hugging("RobertaForMaskedLM", max_position_embeddings=66)
    assert huggingface.position_limit(roberta) == 66 - 0 - 1
    assert huggingface.fills_masks(roberta)
    assert not huggingface.fills_masks(hugging("GPT2LMHeadModel"))


def test_vectors_take_the_place_of_ids() -> None:
    ids, vectors = torch.tensor([[1, 2]]), torch.rand(1, 2, 3)
    call = huggingface.with_vectors({"input_ids": ids, "attention_mask": ids}, vectors)
    assert call == {"attention_mask": ids, "inputs_embeds": vectors}


def test_outputs() -> None:
    scores = torch.rand(1, 2)
    assert huggingface.scores_in(SimpleNamespace(logits=scores)) is scores
    assert huggingface.scores_in(UserDict(logits=scores)) is scores
    assert huggingface.scores_in(scores) is None
    assert not huggingface.is_span(SimpleNamespace(logits=scores))
    span = SimpleNamespace(start_logits=scores, end_logits=scores)
    assert huggingface.is_span(span)
    both = huggingface.scores_in(span)
    assert both is not None
    assert torch.equal(both, torch.stack([scores, scores], 1))
    assert huggingface.is_hidden_state(SimpleNamespace(last_hidden_state=scores))
    answering = SimpleNamespace(last_hidden_state=scores, logits=scores)
    assert not huggingface.is_hidden_state(answering)


def test_a_mapping_without_a_picture_is_refused() -> None:
    assert huggingface.picture_in({"pixel_values": 3}) == 3
    assert huggingface.picture_in(SimpleNamespace(pixel_values=3)) == 3
    assert huggingface.picture_in(3) == 3
    with pytest.raises(
        InputError, match=r"mapping with \['labels'\], and 'pixel_values' is needed"
    ):
        huggingface.picture_in({"labels": 1})
