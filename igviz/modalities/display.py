"""What the displays of every kind share: tensors of an attribution as arrays of the wire."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray

from igviz.engine.attribution import Attribution
from igviz.figure.arrays import numbers, rounded, wire
from igviz.figure.schema import Steps
from igviz.quadrature.step_maps import STEP_LEVELS, quantised

Floats = NDArray[np.float64]


def error_map(attribution: Attribution) -> Any:
    """The standard error of what is shown, for the wire; None where it is not known."""
    sigma = attribution.map_sigma
    return None if sigma is None else wire(rounded(as_array(sigma[0])))


def signed_steps(attribution: Attribution) -> Steps:
    """The kept step gradients of one example, for the wire."""
    if not attribution.step_maps:
        return no_steps(*attribution.attributions.shape[1:])
    (maps,) = attribution.step_maps
    return {
        "alphas": numbers(maps.alphas),
        "weights": numbers(maps.weights),
        "signed": wire(as_array(maps.signed)),
        "signed_scale": numbers(maps.signed_scale),
    }


def no_steps(*shape: int) -> Steps:
    """The step gradients of so many values where none were kept."""
    none = np.zeros((0, *shape), np.int8)
    return {"alphas": [], "weights": [], "signed": wire(none), "signed_scale": []}


def summed_steps(attribution: Attribution, added: Callable[[Floats], Floats]) -> Steps:
    """The same, of parts: ``added`` adds up the values of all steps, (K, ...), to (K, parts)."""
    if not attribution.step_maps:
        none = added(np.zeros((0, *attribution.attributions.shape[1:])))
        return no_steps(*none.shape[1:])
    (maps,) = attribution.step_maps
    levels, scales = as_array(maps.signed), as_array(maps.signed_scale).astype(np.float64)
    sums = added(levels * scales.reshape(-1, *(1,) * (levels.ndim - 1)))
    signed, scale = quantised(torch.from_numpy(sums), STEP_LEVELS)
    whole = {"signed": wire(as_array(signed)), "signed_scale": numbers(scale)}
    return cast("Steps", {**signed_steps(attribution), **whole})


def as_array(tensor: Any) -> NDArray[Any]:
    """A tensor's values on the CPU."""
    return np.asarray(tensor.detach().cpu().numpy())
