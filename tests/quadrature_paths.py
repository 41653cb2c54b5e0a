"""Nodes of one path, made of what they are to hold."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from igviz.quadrature.inverse_link import IDENTITY, InverseLink
from igviz.quadrature.nodes import Nodes
from igviz.quadrature.rules import Floats
from igviz.quadrature.scheme import feature_sums
from igviz.quadrature.store import Store, Together


def nodes_at(
    alphas: Sequence[float],
    step_gradients: Tensor,
    scores: Floats | None = None,
    ends: tuple[float, float] = (0.0, 0.0),
    inverse_link: InverseLink = IDENTITY,
    store: Store | None = None,
) -> Nodes:
    """Nodes of one example and target, with step gradients (n, ...) and scores (n,)."""
    kept = Together(1) if store is None else store
    kept.put(step_gradients[:, None])
    kept.close()
    n = len(alphas)
    values = np.zeros(n) if scores is None else scores
    return Nodes.none(kept, np.array([[ends]])).added(
        np.array([alphas]),
        values.reshape(1, 1, n),
        feature_sums(step_gradients[:, None]).T[None],
        inverse_link,
        float(torch.finfo(step_gradients.dtype).eps),
    )
