"""What each number of the adaptive scheme does: every one is halved and doubled, or nearly.

Prints a table of docs/numerics.md, "What each number does". Networks whose kinks are not told by
their layers are measured, too, as functions.
"""

from __future__ import annotations

import argparse
import dataclasses
import statistics
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

from torch import nn
from truth import Truth, measure
from workloads import Workload, bundled_workloads, tabular_workloads

from igviz.explanation.tensors import integrated_gradients
from igviz.quadrature import adaptive, estimate, refine, roughness, store

TOLS = (0.10, 0.05, 0.02)
MODULES = (estimate, roughness, store, adaptive, refine)  # one may have a number from another
VARIED: dict[str, tuple[float, ...]] = {
    "MOST_MASS": (0.1, 0.25, 1.0),
    "BORNE": (1.2, 1.6),
    "KINK_SCATTER": (0.4, 1.6),
    "EXTRA_ERROR": (1.0001, 1.2),
    "CUBIC_ERRORS": (1.0, 4.0),
    "LEAST_SMOOTHNESS": (0.1, 0.5, 1.0),
    "LEAST_GAIN": (0.03, 0.3),
    "UNEVEN_GAIN": (0.6, 2.4),
    "LAST_CHANGE": (1.0, 5.0),
    "CLEARLY_SMOOTH": (0.15, 0.7),
    "LEAST_GROWTH": (0.5, 0.8, 1.0),
    "SAMPLED_FEATURES": (256, 65536),
    "PILOT_NODES": (2, 8),
    "PILOT_NODES_OF_SMALL": (4, 8, 16),
    "PILOT_NODES_OF_VERY_SMALL": (12, 16, 32),
    "NEAR_BASELINE": (0.03125, 0.0000305),
    "PILOT_INTERVALS": (8,),
    "PILOT_INTERVALS_OF_SMALL": (4, 16),
    "MAX_INTERVALS": (32, 128),
    "ROUND_SHARE": (0.5, 1.0),
    "ROUND_MULTIPLE": (1, 4, 8),
}
KINDS = ("kinked", "smooth", "unsure")
HEAD = "| number | value | kinked | smooth | unsure |\n|---|---|---|---|---|"
Case = tuple[str, Workload, dict[str, Truth]]


def cases(folder: Path | None) -> Iterator[Case]:
    """Networks with kinks, without, and each as a function whose layers are not seen."""
    kinked = [*tabular_workloads(), *bundled_workloads()]
    smooth = [
        *tabular_workloads(nn.GELU, "tabular, GELU"),
        *tabular_workloads(nn.Tanh, "tabular, tanh"),
    ]
    for kind, workloads in (("kinked", kinked), ("smooth", smooth)):
        for workload in workloads:
            truths = measure(workload, folder)
            yield kind, workload, truths
            model = workload.forward
            function = dataclasses.replace(workload, forward=lambda x, model=model: model(x))  # type: ignore[misc]
            yield "unsure", function, truths


def measured(some: list[Case]) -> dict[str, str]:
    """Runs within tol, the worst error as a multiple of tol, and the mean number of gradients."""
    cells = {}
    for kind in KINDS:
        errors, evaluations = [], []
        for _, workload, truths in (case for case in some if case[0] == kind):
            for output, truth in truths.items():
                for tol in TOLS:
                    result = integrated_gradients(
                        workload.forward, workload.inputs, workload.baselines, workload.target,
                        output=output, tol=tol,
                    )  # fmt: skip
                    errors.append(truth.error(result.attributions) / tol)
                    evaluations.append(result.certificate.evaluations)
        within = sum(error <= 1 for error in errors)
        cells[kind] = (
            f"{within} of {len(errors)}, {max(errors):.2f}, {statistics.mean(evaluations):.1f}"
        )
    return cells


def line(name: str, value: str, cells: dict[str, str]) -> str:
    return f"| {name} | {value} | {' | '.join(cells[kind] for kind in KINDS)} |"


def main() -> None:
    """Measure every variant and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--truths", type=Path, metavar="FOLDER", help="keep the truths there")
    some = list(cases(parser.parse_args().truths))
    print(HEAD)
    print(line("all", "as they are", measured(some)), flush=True)
    for name, values in VARIED.items():
        for value in values:
            with ExitStack() as stack:
                modules = [module for module in MODULES if hasattr(module, name)]
                assert modules, f"no module has {name}"
                for module in modules:
                    stack.enter_context(patch.object(module, name, value))
                print(line(f"`{name}`", f"{value:g}", measured(some)), flush=True)


if __name__ == "__main__":
    main()
