from __future__ import annotations

from typing import Any

import pytest
import torch
from small import state_of
from text_models import TwoTexts, hugging, made, minilm
from torch import Tensor, nn

import igviz
from igviz import Explanation, InputError
from igviz.explanation.many import explainer_of
from igviz.modalities.text import units
from igviz.models.huggingface import position_limit


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    return minilm()[1]


@pytest.fixture(scope="module")
def model(tokenizer: Any) -> nn.Module:
    return hugging("BertForSequenceClassification", vocab_size=len(tokenizer))


def explained(model: Any, text: Any, **how: Any) -> Explanation:
    explanation = igviz.explain(model, text, **{"progress": False, "tol": 0.1, **how})
    assert isinstance(explanation, Explanation)
    return explanation


def tokens(explanation: Explanation) -> list[Any]:
    figure = explanation.figure()
    assert figure["kind"] == "tokens"
    return figure["tokens"]


def values(explanation: Explanation) -> Tensor:
    return explanation.attribution.attributions[0].sum(1)


def test_special_tokens_get_nothing_unless_they_are_asked_for(
    model: nn.Module, tokenizer: Any
) -> None:
    kept = explained(model, "an awful film", tokenizer=tokenizer)
    assert [t["special"] for t in tokens(kept)] == [True, False, False, False, True]
    assert values(kept)[[0, -1]].tolist() == [0, 0]
    moved = explained(model, "an awful film", tokenizer=tokenizer, keep_special=False)
    assert (values(moved)[[0, -1]] != 0).all()


def test_the_certificate_speaks_of_the_words_that_are_shown(
    model: nn.Module, tokenizer: Any
) -> None:
    """A fixed rule of so many steps is exact here; its distance is that of the words' sums."""
    text = "an unwatchable, unforgettable film"
    explanation = explained(model, text, tokenizer=tokenizer, tol=0.02)
    exact = explained(model, text, tokenizer=tokenizer, tol=None, n_steps=300)
    words, right = (
        torch.tensor([unit.value for unit in units.words(one.figure())])  # type: ignore[arg-type]
        for one in (explanation, exact)
    )
    pieces = [token["word"] for token in tokens(explanation)]
    assert len(words) < len(pieces)
    assert ((words - right).norm() / right.norm()).item() <= 0.02
    opened = explainer_of(model, text, tokenizer=tokenizer)
    assert max(opened.input.facts.shown.groups or ()) + 1 == len(words)
    assert "of all words (sums over tokens)" in explanation.figure()["said"]["error"]["tip"]


@pytest.mark.parametrize("name", ["zero", "pad", "mask", "mean", "stop words"])
def test_every_baseline_by_name(model: nn.Module, tokenizer: Any, name: str) -> None:
    explanation = explained(model, "an awful film", tokenizer=tokenizer, baseline=name)
    assert explanation.figure()["baseline_name"] == name
    start = explanation.attribution.baselines[0]
    table = model.get_input_embeddings().weight.detach()  # type: ignore[operator]
    ids = {"pad": tokenizer.pad_token_id, "mask": tokenizer.mask_token_id}
    if name in ids:
        torch.testing.assert_close(start[1], table[ids[name]])
    if name == "mean":
        torch.testing.assert_close(start[1], table.mean(0), atol=1e-5, rtol=1e-4)
    assert explanation.attribution.certificate.converged


def test_a_neutral_sentence_and_several_baselines(model: nn.Module, tokenizer: Any) -> None:
    explanation = explained(model, "an awful film", tokenizer=tokenizer, baseline="this is a film")
    assert "this is a film" in explanation.figure()["baseline_name"]
    table = model.get_input_embeddings().weight.detach()  # type: ignore[operator]
    first = tokenizer("this", add_special_tokens=False)["input_ids"][0]
    torch.testing.assert_close(explanation.attribution.baselines[0, 1], table[first])
    both = explained(model, "an awful film", tokenizer=tokenizer, baseline=["zero", "mask"])
    assert both.figure()["baseline_name"] == "zero + mask"


def test_a_pair_is_one_input_of_two_segments(model: nn.Module, tokenizer: Any) -> None:
    explanation = explained(model, ("Is it good?", "It is not."), tokenizer=tokenizer)
    segments = [t["segment"] for t in tokens(explanation) if not t["special"]]
    assert segments == [0] * 4 + [1] * 4
    batch = tokenizer("Is it good?", "It is not.", return_tensors="pt")
    with torch.no_grad():
        chance = model(**batch).logits.softmax(1).max()
    assert explanation.score == pytest.approx(float(chance), abs=1e-5)


