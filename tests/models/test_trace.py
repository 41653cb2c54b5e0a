"""Tables that are looked up more than once: every token's vector moves wherever it is used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor, nn

import igviz

WORDS, WIDTH = 20, 8
Look = Callable[[Tensor], Tensor]


class Looking(nn.Module):
    """Two recurrent layers over what a table returns for ids, and ids made of them."""

    def __init__(self, used: Callable[..., Tensor]) -> None:
        super().__init__()
        self.e, self.p = nn.Embedding(WORDS, WIDTH), nn.Embedding(WORDS, WIDTH)
        self.f, self.b = (nn.GRU(WIDTH, WIDTH, batch_first=True) for _ in range(2))
        self.head, self.used = nn.Linear(WIDTH, 3), used

    def forward(self, ids: Tensor) -> Tensor:
        return self.behind(self.e, ids)

    def behind(self, e: Look, ids: Tensor) -> Tensor:
        """The output where ``e`` looks up."""
        out: Tensor = self.head(self.used(self, e, ids))
        return out

    def ahead(self, x: Tensor) -> Tensor:
        last: Tensor = self.f(x)[0][:, -1]
        return last

    def back(self, x: Tensor) -> Tensor:
        last: Tensor = self.b(x)[0][:, -1]
        return last


USES: dict[str, Callable[..., Tensor]] = {
    "both ways": lambda m, e, i: m.ahead(e(i)) + m.back(e(i.flip(1))),
    "turned round": lambda m, e, i: m.ahead(e(i.flip(1))),
    "mixed": lambda m, e, i: m.ahead(e(i) + 0.5 * e(i.flip(1))),
    "rolled": lambda m, e, i: m.ahead(e(i)) + m.back(e(i.roll(1, 1))),
    "less the first": lambda m, e, i: m.ahead(e(i) - e(i[:, :1])),
    "with the last": lambda m, e, i: m.ahead(e(i)) + m.ahead(e(i[:, -1:])),
    "one by one": lambda m, e, i: m.ahead(
        torch.stack([e(i[:, t]) for t in range(i.shape[1])], 1)
    ),
    "in windows": lambda m, e, i: m.ahead(e(i.unfold(1, 2, 1)).mean(2)),
    "twice the same": lambda m, e, i: m.ahead(e(i) + 0.5 * e(i)),
    "tokens first": lambda m, e, i: m.ahead((e(i.t()) + 0.5 * e(i.flip(1).t())).transpose(0, 1)),
}  # fmt: skip


def made(used: Callable[..., Tensor]) -> Any:
    with torch.random.fork_rng():
        torch.manual_seed(1)
        model = Looking(used).eval()
    with torch.no_grad():
        model.e.weight *= 2
    return model


def words(model: Any, ids: list[int], **how: Any) -> list[float]:
    explanation = igviz.explain(model, ids, tol=0.001, progress=False, **how)
    assert isinstance(explanation, igviz.Explanation)
    return [value for _, value in explanation.words]


def by_vectors(model: Any, ids: list[int]) -> list[float]:
    """The attributions of one vector for each token, which is looked up by its position."""

    def forward(vectors: Tensor) -> Tensor:
        rows = len(vectors)

        def look_up(places: Tensor) -> Tensor:
            by_row = places.reshape(rows, -1) if places.shape[0] == rows else places.t()
            own = vectors[torch.arange(rows)[:, None], by_row]
            if places.shape[0] != rows:
                return own.transpose(0, 1)
            return own.reshape(*places.shape, WIDTH)

        out: Tensor = model.behind(look_up, torch.arange(len(ids)).expand(rows, -1))
        return out

    row = torch.tensor([ids])
    x, target = model.e(row).detach(), int(model(row).argmax())
    result: Any = igviz.integrated_gradients(
        forward, x, 0 * x, target, output="probability", tol=0.001, batch_size=None
    )
    totals: list[float] = result.attributions.sum(-1)[0].tolist()
    return totals


@pytest.mark.parametrize("ids", [[17, 18, 19, 3], [5, 6, 6, 5], [7, 7, 7, 7]], ids=str)
@pytest.mark.parametrize("use", USES)
def test_a_token_moves_wherever_its_vector_is_looked_up(use: str, ids: list[int]) -> None:
    """Even where ids that stand for other tokens are the same, as in a text that is a mirror."""
    model = made(USES[use])
    assert words(model, ids) == pytest.approx(by_vectors(model, ids), abs=2e-3)


def test_padding_that_the_model_adds_stays_as_it_is() -> None:
    def padded(m: Any, e: Look, i: Tensor) -> Any:
        pad = i.new_ones(len(i), 1)
        return m.ahead(e(torch.cat([pad, i], 1))) + m.back(e(torch.cat([i.flip(1), pad], 1)))

    def held(m: Any, e: Look, i: Tensor) -> Any:
        pad = m.e(torch.ones(len(i), 1, dtype=torch.long)).detach()
        return m.ahead(torch.cat([pad, e(i)], 1)) + m.back(torch.cat([e(i.flip(1)), pad], 1))

    ids = [17, 18, 19, 3]
    assert words(made(padded), ids) == pytest.approx(by_vectors(made(held), ids), abs=2e-3)


@pytest.mark.parametrize("made_of", [lambda i: (i * 31 + 1) % 7, lambda i: i - 1])
def test_what_cannot_be_followed_is_said(made_of: Callable[[Tensor], Tensor]) -> None:
    model = made(lambda m, e, i: m.ahead(e(i)) + m.back(e(made_of(i))))
    explanation: Any = igviz.explain(model, [17, 18, 19], progress=False)
    said = [note for note in explanation.notes if "'e' also looks up numbers" in note]
    assert len(said) == 1
    fixed = made(lambda m, e, i: m.ahead(e(i)) + m.back(e(i.new_full((len(i), 2), 17))))
    whole: Any = igviz.explain(fixed, [17, 18, 19], progress=False)
    assert not any("also looks up" in note for note in whole.notes)


def test_another_table_that_gets_the_ids_in_another_order_is_asked_about() -> None:
    model = made(lambda m, e, i: m.ahead(e(i) + m.p(i.flip(1))))
    with pytest.raises(igviz.InputError, match=r"Several embeddings .*'e', 'p'"):
        words(model, [17, 18, 19])
    assert len(words(model, [17, 18, 19], embedding=["e", "p"])) == 6


def test_columns_are_found_in_any_order() -> None:
    model = made(lambda m, _e, i: m.ahead(torch.cat([m.p(i[:, 1:]), m.e(i[:, :1])], 1)))
    explanation: Any = igviz.explain(model, [17, 18], progress=False)
    assert {text for text, _ in explanation.words} == {"#17", "#18"}


def test_a_table_that_another_input_is_looked_up_in_too() -> None:
    class Twins(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.e, self.head = nn.Embedding(WORDS, WIDTH), nn.Linear(2 * WIDTH, 3)

        def forward(self, one: Tensor, other: Tensor) -> Tensor:
            both = torch.cat([self.e(one).mean(1), self.e(other).mean(1)], 1)
            out: Tensor = self.head(both.tanh())
            return out

    torch.manual_seed(0)
    source = {"one": torch.tensor([[1, 2, 3]]), "other": torch.tensor([[4, 5]])}
    explanation: Any = igviz.explain(Twins(), source, progress=False)
    assert [text for text, _ in explanation.words] == ["#1", "#2", "#3", "#4", "#5"]
    assert not any("stayed the same" in note for note in explanation.notes)


def test_columns_of_one_table_keep_the_numbers_that_were_given() -> None:
    class Offset(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.e, self.head = nn.Embedding(30, 4), nn.Linear(10, 2)

        def forward(self, cat: Tensor, num: Tensor) -> Tensor:
            looked_up = self.e(cat + torch.tensor([0, 5])).flatten(1)
            out: Tensor = self.head(torch.cat([looked_up, num], 1).tanh())
            return out

    torch.manual_seed(0)
    source = {"cat": torch.tensor([[3, 5]]), "num": torch.tensor([[0.5, -0.2]])}
    for name in (None, "e"):
        explanation: Any = igviz.explain(Offset(), source, progress=False, embedding=name)
        assert [text for text, _ in explanation.words][:2] == ["#3", "#5"]
        assert not any("stayed the same" in note for note in explanation.notes)
