"""Runs: how wrong each was, and what its certificate said."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

import igviz
from trust.case import Case
from trust.truth import OUTPUTS, Truth, relative

Values = NDArray[np.float64]
FEATURES, SHOWN = "features", "as shown"
#: What float32 gradients of a small network are off by; no estimate speaks of it.
ROUNDING = 1e-5


@dataclass(frozen=True)
class Runs:
    """Runs of one network, output and tolerance, judged feature by feature or as shown.

    ``error`` is the relative L2 error, less the truth's own and rounding's; ``sums`` are parts of
    F(x) - F(x') that attributions add up to. One number per run, but for the seconds of all.
    """

    network: str
    view: str
    output: str
    tol: float
    where: NDArray[np.str_]
    error: Values
    estimate: Values
    converged: NDArray[np.bool_]
    gradients: Values
    sums: Values
    own: Values
    seconds: float

    def __add__(self, other: Runs) -> Runs:
        """Both together."""
        parts = {
            name: np.concatenate([value, getattr(other, name)])
            for name, value in vars(self).items()
            if isinstance(value, np.ndarray)
        }
        return Runs(
            self.network, self.view, self.output, self.tol, **parts,
            seconds=self.seconds + other.seconds,
        )  # fmt: skip

    @property
    def times(self) -> Values:
        """Errors in units of the tolerance."""
        return self.error / self.tol

    @property
    def under(self) -> NDArray[np.bool_]:
        """Where the error is more than 1.5 times what the certificate says."""
        return self.error > 1.5 * self.estimate

    def at(self, cases: tuple[str, ...]) -> NDArray[np.bool_]:
        """Which runs are of cases of these names."""
        return np.array([name.startswith(cases) for name in self.where])


def judged(case: Case, truth: Truth, output: str, tol: float) -> Iterator[Runs]:
    """Explain all rows at once, and compare."""
    started = time.process_time()
    attribution = igviz.integrated_gradients(
        case.forward, case.inputs, case.baselines, case.targets,
        output=output, tol=tol, channel_dim=case.summed,
    )  # fmt: skip
    seconds = time.process_time() - started
    certificates = attribution.certificates
    right, uncertain = truth.attributions[OUTPUTS.index(output)], truth.uncertain
    off = attribution.attributions.double() - right
    change = attribution.score - attribution.baseline_score
    # A score that never changes is explained by zeros.
    sums = (attribution.convergence_delta / change).nan_to_num(0).numpy() + 1
    views: dict[str, Callable[[Tensor], Tensor]] = {FEATURES: lambda values: values}
    if case.summed is not None:
        views[SHOWN] = case.shown
    for name, view in views.items():
        own = relative(view(uncertain[OUTPUTS.index(output)]), view(right)).numpy()
        yield Runs(
            case.network, name, output, tol,
            np.array([f"{case.name} row {i}".strip() for i in range(len(certificates))]),
            np.maximum(relative(view(off), view(right)).numpy() - own - ROUNDING, 0),
            np.array([one.error for one in certificates], dtype=float),
            np.array([one.converged for one in certificates]),
            np.array([one.evaluations for one in certificates], dtype=float),
            sums,
            own,
            seconds,
        )  # fmt: skip
