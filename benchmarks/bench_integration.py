"""igviz against Captum: how right, how many gradients, how long, how much memory.

One run, interleaved, so that a noisy machine is noisy for all. Writes docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib import metadata
from itertools import chain
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from truth import Truth, measure
from verdict import verdicts
from workloads import (
    Workload,
    bundled_workloads,
    minilm_workloads,
    squeezenet_workloads,
    tabular_workloads,
)

from igviz.engine.evaluator import Evaluator
from igviz.engine.integrate import integrate
from igviz.engine.paths import Straight
from igviz.engine.plan import Plan
from igviz.explanation.tensors import integrated_gradients
from igviz.models.kinks import has_kinks
from igviz.models.score import Score
from igviz.quadrature.shown import Shown

TOLS = (0.10, 0.05, 0.02)
INTRO = """# Benchmarks

`make bench` wrote this page on {machine}, {threads} threads, torch {torch}, Captum {captum}.
Truth: 2048 midpoints. Errors are relative L2. Times are medians of interleaved runs, and only their
ratios mean anything. *Hindsight* is the smallest fixed rule (of four) that reaches the error igviz
reached, found with the truth in hand, which nobody has in practice; it is run as Captum with its
fastest `internal_batch_size`.

No GPU was at hand: nothing here was measured on one."""
COLUMNS = (
    "network",
    "runs",
    "error ≤ tol",
    "worst error / tol",
    "estimate within 1.5×",
    "gradients at 5 %, median (most)",
    "gradients / hindsight, median (worst)",
    "hindsight time / igviz",
    "Captum default time / igviz",
    "first picture",
)
DEFAULT = (
    "Captum's default call on SqueezeNet is off by {errors} (median, worst) while its completeness "
    "reads {deltas}."
)
SLOWER = (
    "{family}: {ours:.0f} ms, where Captum takes {tuned:.0f} ms tuned with hindsight and "
    "{default:.0f} ms by default (medians)"
)
LOST = (
    "In {share} of the runs a fixed rule chosen with hindsight would have needed fewer gradients, "
    "mostly on smooth networks and on logits:"
)
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"


def captum(workload: Workload, output: str, **how: Any) -> Tensor:
    """Captum's attribution, called as its documentation does."""
    from captum.attr import IntegratedGradients

    model: Callable[[Tensor], Tensor] = workload.forward
    if output == "probability":
        model = _Softmax(workload.forward)
    attributions: Tensor = IntegratedGradients(model).attribute(
        workload.inputs, workload.baselines, target=workload.target, **how
    )
    return attributions


class _Softmax(nn.Module):
    def __init__(self, forward: Callable[[Tensor], Tensor]) -> None:
        super().__init__()
        self.inner = forward

    def forward(self, x: Tensor) -> Tensor:
        return self.inner(x).softmax(1)


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def first_picture(workload: Workload, output: str) -> float:
    """Seconds until there is something to look at."""
    started = time.perf_counter()
    integrated_gradients(
        workload.forward, workload.inputs, workload.baselines, workload.target, output=output,
        tol=0.05, progress=lambda step: bool(step.attributions),
    )  # fmt: skip
    return time.perf_counter() - started


def cases(workload: Workload, truths: dict[str, Truth], repeats: int) -> list[dict[str, Any]]:
    """Every output and tolerance of one workload."""
    rows = []
    for output, truth in truths.items():
        for tol in TOLS:

            def ours(tol: float = tol, output: str = output) -> Any:
                return integrated_gradients(
                    workload.forward, workload.inputs, workload.baselines, workload.target,
                    output=output, tol=tol,
                )  # fmt: skip

            attribution = ours()
            certificate = attribution.certificate
            error = truth.error(attribution.attributions)
            fewest, method = truth.fewest(error)
            row = {
                "family": workload.family, "name": workload.name, "rough": workload.rough,
                "output": output, "tol": tol, "error": error, "estimate": certificate.error,
                "converged": certificate.converged, "evaluations": certificate.evaluations,
                "hindsight": fewest, "hindsight_method": method,
            }  # fmt: skip
            if tol == 0.05:
                row |= timed(workload, output, ours, fewest, method, repeats)
                default = captum(workload, output)
                row["default_error"] = truth.error(default)
                delta = float(default.double().sum()) - truth.change
                row["default_delta"] = abs(delta / truth.change)
                row["first"] = first_picture(workload, output)
            rows.append(row)
            print(json.dumps(row), flush=True)
    return rows


