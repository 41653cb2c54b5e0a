from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest
import torch
from quadrature_paths import nodes_at

from igviz.quadrature import store as module
from igviz.quadrature.roughness import Roughness
from igviz.quadrature.shown import Shown
from igviz.quadrature.store import OneByOne, Together


@pytest.mark.parametrize(
    ("channel_dim", "groups"), [(None, None), (0, None), (1, None), (2, (0, 0, 1) * 4)]
)
def test_both_stores_say_the_same(channel_dim: int | None, groups: tuple[int, ...] | None) -> None:
    torch.manual_seed(0)
    steps = torch.randn(6, 2, 3, 4, 5)
    what = Shown(channel_dim, groups)
    together, alone = Together(1, what), OneByOne(512, what)
    for store in (together, alone):
        for part in steps.split(4):
            store.put(part)
        store.close()
    shown = steps if channel_dim is None else steps.sum(2 + channel_dim)
    if groups is not None:
        belongs = torch.tensor(groups) == torch.arange(2)[:, None]
        shown = shown.flatten(2) @ belongs.float().T
    assert together.shown_values == alone.shown_values == shown[0, 0].numel()
    flat = shown.flatten(2).double().movedim(1, 0)
    products = (flat @ flat.transpose(1, 2))[None, :, :, -2:].numpy()
    weights = np.random.default_rng(0).normal(size=(1, 2, 6))
    total = torch.einsum("tn,nt...->t...", torch.from_numpy(weights[0]), steps.double())
    for store in (together, alone):
        unit = store.unit()
        assert (unit >= steps.abs().amax((0, *range(2, steps.ndim))).numpy()).all()
        in_unit = products / unit[..., None, None] ** 2
        assert store.products(2, unit) == pytest.approx(in_unit, rel=1e-5)
        torch.testing.assert_close(store.weighted(weights)[0].double(), total, rtol=1e-5, atol=1e-5)
        assert store.sampled().shape == (1, 6, 2, shown[0, 0].numel())
        assert torch.equal(torch.cat(list(store.blocks(0, np.array([4, 0, 5])))), steps[[4, 0, 5]])
        assert store.node_size == steps[0].nbytes


def test_eight_bits_keep_a_small_target_beside_a_large_one() -> None:
    torch.manual_seed(0)
    steps = torch.stack([torch.randn(3, 50), 1e-14 * torch.randn(3, 50)])
    store = OneByOne(512)
    with patch.object(module, "FULL_BYTES", 2 * steps.numel() * 4):
        store.put(steps.expand(40, *steps.shape))
    second, late = (next(store.blocks(0, np.array([slot])))[0] for slot in (1, 30))
    assert torch.equal(second, steps)
    for t in (0, 1):
        packed = late[t]
        assert 0 < ((packed - steps[t]).norm() / steps[t].norm()).item() < 0.01
        total = store.weighted(np.full((1, 2, 40), 1 / 40))[0, t]
        assert ((total - packed).norm() / packed.norm()).item() < 0.01


def test_eight_bits_do_not_show_in_sums_and_jumps() -> None:
    torch.manual_seed(0)
    walk = torch.randn(60, 5000).cumsum(0)
    alphas = [k / 59 for k in range(60)]
    whole = nodes_at(alphas, walk)
    with patch.object(module, "FULL_BYTES", 0):
        packed = nodes_at(alphas, walk, store=OneByOne(512))
    errors = [float(Roughness(nodes.ascending).error[0, 0]) for nodes in (packed, whole)]
    assert errors[0] == pytest.approx(errors[1], rel=0.01)
    sums = [nodes.store.weighted(np.full((1, 1, 60), 1 / 60)) for nodes in (packed, whole)]
    assert ((sums[0] - sums[1]).norm() / sums[1].norm()).item() < 0.002


def test_memory_bounds_the_nodes() -> None:
    one, five = OneByOne(512), OneByOne(512)
    one.put(torch.zeros(1, 1, 3, 224, 224))
    five.put(torch.zeros(1, 5, 3, 224, 224))
    assert one.capacity >= 512
    assert 100 <= five.capacity <= 160
