from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest
import torch

from igviz.quadrature import nodes as module
from igviz.quadrature.nodes import Nodes
from igviz.quadrature.roughness import Roughness

NOTHING = torch.zeros(2, dtype=torch.float64)


def test_eight_bits_keep_a_small_target_beside_a_large_one() -> None:
    torch.manual_seed(0)
    steps = torch.stack([torch.randn(3, 50), 1e-14 * torch.randn(3, 50)])
    nodes = Nodes()
    with patch.object(module, "FULL_BYTES", 2 * steps.numel() * 4):
        for k in range(40):
            nodes.add(k / 40, NOTHING, steps)
    for t in (0, 1):
        assert torch.equal(nodes.step_gradient(1 / 40, t), steps[t])
        packed = nodes.step_gradient(30 / 40, t)
        assert packed.shape == steps[t].shape
        assert 0 < ((packed - steps[t]).norm() / steps[t].norm()).item() < 0.01
        weights = np.full(len(nodes), 1 / len(nodes))
        torch.testing.assert_close(nodes.weighted_sum(t, weights), packed, rtol=0.02, atol=1e-3)


def test_eight_bits_do_not_show_in_sums_and_jumps() -> None:
    torch.manual_seed(0)
    walk = torch.randn(60, 1, 5000).cumsum(0)
    full, packed = Nodes(), Nodes()
    for k, step in enumerate(walk):
        full.add(k / 59, NOTHING[:1], step)
    with patch.object(module, "FULL_BYTES", 0):
        for k, step in enumerate(walk):
            packed.add(k / 59, NOTHING[:1], step)
    assert Roughness(packed).error(0) == pytest.approx(Roughness(full).error(0), rel=0.01)
    weights = np.full(60, 1 / 60)
    whole = full.weighted_sum(0, weights)
    off = (packed.weighted_sum(0, weights) - whole).norm() / whole.norm()
    assert off.item() < 0.002


def test_memory_bounds_the_nodes() -> None:
    one, five = Nodes(), Nodes()
    one.add(0.0, NOTHING[:1], torch.zeros(1, 3, 224, 224))
    five.add(0.0, torch.zeros(5).double(), torch.zeros(5, 3, 224, 224))
    assert one.capacity >= 512
    assert 100 <= five.capacity <= 160


def test_cells_reach_from_end_to_end_and_are_split_evenly() -> None:
    nodes = Nodes()
    nodes.endpoint_scores = np.zeros((2, 1))
    for alpha in (0.125, 0.375, 0.875):
        nodes.add(alpha, NOTHING[:1], torch.zeros(1, 5))
    assert nodes.cells == [(0.0, 0.125), (0.125, 0.375), (0.375, 0.875), (0.875, 1.0)]
    assert nodes.weights() == pytest.approx([0.25, 0.375, 0.375])
    assert nodes.cell_lengths.tolist() == [0.5, 1, 1, 0.5]
    assert nodes.split(0, 1) == pytest.approx([0.125 / 3])  # half a step from the end
    assert nodes.split(1, 1) == pytest.approx([0.25])
    assert nodes.split(3, 2) == pytest.approx([0.925, 0.975])
    assert nodes.split(2, 0) == []
