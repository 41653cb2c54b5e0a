from __future__ import annotations

from typing import Any

import pytest
import torch
from text_models import hugging, minilm
from torch import Tensor, nn

import igviz
from igviz import Explanation, TargetError, examples
from igviz.explanation.explainer import Explainer
from igviz.explanation.many import explainer_of

TEXT = "The food was not good, but I loved the view."
TAGS = ("O", "DISH", "PLACE")


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    return examples.load_text().tokenizer


@pytest.fixture(scope="module")
def tagger(tokenizer: Any) -> nn.Module:
    return hugging("BertForTokenClassification", vocab_size=len(tokenizer))


@pytest.fixture(scope="module")
def reader(tokenizer: Any) -> nn.Module:
    return hugging("RobertaForQuestionAnswering", vocab_size=len(tokenizer))


@pytest.fixture(scope="module")
def writer(tokenizer: Any) -> nn.Module:
    return hugging("GPT2LMHeadModel", vocab_size=len(tokenizer))


def explained(model: Any, tokenizer: Any, **how: Any) -> Explanation:
    given = {"labels": TAGS, "tol": 0.1, "progress": False, **how}
    if isinstance(model, Explainer):
        return model.explain()
    explanation = igviz.explain(model, TEXT, tokenizer=tokenizer, **given)
    assert isinstance(explanation, Explanation)
    return explanation


def words(tokenizer: Any) -> list[str]:
    tokens: list[str] = tokenizer.encode(TEXT).tokens
    return tokens


def test_a_token_is_asked_about_by_word_and_label(tagger: nn.Module, tokenizer: Any) -> None:
    place = words(tokenizer).index("food")
    explanation = explained(tagger, tokenizer, target=("food", "DISH"))
    assert explanation.target == (place, 1)
    assert explanation.label == "food: DISH"
    figure = explanation.figure()
    assert figure["kind"] == "tokens"
    assert figure["about"] == [place]
    ids = torch.tensor([tokenizer(TEXT)])
    with torch.no_grad():
        chance = tagger(ids).logits[0, place].softmax(0)[1]
    assert explanation.score == pytest.approx(float(chance), abs=1e-5)
    assert explained(tagger, tokenizer, target=(place, 1)).label == "food: DISH"


def test_the_surest_entity_is_explained_first(tagger: nn.Module, tokenizer: Any) -> None:
    explainer = explainer_of(tagger, TEXT, tokenizer=tokenizer, labels=TAGS, progress=False)
    assert explainer.outputs.shape == (1, len(words(tokenizer)), len(TAGS))
    predictions = explainer.predictions()
    first = predictions[0]
    assert explainer.explainable.target_at(first["index"]) == explainer.targets[0]
    assert first["label"].split(": ")[1] in TAGS
    assert explainer.explainable.index(explainer.targets[0]) == first["index"]
    # Nothing that belongs to nothing comes before something that does.
    outside = [prediction["label"].endswith(": O") for prediction in predictions]
    assert outside == sorted(outside)


def test_a_label_alone_means_the_token_that_has_it_most(tagger: nn.Module, tokenizer: Any) -> None:
    explainer = explainer_of(
        tagger, TEXT, tokenizer=tokenizer, labels=TAGS, target="PLACE", progress=False
    )
    place, label = explainer.targets[0]  # type: ignore[misc]
    assert label == 2
    assert int(explainer.outputs[0, :, 2].argmax()) == place


def test_a_difference_of_labels(tagger: nn.Module, tokenizer: Any) -> None:
    weights = {("food", "DISH"): 1, ("food", "O"): -1}
    explanation = explained(tagger, tokenizer, target=weights)
    assert explanation.label == "food: DISH \N{MINUS SIGN} food: O"
    parts = [explained(tagger, tokenizer, target=key, tol=0.02) for key in weights]
    total = parts[0].attribution.attributions - parts[1].attribution.attributions
    off = (explanation.attribution.attributions - total).norm() / total.norm()
    assert off < 0.15


def test_the_start_and_the_end_of_an_answer(reader: nn.Module, tokenizer: Any) -> None:
    place = words(tokenizer).index("view")
    ids = torch.tensor([tokenizer(TEXT)])
    with torch.no_grad():
        raw = reader(ids)
    explanation = explained(reader, tokenizer, target=("end", "view"), labels=None)
    assert explanation.label == "end: view"
    assert explanation.score == pytest.approx(float(raw.end_logits[0].softmax(0)[place]), abs=1e-5)
    assert explanation.figure()["about"] == [place]  # type: ignore[typeddict-item]
    start = explained(reader, tokenizer, target="start", labels=None)
    assert start.target == (0, int(raw.start_logits[0].argmax()))
    usual = explained(reader, tokenizer, labels=None)
    assert usual.target == start.target
    kinds = [prediction["label"].split(":")[0] for prediction in usual.predictions]
    assert kinds[:2] == ["start", "end"]


