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
# A share that smooth scores hardly make so near: one that does is looked at nearer still.
SUSPECT = 0.1 * SHARE
NEARER = (2.0**-4, 2.0**-8, 2.0**-12, 2.0**-16)
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


def jump_beside(
    forward: Forward,
    baseline: Tensor,
    inputs: Tensor,
    at_baseline: Tensor,
    at_input: Tensor,
    alpha: float = NEAR,
) -> tuple[float, float]:
    """The largest share of the outputs' change beside the baseline, and the alpha it is made at.

    It is looked for below ``alpha``, too, where there is reason to: a score may make part of its
    change far below. See `change_beside`.
    """
    ends = baseline, inputs, at_baseline, at_input
    share = change_beside(forward, *ends, alpha)
    if not SUSPECT < share <= SHARE:
        return share, alpha
    nearer = [(change_beside(forward, *ends, alpha * step), alpha * step) for step in NEARER]
    return max([(share, alpha), *nearer])


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
