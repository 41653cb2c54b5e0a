"""Whether the certificate can be believed: true errors on networks of many kinds.

``python benchmarks/bench_trust.py --only tabular --cache /tmp/trust`` runs what is called so.
All of it takes three hours the first time, most of them for the truth of SqueezeNet, and writes
docs/benchmarks-trust.md.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from itertools import groupby
from operator import add
from pathlib import Path

import torch
from trust import known, pictures, tables, texts
from trust.case import Case
from trust.runs import Runs, judged
from trust.table import HEAD, line, verdict, worst
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
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks-trust.md"
INTRO = """# Benchmarks of the certificate

`python benchmarks/bench_trust.py` wrote this page with torch {torch}. Every row is explained for
its top class; errors are relative L2, against at least 1,536 midpoints in float64, whose own error
is in the last column and is subtracted. *As shown* are sums over channels (pixels) and over the
embedding (words); where nothing is summed, features are what is shown.
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--only", nargs="*", choices=KINDS, metavar="KIND", help=f"of {', '.join(KINDS)}"
    )
    parser.add_argument("--rows", type=int, help="at most so many rows of each case")
    parser.add_argument("--tol", type=float, nargs="*", help="instead of 10, 5 and 2 %%")
    parser.add_argument("--worst", type=int, default=0, help="list so many of the worst runs")
    parser.add_argument("--cache", type=Path, help="keeps weights and truths")
    asked = parser.parse_args()
    torch.set_num_threads(1)
    folder = asked.cache or Path(tempfile.gettempdir()) / "igviz-trust"
    folder.mkdir(parents=True, exist_ok=True)
    done: list[Runs] = []
    print(*HEAD, sep="\n", flush=True)
    for kind in asked.only or KINDS:
        for _, cases in groupby(KINDS[kind](folder), lambda case: case.network):
            some = [case.first(asked.rows) for case in cases]
            for runs in measured(some, asked.tol or TOLS, folder):
                print(line(runs), flush=True)
                done.append(runs)
    print("", *worst(done, asked.worst), *verdict(done), sep="\n")
    if not (asked.only or asked.rows or asked.tol):
        lines = INTRO.format(torch=torch.__version__), *HEAD, *map(line, done), "", *verdict(done)
        PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def measured(cases: list[Case], tols: Sequence[float], folder: Path) -> Iterator[Runs]:
    """All runs of a network, by output, tolerance and view."""
    started = time.perf_counter()
    truths = [truth_of(case, folder) for case in cases]
    print(f"{cases[0].network}: truth {time.perf_counter() - started:.0f} s", file=sys.stderr)
    for output in OUTPUTS:
        for tol in tols:
            per_case = [list(judged(c, t, output, tol)) for c, t in zip(cases, truths, strict=True)]
            yield from (reduce(add, views) for views in zip(*per_case, strict=True))


if __name__ == "__main__":
    main()
