"""Real layers of PyTorch Geometric, which igviz itself never imports."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from small_graphs import edges, features
from torch import Tensor, nn
from torch_geometric.data import Batch, Data
from torch_geometric.nn import GATConv, GCNConv, GINConv, GINEConv, global_add_pool
from torch_geometric.nn.models import GCN

import igviz
from igviz.modalities.graph.call import APART_NOTE

LAYERS: dict[str, Any] = {
    "gcn": lambda: GCNConv(3, 6),
    "gin": lambda: GINConv(nn.Sequential(nn.Linear(3, 6), nn.Tanh())),
    "gat": lambda: GATConv(3, 6, heads=1),
}


class Net(nn.Module):
    def __init__(self, layer: str, of_nodes: bool = False) -> None:
        super().__init__()
        with torch.random.fork_rng():
            torch.manual_seed(4)
            self.conv, self.last = LAYERS[layer](), nn.Linear(6, 2)
        self.of_nodes = of_nodes

    def forward(self, data: Any) -> Tensor:
        hidden = torch.tanh(self.conv(data.x, data.edge_index))
        pooled = hidden if self.of_nodes else global_add_pool(hidden, data.batch)
        return self.last(pooled)  # type: ignore[no-any-return]


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("of_nodes", [False, True])
def test_attributions_are_those_of_plain_calls(layer: str, of_nodes: bool) -> None:
    model, source = Net(layer, of_nodes).eval(), Data(x=features(), edge_index=edges())
    target: Any = (3, 1) if of_nodes else 1
    explanation: Any = igviz.explain(
        model, source, target=target, output="logit", tol=0.001, progress=False
    )
    total = torch.zeros_like(source.x)
    for alpha in (torch.arange(64) + 0.5) / 64:
        point = Data(x=(alpha * source.x).requires_grad_(), edge_index=source.edge_index)
        score = model(point)[3 if of_nodes else 0, 1]
        total += torch.autograd.grad(score, point.x)[0] / 64
    expected = total * source.x
    given = explanation.attribution.attributions[0]
    assert torch.allclose(given, expected, atol=2e-3 * float(expected.abs().max()))
    assert APART_NOTE not in explanation.notes
    assert set(source.keys()) == {"x", "edge_index"}


def test_features_of_edges_of_real_data() -> None:
    class Edged(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            with torch.random.fork_rng():
                torch.manual_seed(4)
                self.conv = GINEConv(nn.Sequential(nn.Linear(3, 6), nn.Tanh()), edge_dim=2)
                self.last = nn.Linear(6, 2)

        def forward(self, data: Any) -> Tensor:
            hidden = self.conv(data.x, data.edge_index, data.edge_attr)
            return self.last(global_add_pool(hidden, data.batch))  # type: ignore[no-any-return]

    source = Data(
        x=features(), edge_index=edges(), edge_attr=torch.cos(torch.arange(20.0)).reshape(10, 2)
    )
    explanation: Any = igviz.explain(Edged().eval(), source, progress=False, target=0, tol=0.001)
    assert len(explanation.words) == 10  # five nodes and five edges
    total = sum(value for _, value in explanation.words)
    assert total == pytest.approx(explanation.score - explanation.baseline_score, rel=0.01)


def test_a_ready_made_network_answers_for_nodes() -> None:
    with torch.random.fork_rng():
        torch.manual_seed(4)
        model = GCN(3, 8, 2, 2).eval()
    explanation: Any = igviz.explain(
        model, features(), edge_index=edges(), target=(0, 1), progress=False
    )
    assert explanation.label == "node 0: class 1"


def test_a_batch_of_several_is_refused() -> None:
    several = Batch.from_data_list([Data(x=features(), edge_index=edges())] * 2)
    with pytest.raises(igviz.InputError, match=r"holds 2 graphs.*to_data_list"):
        igviz.explain(Net("gcn").eval(), several, progress=False)
    one: Any = Batch.from_data_list([Data(x=features(), edge_index=edges())])
    assert len(igviz.explain(Net("gcn").eval(), one, progress=False).words) == 5  # type: ignore[union-attr]
