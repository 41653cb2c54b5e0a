from __future__ import annotations

import numpy as np
import torch

from igviz.compute.nodes import HALF_AFTER, Nodes


def test_sixteen_bits_keep_a_small_target_beside_a_large_one() -> None:
    nodes = Nodes()
    steps = torch.stack([torch.ones(5), 1e-14 * torch.arange(5.0)])
    for k in range(HALF_AFTER + 2):
        nodes.add(k / 64, torch.zeros(2, dtype=torch.float64), steps)
    for t in (0, 1):
        held = nodes.steps((HALF_AFTER + 1) / 64, t)
        torch.testing.assert_close(held, steps[t], rtol=1e-3, atol=0)
        weights = np.full(len(nodes), 1 / len(nodes))
        torch.testing.assert_close(nodes.weighted(t, weights), steps[t], rtol=1e-3, atol=0)