def timed(
    workload: Workload,
    output: str,
    ours: Callable[[], object],
    fewest: int,
    method: str,
    repeats: int,
) -> dict[str, float]:
    """Seconds of igviz, Captum's default and Captum tuned with hindsight, in turn."""
    runs: dict[str, list[float]] = {"ours": [], "tuned": [], "default": []}
    best = _best_batch(workload, output, fewest, method)
    for _ in range(repeats):
        runs["ours"].append(seconds(ours))
        runs["tuned"].append(
            seconds(
                lambda: captum(
                    workload, output, n_steps=fewest, method=method, internal_batch_size=best
                )
            )
        )
        runs["default"].append(seconds(lambda: captum(workload, output)))
    return {name: statistics.median(times) for name, times in runs.items()}


_best: dict[tuple[str, str], int] = {}


def _best_batch(workload: Workload, output: str, n: int, method: str) -> int:
    """Captum's fastest internal_batch_size for this kind of network, tried once."""
    key = workload.family, output
    if key not in _best:
        tried = {
            size: min(
                seconds(
                    lambda size=size: captum(  # type: ignore[misc]
                        workload, output, n_steps=n, method=method, internal_batch_size=size
                    )
                )
                for _ in range(2)
            )
            for size in (2, 4, 8, 16, 64)
        }
        _best[key] = min(tried, key=lambda size: tried[size])
    return _best[key]


MEMORY = """
import sys
sys.path.insert(0, {here!r})
import torch
from bench_integration import Plan, captum, integrated_gradients, together
from memory import peak
from workloads import squeezenet_workloads
workload = next(squeezenet_workloads())
with torch.no_grad():
    workload.forward(workload.inputs)
before = peak()
{call}
print(peak() - before)
"""


def memory() -> dict[str, float]:
    """Peak GiB above the loaded model, each call in a process of its own."""
    ours = (
        "integrated_gradients(workload.forward, workload.inputs, workload.baselines, "
        "workload.target, output='probability', tol={})"
    )
    calls = {
        "igviz, tol 5 %": ours.format(0.05),
        "igviz, tol 2 %": ours.format(0.02),
        "igviz, tol 1 %": ours.format(0.01),
        "igviz, tol 0.5 %": ours.format(0.005),
        "igviz, tol 0.5 %, five classes": "together(workload, 5, Plan(tol=0.005))",
        "Captum, default call": "captum(workload, 'probability')",
        "Captum, internal_batch_size=4": "captum(workload, 'probability', internal_batch_size=4)",
    }
    peaks = {}
    for name, call in calls.items():
        code = MEMORY.format(here=str(Path(__file__).parent), call=call)
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        peaks[name] = float(done.stdout.split()[-1])
        print(f"{name}: {peaks[name]:.2f} GiB", flush=True)
    return peaks


def together(workload: Workload, classes: int, plan: Plan) -> None:
    """The workload's likeliest classes in one call."""
    best = workload.forward(workload.inputs)[0].topk(classes).indices.tolist()
    score = Score([[t] for t in best], "softmax")
    evaluator = Evaluator(workload.forward, Straight(workload.baselines, workload.inputs), score)
    kinks = has_kinks(workload.forward)
    for _ in integrate(evaluator, lambda n: plan.scheme(Shown(0), kinks, n), early=False):
        pass


def five_classes(workload: Workload) -> float:
    """Time of five classes in one call over the time of one, at the same number of gradients."""
    plan = Plan(n_steps=24)
    pairs = [
        (
            seconds(lambda: together(workload, 5, plan)),
            seconds(lambda: together(workload, 1, plan)),
        )
        for _ in range(3)
    ]
    return statistics.median(five / one for five, one in pairs)


def share(values: Sequence[bool]) -> str:
    return f"{sum(values)} of {len(values)} ({100 * sum(values) / max(len(values), 1):.0f} %)"


def summary(rows: list[dict[str, Any]], peaks: dict[str, float], five: float | None) -> str:
    """The page, from the rows of a run."""
    intro = INTRO.format(
        machine=platform.machine(),
        threads=torch.get_num_threads(),
        torch=torch.__version__,
        captum=metadata.version("captum"),
    )
    lines = [*intro.splitlines(), "", f"| {' | '.join(COLUMNS)} |", "|---" * len(COLUMNS) + "|"]
    for family in dict.fromkeys(row["family"] for row in rows):
        for output in ("probability", "logit", "both"):
            some = [r for r in rows if r["family"] == family and output in (r["output"], "both")]
            lines.append(_line(f"{family}, {output}", some))
    lines += ["", *verdicts(rows, peaks, five)]
    rough = [row for row in rows if row["family"] == "SqueezeNet"]
    if rough:
        timed_rows = [row for row in rough if "default_error" in row]
        errors = _percent([row["default_error"] for row in timed_rows])
        deltas = _percent([row["default_delta"] for row in timed_rows])
        lines += ["", DEFAULT.format(errors=errors, deltas=deltas)]
    if five is not None:
        lines += ["", f"Five classes of one photo cost {five:.1f} times one class."]
    if peaks:
        lines += ["", "| peak memory above the model, SqueezeNet 224×224 | GiB |", "|---|---|"]
        lines += [f"| {name} | {value:.2f} |" for name, value in peaks.items()]
    lines += ["", "## Where igviz loses", "", *_losses(rows), ""]
    return "\n".join(lines)


