from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from small_tables import ROW, classifier

import igviz


@pytest.mark.parametrize("how", [{}, {"n_steps": 8}])
def test_the_cells_autocast_does_not_round_what_is_summed(how: Any, tmp_path: Path) -> None:
    row, model = torch.tensor(ROW), classifier()
    right = igviz.integrated_gradients(model, row[None], target=1, **how)
    seen: list[Any] = []
    with torch.autocast("cpu", torch.bfloat16):
        explained: Any = igviz.explain(
            model, row, target=1, output="score", progress=seen.append, **how
        )
        ours = igviz.integrated_gradients(model, row[None], target=1, **how)
        current = seen[0].current()
        str(explained)
        explained.save(tmp_path / "row.html")
        assert torch.is_autocast_enabled("cpu")
    for one in (explained.attribution, ours, *current):
        assert one.attributions.dtype == torch.float32
        torch.testing.assert_close(one.attributions, right.attributions, rtol=1e-5, atol=1e-6)
