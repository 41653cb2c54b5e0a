"""The table of runs, the worst of them, and the verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trust.runs import FEATURES, ROUNDING, SHOWN, Runs, Values

COLUMNS = (
    "network", "judged", "output", "tol", "runs", "≤ tol", "≤ 1.5 tol", "worst / tol",
    "worst converged / tol", "estimate / error: min", "1st percentile", "median",
    "error > 1.5 estimate", "adds up to: from", "to", "gradients: median", "most", "CPU s",
    "truth's error: most",
)  # fmt: skip
HEAD = [f"| {' | '.join(COLUMNS)} |", "|---" * len(COLUMNS) + "|"]
#: Texts that must add up: in shorter ones praise and blame may cancel to nearly nothing.
LONG_TEXTS = ("500 words", "1000 words", "2000 words")
VERDICT = ["| what must hold | over | measured | holds |", "|---|---|---|---|"]


def line(runs: Runs) -> str:
    """One row of the table."""
    times = runs.times
    ratios = np.where(runs.error > 0, runs.estimate / np.maximum(runs.error, ROUNDING**2), np.inf)
    sure, first = times[runs.converged], np.percentile(ratios, 1, method="lower")
    cells = (
        runs.network, runs.view, runs.output, f"{100 * runs.tol:g} %", str(len(times)),
        f"{np.mean(times <= 1):.1%}", f"{np.mean(times <= 1.5):.1%}", f"{times.max():.2f}",
        f"{sure.max():.2f}" if len(sure) else "none", f"{ratios.min():.2f}",
        f"{first:.2f}", f"{np.median(ratios):.2f}", f"{runs.under.mean():.1%}",
        f"{runs.sums.min():.1%}", f"{runs.sums.max():.1%}", f"{np.median(runs.gradients):.0f}",
        f"{runs.gradients.max():.0f}", f"{runs.seconds:.1f}", f"{runs.own.max():.1e}",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def worst(runs: list[Runs], n: int) -> Iterator[str]:
    """The runs that are furthest beyond the tolerance, and those furthest beyond the estimate."""
    if not n:
        return
    indexed = [(one, i) for one in runs for i in range(len(one.error))]
    for name, key in (
        ("error / tol", lambda run: run[0].times[run[1]]),
        ("error / estimate", lambda run: run[0].error[run[1]] / max(run[0].estimate[run[1]], 1e-9)),
    ):
        yield f"Largest {name}:"
        for one, i in sorted(indexed, key=key, reverse=True)[:n]:
            sure = "" if one.converged[i] else ", not converged"
            yield (
                f"- {one.network}, {one.where[i]}, {one.output}, {one.view}, "
                f"tol {100 * one.tol:g} %: says {one.estimate[i]:.3%}, is {one.error[i]:.3%}, "
                f"{one.gradients[i]:.0f} gradients{sure}"
            )
        yield ""


def verdict(runs: list[Runs]) -> Iterator[str]:
    """What must hold, and whether it does: of each network, and of all, both ways to judge."""
    yield from VERDICT
    summed = {one.network for one in runs if one.view == SHOWN}
    for network in dict.fromkeys(one.network for one in runs):
        for view in (FEATURES, SHOWN):
            some = [one for one in runs if (one.network, one.view) == (network, view)]
            if some:
                yield from _of_network(some, f"{network}, {view}")
        if network == "bundled text":
            yield _sums([one for one in runs if one.network == network])
    shown = [one for one in runs if one.view == SHOWN or one.network not in summed]
    yield from _of_all([one for one in runs if one.view == FEATURES], FEATURES)
    yield from _of_all(shown, SHOWN)


def _of_network(runs: list[Runs], over: str) -> Iterator[str]:
    within = _all(runs, lambda one: one.times <= 1).mean()
    yield _line("error ≤ tol in 99 %", over, f"{within:.1%}", within >= 0.99)
    yield _under(runs, over)


def _sums(runs: list[Runs]) -> str:
    sums = _all(runs, lambda one: one.sums[(one.estimate <= 0.03) & one.at(LONG_TEXTS)])
    low, high = (sums.min(), sums.max()) if len(sums) else (1.0, 1.0)
    measured, holds = f"{low:.1%} to {high:.1%}", low >= 0.97 and high <= 1.03
    over = f"{LONG_TEXTS[0]} and more"
    return _line("adds up to 97–103 % where it says 3 % or less", over, measured, holds)


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
