"""Models that return several tensors: which is explained, what is told of it, what is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
import torch
from torch import Tensor, nn

import igviz
from igviz.errors import TargetError

ROW = torch.tensor([0.5, -1.0, 2.0, 0.3, -0.7])


def layers() -> tuple[nn.Module, nn.Module, nn.Module]:
    with torch.random.fork_rng():
        torch.manual_seed(0)
        body = nn.Sequential(nn.Linear(5, 8), nn.Tanh(), nn.Linear(8, 3)).eval()
        return nn.Linear(5, 2), body, nn.Conv2d(3, 2, 3, padding=1)


EMBED, CLS, CONV = layers()


class Answer(NamedTuple):
    embed: Tensor
    cls: Tensor


def two(x: Tensor) -> dict[str, Tensor]:
    return {"embed": EMBED(x), "cls": CLS(x)}


def pair(x: Tensor) -> tuple[Tensor, Tensor]:
    return EMBED(x), CLS(x)


def dense(x: Tensor) -> dict[str, Tensor]:
    return {"aux": CONV(x).mean((2, 3)), "mask": CONV(x)}


def value(of: Tensor) -> float:
    return of.detach().item()


def explain(model: Callable[[Tensor], object], inputs: object, **how: Any) -> Any:
    return igviz.explain(model, inputs, progress=False, **how)


def said(explanation: Any) -> list[str]:
    return [note for note in explanation.notes if "tensors" in note]


def test_an_output_that_is_asked_for_is_that_of_a_head() -> None:
    plain = explain(two, ROW, target=("cls", 1))
    likely = explain(two, ROW, target=("cls", 1), output="probability")
    assert plain.score == pytest.approx(value(CLS(ROW)[1]))
    assert likely.score == pytest.approx(value(CLS(ROW).softmax(0)[1]))
    assert (plain.output, likely.output) == ("score", "probability")
    by_itself = explain(CLS, ROW, target=1, output="probability")
    assert [v for _, v in likely.words] == pytest.approx([v for _, v in by_itself.words], rel=0.1)
    tensors = igviz.integrated_gradients(two, ROW[None], target=("cls", 1), output="probability")
    assert tensors.score.item() == pytest.approx(likely.score)


def test_an_output_is_not_put_on_a_function() -> None:
    for door in (explain, igviz.integrated_gradients):
        with pytest.raises(TargetError, match="leave output out"):
            door(two, ROW[None], target=lambda o: o["cls"][:, 1], output="probability")


def test_a_head_is_told_and_named_for_tensors_too() -> None:
    first = igviz.integrated_gradients(two, ROW[None], target=0)
    assert "of which 'embed' is explained; pass target=('cls', 0)" in first.notes[0]
    other = igviz.integrated_gradients(pair, ROW[None], target=("1", 2))
    assert other.score.item() == pytest.approx(value(CLS(ROW)[2]))
    assert "of which '1' is explained; pass target=('0', 0)" in other.notes[0]
    each = igviz.integrated_gradients(two, torch.stack([ROW, -ROW]), target=[("cls", 2), 1])
    assert each.score.tolist() == pytest.approx([value(CLS(ROW)[2]), value(EMBED(-ROW)[1])])


def test_what_is_told_is_true_of_each_target() -> None:
    (note,) = said(explain(two, ROW, target=("cls", 1)))
    assert "of which 'cls' is explained; pass target=('embed', 0)" in note
    assert not said(explain(two, ROW, target=lambda o: o["cls"][:, 1]))
    for one, name in zip(explain(two, ROW, target=[("cls", 1), 0]), ("cls", "embed"), strict=True):
        assert f"of which '{name}' is explained" in said(one)[0]


@pytest.mark.parametrize("target", [("mask", 1, 5, 5), ("mask", (1, 5, 5))])
def test_a_value_of_a_dense_head(target: object) -> None:
    picture = torch.rand(3, 8, 8, generator=torch.Generator().manual_seed(1))
    exact = value(CONV(picture[None])[0, 1, 5, 5])
    assert explain(dense, picture, target=target).score == pytest.approx(exact, rel=1e-4)
    ours = igviz.integrated_gradients(dense, picture[None], target=target)
    assert ours.score.item() == pytest.approx(exact, rel=1e-4)
    with pytest.raises(TargetError, match=r"3 numbers, such as target=\('mask', 0, 0, 0\)"):
        explain(dense, picture, target=("mask", 1))


def test_a_head_that_is_not_there() -> None:
    for door in (explain, igviz.integrated_gradients):
        with pytest.raises(TargetError, match="returns 'embed', 'cls'; did you mean 'cls'"):
            door(two, ROW[None], target=("clz", 1))


def test_fields_of_a_named_tuple() -> None:
    named = explain(lambda x: Answer(*pair(x)), ROW, target=("cls", 1))
    assert named.label == "cls: 1"
    assert named.score == pytest.approx(value(CLS(ROW)[1]))


def test_labels_are_those_of_the_head_that_is_asked_for() -> None:
    named = explain(two, ROW, target=("cls", "b"), labels=["a", "b", "c"])
    assert named.label == "cls: b"
    assert named.score == pytest.approx(value(CLS(ROW)[1]))
    assert not named.predictions  # which are of the first, and have no such names
    with pytest.raises(ValueError, match="2 labels were given and the model has 3 classes"):
        explain(two, ROW, target=("cls", "b"), labels=["a", "b"])
