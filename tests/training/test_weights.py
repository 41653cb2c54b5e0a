from __future__ import annotations

from pathlib import Path

import torch

from igviz.examples.weights_io import load, read_facts
from training.weights import save


def test_weights_written_are_weights_read(tmp_path: Path) -> None:
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2))
    save("small", model, {"seed": 0}, tmp_path)
    again = load(
        "small",
        lambda: torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2)),
        tmp_path,
    )
    for key, value in model.state_dict().items():
        assert torch.allclose(value, again.state_dict()[key], atol=1e-3)
    assert read_facts("small", tmp_path) == {"seed": 0}
