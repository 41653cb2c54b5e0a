"""Graphs explained: what is known in closed form, every form of call, and the sums shown."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from small import state_of
from small_graphs import (
    ENDS,
    Alone,
    Linear,
    Mixing,
    OfData,
    OfGraph,
    OfNodes,
    WithEdges,
    data,
    edges,
    explained,
    features,
    pooled,
)
from torch import Tensor, nn

import igviz
from igviz.figure.arrays import unwire
from igviz.modalities.graph.call import APART_NOTE, Graphs, form_of
from igviz.modalities.graph.read import read_graph
from igviz.models.model import read_model

WEIGHTS = torch.linspace(-1, 2, 15).reshape(5, 3)


def midpoints(model: Any, source: Any, index: int, count: int = 64) -> Tensor:
    """Attributions of one graph's probability by plain calls of the model, from zero."""
    total = torch.zeros_like(source.x)
    for alpha in (torch.arange(count) + 0.5) / count:
        x = (alpha * source.x).requires_grad_()
        score = model(x, source.edge_index).softmax(1)[0, index]
        total += torch.autograd.grad(score, x)[0] / count
    way: Tensor = source.x
    return total * way


@pytest.mark.parametrize(
    ("baseline", "start"),
    [
        ("zero", torch.zeros(5, 3)),
        ("mean", features().mean(0).expand(5, 3)),
        (0.5, torch.full((5, 3), 0.5)),
        (features() / 3, features() / 3),
        ({"x": features() / 3}, features() / 3),
        (["zero", 1], torch.full((5, 3), 0.5)),
    ],
)
def test_of_a_linear_model_they_are_weight_times_way(baseline: object, start: Tensor) -> None:
    class Weighted(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.weights = nn.Parameter(WEIGHTS.clone())

        def forward(self, x: Tensor, edge_index: Tensor, batch: Tensor) -> Tensor:  # noqa: ARG002
            each = (x.unflatten(0, (-1, 5)) * self.weights).sum((1, 2))
            score: Tensor = each[:, None]
            return score

    explanation = explained(Weighted().eval(), baseline=baseline, labels=None)
    expected = WEIGHTS * (features() - start)
    assert torch.allclose(explanation.attribution.attributions[0], expected, atol=1e-5)
    shown = [value for _, value in explanation.words]
    assert shown == pytest.approx(expected.sum(1).tolist(), rel=1e-4, abs=1e-6)
    assert explanation.notes == ()


@pytest.mark.parametrize("form", ["data", "mapping", "features", "tuple"])
def test_every_form_of_input_is_the_same_graph(form: str) -> None:
    x, edge_index = features(), edges()
    sources: dict[str, Any] = {
        "data": data(),
        "mapping": {"x": x.numpy(), "edge_index": edge_index.tolist()},
        "features": x,
        "tuple": (x, edge_index),
    }
    how: dict[str, Any] = {"edge_index": edge_index} if form == "features" else {}
    how |= {"kind": "graph"} if form == "tuple" else {}
    expected = midpoints(OfGraph().eval(), data(), 1)
    given = explained(source=sources[form], target="high", tol=0.001, **how)
    assert torch.allclose(given.attribution.attributions[0], expected, atol=1e-4)


@pytest.mark.parametrize("model", [OfGraph, OfData, Alone, Mixing])
def test_every_form_of_call_gives_the_models_own_answer(model: type[nn.Module]) -> None:
    made: Any = model().eval()
    explanation = explained(made, target="high", tol=0.001)
    own = made(data(batch=None)) if model is OfData else made(features(), edges())
    own = own.detach()
    assert explanation.score == pytest.approx(float(own.softmax(1)[0, 1]), rel=1e-5)
    total = sum(value for _, value in explanation.words)
    assert total == pytest.approx(explanation.score - explanation.baseline_score, abs=2e-4)
    if model is not OfData:
        expected = midpoints(made, data(), 1)
        assert torch.allclose(explanation.attribution.attributions[0], expected, atol=2e-4)
    assert (APART_NOTE in explanation.notes) == (model in (Alone, Mixing))


def test_a_batch_of_copies_is_computed_at_once() -> None:
    calls = []

    class Counted(OfGraph):
        def forward(self, x: Tensor, edge_index: Tensor, batch: Tensor | None = None) -> Tensor:
            calls.append(len(x) // 5)
            return super().forward(x, edge_index, batch)

    explained(Counted().eval(), n_steps=16)
    assert max(calls) >= 8


def test_mixed_graphs_are_told_by_others_than_copies() -> None:
    model = read_model(Mixing().eval())
    graph = read_graph(data())
    forward = Graphs(model, graph, False)
    forward.settle(features()[None])
    assert forward.apart
    points = torch.stack([features(), features() / 4])
    alone = torch.cat([forward(points[:1]), forward(points[1:])])
    assert torch.allclose(forward(points), alone)


def test_nothing_handed_over_is_changed() -> None:
    source, model = data(y=torch.tensor([1])), OfData().train()
    before, held = state_of(model), {**vars(source)}
    x = source.x.clone()
    explained(model, source)
    assert state_of(model) == before
    assert vars(source) == held
    assert torch.equal(source.x, x)
    assert not source.x.requires_grad


def test_features_of_edges_are_on_the_path_and_shown_for_both_directions() -> None:
    attr = torch.cos(torch.arange(20.0)).reshape(10, 2)
    source = data(edge_attr=attr)
    model = WithEdges().eval()
    explanation = explained(model, source, target="high", tol=0.001)
    values = explanation.attribution.attributions[0]
    assert values.shape == (15, 3)
    assert not values[5:, 2].any()  # edges have two features only
    total = torch.zeros_like(torch.cat([source.x.reshape(-1), attr.reshape(-1)]))
    for alpha in (torch.arange(64) + 0.5) / 64:
        x, e = (alpha * source.x).requires_grad_(), (alpha * attr).requires_grad_()
        score = model(x, source.edge_index, e).softmax(1)[0, 1]
        total += torch.cat([g.reshape(-1) for g in torch.autograd.grad(score, (x, e))]) / 64
    expected = total * torch.cat([source.x.reshape(-1), attr.reshape(-1)])
    assert torch.allclose(values[:5].reshape(-1), expected[:15], atol=2e-4)
    assert torch.allclose(values[5:, :2].reshape(-1), expected[15:], atol=2e-4)
    figure: Any = explanation.figure()
    both = expected[15:].reshape(2, 5, 2).sum((0, 2))
    assert unwire(figure["values"])[5:] == pytest.approx(both.numpy(), abs=4e-4)
    assert figure["names"][5:] == [f"node {a}–node {b}" for a, b in ENDS]
    ends = np.array(figure["places"]).reshape(-1, 2)
    assert ends[5:] == pytest.approx(ends[np.array(ENDS)].mean(1))


def test_steps_add_up_to_what_is_shown() -> None:
    source = data(edge_attr=torch.cos(torch.arange(20.0)).reshape(10, 2))
    figure: Any = explained(WithEdges().eval(), source, n_steps=20).figure()
    steps = figure["steps"]
    levels = unwire(steps["signed"]).astype(np.float64)
    sums = np.array(steps["weights"]) @ (levels * np.array(steps["signed_scale"])[:, None])
    values = unwire(figure["values"])
    assert sums == pytest.approx(values, abs=0.02 * float(np.abs(values).max()))


def test_the_certificate_judges_what_is_shown() -> None:
    source = data(edge_attr=torch.cos(torch.arange(20.0)).reshape(10, 2))
    opened = explained(WithEdges().eval(), source)
    groups = opened.display.drawing.groups(True)  # type: ignore[attr-defined]
    assert groups is not None
    assert groups[:5] == (0, 1, 2, 3, 4)
    assert sorted(groups[5:]) == sorted([*range(5, 10)] * 2)
    assert "sums over features" in str(opened.figure()["said"]["error"]["tip"])


def test_weights_of_edges_stay_the_same_and_are_told() -> None:
    class Weighed(OfGraph):
        def forward(  # type: ignore[override]
            self, x: Tensor, edge_index: Tensor, edge_weight: Tensor, batch: Tensor | None = None
        ) -> Tensor:
            source, target = edge_index
            told = x.index_add(0, target, x[source] * edge_weight[:, None])
            scores: Tensor = self.last(pooled_tanh(self.first(told), batch))
            return scores

    def pooled_tanh(hidden: Tensor, batch: Tensor | None) -> Tensor:
        from small_graphs import pooled

        return pooled(torch.tanh(hidden), batch)

    explanation = explained(Weighed().eval(), data(edge_weight=torch.linspace(0, 1, 10)))
    assert "edge_weight stayed the same along the path." in explanation.notes
    assert APART_NOTE not in explanation.notes


def test_an_answer_for_each_node_needs_a_node() -> None:
    model = OfNodes().eval()
    with pytest.raises(igviz.TargetError, match=r"target=\(node, class\), such as target=\(0, 0\)"):
        explained(model)
    explanation = explained(model, target=(4, "high"), tol=0.001)
    own = model(features(), edges()).softmax(1)[4, 1].detach()
    assert explanation.label == "node 4: high"
    assert explanation.score == pytest.approx(float(own), rel=1e-5)
    assert explanation.figure()["about"] == [4]  # type: ignore[typeddict-item]
    # Node 1 is three edges away from 4, and the model sums over neighbours twice.
    values = dict(explanation.words)
    assert values["node 1"] == 0
    assert values["node 0"] != 0
    assert APART_NOTE not in explanation.notes


def test_nodes_are_named_in_targets() -> None:
    source = {"x": features(), "edge_index": edges(), "names": ["a", "b", "c", "d", "e"]}
    model = OfNodes().eval()
    top = explained(model, source, target=("d", None))
    best = int(model(features(), edges())[3].argmax())
    assert top.label == f"d: {['low', 'high'][best]}"
    with pytest.raises(igviz.TargetError, match="No node is called 'f'"):
        explained(model, source, target=("f", 0))
    with pytest.raises(igviz.TargetError, match="nodes 0 to 4"):
        explained(model, source, target=(5, 0))
    mapped = explained(model, source, target={("a", 0): 1, ("b", 0): -1})
    assert mapped.label == "a: low − b: low"


def test_one_number_for_each_node() -> None:
    class Single(OfNodes):
        def forward(self, x: Tensor, edge_index: Tensor) -> Tensor:
            return super().forward(x, edge_index)[:, 0]

    explanation = explained(Single().eval(), target=(2, 0), labels=None)
    own = Single().eval()(features(), edges())[2].detach()
    assert (explanation.label, explanation.output) == ("node 2", "score")
    assert explanation.score == pytest.approx(float(own), rel=1e-5)


def test_a_graph_without_edges_and_a_single_node() -> None:
    lone = {"x": features(1), "edge_index": np.zeros((2, 0), np.int64)}
    explanation = explained(source=lone)
    assert len(explanation.words) == 1
    explanation.plot()


def test_several_graphs_share_a_call() -> None:
    small = {"x": features(2), "edge_index": edges([(0, 1)])}
    several: Any = igviz.explain(OfGraph().eval(), [data(), small], progress=False, target=0)
    assert [len(one.words) for one in several] == [5, 2]


def test_the_signature_tells_how_a_model_is_called() -> None:
    graph = read_graph(data(edge_weight=torch.ones(10)))

    def positional(nodes: Tensor, links: Tensor) -> Tensor:  # noqa: ARG001
        return nodes

    def keyed(edge_index: Tensor, x: Tensor, *, edge_weight: Tensor | None = None) -> Tensor:  # noqa: ARG001
        return x

    def single(g: Any) -> Tensor:
        return g.x  # type: ignore[no-any-return]

    assert form_of(read_model(positional), graph) == (False, True, ())
    assert form_of(read_model(keyed), graph) == (False, False, ("edge_index", "x", "edge_weight"))
    assert form_of(read_model(single), graph).data

    def more(x: Tensor, edge_index: Tensor, temperature: float) -> Tensor:  # noqa: ARG001
        return x

    with pytest.raises(igviz.InputError, match=r"also takes 'temperature'.*'temperature': \.\.\."):
        form_of(read_model(more), graph)


def test_a_plain_object_is_copied_for_a_model_of_data() -> None:
    seen = []

    class Looks(OfGraph):
        def forward(self, graph: Any) -> Tensor:  # type: ignore[override]
            seen.append(graph)
            assert graph.name == "mine"
            return super().forward(graph.x, graph.edge_index, graph.batch)

    source = SimpleNamespace(x=features(), edge_index=edges(), name="mine")
    explained(Looks().eval(), source)
    assert all(one is not source for one in seen)
    assert not hasattr(source, "batch")


def test_a_linear_sum_is_computed_exactly() -> None:
    explanation = explained(Linear(torch.ones(3)).eval(), labels=None)
    assert explanation.attribution.certificate.converged
    assert sum(value for _, value in explanation.words) == pytest.approx(
        float(features().sum()), rel=1e-4
    )


def test_features_of_edges_that_nothing_hangs_on_are_left_out() -> None:
    explanation = explained(OfData().eval(), data(edge_attr=torch.ones(10, 2)))
    assert "The score does not change with edge_attr." in explanation.notes
    assert len(explanation.words) == 5
    whole = explained(WithWhole().eval(), data(edge_attr=torch.ones(10, dtype=torch.long)))
    assert "edge_attr stayed the same along the path." in whole.notes


class WithWhole(OfGraph):
    """Looks the kind of each edge up."""

    def forward(  # type: ignore[override]
        self, x: Tensor, edge_index: Tensor, edge_attr: Tensor, batch: Tensor | None = None
    ) -> Tensor:
        kinds = torch.tensor([1.0, 0.5])
        source, target = edge_index
        told = x.index_add(0, target, x[source] * kinds[edge_attr][:, None])
        return super().forward(told, edge_index, batch)


def test_of_many_nodes_those_with_an_attribution_are_drawn() -> None:
    count = 400
    ring = [(at, (at + 1) % count) for at in range(count)]
    source = {"x": features(count), "edge_index": edges(ring)}
    explanation = explained(OfNodes().eval(), source, target=(200, 0), tol=0.001)
    assert "those without attribution are not drawn" in " ".join(explanation.notes)
    # Twice a sum over neighbours, of both directions of an edge.
    assert [name for name, _ in explanation.words] == [f"node {at}" for at in range(198, 203)]
    figure: Any = explanation.figure()
    assert figure["about"] == [2]
    assert len(figure["paths"]) == 4
    levels = unwire(figure["steps"]["signed"])
    assert levels.shape[1] == 5
    total = sum(value for _, value in explanation.words)
    assert total == pytest.approx(explanation.score - explanation.baseline_score, abs=1e-3)


def test_of_many_nodes_all_are_drawn_where_all_have_one() -> None:
    count = 320
    ring = [(at, (at + 1) % count) for at in range(count)]
    attr = torch.cos(torch.arange(4.0 * count)).reshape(2 * count, 2)
    source = {"x": features(count), "edge_index": edges(ring), "edge_attr": attr}
    explanation = explained(WithEdges().eval(), source, target=0)
    figure: Any = explanation.figure()
    assert len(figure["labels"]) == count
    assert len(figure["names"]) == 2 * count
    assert figure["radius"] < 20


@pytest.mark.parametrize("dtype", [torch.float64, torch.float16])
def test_every_precision_of_features_and_weights(dtype: torch.dtype) -> None:
    expected = explained(OfNodes().eval(), target=(3, 0), tol=0.001)
    wide = data(x=features().to(dtype).numpy())
    given = explained(OfNodes().eval(), wide, target=(3, 0), tol=0.001)
    assert [value for _, value in given.words] == pytest.approx(
        [value for _, value in expected.words], abs=2e-3
    )
    exact = explained(OfNodes().eval().to(dtype), wide, target=(3, 0))
    assert exact.score == pytest.approx(expected.score, abs=2e-3)
    assert APART_NOTE not in exact.notes


@pytest.mark.parametrize("own", [1.0, 2.0])
def test_an_edge_within_a_circle_is_told_apart_from_its_node(own: float) -> None:
    class Charged(nn.Module):
        def forward(
            self, x: Tensor, edge_index: Tensor, edge_attr: Tensor, batch: Tensor | None = None
        ) -> Tensor:
            edges = pooled(edge_attr, None if batch is None else batch[edge_index[0]])
            return pooled(x, batch) + 5 * edges

    source = {
        "x": torch.tensor([[1.0], [3.0]]),
        "edge_index": torch.tensor([[0, 0, 1], [0, 1, 0]]),
        "edge_attr": torch.tensor([[own], [0.5], [0.5]]),
    }
    how: Any = {"feature_names": ["charge", "bond"], "target": 0, "labels": None}
    figure: Any = explained(Charged().eval(), source, **how).figure()
    assert dict(figure["told"][0]) == {"charge": "0 → 1, +1", "bond": f"0 → {own:g}, +{5 * own:g}"}
    assert figure["told"][1:] == [[["charge", "0 → 3, +3"]], [["bond", "0 → 0.5, +5"]]]
    totals = dict(zip(figure["features"], figure["totals"], strict=True))
    assert totals == pytest.approx({"charge": 4, "bond": 5 * own + 5}, rel=1e-5)