def test_why_this_next_word(writer: nn.Module, tokenizer: Any) -> None:
    ids = torch.tensor([tokenizer(TEXT)])
    with torch.no_grad():
        chances = writer(ids).logits[0, -1].softmax(0)
    explanation = explained(writer, tokenizer, labels=None)
    best = int(chances.argmax())
    assert explanation.target == (ids.shape[1] - 1, best)
    assert explanation.score == pytest.approx(float(chances[best]), abs=1e-5)
    assert explanation.label == tokenizer.tokens[best]
    assert len(explanation.predictions) == 5
    assert explanation.predictions[0]["label"] == explanation.label
    by_number = explained(writer, tokenizer, labels=None, target=7)
    assert by_number.target == (ids.shape[1] - 1, 7)


def test_the_similarity_of_two_texts(tokenizer: Any) -> None:
    model = hugging("BertModel", vocab_size=len(tokenizer))
    with torch.no_grad():
        other = model(torch.tensor([tokenizer("The meal was awful.")])).last_hidden_state.mean(1)

    def similarity(raw: Any) -> Tensor:
        return torch.cosine_similarity(raw.last_hidden_state.mean(1), other)

    explanation = explained(model, tokenizer, target=similarity, labels=None)
    assert explanation.label == "similarity"
    assert explanation.output == "score"
    ids = torch.tensor([tokenizer(TEXT)])
    with torch.no_grad():
        assert explanation.score == pytest.approx(float(similarity(model(ids))), abs=1e-5)


@pytest.mark.parametrize(
    ("target", "message"),
    [
        (
            5,
            r"says something of every token; pass \(word or token number, label\), such",
        ),
        ("DISHES", "'DISHES' is not among the 3 labels; the nearest are 'DISH'"),
        (("soup", "DISH"), "does not hold 'soup'"),
        ((99, 0), "has 12 entries there; pass 0 to 11"),
        ((0, 1, 2), "every token"),
        ({}, "empty mapping"),
    ],
)
def test_a_target_that_is_none(
    tagger: nn.Module, tokenizer: Any, target: object, message: str
) -> None:
    with pytest.raises((TargetError, igviz.InputError), match=message):
        explained(tagger, tokenizer, target=target)


def test_what_the_model_says_at_the_baseline(tagger: nn.Module, tokenizer: Any) -> None:
    explanation = explained(tagger, tokenizer, target=("food", "DISH"))
    said = explanation.figure()["baseline_prediction"]
    assert said is not None
    ids = torch.tensor([tokenizer(TEXT)])
    place = words(tokenizer).index("food")
    table = tagger.get_input_embeddings()  # type: ignore[operator]
    with torch.no_grad():
        raw = tagger(inputs_embeds=0 * table(ids)).logits[0, place].softmax(0)
    assert said["label"] == f"food: {TAGS[int(raw.argmax())]}"
    assert said["score"] == pytest.approx(float(raw.max()), abs=1e-5)
    entropy = -(raw * raw.log()).sum() / torch.log(torch.tensor(3.0))
    assert said["entropy"] == pytest.approx(float(entropy), abs=1e-5)


def test_an_answer_lies_in_the_text_and_not_in_the_question() -> None:
    _, pieces = minilm()
    model = hugging("BertForQuestionAnswering", vocab_size=len(pieces))
    pair = ("What was good?", "The view was good.")
    explainer = explainer_of(model, pair, tokenizer=pieces, progress=False)
    figure = explainer.explain().figure()
    assert figure["kind"] == "tokens"
    assert [figure["tokens"][place]["segment"] for place in figure["about"]] == [1]
    places = [index % explainer.outputs.shape[2] for index, _ in explainer.explainable.best(
        explainer.outputs, 5
    )]  # fmt: skip
    assert {figure["tokens"][place]["segment"] for place in places} == {1}


def test_predictions_follow_weights_that_changed(tokenizer: Any) -> None:
    tagger: Any = hugging("BertForTokenClassification", vocab_size=len(tokenizer))
    how: Any = {"tokenizer": tokenizer, "labels": TAGS}
    explainer = explainer_of(tagger, TEXT, **how)
    with torch.no_grad():
        tagger.classifier.weight.neg_()
    (*_, (_, explanation)) = explainer.refine(tol=0.3)
    assert explanation is not None
    assert explanation.predictions == explainer_of(tagger, TEXT, **how).predictions()
