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
    "error > 1.5 estimate",
    "adds up to: from",
    "to", "gradients: median", "most", "CPU s", "truth's error: most",
)  # fmt: skip
FEATURES, SHOWN = "features", "as shown"
#: What float32 gradients of a small network are off by; no estimate speaks of it.
ROUNDING = 1e-5
VERDICT = ["| what must hold | over | measured | holds |", "|---|---|---|---|"]


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
    change = found.score - found.baseline_score
    sums = (found.convergence_delta / change + 1).numpy()
    views: dict[str, Callable[[Tensor], Tensor]] = {FEATURES: lambda values: values}
    if case.summed is not None:
        views[SHOWN] = case.shown
    for name, view in views.items():
        own = relative(view(uncertain[OUTPUTS.index(output)]), view(right)).numpy()
        yield Runs(
            case.network, name, output, tol,
            np.maximum(relative(view(off), view(right)).numpy() - own - ROUNDING, 0),
            np.array([one.error for one in known], dtype=float),
            np.array([one.converged for one in known]),
            np.array([one.evaluations for one in known], dtype=float),
            sums,
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
        f"{runs.sums.min():.1%}",
        f"{runs.sums.max():.1%}",
        f"{np.median(runs.gradients):.0f}", f"{runs.gradients.max():.0f}", f"{runs.seconds:.1f}",
        f"{runs.own.max():.1e}",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def verdict(runs: list[Runs]) -> Iterator[str]:
    """What must hold, and whether it does: of each network, and of all, both ways to judge."""
    yield from VERDICT
    summed = {one.network for one in runs if one.view == SHOWN}
    for network in dict.fromkeys(one.network for one in runs):
        for view in (FEATURES, SHOWN):
            some = [one for one in runs if (one.network, one.view) == (network, view)]
            if some:
                yield from _of_network(some, f"{network}, {view}")
    shown = [one for one in runs if one.view == SHOWN or one.network not in summed]
    yield from _of_all([one for one in runs if one.view == FEATURES], FEATURES)
    yield from _of_all(shown, SHOWN)


def _of_network(runs: list[Runs], over: str) -> Iterator[str]:
    within = _all(runs, lambda one: one.times <= 1).mean()
    yield _line("error ≤ tol in 99 %", over, f"{within:.1%}", within >= 0.99)
    yield _under(runs, over)


def _under(runs: list[Runs], over: str) -> str:
    under = _all(runs, lambda one: one.under).mean()
    return _line("error > 1.5 estimate in at most 1 %", over, f"{under:.1%}", under <= 0.01)


def _of_all(runs: list[Runs], view: str) -> Iterator[str]:
    near = _all(runs, lambda one: one.times <= 1.5)
    sure = _all(runs, lambda one: one.times[one.converged])
    over, most = f"all {len(near)}, {view}", sure.max(initial=0)
    yield _line("error ≤ 1.5 tol in 99.9 %", over, f"{near.mean():.2%}", near.mean() >= 0.999)
    yield _line("error ≤ 2 tol where converged", over, f"at most {most:.2f} tol", most <= 2)
    yield _under(runs, over)


def _all(runs: list[Runs], value: Callable[[Runs], NDArray[Any]]) -> Values:
    return np.concatenate([value(one).astype(float) for one in runs])


def _line(what: str, over: str, measured: str, holds: bool) -> str:
    return f"| {what} | {over} | {measured} | {'yes' if holds else '**no**'} |"
