"""How wrong every run was and what its certificate said: the table and the verdict."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

import igviz
from trust.case import Case
from trust.truth import OUTPUTS, Truth, relative

Values = NDArray[np.float64]
COLUMNS = (
    "network", "judged", "output", "tol", "runs", "≤ tol", "≤ 1.5 tol", "worst / tol",
    "worst converged / tol", "estimate / error: min", "1st percentile", "median",
    "error > 1.5 estimate", "gradients: median", "most", "CPU s", "truth's error: most",
)  # fmt: skip
#: What float32 gradients of a small network are off by; no estimate speaks of it.
ROUNDING = 1e-5
VERDICT = ["| what must hold | over | measured | holds |", "|---|---|---|---|"]


@dataclass(frozen=True)
class Runs:
    """Runs of one network, output and tolerance, judged feature by feature or as shown.

    ``error`` is the relative L2 error, less the truth's own and rounding's. One number per run, but
    for the seconds of all.
    """

    network: str
    view: str
    output: str
    tol: float
    error: Values
    estimate: Values
    converged: NDArray[np.bool_]
    gradients: Values
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


def judged(case: Case, truth: Truth, output: str, tol: float) -> Iterator[Runs]:
    """Explain all rows at once, and compare."""
    started = time.process_time()
    found = igviz.integrated_gradients(
        case.forward, case.inputs, case.baselines, case.targets,
        output=output, tol=tol, channel_dim=case.summed,
    )  # fmt: skip
    seconds = time.process_time() - started
    known = found.certificates
    right, uncertain = truth.attributions[OUTPUTS.index(output)], truth.uncertain
    off = found.attributions.double() - right
    views: dict[str, Callable[[Tensor], Tensor]] = {"features": lambda values: values}
    if case.summed is not None:
        views["as shown"] = case.shown
    for name, view in views.items():
        own = relative(view(uncertain[OUTPUTS.index(output)]), view(right)).numpy()
        yield Runs(
            case.network, name, output, tol,
            np.maximum(relative(view(off), view(right)).numpy() - own - ROUNDING, 0),
            np.array([one.error for one in known], dtype=float),
            np.array([one.converged for one in known]),
            np.array([one.evaluations for one in known], dtype=float),
            own,
            seconds,
        )  # fmt: skip


def head() -> str:
    """The first two lines of the table."""
    return f"| {' | '.join(COLUMNS)} |\n{'|---' * len(COLUMNS)}|"


def line(runs: Runs) -> str:
    """One row of the table."""
    times = runs.times
    ratios = runs.estimate / np.maximum(runs.error, 1e-12)
    sure = times[runs.converged]
    cells = (
        runs.network, runs.view, runs.output, f"{runs.tol:.0%}", str(len(times)),
        f"{np.mean(times <= 1):.1%}", f"{np.mean(times <= 1.5):.1%}", f"{times.max():.2f}",
        f"{sure.max():.2f}" if len(sure) else "none", f"{ratios.min():.2f}",
        f"{np.percentile(ratios, 1):.2f}", f"{np.median(ratios):.2f}", f"{runs.under.mean():.1%}",
        f"{np.median(runs.gradients):.0f}", f"{runs.gradients.max():.0f}", f"{runs.seconds:.1f}",
        f"{runs.own.max():.1e}",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def verdict(runs: list[Runs]) -> Iterator[str]:
    """What must hold, and whether it does."""
    yield from VERDICT
    for network in dict.fromkeys(one.network for one in runs):
        own = [one for one in runs if one.network == network]
        for view in dict.fromkeys(one.view for one in own):
            some = [one for one in own if one.view == view]
            within = _all(some, lambda one: one.times <= 1)
            under = _all(some, lambda one: one.under)
            over = f"{network}, {view}"
            yield _line("error ≤ tol in 99 %", over, f"{within.mean():.1%}", within.mean() >= 0.99)
            yield _line(
                "error > 1.5 estimate in at most 1 %", over, f"{under.mean():.1%}",
                under.mean() <= 0.01,
            )  # fmt: skip
    near = _all(runs, lambda one: one.times <= 1.5)
    sure = _all(runs, lambda one: one.times[one.converged])
    under = _all(runs, lambda one: one.under)
    every = f"all {len(near)}"
    yield _line("error ≤ 1.5 tol in 99.9 %", every, f"{near.mean():.2%}", near.mean() >= 0.999)
    most = sure.max(initial=0)
    yield _line("error ≤ 2 tol", f"all {len(sure)} converged", f"{most:.2f} tol", most <= 2)
    share = under.mean()
    yield _line("error > 1.5 estimate in at most 1 %", every, f"{share:.2%}", share <= 0.01)


def _all(runs: list[Runs], value: Callable[[Runs], NDArray[Any]]) -> Values:
    return np.concatenate([value(one).astype(float) for one in runs])


def _line(what: str, over: str, measured: str, holds: bool) -> str:
    return f"| {what} | {over} | {measured} | {'yes' if holds else '**no**'} |"
