from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from captum.attr import LayerIntegratedGradients
from small import state_of
from text_models import IDS, Bag, Convolved, Recurrent, hugging, made, minilm
from torch import Tensor, nn

import igviz
from igviz import Explanation, examples
from igviz.explanation.many import explainer_of
from igviz.models.outputs import output_tensor

Builder = Callable[[], nn.Module]


def mean_state(raw: Any) -> Tensor:
    mean: Tensor = raw.last_hidden_state.mean(1)[:, 0]
    return mean


class Sentiment(nn.Module):
    """A real encoder with a head of ours."""

    def __init__(self) -> None:
        super().__init__()
        self.body, self.head = minilm()[0], nn.Linear(384, 2)

    def forward(self, input_ids: Tensor, attention_mask: Tensor | None = None) -> Tensor:
        state = self.body(input_ids, attention_mask=attention_mask).last_hidden_state
        out: Tensor = self.head(state.mean(1))
        return out


ZOO: dict[str, tuple[Builder, Any]] = {
    "MiniLM": (lambda: made(Sentiment, stretch=1.0), 1),
    "bundled": (lambda: examples.load_text().model, 1),
    "BERT": (lambda: hugging("BertForSequenceClassification"), 1),
    "DistilBERT": (lambda: hugging("DistilBertForSequenceClassification"), 2),
    "RoBERTa": (lambda: hugging("RobertaForSequenceClassification"), 0),
    "BERT, NER": (lambda: hugging("BertForTokenClassification"), (3, 1)),
    "RoBERTa, QA": (lambda: hugging("RobertaForQuestionAnswering"), (1, 4)),
    "GPT-2": (lambda: hugging("GPT2LMHeadModel"), (len(IDS) - 1, 7)),
    "T5 encoder": (lambda: hugging("T5EncoderModel"), mean_state),
    "LSTM": (lambda: made(Recurrent), 1),
    "CNN": (lambda: made(Convolved), 1),
    "bag": (lambda: made(Bag), 1),
    "bag of sums": (lambda: made(lambda: Bag("sum"), stretch=1.0), 1),
}


def pads() -> Tensor:
    return torch.zeros(len(IDS), dtype=torch.long)


def explained(model: Any, target: Any, **how: Any) -> Explanation:
    given = {"progress": False, "baseline": pads(), "target": target, **how}
    explanation = igviz.explain(model, list(IDS), **given)
    assert isinstance(explanation, Explanation)
    return explanation


def layer_of(model: nn.Module) -> nn.Module:
    embeddings = [m for m in model.modules() if isinstance(m, (nn.Embedding, nn.EmbeddingBag))]
    return getattr(getattr(model, "encoder", None), "embed_tokens", embeddings[0])


def scores(model: nn.Module, target: Any) -> Callable[[Tensor], Tensor]:
    """The score by hand, as Captum's user would write it."""

    def forward(ids: Tensor) -> Tensor:
        raw = model(ids)
        if callable(target):
            out: Tensor = target(raw)
            return out
        chances = output_tensor(raw).softmax(-1)
        return chances[(slice(None), *target)] if isinstance(target, tuple) else chances[:, target]

    return forward


@pytest.mark.parametrize("name", ZOO)
def test_it_adds_up_and_leaves_the_model_alone(name: str) -> None:
    build, target = ZOO[name]
    model = build()
    before = state_of(model)
    # T5 has neither biases nor a score at zero: it jumps there, as the test below says.
    for how in ({}, {"baseline": "mean" if name == "T5 encoder" else "zero"}):
        explanation = explained(model, target, **how)
        certificate = explanation.attribution.certificate
        assert certificate.converged
        change = abs(explanation.score - explanation.baseline_score)
        assert abs(certificate.delta) <= 0.05 * change + 1e-6
    assert state_of(model) == before


def test_no_path_starts_where_the_score_jumps() -> None:
    """Layers that normalise a size away have no gradient at nothing that would mean anything."""
    build, target = ZOO["T5 encoder"]
    with pytest.raises(igviz.InputError, match=r"before alpha = 0\.001.*baseline='mean'"):
        igviz.explain(build(), IDS, target=target, baseline="zero", progress=False)
    usual = igviz.explain(build(), IDS, target=target, progress=False)
    mean = igviz.explain(build(), IDS, target=target, baseline="mean", progress=False)
    assert usual.words == mean.words  # type: ignore[union-attr]
    assert any("starts at the baseline mean" in note for note in usual.notes)  # type: ignore[union-attr]
    live = explainer_of(build(), IDS, target=target)
    with pytest.raises(igviz.InputError, match="baseline='mean'"):
        live.refine(baseline="zero")


@pytest.mark.parametrize("name", ZOO)
def test_it_agrees_with_captum(name: str) -> None:
    build, target = ZOO[name]
    model = build()
    attributions = explained(
        model, target, n_steps=12, method="gausslegendre"
    ).attribution.attributions
    oracle = LayerIntegratedGradients(scores(model, target), layer_of(model)).attribute(
        torch.tensor([IDS]), pads()[None], n_steps=12, method="gausslegendre"
    )
    # Captum knows one vector of a whole bag, here there is one for each token.
    ours = attributions.sum(1) if oracle.ndim == 2 else attributions
    assert oracle.abs().max() > 1e-4
    torch.testing.assert_close(ours, oracle.detach(), atol=1e-4 * float(oracle.abs().max()), rtol=0)


@pytest.mark.parametrize("name", ZOO)
def test_a_failure_in_the_middle_leaves_the_model_alone(name: str) -> None:
    model = ZOO[name][0]()
    before = state_of(model)
    calls = []

    def failing(raw: Any) -> Tensor:
        calls.append(1)
        if len(calls) > 1:  # the first call is for the scores at both ends
            raise KeyError("lost")
        return output_tensor(raw).flatten(1)[:, 0]

    with pytest.raises(igviz.GradientError, match="lost"):
        explained(model, failing)
    assert state_of(model) == before

    def interrupted(_: Any) -> Tensor:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        explained(model, interrupted)
    assert state_of(model) == before


def test_a_real_model_from_the_zero_embedding() -> None:
    tokenizer = minilm()[1]
    model = made(Sentiment, stretch=1.0)
    assert isinstance(model, Sentiment)
    body, head = model.body, model.head
    text = "This was an awful, endless movie that nobody needed."
    before = state_of(model)
    explanation = igviz.explain(model, text, tokenizer=tokenizer, progress=False)
    assert isinstance(explanation, Explanation)
    assert explanation.attribution.certificate.converged
    assert explanation.attribution.certificate.evaluations <= 33
    figure = explanation.figure()
    assert figure["kind"] == "tokens"
    assert [t["text"] for t in figure["tokens"] if t["special"]] == ["[CLS]", "[SEP]"]
    assert explanation.attribution.attributions[0, [0, -1]].abs().max() == 0
    layer = body.get_input_embeddings()
    batch = tokenizer(text, return_tensors="pt")
    x = layer(batch["input_ids"]).detach()
    start = torch.zeros_like(x)
    start[:, [0, -1]] = x[:, [0, -1]]
    exact = igviz.integrated_gradients(
        lambda e: head(body(inputs_embeds=e).last_hidden_state.mean(1)),
        x, start, explanation.target, n_steps=64, output="probability",
    )  # fmt: skip
    off = (explanation.attribution.attributions - exact.attributions).norm()
    assert off <= 0.05 * exact.attributions.norm()
    assert state_of(model) == before
