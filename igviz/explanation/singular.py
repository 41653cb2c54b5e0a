"""Baselines beside which the score jumps: normalisation layers divide by the size of nothing."""

from __future__ import annotations

import torch
from torch import Tensor

from igviz.models.forward import Forward
from igviz.models.reach import modules_of
from igviz.models.rows import output_of

# The alpha below which no score should make this share of its change: "Jumps" in docs/numerics.md.
NEAR = 2.0**-10
SHARE = 0.25
# The same of inputs that are numbers, on which networks may rise steeply without a jump.
NEAR_OF_NUMBERS = 2.0**-20
# Share of the largest output below which a change is what kernels round.
ROUNDING = 1e-4


def change_beside(
    forward: Forward,
    baseline: Tensor,
    inputs: Tensor,
    at_baseline: Tensor,
    at_input: Tensor,
    alpha: float = NEAR,
) -> float:
    """The share of the outputs' change that they make right beside the baseline.

    Parameters
    ----------
    forward : callable
    baseline, inputs : Tensor, shape (1, ...)
        Both ends of the path.
    at_baseline, at_input : Tensor, shape (1, ...)
        The model's outputs there.
    alpha : float
        What is still beside the baseline.
    """
    near = output_of(forward, torch.lerp(baseline, inputs, alpha)).double()
    ends = at_baseline.double(), at_input.double()
    # Classes that are ruled out by −infinity stay so.
    near, first, last = (one.nan_to_num(0, 0, 0) for one in (near, *ends))
    beside, rest, whole = (near - first).norm(), (last - near).norm(), (last - first).norm()
    if beside <= ROUNDING * max(first.norm(), last.norm()):
        return 0.0
    return float(beside / torch.maximum(rest, whole).clamp_min(beside))


def normalises(forward: Forward) -> bool:
    """Whether layers of a model normalise what they get by its own size."""
    kinds = {type(module).__name__.lower() for module in modules_of(forward)}
    return any("norm" in kind and "batchnorm" not in kind for kind in kinds)


def refusal(name: str, share: float, alpha: float) -> str:
    """The sentence that refuses such a baseline."""
    return (
        f"From the baseline {name} the model's output makes {100 * share:.0f} % of its change "
        f"before alpha = {alpha:.1g}, as layers do that normalise the size of a vector away, so "
        "that no path from there adds up."
    )


def no_number(name: str) -> str:
    """The sentence that refuses a baseline at which the model says nothing."""
    return (
        f"At the baseline {name} the model's output is NaN or infinite, as where layers divide by "
        "the size of a vector of zeros, so that no path starts there."
    )


def moved_note(name: str, instead: str) -> str:
    """What is told where another baseline than the usual one was chosen."""
    return (
        f"The path starts at the baseline {instead}: from {name} the model's output jumps or is no "
        "number, since its layers normalise the size of a vector away."
    )
