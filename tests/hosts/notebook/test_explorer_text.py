from __future__ import annotations

import importlib
import json
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from IPython.core.interactiveshell import InteractiveShell
from text_models import Recurrent, hugging, made, minilm

import igviz
from igviz import Explanation, examples
from igviz.explanation.many import explainer_of
from igviz.figure.arrays import unwire
from igviz.hosts.notebook.explorer import Explorer, show

EXAMPLE = examples.load_text()
HOW: dict[str, Any] = {"tokenizer": EXAMPLE.tokenizer, "labels": EXAMPLE.labels, "progress": False}


def settled(explorer: Explorer) -> dict[str, Any]:
    assert explorer.wait(60)
    return dict(explorer.status)


def shown(text: Any = EXAMPLE.sentence, **how: Any) -> Explorer:
    explorer = show(EXAMPLE.model, text, **{**HOW, **how})
    settled(explorer)
    return explorer


def test_a_text_is_shown_with_its_baselines() -> None:
    explorer = shown()
    figure = explorer.figure
    assert figure["kind"] == "tokens"
    text = "".join(t["before"] + t["text"] for t in figure["tokens"]) + figure["after"]
    assert text == EXAMPLE.sentence
    assert unwire(figure["values"]).shape == (len(figure["tokens"]),)
    assert explorer.choices["labels"] == list(EXAMPLE.labels)
    assert explorer.choices["baselines"][0] == "zero"
    assert figure["baseline_prediction"]["entropy"] > 0.95
    json.dumps({k: v for k, v in figure.items() if k not in ("values", "error", "steps")})


def test_class_baseline_and_precision_are_chosen_in_the_view() -> None:
    explorer = shown(target=0)
    explorer.selection = {"target": 1}
    assert settled(explorer)["state"] == "ready"
    assert explorer.figure["target"] == {"index": 1, "label": "positive"}
    explorer.selection = {"target": 1, "baseline": "mean"}
    assert settled(explorer)["state"] == "ready"
    assert explorer.figure["baseline_name"] == "mean"
    before = explorer.figure["certificate"]["evaluations"]
    explorer.selection = {"target": 1, "baseline": "mean", "tol": 0.01}
    assert settled(explorer)["state"] == "ready"
    assert explorer.figure["certificate"]["evaluations"] >= before
    assert explorer.figure["certificate"]["error"] <= 0.01


def test_several_texts_are_shown_together_and_saved_together(tmp_path: Any) -> None:
    explorer = shown(list(EXAMPLE.sentences[:3]))
    assert explorer.figure["kind"] == "many"
    assert [one["kind"] for one in explorer.figure["figures"]] == ["tokens"] * 3
    page = explorer.save(tmp_path / "all.html").read_text("utf-8")
    assert page.count('"kind":"tokens"') == 3
    with pytest.raises(ValueError, match="a picture shows one"):
        explorer.save(tmp_path / "all.png")


def test_a_labelled_token_is_chosen_in_the_view() -> None:
    model = hugging("BertForTokenClassification", vocab_size=len(EXAMPLE.tokenizer))
    explorer = show(model, EXAMPLE.sentence, **{**HOW, "labels": ["O", "DISH", "PLACE"]})
    settled(explorer)
    second = explorer.figure["predictions"][1]
    explorer.selection = {"target": second["index"]}
    assert settled(explorer)["state"] == "ready"
    assert explorer.figure["target"] == {"index": second["index"], "label": second["label"]}
    assert explorer.figure["score"] == pytest.approx(second["score"], abs=1e-5)


def test_other_weights_are_looked_up_again() -> None:
    model = made(Recurrent)
    explainer = explainer_of(model, [1, 2, 3, 4], target=1, progress=False)
    first = [explanation for _, explanation in explainer.refine() if explanation is not None][-1]
    with torch.no_grad():
        model.embedding.weight.mul_(1.5)  # type: ignore[union-attr, operator]
    second = [explanation for _, explanation in explainer.refine() if explanation is not None][-1]
    fresh = explainer_of(model, [1, 2, 3, 4], target=1, progress=False).explain()
    assert second.score != first.score
    torch.testing.assert_close(second.attribution.inputs, fresh.attribution.inputs)
    torch.testing.assert_close(second.attribution.attributions, fresh.attribution.attributions)


