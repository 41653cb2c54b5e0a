from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

import pytest
import torch
from small import state_of
from text_models import IDS, Bag, Convolved, Recurrent, TwoTexts, hugging, made
from torch import Tensor, nn

import igviz
from igviz.errors import InputError, ModelError
from igviz.models.arrange import arranged
from igviz.models.embedding import embedded
from igviz.models.lookup import Embedded
from igviz.models.model import read_model
from igviz.models.outputs import output_tensor

IDS_ROW = torch.tensor([IDS])


def outputs(model: Any, *args: Any, **kwargs: Any) -> Tensor:
    with torch.no_grad():
        return output_tensor(model(*args, **kwargs))


def entered(
    model: Any, ids: Tensor, extra: Mapping[str, Any], embedding: object = None
) -> Embedded:
    return embedded(read_model(model, embedding=embedding), ids, extra)


def hooks(model: nn.Module) -> int:
    return sum(len(module._forward_hooks) for module in model.modules())


@pytest.mark.parametrize(
    "build",
    [
        lambda: made(Recurrent),
        lambda: made(Convolved),
        lambda: made(Bag),
        lambda: made(lambda: Bag("sum")),
        lambda: made(lambda: Bag("max")),
        lambda: hugging("BertForSequenceClassification"),
        lambda: hugging("RobertaForSequenceClassification"),
        lambda: hugging("GPT2LMHeadModel"),
        lambda: hugging("DistilBertForQuestionAnswering"),
    ],
)
def test_the_models_own_output_comes_back_for_every_row(build: Any) -> None:
    model = build()
    before = state_of(model)
    opened = entered(model, IDS_ROW, {})
    own = outputs(model, IDS_ROW)
    again = outputs(opened, opened.points.expand(3, -1, -1))
    torch.testing.assert_close(again, own.expand_as(again), atol=1e-5, rtol=1e-5)
    moved = outputs(opened, 0.5 * opened.points)
    assert (moved - own).abs().max() > 1e-4
    assert opened.points.shape[1] == len(IDS)
    assert state_of(model) == before
    assert hooks(model) == 0


def test_masks_and_types_pass_through_to_those_who_take_them() -> None:
    model = hugging("BertForSequenceClassification")
    mask = torch.tensor([[1, 1, 1, 1, 1, 0, 0]])
    opened = entered(model, IDS_ROW, {"attention_mask": mask, "token_type_ids": 0 * mask})
    own = outputs(model, IDS_ROW, attention_mask=mask)
    torch.testing.assert_close(outputs(opened, opened.points), own, atol=1e-5, rtol=1e-5)
    without = outputs(entered(model, IDS_ROW, {}), opened.points)
    assert (without - own).abs().max() > 1e-4
    # One that does not take a mask is not given one.
    assert arranged(read_model(made(Bag)), IDS_ROW, {"attention_mask": mask}).kwargs == {}


def test_another_threads_call_gets_its_own_embedding() -> None:
    model = made(Recurrent)
    own = outputs(model, IDS_ROW)
    opened = entered(model, IDS_ROW, {})
    inside, seen = threading.Event(), list[Tensor]()
    answered = threading.Event()

    def pause(*_: object) -> None:
        inside.set()
        answered.wait(10)

    def beside() -> None:
        inside.wait(10)
        handle.remove()
        seen.append(outputs(model, IDS_ROW))
        answered.set()

    head = model.head
    assert isinstance(head, nn.Module)
    handle = head.register_forward_hook(pause)
    other = threading.Thread(target=beside)
    other.start()
    outputs(opened, 0 * opened.points)
    other.join()
    torch.testing.assert_close(seen[0], own)


