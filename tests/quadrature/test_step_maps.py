from __future__ import annotations

import numpy as np
import pytest
import torch

from igviz.quadrature.rules import rule
from igviz.quadrature.shown import Shown
from igviz.quadrature.step_maps import MAX_MAPS, StepMapBuilder


@pytest.mark.parametrize("n", [1, 5, 64, 65, 512])
@pytest.mark.parametrize("channel_dim", [0, None])
def test_kept_maps_add_up(n: int, channel_dim: int | None) -> None:
    alphas, weights = rule("riemann_middle", n)
    steps = torch.from_numpy(np.random.default_rng(0).normal(size=(n, 3, 4, 5)))
    builder = StepMapBuilder(alphas, weights, Shown(channel_dim))
    for some in steps.split([1, *[3] * ((n - 1) // 3), (n - 1) % 3]):
        if len(some):
            builder.add(some)
    kept = builder.build()
    assert len(kept.signed) == min(n, MAX_MAPS)
    assert kept.weights.sum().item() == pytest.approx(1)
    assert (kept.alphas.diff() > 0).all()
    signed = kept.signed.double() * kept.signed_scale.reshape(-1, *[1] * (kept.signed.ndim - 1))
    whole = (kept.weights.reshape(-1, *[1] * (signed.ndim - 1)) * signed).sum(0)
    exact = (torch.from_numpy(weights).reshape(-1, 1, 1, 1) * steps).sum(0)
    exact = exact if channel_dim is None else exact.sum(0)
    # Half a level of each map at most.
    allowed = (kept.weights * kept.signed_scale).sum().item() / 2 + 1e-9
    assert (whole - exact).abs().max().item() <= allowed


def test_absolute_maps_do_not_cancel() -> None:
    builder = StepMapBuilder(*rule("riemann_middle", 1), Shown(0))
    builder.add(torch.tensor([[[1.0], [-1.0]]]))
    kept = builder.build()
    assert kept.signed.tolist() == [[0]]
    assert kept.absolute[0, 0].item() * kept.absolute_scale[0].item() == pytest.approx(2)


def test_a_zero_map_stays_zero() -> None:
    builder = StepMapBuilder(*rule("riemann_middle", 2), Shown(0))
    builder.add(torch.zeros(2, 3, 2, 2))
    assert not builder.build().absolute.any()
    assert builder.build().absolute_scale.tolist() == [0, 0]


def test_of_large_inputs_as_few_are_kept_as_is_asked_for() -> None:
    alphas, weights = rule("gausslegendre", 40)
    builder = StepMapBuilder(alphas, weights, Shown(most_maps=4))
    gradients = torch.arange(40.0)[:, None] * torch.ones(40, 3)
    builder.add(gradients)
    maps = builder.build()
    assert maps.signed.shape == (4, 3)
    gathered = (maps.weights * maps.signed_scale) @ maps.signed.double()
    assert gathered.numpy() == pytest.approx(weights @ gradients.double().numpy(), rel=0.01)
