"""Models that read one text and write another: both texts are on the path."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from text_models import hugging
from torch import Tensor, nn
from zoo import BART

import igviz

WRITERS: dict[str, dict[str, Any]] = {
    "BartForConditionalGeneration": BART,
    "MarianMTModel": {**BART, "pad_token_id": 0, "decoder_start_token_id": 0},
    "T5ForConditionalGeneration": {"decoder_start_token_id": 0},
}
READ = [5, 6, 7, 8, 9, 11, 12]


def explained(model: nn.Module, source: Any, **how: Any) -> igviz.Explanation:
    explanation = igviz.explain(model, source, progress=False, **how)
    assert isinstance(explanation, igviz.Explanation)
    return explanation


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("written", [[3], [3, 5, 6], [3, 5, 6, 7, 8, 10, 11]], ids=len)
def test_the_next_word_is_said_where_the_decoder_is(name: str, written: list[int]) -> None:
    """Even where both texts have equally many tokens by chance."""
    model = hugging(name, **WRITERS[name])
    inputs = {"input_ids": torch.tensor([READ]), "decoder_input_ids": torch.tensor([written])}
    explanation = explained(model, inputs, tol=0.02)
    with torch.no_grad():
        said = model(**inputs).logits[0, -1].softmax(0)
    assert explanation.target == (len(written) - 1, int(said.argmax()))
    assert explanation.score == pytest.approx(float(said.max()), rel=1e-4)
    figure = explanation.figure()
    assert figure["kind"] == "tokens"
    assert [t["text"] for t in figure["tokens"]] == [f"#{number}" for number in [*READ, *written]]
    certificate = explanation.attribution.certificate
    assert certificate.converged
    change = explanation.score - explanation.baseline_score
    assert abs(certificate.delta) <= 0.1 * abs(change) + 1e-6


def test_a_classifier_that_reads_its_text_twice() -> None:
    """Its decoder is given a copy of the text, one token later."""
    model: Any = hugging("BartForSequenceClassification", **BART)
    ids = torch.tensor([[2, 5, 6, 7, 8, 11, 3]])
    explanation = explained(model, ids, target=1, tol=0.01)
    with torch.no_grad():
        zero = model.model.get_input_embeddings()(ids) * 0
        copy = model.model.decoder.embed_tokens(ids) * 0
        nothing = _with_vectors(model, ids, zero, copy)
    assert explanation.baseline_score == pytest.approx(float(nothing), abs=1e-5)
    total = sum(value for _, value in explanation.words)
    assert total == pytest.approx(explanation.score - explanation.baseline_score, rel=0.03)


def _with_vectors(model: Any, ids: Tensor, read: Tensor, written: Tensor) -> Tensor:
    """The probability of class 1 where the two lookups give something else."""
    hooks = [
        model.model.encoder.embed_tokens.register_forward_hook(lambda *_: read),
        model.model.decoder.embed_tokens.register_forward_hook(lambda *_: written),
    ]
    try:
        chance: Tensor = model(ids).logits.softmax(1)[0, 1]
    finally:
        for hook in hooks:
            hook.remove()
    return chance


@pytest.mark.parametrize("written", [[3, 5, 6], [3, 5, 6, 7, 8, 10, 11]], ids=len)
def test_one_text_may_be_on_the_path_alone(written: list[int]) -> None:
    model = hugging("T5ForConditionalGeneration", decoder_start_token_id=0)
    inputs = {"input_ids": torch.tensor([READ]), "decoder_input_ids": torch.tensor([written])}
    for which, text in (("encoder", READ), ("decoder", written)):
        explanation = explained(model, inputs, embedding=f"{which}.embed_tokens", baseline="mean")
        with torch.no_grad():
            said = model(**inputs).logits[0, -1].softmax(0)
        assert explanation.target == (len(written) - 1, int(said.argmax()))
        assert explanation.score == pytest.approx(float(said.max()), rel=1e-4)
        assert len(explanation.words) == len(text)


def test_a_missing_decoder_text_is_named() -> None:
    model = hugging("T5ForConditionalGeneration", decoder_start_token_id=7)
    with pytest.raises(igviz.ModelError, match=r"'decoder_input_ids': torch\.tensor\(\[\[7\]\]\)"):
        explained(model, READ)
    nothing = torch.zeros(1, 0, dtype=torch.long)
    with pytest.raises(igviz.InputError, match="'decoder_input_ids' holds nothing"):
        explained(model, {"input_ids": torch.tensor([READ]), "decoder_input_ids": nothing})


def test_spoken_words_are_asked_for_beside_sound() -> None:
    model = hugging(
        "WhisperForConditionalGeneration", num_mel_bins=8, max_source_positions=16,
        max_target_positions=16, suppress_tokens=None, begin_suppress_tokens=None, **BART,
    )  # fmt: skip
    sound = torch.randn(1, 8, 32, generator=torch.Generator().manual_seed(0))
    inputs = {"input_features": sound, "decoder_input_ids": torch.tensor([[3, 5, 6]])}
    explanation = explained(model, inputs, tol=0.05)
    with torch.no_grad():
        said = model(**inputs).logits[0, -1].softmax(0)
    assert explanation.target == (2, int(said.argmax()))
    assert explanation.score == pytest.approx(float(said.max()), rel=1e-4)
