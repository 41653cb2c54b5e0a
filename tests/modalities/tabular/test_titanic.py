"""A network like that of Captum's tutorial on passengers of the Titanic, against Captum itself."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from captum.attr import IntegratedGradients
from torch import nn

import igviz

NAMES = [
    "age", "sibsp", "parch", "fare", "female", "male", "embark_C", "embark_Q", "embark_S",
    "class_1", "class_2", "class_3",
]  # fmt: skip


@pytest.fixture(scope="module")
def network() -> nn.Sequential:
    with torch.random.fork_rng():
        torch.manual_seed(1912)
        layers = (
            nn.Linear(12, 12), nn.Sigmoid(), nn.Linear(12, 8), nn.Sigmoid(), nn.Linear(8, 2),
            nn.Softmax(dim=1),
        )  # fmt: skip
        model = nn.Sequential(*layers)
        for layer in layers[::2][:3]:
            layer.weight.data *= 4  # so that what it says depends on the passenger
    return model.eval()


@pytest.fixture(scope="module")
def passengers() -> torch.Tensor:
    rng = np.random.default_rng(15)
    count = 120
    numbers = np.stack(
        [
            rng.uniform(1, 70, count),
            rng.integers(0, 4, count),
            rng.integers(0, 3, count),
            rng.lognormal(3, 0.8, count),
        ],
        1,
    )
    switches = [np.eye(of)[rng.integers(0, of, count)] for of in (2, 3, 3)]
    return torch.from_numpy(np.concatenate([numbers, *switches], 1)).float()


def test_the_means_over_passengers_are_captums(
    network: nn.Sequential, passengers: torch.Tensor
) -> None:
    theirs, _ = IntegratedGradients(network).attribute(
        passengers.requires_grad_(), target=1, return_convergence_delta=True, n_steps=50
    )
    ours = igviz.integrated_gradients(network, passengers.detach(), target=1, n_steps=50)
    right = theirs.detach().mean(0)
    assert right.abs().max() > 0.01
    assert torch.allclose(ours.attributions.mean(0).float(), right.float(), atol=5e-4)
    rows: Any = igviz.explain(
        network, list(passengers.detach()[:20]), target=1, n_steps=50, feature_names=NAMES,
        progress=False,
    )  # fmt: skip
    shown = np.array([[value for _, value in row.words] for row in rows])
    assert shown == pytest.approx(theirs.detach()[:20].numpy(), abs=5e-4)


def test_a_passenger_is_shown_by_the_names_of_the_columns(
    network: nn.Sequential, passengers: torch.Tensor
) -> None:
    explorer = igviz.show(
        network, passengers.detach()[0], feature_names=NAMES, labels=["lost", "saved"]
    )
    assert explorer.wait(60)
    assert explorer.figure["names"] == NAMES
    assert explorer.figure["target"]["label"] in ("lost", "saved")
    assert explorer.figure["output"] == "probability"
    explorer.close()


def test_switches_are_added_up(network: nn.Sequential, passengers: torch.Tensor) -> None:
    groups = {"sex": NAMES[4:6], "embarked": NAMES[6:9], "class": NAMES[9:]}
    how: Any = {"feature_names": NAMES, "target": 1, "n_steps": 50, "progress": False}
    row = passengers.detach()[0]
    apart: Any = igviz.explain(network, row, **how)
    together: Any = igviz.explain(network, row, groups=groups, **how)
    assert [name for name, _ in together.words] == [*NAMES[:4], *groups]
    values = [value for _, value in apart.words]
    sums = [sum(values[4:6]), sum(values[6:9]), sum(values[9:])]
    assert [value for _, value in together.words[4:]] == pytest.approx(sums, abs=1e-6)
    assert together.figure()["inputs"][4] in ("female", "male")
