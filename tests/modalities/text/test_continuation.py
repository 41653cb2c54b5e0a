"""Several tokens as a target: what a language model makes of the text if it goes on like this."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from text_models import hugging, minilm_tokenizer
from torch import Tensor, nn
from zoo import BART

import igviz

TEXT, WORDS = "an awful film", "not very good"


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    return minilm_tokenizer()


def explained(model: nn.Module, source: Any, **how: Any) -> igviz.Explanation:
    explanation = igviz.explain(model, source, **{"progress": False, "target": WORDS, **how})
    assert isinstance(explanation, igviz.Explanation)
    return explanation


def log_probability(logits: Tensor, ids: list[int]) -> float:
    """Of the last tokens, each by the logits before it."""
    last = logits[-len(ids) :].log_softmax(1)
    return float(last[torch.arange(len(ids)), torch.tensor(ids)].sum())


def test_a_continuation_is_told_word_after_word(tokenizer: Any) -> None:
    model: Any = hugging("GPT2LMHeadModel", vocab_size=len(tokenizer))
    explanation = explained(model, TEXT, tokenizer=tokenizer, tol=0.02)
    ids = tokenizer(TEXT)["input_ids"]
    more = tokenizer(WORDS, add_special_tokens=False)["input_ids"]
    assert len(more) == 3
    with torch.no_grad():
        given = torch.tensor([[*ids, *more[:-1]]])
        logits = model(given, token_type_ids=0 * given).logits[0]
    assert explanation.score == pytest.approx(log_probability(logits, more), rel=1e-5)
    assert explanation.label == "“not very good”"
    assert explanation.output == "score"
    figure = explanation.figure()
    assert figure["kind"] == "tokens"
    assert [t["text"] for t in figure["tokens"]][1:-1] == TEXT.split()
    assert any("sum of the log-probabilities of the 3 tokens" in n for n in explanation.notes)
    total = sum(value for _, value in explanation.words)
    assert total == pytest.approx(explanation.score - explanation.baseline_score, rel=0.05)
    # Only the text is on the path: the continuation is given as it is.
    table = model.transformer.wte
    vectors = table(torch.tensor([ids])).detach()
    behind = table(torch.tensor([more[:-1]])).detach()

    def by_hand(points: Tensor) -> Tensor:
        whole = torch.cat([points, behind.expand(len(points), -1, -1)], 1)
        types = torch.zeros(whole.shape[:2], dtype=torch.int64)
        last = model(inputs_embeds=whole, token_type_ids=types).logits[:, -3:].log_softmax(2)
        total: Tensor = last[:, torch.arange(3), torch.tensor(more)].sum(1)
        return total

    start = vectors.clone()
    start[:, 1:-1] = 0  # special tokens stay
    right = igviz.integrated_gradients(by_hand, vectors, start, n_steps=100).attributions
    ours = explanation.attribution.attributions
    assert (ours - right).norm() <= 0.03 * right.norm()


def test_other_targets_of_the_same_model_are_as_ever(tokenizer: Any) -> None:
    model = hugging("GPT2LMHeadModel", vocab_size=len(tokenizer))
    assert explained(model, TEXT, tokenizer=tokenizer, target="good").label == "good"
    with pytest.raises(igviz.TargetError, match="3 tokens"):
        explained(model, TEXT, tokenizer=tokenizer, target=[WORDS, "good"])
    live = igviz.explain(model, TEXT, tokenizer=tokenizer, target=WORDS, progress=False)
    usual = explained(model, TEXT, tokenizer=tokenizer, target=None)
    assert isinstance(live, igviz.Explanation)
    assert live.predictions[0]["label"] == usual.label


def test_a_text_that_ends_in_padding_or_is_written_anew_has_no_continuation(tokenizer: Any) -> None:
    model = hugging("GPT2LMHeadModel", vocab_size=len(tokenizer))
    padded = dict(tokenizer(TEXT, padding="max_length", max_length=9, return_tensors="pt"))
    with pytest.raises(igviz.TargetError, match="3 tokens"):
        explained(model, padded, tokenizer=tokenizer)
    assert explained(model, TEXT, tokenizer=tokenizer, target="film !").label == "“film !”"


def test_what_a_decoder_goes_on_with(tokenizer: Any) -> None:
    model: Any = hugging(
        "T5ForConditionalGeneration", vocab_size=len(tokenizer), decoder_start_token_id=0
    )
    ids = torch.tensor([tokenizer(TEXT)["input_ids"]])
    inputs = {"input_ids": ids, "decoder_input_ids": torch.tensor([[0, 2023]])}
    explanation = explained(model, inputs, tokenizer=tokenizer)
    more = tokenizer(WORDS, add_special_tokens=False)["input_ids"]
    with torch.no_grad():
        longer = torch.tensor([[0, 2023, *more[:-1]]])
        logits = model(input_ids=ids, decoder_input_ids=longer).logits[0]
    assert explanation.score == pytest.approx(log_probability(logits, more), rel=1e-5)
    assert len(explanation.figure()["tokens"]) == ids.shape[1] + 2  # type: ignore[typeddict-item]


@pytest.mark.parametrize("name", ["BartForConditionalGeneration", "T5ForConditionalGeneration"])
def test_words_that_a_decoder_may_write_need_what_it_has_written(name: str, tokenizer: Any) -> None:
    more = {"vocab_size": len(tokenizer)}
    model = hugging(name, **(BART if "Bart" in name else {"decoder_start_token_id": 3}) | more)
    with pytest.raises(igviz.IgvizError, match=r"'decoder_input_ids': torch\.tensor\(\[\[3\]\]\)"):
        explained(model, [5, 6, 7, 8, 9, 11, 3], tokenizer=tokenizer)
    both = {
        "input_ids": torch.tensor([[5, 6, 7, 8, 9, 11, 3]]),
        "decoder_input_ids": torch.tensor([[3]]),
    }
    assert "not very good" in explained(model, both, tokenizer=tokenizer).label


def test_a_second_masked_word_is_told_of_and_asked_for(tokenizer: Any) -> None:
    model = hugging("BertForMaskedLM", vocab_size=len(tokenizer))
    text = "an [MASK] and [MASK] film"
    first = explained(model, text, target=None, tokenizer=tokenizer)
    says = "the first is told, at position 2; pass target=(4, None) for the one at 4"
    assert sum(says in note for note in first.notes) == 1
    second = explained(model, text, target=(4, None), tokenizer=tokenizer)
    assert isinstance(second.target, tuple)
    assert second.target[0] == 4
    assert not any("masked words" in note for note in second.notes)
    one = explained(model, "an [MASK] film", target=None, tokenizer=tokenizer)
    assert not any("masked words" in note for note in one.notes)


def test_a_model_may_have_its_own_name_for_the_ids(tokenizer: Any) -> None:
    class Teller(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.table = nn.Embedding(len(tokenizer), 8)
            self.head = nn.Linear(8, len(tokenizer))

        def forward(self, tokens: Tensor) -> Tensor:
            out: Tensor = self.head(self.table(tokens).cumsum(1).tanh())
            return out

    ids = torch.tensor([[5, 6, 7]])
    torch.manual_seed(0)
    model = Teller()
    named = explained(model, {"tokens": ids}, tokenizer=tokenizer)
    assert named.score == explained(model, ids, tokenizer=tokenizer).score
