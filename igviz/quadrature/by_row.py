"""Numbers by row, shaped to multiply tensors that have further dimensions."""

from __future__ import annotations

import torch
from torch import Tensor

from igviz.quadrature.rules import Floats


def by_row(numbers: Floats | Tensor, values: Tensor) -> Tensor:
    """Numbers of the leading dimensions of values, with a dimension of 1 for each that follows."""
    shaped = torch.as_tensor(numbers).to(values)
    return shaped.reshape(*shaped.shape, *(1 for _ in values.shape[shaped.ndim :]))
