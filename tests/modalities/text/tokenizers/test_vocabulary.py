"""A dictionary from words to ids as a tokenizer."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

import igviz
from igviz.modalities.text.read import read_text
from igviz.modalities.text.tokenizers.adapter import adapter
from igviz.modalities.text.tokenizers.vocabulary import Vocabulary

WORDS = {"<pad>": 0, "<START>": 1, "<unk>": 2, "the": 3, "film": 4, "was": 5, "great": 6, "!": 7}


def shown(source: object, vocabulary: dict[str, int] | None = None) -> list[str]:
    tokens = read_text(source, vocabulary or WORDS).tokens
    return [f"<{token['text']}>" if token["special"] else token["text"] for token in tokens]


def test_words_are_looked_up_and_shown() -> None:
    text = read_text("The film was great!", WORDS)
    assert text.ids.tolist() == [[3, 4, 5, 6, 7]]
    assert shown("The film was great!") == ["The", "film", "was", "great", "!"]


def test_a_vocabulary_with_punctuation_in_its_words_is_split_at_white_space() -> None:
    assert read_text("don't stop", {"don't": 4, "stop": 5}).ids.tolist() == [[4, 5]]


def test_unknown_words_are_that_and_told() -> None:
    text = read_text("the plot", WORDS)
    assert text.ids.tolist() == [[3, 2]]
    assert "does not know 1 of 2" in text.notes[0]


def test_words_without_an_id_are_refused_by_name() -> None:
    with pytest.raises(igviz.InputError, match=r"no id for 'plot'.*pass the function"):
        read_text("the plot", {"the": 3})


def test_ids_have_their_words_and_marks() -> None:
    assert shown([0, 0, 1, 3, 4]) == ["<<pad>>", "<<pad>>", "<<START>>", "the", "film"]
    assert shown([3, 99]) == ["the", "#99"]


def test_what_words_in_brackets_are_for() -> None:
    made = adapter(WORDS)
    assert isinstance(made, Vocabulary)
    assert (made.token_id("pad"), made.token_id("unk"), made.token_id("mask")) == (0, 2, None)
    assert made.special_ids() == {0, 1}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({}, "empty vocabulary"),
        ({"a": 1, "b": "1"}, "holds 'b': '1'"),
        ({5: "the"}, "holds 5: 'the'"),
    ],
)
def test_other_mappings_are_refused(wrong: dict[object, object], said: str) -> None:
    with pytest.raises(TypeError, match=rf"{said}.*\{{'word': 5\}}"):
        adapter(wrong)


def test_a_pair_is_refused() -> None:
    with pytest.raises(igviz.InputError, match="takes one text"):
        read_text(("the", "film"), WORDS)


class Mean(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.embedding, self.last = nn.Embedding(8, 4), nn.Linear(4, 2)

    def forward(self, ids: Tensor) -> Tensor:
        scores: Tensor = self.last(torch.tanh(self.embedding(ids)).mean(1))
        return scores


def test_words_add_up_to_the_change_of_the_score() -> None:
    torch.manual_seed(0)
    explanation = igviz.explain(
        Mean().eval(), "The film was great!", tokenizer=WORDS, target=1, tol=0.001, progress=False
    )
    assert isinstance(explanation, igviz.Explanation)
    change = explanation.score - explanation.baseline_score
    assert sum(value for _, value in explanation.words) == pytest.approx(change, abs=1e-4)
    assert [word for word, _ in explanation.words] == ["The", "film", "was", "great", "!"]
