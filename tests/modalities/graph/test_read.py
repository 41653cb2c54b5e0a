"""What is no graph is refused with a sentence; what is one is taken as it is."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from small_graphs import OfGraph, data, edges, explained, features
from torch import nn

import igviz
from igviz.modalities.graph.modality import accepts, is_one
from igviz.modalities.graph.read import read_graph
from igviz.models.model import read_model
from igviz.options import read

NAN = features().clone()
NAN[1, 2] = float("nan")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"edge_index": edges().T}, r"edge_index has shape \(10, 2\).*such as edge_index\.T"),
        ({"edge_index": edges()[0]}, r"edge_index has shape \(10,\); pass \(2, edges\)"),
        ({"edge_index": edges().float()}, r"holds torch\.float32.*pass edge_index\.long\(\)"),
        ({"edge_index": edges() > 2}, r"holds torch\.bool"),
        ({"edge_index": edges() + 1}, r"names node 5, and x has 5 nodes, 0 to 4"),
        ({"edge_index": edges() - 1}, r"names node -1"),
        ({"edge_index": "all"}, r"edge_index is an object of type str"),
        ({"edge_index": None}, r"The graph has no edge_index"),
        ({"x": None}, r"The graph has no x"),
        ({"x": features()[0]}, r"x has shape \(3,\); pass node features of shape \(nodes, feat"),
        ({"x": features()[:0], "edge_index": edges([])}, r"The graph has no nodes"),
        ({"x": NAN}, r"x holds 1 of 15 values that are NaN or infinite"),
        ({"x": [["a"] * 3] * 5}, r"x \(the node features\) holds what is no number"),
        ({"edge_attr": torch.ones(9, 2)}, r"edge_attr has shape \(9, 2\), and edge_index has 10"),
        ({"edge_attr": torch.ones(10, 2, 2)}, r"pass \(edges, features\)"),
        ({"edge_attr": torch.full((10, 1), torch.inf)}, r"edge_attr holds 10 of 10 values"),
        ({"names": ["a", "b"]}, r"names are 2 names, and it has 5 nodes"),
        ({"names": "abcde"}, r"it has 5 nodes; give a list"),
        ({"batch": torch.tensor([0, 0, 1, 1, 1])}, r"holds 2 graphs"),
    ],
)
def test_what_does_not_fit_is_told(change: dict[str, Any], sentence: str) -> None:
    for made in (data(**change), {**vars(data()), **change}):
        with pytest.raises(igviz.InputError, match=sentence):
            explained(source=made)


def test_node_features_alone_are_no_graph() -> None:
    with pytest.raises(igviz.InputError, match=r"with edge_index="):
        explained(source=features(), kind="graph")


def test_whole_numbers_are_features_unless_they_are_looked_up() -> None:
    assert read_graph({"x": torch.ones(5, 3, dtype=torch.long), "edge_index": edges()}).x.dtype == (
        torch.float32
    )

    class Table(OfGraph):
        def __init__(self) -> None:
            super().__init__()
            self.table = nn.Embedding(9, 3)

    whole = data(x=torch.ones(5, 1, dtype=torch.long))
    with pytest.raises(igviz.InputError, match=r"looks up in a table"):
        explained(Table().eval(), whole)


@pytest.mark.parametrize(
    ("baseline", "sentence"),
    [
        ("zeros", r"baseline 'zeros' is unknown.*did you mean 'zero'"),
        (float("nan"), r"baseline nan is not finite"),
        (1e39, r"1e\+39 is not finite in torch.float32; pass a number such as 0"),
        (torch.ones(4, 3), r"The baseline's x has shape \(4, 3\), and the graph's has \(5, 3\)"),
        ({"x": NAN}, r"The baseline's x holds 1 of 15"),
        ([], r"The list of baselines is empty"),
        (features(), r"The input equals its baseline \(features\).*baseline='zero'"),
    ],
)
def test_what_is_no_baseline_is_told(baseline: object, sentence: str) -> None:
    with pytest.raises(igviz.InputError, match=sentence):
        explained(baseline=baseline)


@pytest.mark.parametrize("names", [["a", "b"], list("abcd")])
def test_names_of_features_must_fit(names: list[str]) -> None:
    with pytest.raises(igviz.InputError, match=r"and a node has 3 features"):
        explained(feature_names=names)


def test_other_rooms_options_are_refused() -> None:
    with pytest.raises(igviz.InputError, match=r"A background was given for a graph"):
        explained(background=features())
    with pytest.raises(TypeError, match=r"pass a list with a name for each feature"):
        explained(feature_names="size")


def test_graphs_are_told_from_other_inputs() -> None:
    graph_model, other = read_model(OfGraph()), read_model(nn.Linear(3, 2))
    options = read({})
    assert accepts(data(), other, options)
    assert accepts({"x": 1, "edge_index": 2}, other, options)
    assert accepts(features(), other, read({"edge_index": edges()}))
    assert accepts("CCO", graph_model, options)
    assert not accepts("photo.jpg", other, options)
    assert not accepts(features(), graph_model, options)
    assert not accepts({"age": 3}, other, options)
    assert not accepts(SimpleNamespace(x=features()), other, options)
    assert not is_one([features()], options)


def test_a_model_that_fails_is_told_with_its_own_words() -> None:
    with pytest.raises(igviz.ModelError, match=r"The model failed on an input of shape"):
        explained(source=data(x=torch.ones(5, 2)))


def test_places_that_are_given_are_kept() -> None:
    pos = np.array([[0.0, 0], [2, 0], [2, 1], [0, 1], [4, 0]])
    figure: Any = explained(source=data(pos=torch.tensor(pos))).figure()
    drawn = np.array(figure["places"]).reshape(-1, 2)
    way = (drawn - drawn[3]) / 250  # the longer side, four wide, is 1000; y points down
    assert way == pytest.approx((pos - pos[3]) * [1, -1], abs=0.01)


@pytest.mark.parametrize("pos", [torch.ones(5, 3), torch.full((5, 2), torch.nan), torch.ones(4, 2)])
def test_other_places_are_computed_the_same_each_time(pos: torch.Tensor) -> None:
    each: list[Any] = [explained(source=data(pos=pos)).figure()["places"] for _ in range(2)]  # type: ignore[typeddict-item]
    assert each[0] == each[1]
    assert len({tuple(each[0][i : i + 2]) for i in range(0, 10, 2)}) == 5


def test_a_graph_may_be_where_the_model_is() -> None:
    class Away(torch.Tensor):
        """A tensor elsewhere, which NumPy cannot read before it is brought here."""

        def detach(self) -> Any:
            return self

        def cpu(self, *_: Any, **__: Any) -> Any:
            return self.as_subclass(torch.Tensor)

        def numpy(self, *_: Any, **__: Any) -> Any:
            raise TypeError("can't convert cuda:0 device type tensor to numpy")

    source = {name: value.as_subclass(Away) for name, value in vars(data()).items()}
    graph = read_graph(source)
    assert all(type(one) is torch.Tensor for one in (graph.x, graph.edge_index))
    assert explained(source=source).words == explained().words