def _line(name: str, rows: list[dict[str, Any]]) -> str:
    at_five = [r["evaluations"] for r in rows if r["tol"] == 0.05]
    ratios = [r["evaluations"] / r["hindsight"] for r in rows]
    timed_rows = [r for r in rows if "ours" in r]
    estimated = [r for r in rows if r["estimate"] is not None and r["error"] > 0]
    near = [1 / 1.5 <= r["estimate"] / r["error"] <= 1.5 for r in estimated]
    cells = [
        name,
        str(len(rows)),
        share([r["error"] <= r["tol"] for r in rows]),
        f"{max(r['error'] / r['tol'] for r in rows):.2f}",
        share(near),
        f"{statistics.median(at_five):.0f} ({max(at_five)})",
        f"{statistics.median(ratios):.2f} ({max(ratios):.2f})",
        f"{statistics.median(r['tuned'] / r['ours'] for r in timed_rows):.2f}×",
        f"{statistics.median(r['default'] / r['ours'] for r in timed_rows):.2f}×",
        f"{statistics.median(r['first'] for r in timed_rows):.2f} s",
    ]
    return f"| {' | '.join(cells)} |"


def _percent(values: list[float]) -> str:
    return f"{100 * statistics.median(values):.1f} %, {100 * max(values):.1f} %"


def _losses(rows: list[dict[str, Any]]) -> list[str]:
    lost = [r for r in rows if r["evaluations"] > r["hindsight"]]
    lines = [LOST.format(share=share([row in lost for row in rows])), ""]
    worst = sorted(lost, key=lambda r: r["hindsight"] / r["evaluations"])[:6]
    lines += [
        f"- {r['family']}, {r['name']}, {r['output']}, tol {r['tol']:.0%}: {r['evaluations']} "
        f"against {r['hindsight']} ({r['hindsight_method']})"
        for r in worst
    ]
    lines += ["", "And in time, at 5 %, on networks so small that what is around them counts:", ""]
    for family in dict.fromkeys(row["family"] for row in rows):
        timed_rows = [row for row in rows if row["family"] == family and "ours" in row]
        medians = {
            kind: 1e3 * statistics.median(row[kind] for row in timed_rows)
            for kind in ("ours", "tuned", "default")
        }
        if medians["ours"] > min(medians["tuned"], medians["default"]):
            lines.append("- " + SLOWER.format(family=family, **medians))
    return lines


def main() -> None:
    """Measure everything that is at hand and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="one workload of each kind, no page")
    parser.add_argument("--only", metavar="FAMILY", help="SqueezeNet, MiniLM, ...; no page")
    parser.add_argument("--truths", type=Path, metavar="FOLDER", help="keep the truths there")
    parser.add_argument("--photos", nargs="*", metavar="NAME", help="these only")
    asked = parser.parse_args()
    kinds = (tabular_workloads, bundled_workloads, minilm_workloads, squeezenet_workloads)
    chosen = [list(kind()) for kind in kinds]
    workloads = list(chain.from_iterable(some[:1] if asked.quick else some for some in chosen))
    workloads = [w for w in workloads if asked.only in (None, w.family)]
    if asked.photos:
        named = tuple(f"{name}," for name in asked.photos)
        workloads = [w for w in workloads if w.family != "SqueezeNet" or w.name.startswith(named)]
    rows: list[dict[str, Any]] = []
    try:
        for workload in workloads:
            rows += cases(workload, measure(workload, asked.truths), asked.repeats)
    except KeyboardInterrupt:
        print("interrupted: the page tells of what was measured until then", flush=True)
    photos = [w for w in workloads if w.family == "SqueezeNet"]
    text = summary(rows, memory() if photos else {}, five_classes(photos[0]) if photos else None)
    if not asked.quick and asked.only is None:
        PAGE.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
