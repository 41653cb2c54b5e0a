"""What the displays of every kind share: tensors of an attribution as arrays of the wire."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from igviz.engine.attribution import Attribution
from igviz.figure.arrays import numbers, rounded, wire
from igviz.figure.schema import Steps


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


def as_array(tensor: Any) -> NDArray[Any]:
    """A tensor's values on the CPU."""
    return np.asarray(tensor.detach().cpu().numpy())