def test_padding_gets_nothing_of_a_bag() -> None:
    class Padded(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bag = nn.EmbeddingBag(60, 5, mode="mean", padding_idx=9)

        def forward(self, ids: Tensor) -> Tensor:
            out: Tensor = self.bag(ids)
            return out

    model = made(Padded)
    opened = entered(model, IDS_ROW, {})
    points = opened.points.clone().requires_grad_()
    opened(points).sum().backward()
    assert points.grad is not None
    assert [i for i, g in enumerate(points.grad[0].abs().sum(1)) if g == 0] == [IDS.index(9)]


def test_a_bag_of_weighted_tokens_and_of_flat_ids_with_offsets() -> None:
    class Weighted(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bag = nn.EmbeddingBag(60, 5, mode="sum")

        def forward(self, ids: Tensor) -> Tensor:
            starts = torch.arange(len(ids)) * ids.shape[1]
            heavy = torch.linspace(0.5, 2, ids.numel() // len(ids)).repeat(len(ids))
            out: Tensor = self.bag(ids.flatten(), starts, per_sample_weights=heavy)
            return out

    model = made(Weighted)
    opened = entered(model, IDS_ROW, {})
    both = outputs(opened, opened.points.expand(2, -1, -1))
    torch.testing.assert_close(both, outputs(model, IDS_ROW).expand(2, -1))


def test_several_embeddings_and_float_inputs_lie_on_one_path() -> None:
    model = made(TwoTexts)
    title, body = torch.tensor([[1, 2, 3]]), torch.tensor([[4, 5, 6, 7, 8]])
    numbers = torch.tensor([[0.5, -1.0, 2.0, 3.0]])
    extra = {"title": title, "body": body, "numbers": numbers}
    opened = entered(model, title, extra, ["title", "body"])
    assert opened.points.shape == (1, 3 + 5 + 4, 9)
    own = outputs(model, title, body, numbers)
    torch.testing.assert_close(outputs(opened, opened.points), own)
    assert [part.name for part in opened.parts] == ["title", "body", "numbers"]


def test_the_one_that_gets_the_ids_is_found_and_several_are_asked_about() -> None:
    class Twice(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.left, self.right = nn.Embedding(60, 4), nn.Embedding(60, 4)
            self.unused = nn.Embedding(60, 4)
            self.places = nn.Embedding(64, 4)

        def forward(self, ids: Tensor) -> Tensor:
            where = self.places(torch.arange(ids.shape[1]))
            mixed = self.left(ids) * self.right(ids) + where
            out: Tensor = mixed.mean(1)
            return out

    model = made(Twice)
    with pytest.raises(InputError, match=r"Several embeddings .*'left', 'right'.*embedding='left'"):
        entered(model, IDS_ROW, {})
    assert entered(model, IDS_ROW, {}, "right").parts[0].name == "right"
    assert entered(model, IDS_ROW, {}, model.left).parts[0].name == "left"
    both = entered(model, IDS_ROW, {}, ["left", "right"])
    assert both.points.shape == (1, 2 * len(IDS), 4)
    with pytest.raises(InputError, match=r"'unused' was not called .* that is \('left', 'right'\)"):
        entered(model, IDS_ROW, {}, "unused")
    with pytest.raises(InputError, match=r"embedding='middle' is no module.*'left'"):
        entered(model, IDS_ROW, {}, "middle")


def test_a_table_shared_with_other_ids_is_replaced_for_the_asked_ones_only() -> None:
    class Question(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.words = nn.Embedding(60, 4)

        def forward(self, ids: Tensor) -> Tensor:
            fixed = self.words(torch.tensor([[1, 2]])).sum((0, 1))
            out: Tensor = self.words(ids).sum(1) * fixed
            return out

    model = made(Question)
    opened = entered(model, IDS_ROW, {})
    assert outputs(opened, 0 * opened.points).abs().max() == 0
    torch.testing.assert_close(outputs(opened, opened.points), outputs(model, IDS_ROW))


def test_a_model_that_only_takes_embeddings_by_name_is_given_them() -> None:
    class Functional(nn.Module):
        """Looks the table up by function, where no hook can reach."""

        def __init__(self) -> None:
            super().__init__()
            self.table = nn.Embedding(60, 4)

        def get_input_embeddings(self) -> nn.Module:
            return self.table

        def forward(
            self, input_ids: Tensor | None = None, inputs_embeds: Tensor | None = None
        ) -> Tensor:
            if inputs_embeds is None:
                self.table(input_ids)  # seen, but not what is used
                assert input_ids is not None
                inputs_embeds = nn.functional.embedding(input_ids, self.table.weight)
            return inputs_embeds.tanh().sum(1)

    model = made(Functional)
    opened = entered(model, IDS_ROW, {})
    assert opened.by_name
    torch.testing.assert_close(outputs(opened, opened.points), outputs(model, IDS_ROW))


def test_what_cannot_be_entered_is_refused_in_a_sentence() -> None:
    class Looked(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.table = nn.Embedding(60, 4)

        def forward(self, ids: Tensor) -> Tensor:
            self.table(ids)
            return nn.functional.embedding(ids, self.table.weight).sum(1)

    with pytest.raises(ModelError, match="does not come back through its embedding"):
        entered(made(Looked), IDS_ROW, {})
    with pytest.raises(InputError, match=r"No nn\.Embedding was found"):
        entered(nn.Linear(3, 2), IDS_ROW, {})
    with pytest.raises(ModelError, match="no row for one of these 7 tokens, whose ids"):
        entered(made(Recurrent), IDS_ROW + 100, {})
    assert read_model(made(Bag)).takes_ids
    assert not read_model(nn.Linear(2, 2)).takes_ids


def test_a_function_is_entered_by_the_module_it_uses() -> None:
    model = made(Recurrent)

    def function(ids: Tensor) -> Tensor:
        out: Tensor = 2 * model(ids)
        return out

    opened = entered(function, IDS_ROW, {}, model.embedding)
    torch.testing.assert_close(outputs(opened, opened.points), 2 * outputs(model, IDS_ROW))


def test_half_precision_and_data_parallel() -> None:
    model = made(Recurrent).to(torch.bfloat16)
    opened = entered(model, IDS_ROW, {})
    assert opened.points.dtype == torch.float32
    parallel = nn.DataParallel(hugging("BertForSequenceClassification"))
    twin = entered(parallel, IDS_ROW, {"attention_mask": torch.ones_like(IDS_ROW)})
    own = outputs(parallel, input_ids=IDS_ROW)
    torch.testing.assert_close(outputs(twin, twin.points), own, atol=1e-5, rtol=1e-5)


class Short(nn.Module):
    """A table that shortens its own rows whenever it is used."""

    def __init__(self) -> None:
        super().__init__()
        self.embedding = nn.Embedding(60, 4, max_norm=0.5)
        self.head = nn.Linear(4, 3)

    def forward(self, ids: Tensor) -> Tensor:
        out: Tensor = self.head(self.embedding(ids).tanh().mean(1))
        return out


def test_a_table_that_shortens_its_rows_is_read_and_not_changed() -> None:
    model = made(Short)
    before = state_of(model)
    opened = entered(model, IDS_ROW, {})
    assert opened.points.norm(dim=2).max() <= 0.5 + 1e-5
    outputs(opened, 0.5 * opened.points)
    opened.embed(torch.arange(60)[None])
    logits = outputs(opened, opened.points)
    assert state_of(model) == before
    assert model.embedding.max_norm == 0.5  # type: ignore[union-attr]
    torch.testing.assert_close(logits, outputs(model, IDS_ROW))


@pytest.mark.parametrize("ids", [IDS, (7,) * 7])
def test_tokens_may_come_first(ids: tuple[int, ...]) -> None:
    class First(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.embedding = nn.Embedding(60, 6)
            self.lstm = nn.LSTM(6, 5)

        def forward(self, ids: Tensor) -> Tensor:
            out: Tensor = self.lstm(self.embedding(ids.t()))[0][-1]
            return out

    model = made(First)
    row = torch.tensor([ids])
    opened = entered(model, row, {})
    scaled = torch.linspace(0.1, 1, len(ids))[:, None, None] * opened.points
    logits = outputs(opened, scaled)
    alone = torch.cat([outputs(opened, scaled[i : i + 1]) for i in range(len(ids))])
    torch.testing.assert_close(logits, alone)
    torch.testing.assert_close(logits[-1:], outputs(model, row))


def test_the_whole_embedding_layer_with_its_positions_may_be_named() -> None:
    model = hugging("BertForSequenceClassification")
    opened = entered(model, IDS_ROW, {}, "bert.embeddings")
    torch.testing.assert_close(
        outputs(opened, opened.points), outputs(model, IDS_ROW), atol=1e-5, rtol=1e-5
    )


def test_a_module_that_gets_the_ids_is_named_where_no_embedding_does() -> None:
    class Hashed(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.tables = nn.ModuleList([nn.Embedding(7, 2), nn.Embedding(7, 2)])

        def forward(self, ids: Tensor) -> Tensor:
            hashes = [(ids * prime + 1) % 7 for prime in (31, 43)]
            return torch.cat([t(h) for t, h in zip(self.tables, hashes, strict=True)], 2)

    class Letters(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.characters, self.head = Hashed(), nn.Linear(4, 3)

        def forward(self, ids: Tensor) -> Tensor:
            out: Tensor = self.head(self.characters(ids).tanh().mean(1))
            return out

    model = made(Letters)
    with pytest.raises(InputError, match=r"embedding='name', .* one of those .*: 'characters'\."):
        entered(model, IDS_ROW, {})
    opened = entered(model, IDS_ROW, {}, "characters")
    torch.testing.assert_close(outputs(opened, opened.points), outputs(model, IDS_ROW))


@pytest.mark.parametrize("form", ["scaled", "moved", "transposed", "masked"])
def test_what_is_looked_up_may_be_worked_on_in_place(form: str) -> None:
    class InPlace(Recurrent):
        def forward(self, ids: Tensor) -> Tensor:
            x = self.embedding(ids)
            if form == "scaled":
                x *= 8**0.5
            if form == "moved":
                x += torch.linspace(0, 1, x.shape[1])[:, None]
            if form == "transposed":
                x = x.transpose(0, 1)
                x += 1
                x = x.transpose(0, 1)
            if form == "masked":
                x.masked_fill_(ids[..., None] == IDS[1], 0.0)
            out: Tensor = self.head(self.lstm(x)[0][:, -1])
            return out

    model = made(InPlace)
    before = state_of(model)
    own = outputs(model, IDS_ROW)
    explanation = igviz.explain(model, IDS, target=1, output="score", progress=False)
    assert isinstance(explanation, igviz.Explanation)
    assert explanation.score == pytest.approx(float(own[0, 1]), rel=1e-5)
    change = explanation.score - explanation.baseline_score
    total = sum(value for _, value in explanation.words)
    assert total == pytest.approx(change, rel=0.1)
    assert state_of(model) == before


def test_a_function_of_keywords_only() -> None:
    model = hugging("BertForSequenceClassification")

    def function(**given: Tensor) -> Tensor:
        out: Tensor = model(**given).logits
        return out

    mask = torch.ones_like(IDS_ROW)
    named: Any = function
    table = model.get_input_embeddings()  # type: ignore[operator]
    opened = entered(named, IDS_ROW, {"attention_mask": mask}, table)
    torch.testing.assert_close(outputs(opened, opened.points), outputs(model, IDS_ROW))


def test_an_output_without_a_gradient_is_left_to_those_who_say_so() -> None:
    class Decided(Recurrent):
        def forward(self, ids: Tensor) -> Tensor:
            return super().forward(ids).detach()

    opened = entered(made(Decided), IDS_ROW, {})
    assert not output_tensor(opened(opened.points.requires_grad_())).requires_grad


def test_an_answer_that_is_another_each_time_is_said_to_be_one() -> None:
    model, chance = made(Recurrent), torch.Generator().manual_seed(0)

    def drawing(ids: Tensor) -> Tensor:
        out: Tensor = model(ids) + torch.randn(1, generator=chance)
        return out

    with pytest.raises(ModelError, match="answers the same input differently each time"):
        entered(drawing, IDS_ROW, {}, model.embedding)


@pytest.mark.parametrize(
    "look_up",
    [
        lambda ids, table: nn.functional.embedding(ids, table.weight),
        lambda ids, table: table.weight[ids],
        lambda ids, table: nn.functional.one_hot(ids, 60).float() @ table.weight,
    ],
)
def test_a_table_whose_weight_is_used_by_itself_has_to_be_called(look_up: Any) -> None:
    class ByWeight(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.table, self.head = nn.Embedding(60, 4), nn.Linear(4, 3)

        def forward(self, ids: Tensor) -> Tensor:
            out: Tensor = self.head(look_up(ids, self.table).tanh().mean(1))
            return out

    model = made(ByWeight)
    with pytest.raises(InputError, match=r"'table' was not called .*have the model call it, as in"):
        entered(model, IDS_ROW, {}, "table")
    with pytest.raises(
        InputError, match=r"No nn\.Embedding .* was called .*have the model call it"
    ):
        entered(model, IDS_ROW, {})


def test_a_module_that_runs_but_is_given_no_ids_is_not_said_to_be_unused() -> None:
    with pytest.raises(InputError, match=r"'head' .* is given no token ids .*\('embedding'\)\."):
        entered(made(Recurrent), IDS_ROW, {}, "head")


def test_a_model_of_which_only_operations_are_left_is_refused_in_one_sentence() -> None:
    class Plain(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.embedding, self.head = nn.Embedding(60, 4), nn.Linear(4, 3)

        def forward(self, ids: Tensor) -> Tensor:
            out: Tensor = self.head(self.embedding(ids).tanh().mean(1))
            return out

    eager = made(Plain)
    scripted, traced = torch.jit.script(eager), torch.jit.trace(eager, IDS_ROW)
    exported = torch.export.export(eager, (IDS_ROW,)).module()
    closed = {"scripted or traced": [scripted, traced, torch.jit.freeze(scripted)]}
    closed |= {"exported": [exported], "scripted or traced, and": [nn.Sequential(scripted)]}
    for kind, models in closed.items():
        for model in models:
            for name in (None, "embedding", "nonsense"):
                with pytest.raises(InputError, match=f"is {kind}.*pass the nn.Module"):
                    igviz.explain(model, list(IDS), embedding=name, progress=False)
    by_module = torch.fx.symbolic_trace(eager)
    opened = entered(by_module, IDS_ROW, {})
    torch.testing.assert_close(outputs(opened, opened.points), outputs(eager, IDS_ROW))
