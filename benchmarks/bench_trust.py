"""Whether the certificate can be believed: true errors on networks of many kinds.

``python benchmarks/bench_trust.py --only tabular --cache /tmp/trust`` runs what is called so.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import reduce
from itertools import groupby
from operator import add
from pathlib import Path

import torch
from trust import known, pictures, tables, texts
from trust.case import Case
from trust.runs import Runs, judged
from trust.table import head, line, verdict, worst
from trust.truth import OUTPUTS, truth_of

TOLS = (0.10, 0.05, 0.02)
KINDS: dict[str, Callable[[Path], Iterator[Case]]] = {
    "steep": pictures.steep,
    "steep others": pictures.steep_others,
    "tabular": tables.tabular,
    "passengers": tables.titanic,
    "large weights": tables.large_weights,
    "random ReLU": tables.random_networks,
    "text CNN": texts.text_cnn,
    "LSTM": texts.lstm,
    "bundled text": texts.bundled_text,
    "MiniLM": texts.minilm,
    "bundled image": known.bundled_image,
    "SqueezeNet": known.squeezenet,
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--only", nargs="*", choices=KINDS, metavar="KIND", help=f"of {', '.join(KINDS)}"
    )
    parser.add_argument("--rows", type=int, help="at most so many rows of each case")
    parser.add_argument("--tol", type=float, nargs="*", default=TOLS)
    parser.add_argument("--worst", type=int, default=0, help="list so many of the worst runs")
    parser.add_argument("--cache", type=Path, help="keeps weights and truths")
    asked = parser.parse_args()
    torch.set_num_threads(1)
    folder = asked.cache or Path(tempfile.gettempdir()) / "igviz-trust"
    folder.mkdir(parents=True, exist_ok=True)
    done: list[Runs] = []
    print(head(), flush=True)
    for kind in asked.only or KINDS:
        for _, cases in groupby(KINDS[kind](folder), lambda case: case.network):
            done += measured([case.first(asked.rows) for case in cases], asked.tol, folder)
    print("", *worst(done, asked.worst), *verdict(done), sep="\n")


def measured(cases: list[Case], tols: list[float], folder: Path) -> list[Runs]:
    """All runs of a network, a line for each output, tolerance and view."""
    started = time.perf_counter()
    truths = [truth_of(case, folder) for case in cases]
    print(f"{cases[0].network}: truth {time.perf_counter() - started:.0f} s", file=sys.stderr)
    done = []
    for output in OUTPUTS:
        for tol in tols:
            per_case = [list(judged(c, t, output, tol)) for c, t in zip(cases, truths, strict=True)]
            for views in zip(*per_case, strict=True):
                done.append(reduce(add, views))
                print(line(done[-1]), flush=True)
    return done


if __name__ == "__main__":
    main()