def test_words_ids_and_what_the_tokenizer_made_are_the_same_text(
    model: nn.Module, tokenizer: Any
) -> None:
    text = "an awful film"
    whole = values(explained(model, text, tokenizer=tokenizer))
    (words,) = igviz.explain(  # type: ignore[misc]
        model, [text.split()], tokenizer=tokenizer, tol=0.1, progress=False
    )
    torch.testing.assert_close(values(words), whole)  # type: ignore[arg-type]
    batch = tokenizer(text, return_tensors="pt")
    torch.testing.assert_close(values(explained(model, batch, tokenizer=tokenizer)), whole)
    ids = batch["input_ids"]
    by_id = explained(model, ids, tokenizer=tokenizer)
    assert "".join(t["before"] + t["text"] for t in tokens(by_id) if not t["special"]) == text
    bare = explained(model, ids[0].tolist())
    assert tokens(bare)[1]["text"].startswith("#")


def test_a_text_beyond_the_model_is_refused_or_cut(tokenizer: Any) -> None:
    model = hugging("BertForSequenceClassification", vocab_size=len(tokenizer))
    assert position_limit(model) == 64
    text = "a film " * 60
    with pytest.raises(InputError, match=r"122.*64.*truncation=True"):
        explained(model, text, tokenizer=tokenizer)
    explanation = explained(model, text, tokenizer=tokenizer, truncation=True)
    assert len(tokens(explanation)) == 64
    assert any("cut" in note for note in explanation.notes)
    roberta = hugging("RobertaForSequenceClassification", max_position_embeddings=66)
    assert position_limit(roberta) == 66 - 0 - 1


def test_several_embeddings_and_numbers_at_once() -> None:
    model = made(TwoTexts)
    inputs = {
        "title": torch.tensor([[1, 2, 3]]),
        "body": torch.tensor([[4, 5, 6, 7, 8]]),
        "numbers": torch.tensor([[0.5, -1.0, 2.0, 3.0]]),
    }
    before = state_of(model)
    for names in (["title", "body"], ["body", "title"]):
        explanation = explained(model, inputs, embedding=names, target=1, tol=0.02)
        shown = [t["text"] for t in tokens(explanation)]
        assert shown == ["#1", "#2", "#3", "#4", "#5", "#6", "#7", "#8"] + [
            f"numbers[{k}]" for k in range(4)
        ]
        change = explanation.score - explanation.baseline_score
        assert float(values(explanation).sum()) == pytest.approx(change, rel=0.03)
        assert (values(explanation) != 0).all()
    assert state_of(model) == before
    only = explained(model, inputs, embedding="title", target=1)
    assert len(tokens(only)) == 3 + 4
    body = explained(model, inputs, embedding="body", target=1)
    assert [t["text"] for t in tokens(body)][:5] == ["#4", "#5", "#6", "#7", "#8"]
    assert any("title stayed the same" in note for note in body.notes)


