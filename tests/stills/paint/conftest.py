from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

GOLDEN = Path(__file__).parents[2] / "golden"


@pytest.fixture(scope="session")
def reference() -> dict[str, npt.NDArray[Any]]:
    """Return inputs and outputs of the reference's drawing code."""
    with np.load(GOLDEN / "visualize_reference.npz") as file:
        return dict(file)
