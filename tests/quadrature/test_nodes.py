from __future__ import annotations

import numpy as np
import pytest
import torch
from quadrature_paths import nodes_at

from igviz.quadrature.cohort import Cohort
from igviz.quadrature.nodes import Nodes
from igviz.quadrature.refine import cell_lengths, placed


def test_cells_reach_from_end_to_end_and_are_split_evenly() -> None:
    nodes = nodes_at([0.875, 0.125, 0.375], torch.zeros(3, 5)).ascending
    assert nodes.edges.tolist() == [[0.0, 0.125, 0.375, 0.875, 1.0]]
    assert nodes.weights[0] == pytest.approx([0.25, 0.375, 0.375])
    assert cell_lengths(nodes).tolist() == [[0.5, 1, 1, 0.5]]
    # half a step from the end, in the middle, not at all, and two half a step from the end
    new = placed(nodes.edges, np.array([[1, 1, 0, 2]]))
    assert new[0] == pytest.approx([0.125 / 3, 0.25, 0.925, 0.975])


def test_what_estimates_need_is_in_the_products() -> None:
    """Norms, changes and weighted sums follow from inner products, in any order of arrival.

    They are in the nodes' unit, a power of two.
    """
    torch.manual_seed(0)
    steps = torch.randn(5, 7).double()
    alphas, order = [0.9, 0.1, 0.5, 0.3, 0.7], [1, 3, 2, 4, 0]
    nodes = nodes_at(alphas, steps).ascending
    rising = steps[order]
    unit = float(nodes.nodes.unit[0, 0])
    assert unit / 2 <= steps.abs().max() <= unit
    assert unit * nodes.norms[0, 0] == pytest.approx(rising.norm(dim=1).numpy())
    for across in (1, 2):
        jumps = (rising[across:] - rising[:-across]).norm(dim=1)
        assert unit * nodes.jumps(across)[0, 0] == pytest.approx(jumps.numpy())
    weights = np.array([0.3, -1.0, 0.5, 2.0, 0.1])
    total = torch.from_numpy(weights) @ rising
    assert unit * nodes.norm(weights)[0, 0] == pytest.approx(float(total.norm()))
    placed_weights = nodes.by_slot(weights[None, None])
    torch.testing.assert_close(nodes.nodes.store.weighted(placed_weights)[0, 0], total)


ONE = np.array([1])


def test_cohorts_are_taken_apart_and_joined() -> None:
    torch.manual_seed(0)
    paths = [nodes_at([0.2, 0.8], torch.randn(2, 4)) for _ in range(3)]
    joined = Nodes.joined(paths)
    again = joined.take(np.array([2, 0]))
    assert np.array_equal(again.products[0], paths[2].products[0])
    (taken,), (own,) = again.store.blocks(1, ONE), paths[0].store.blocks(0, ONE)
    assert torch.equal(taken, own)
    cohort = Cohort(np.arange(3), joined, np.zeros((3, 1)), None, np.full(3, 5.0))
    parts = [cohort.take(np.array([1])), cohort.take(np.array([0, 2]))]
    assert parts[0].joins(parts[1])
    assert Cohort.joined(parts).members.tolist() == [1, 0, 2]
    assert cohort.missing == 9