def test_regression_and_several_labels_at_once(tokenizer: Any) -> None:
    model = hugging("BertForSequenceClassification", vocab_size=len(tokenizer), num_labels=1)
    explanation = explained(model, "an awful film", tokenizer=tokenizer, labels=["stars"])
    assert (explanation.output, explanation.label) == ("score", "stars")

    class Independent(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.body = hugging("BertForSequenceClassification", vocab_size=len(tokenizer))

        def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
            out: Tensor = self.body(input_ids, attention_mask=attention_mask).logits.sigmoid()
            return out

    many = explained(Independent().eval(), "an awful film", tokenizer=tokenizer, target=2)
    said = many.figure()["baseline_prediction"]
    assert said is not None
    assert said["entropy"] is None
    assert any("probability of its own" in note for note in many.notes)


def test_every_part_starts_at_the_named_baseline_and_keeps_its_special_tokens(
    tokenizer: Any,
) -> None:
    class Twice(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            size = len(tokenizer)
            self.left, self.right = nn.Embedding(size, 4), nn.Embedding(size, 6)
            self.head = nn.Linear(10, 3)

        def forward(self, input_ids: Tensor) -> Tensor:
            both = torch.cat([self.left(input_ids), self.right(input_ids)], 2)
            out: Tensor = self.head(both.tanh().mean(1))
            return out

    model = made(Twice)
    explanation = explained(
        model, "an awful film", tokenizer=tokenizer, embedding=["left", "right"], baseline="mean"
    )
    shown = tokens(explanation)
    assert [t["text"] for t in shown[:5]] == [t["text"] for t in shown[5:]]
    assert [t["special"] for t in shown] == [True, False, False, False, True] * 2
    assert [t["segment"] for t in shown] == [0] * 5 + [1] * 5
    assert values(explanation)[[0, 4, 5, 9]].abs().max() == 0
    start = explanation.attribution.baselines[0]
    torch.testing.assert_close(start[1, :4], model.left.weight.mean(0))  # type: ignore[union-attr, operator]
    torch.testing.assert_close(start[6], model.right.weight.mean(0))  # type: ignore[union-attr, operator]


def test_an_embedding_left_out_is_told_of() -> None:
    inputs = {
        "title": torch.tensor([[1, 2, 3]]),
        "body": torch.tensor([[4, 5, 6]]),
        "numbers": torch.tensor([[0.5, -1.0, 2.0, 3.0]]),
    }
    explanation = explained(made(TwoTexts), inputs, embedding="title")
    assert any("body stayed the same" in note for note in explanation.notes)


def test_hidden_states_are_no_answer(tokenizer: Any) -> None:
    model = hugging("BertModel", vocab_size=len(tokenizer))
    with pytest.raises(igviz.TargetError, match="no single top class"):
        explained(model, "an awful film", tokenizer=tokenizer)


def test_an_output_of_three_dimensions_that_is_not_of_tokens(tokenizer: Any) -> None:
    class Questions(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.words = nn.Embedding(len(tokenizer), 8)
            self.head = nn.Linear(8, 12)

        def forward(self, input_ids: Tensor) -> Tensor:
            out: Tensor = self.head(self.words(input_ids).tanh().mean(1)).reshape(-1, 4, 3)
            return out

    explanation = explained(made(Questions), "an awful film", tokenizer=tokenizer, target=(2, 1))
    figure = explanation.figure()
    assert figure["kind"] == "tokens"
    assert figure["about"] == []
    assert explanation.label == "output [2, 1]"


@pytest.mark.parametrize("name", ["truncation", "keep_special"])
def test_a_switch_is_on_or_off(model: nn.Module, tokenizer: Any, name: str) -> None:
    with pytest.raises(TypeError, match=f"{name}='left' was given; pass True or False"):
        explained(model, "an awful film", tokenizer=tokenizer, **{name: "left"})


def test_a_text_is_cut_to_so_many_tokens(model: nn.Module, tokenizer: Any) -> None:
    explanation = explained(model, "an awful, awful film", tokenizer=tokenizer, truncation=4)
    assert [t["text"] for t in tokens(explanation)] == ["[CLS]", "an", "awful", "[SEP]"]


def test_logits_between_zero_and_one_are_logits_still() -> None:
    model = hugging("BertForSequenceClassification")
    with torch.no_grad():
        head = model.classifier
        head.weight.mul_(1e-3)  # type: ignore[union-attr, operator]
        head.bias.copy_(torch.tensor([0.1, 0.5, 0.3]))  # type: ignore[union-attr, operator]
    explanation = explained(model, [2, 5, 9], tol=0.2)
    assert explanation.score == pytest.approx(
        float(torch.tensor([0.1, 0.5, 0.3]).softmax(0)[1]), abs=0.01
    )


def test_half_precision_of_a_table_known_by_two_names() -> None:
    model = hugging("T5EncoderModel").to(torch.float16)
    before = [p.clone() for p in model.parameters()]
    explained(
        model,
        [2, 5, 9],
        target=lambda raw: raw.last_hidden_state.mean((1, 2)),
        baseline="mean",
        tol=0.3,
    )
    assert [p.dtype for p in model.parameters()] == [torch.float16] * len(before)
    assert all(map(torch.equal, model.parameters(), before))


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_half_precision(tokenizer: Any, dtype: torch.dtype) -> None:
    model = hugging("BertForSequenceClassification", vocab_size=len(tokenizer))
    exact = explained(model, "an awful film", tokenizer=tokenizer, target=1, tol=0.02)
    model.to(dtype)
    before = [p.clone() for p in model.parameters()]
    half = explained(model, "an awful film", tokenizer=tokenizer, target=1, tol=0.1)
    off = (values(half) - values(exact)).norm() / values(exact).norm()
    assert off < 0.25
    assert all(map(torch.equal, model.parameters(), before))


def test_words_and_their_values(model: nn.Module, tokenizer: Any) -> None:
    explanation = explained(model, "an unwatchable film", tokenizer=tokenizer)
    assert [word for word, _ in explanation.words] == ["an", "unwatchable", "film"]
    assert sum(v for _, v in explanation.words) == pytest.approx(
        float(values(explanation).sum()), abs=1e-6
    )


def test_a_home_made_models_logits_between_zero_and_one_are_logits_still() -> None:
    class Small(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.words = nn.Embedding.from_pretrained(torch.tensor([[1.0, -1.0, 2.0]] * 60))

        def forward(self, ids: Tensor) -> Tensor:
            out: Tensor = 0.4 + 0.1 * self.words(ids).mean(1)
            return out

    explanation = explained(Small().eval(), [2, 5, 9])
    expected = torch.tensor([0.5, 0.3, 0.6]).softmax(0)[2]
    assert explanation.score == pytest.approx(float(expected), abs=1e-5)


class Changed(nn.Module):
    """Does something to the ids before it looks them up."""

    def __init__(self, change: Any) -> None:
        super().__init__()
        self.change = change
        self.embedding, self.head = nn.Embedding(40, 5), nn.Linear(5, 3)

    def forward(self, ids: Tensor) -> Tensor:
        vectors = self.embedding(self.change(ids))[:, -6:]
        out: Tensor = self.head(vectors.tanh().cumsum(1).tanh().mean(1))
        return out


IDS_GIVEN = [4, 7, 7, 2, 9]


@pytest.mark.parametrize("name", [None, "embedding"])
@pytest.mark.parametrize(
    "change",
    [
        lambda ids: nn.functional.pad(ids, (0, 1), value=1),
        lambda ids: nn.functional.pad(ids, (1, 0), value=1),
        lambda ids: ids + 20,
    ],
    ids=["padded behind", "padded before", "counted from another number"],
)
def test_ids_are_found_as_the_model_looks_them_up(change: Any, name: str | None) -> None:
    model: Any = made(lambda: Changed(change))
    explanation = explained(model, IDS_GIVEN, embedding=name, target=1, tol=0.01)
    assert explanation.score == pytest.approx(
        float(model(torch.tensor([IDS_GIVEN])).softmax(1)[0, 1].detach())
    )
    assert [t["text"] for t in tokens(explanation)] == [f"#{number}" for number in IDS_GIVEN]
    # Zero for the text's own tokens, and what the model adds as it is.
    looked_up = change(torch.tensor([IDS_GIVEN]))
    vectors = model.embedding(looked_up).detach()
    own = (looked_up[0] != 1).nonzero().flatten()

    def rest(points: Tensor) -> Tensor:
        whole = vectors.repeat(len(points), 1, 1)
        whole[:, own] = points
        out: Tensor = model.head(whole[:, -6:].tanh().cumsum(1).tanh().mean(1)).softmax(1)
        return out

    expected = igviz.integrated_gradients(
        rest, vectors[:, own], target=1, n_steps=300, method="riemann_middle"
    )
    found, right = values(explanation), expected.attributions[0].sum(1)
    assert (found - right).abs().max() <= 0.02 * right.abs().max()


class Columns(nn.Module):
    """One embedding for each column of a table, beside floats."""

    def __init__(self) -> None:
        super().__init__()
        self.each = nn.ModuleList(nn.Embedding(n, 4) for n in (5, 7, 3))
        self.net = nn.Sequential(nn.Linear(14, 16), nn.Tanh(), nn.Linear(16, 3))

    def forward(self, x_cat: Tensor, x_cont: Tensor) -> Tensor:
        columns = [e(x_cat[:, i]) for i, e in enumerate(self.each)]
        out: Tensor = self.net(torch.cat([*columns, x_cont], 1))
        return out


@pytest.mark.parametrize("names", [None, ["each.0", "each.1", "each.2"]])
def test_one_embedding_for_each_column(names: Any) -> None:
    model: Any = made(Columns)
    row = {"x_cat": torch.tensor([[2, 6, 1]]), "x_cont": torch.tensor([[0.7, -1.3]])}
    explanation = explained(model, row, embedding=names, target=1, tol=0.01)
    columns = [e(row["x_cat"][:, i]) for i, e in enumerate(model.each)]
    x = torch.cat([*columns, row["x_cont"]], 1).detach()
    right = igviz.integrated_gradients(
        lambda z: model.net(z).softmax(1), x, target=1, n_steps=300, method="riemann_middle"
    ).attributions[0]
    sums = [float(part.sum()) for part in right[:12].split(4)] + right[12:].tolist()
    assert values(explanation).tolist() == pytest.approx(sums, rel=0.05, abs=1e-4)
    assert not any("stayed the same" in note for note in explanation.notes)
    one = explained(model, row, embedding="each.1", target=1)
    assert [t["text"] for t in tokens(one)] == ["#6", "x_cont[0]", "x_cont[1]"]