def test_a_pipeline_brings_its_tokenizer() -> None:
    transformers: Any = importlib.import_module("transformers")
    _, pieces = minilm()
    model = hugging("BertForSequenceClassification", vocab_size=len(pieces))
    pipe = transformers.pipeline("text-classification", model=model, tokenizer=pieces)
    explanation = igviz.explain(pipe, "An awful film", progress=False)
    assert isinstance(explanation, Explanation)
    said = pipe("An awful film")[0]
    assert explanation.label == said["label"]
    assert explanation.score == pytest.approx(said["score"], abs=1e-4)
    many = hugging(
        "BertForSequenceClassification",
        vocab_size=len(pieces),
        problem_type="multi_label_classification",
    )
    pipe = transformers.pipeline("text-classification", model=many, tokenizer=pieces)
    explanation = igviz.explain(pipe, "An awful film", progress=False)
    assert isinstance(explanation, Explanation)
    assert explanation.score == pytest.approx(pipe("An awful film")[0]["score"], abs=1e-4)
    assert "a probability of its own" in explanation.notes[-1]
    pipe = transformers.pipeline("zero-shot-classification", model=model, tokenizer=pieces)
    with pytest.raises(igviz.InputError, match=r"zero-shot-classification .*pipeline\.model"):
        igviz.explain(pipe, "An awful film")


def test_what_only_holds_a_model_is_called_itself() -> None:
    class Negated:
        model, tokenizer = EXAMPLE.model, EXAMPLE.tokenizer

        def __call__(self, ids: torch.Tensor) -> torch.Tensor:
            out: torch.Tensor = -self.model(ids)
            return out

    explanation = igviz.explain(
        Negated(), EXAMPLE.sentence, embedding=EXAMPLE.model.embedding, **HOW
    )
    assert isinstance(explanation, Explanation)
    plain = igviz.explain(EXAMPLE.model, EXAMPLE.sentence, **HOW)
    assert isinstance(plain, Explanation)
    assert explanation.label != plain.label


def test_the_magic_reads_a_text(shell: InteractiveShell) -> None:
    shell.run_line_magic("load_ext", "igviz")
    shell.user_ns.update(net=EXAMPLE.model, tok=EXAMPLE.tokenizer, names=EXAMPLE.labels)
    line = "net 'I never liked the music.' --tokenizer tok --labels names --baseline zero"
    explorer: Any = shell.run_line_magic("igviz", line)
    assert settled(explorer)["state"] == "ready"
    assert explorer.figure["target"]["label"] == "negative"


def test_what_stands_for_it_where_no_widget_lives() -> None:
    explanation = igviz.explain(EXAMPLE.model, EXAMPLE.sentence, **HOW)
    assert isinstance(explanation, Explanation)
    bundle = explanation._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}
    assert "<script" not in bundle["text/html"]
    assert explanation.label in bundle["text/plain"]
    assert "\x1b" not in bundle["text/plain"]
    assert repr(explanation).startswith("Explanation(")


@pytest.mark.parametrize(
    ("text", "how", "message"),
    [
        ("", {}, "empty"),
        ("fine", {"tokenizer": SimpleNamespace()}, "tokenizer"),
        ("fine", {"embedding": "nowhere"}, "embedding='nowhere' is no module"),
        ("fine", {"baseline": "zeros"}, "zero"),
        ("fine", {"target": "neutral"}, "'neutral' is not among the 2 labels"),
    ],
)
def test_what_is_wrong_is_said(text: str, how: dict[str, Any], message: str) -> None:
    with pytest.raises((ValueError, TypeError), match=message):
        show(EXAMPLE.model, text, **{**HOW, **how})


def test_the_text_that_is_empty_is_named() -> None:
    with pytest.warns(UserWarning, match="Input 2 of 3 failed: "):
        shown = show(EXAMPLE.model, ["good", "  ", "bad"], **HOW)
    assert len(shown.explanations) == 2


def test_without_a_tokenizer_it_is_asked_for() -> None:
    with pytest.raises(igviz.InputError, match="tokenizer="):
        show(EXAMPLE.model, "A text without its tokenizer")
