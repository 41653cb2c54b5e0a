"""Whether numbers fit into the precision in which the model gets them."""

from __future__ import annotations

from torch import Tensor

from igviz.errors import InputError


def check_fits(tensor: Tensor, what: str) -> None:
    """Refuse finite numbers that became infinite in a tensor; errors call it ``what``."""
    if not tensor.isfinite().all():
        dtype = str(tensor.dtype).removeprefix("torch.")
        raise InputError(
            f"{what} holds numbers beyond {dtype}, in which the model gets them; scale them first."
        )
