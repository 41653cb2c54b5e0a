"""Many examples at once, against Captum: how long, and how much memory above the data.

Every call is made in a process of its own. Times of one table are of one run, its calls in turn, so
only their ratios mean anything. The score is what the network returns, without a softmax. All of it
takes a quarter of an hour, 16 GB of memory, and writes docs/benchmarks-many.md.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import torch
from memory import peak
from torch import Tensor, nn
from workloads import Workload, bundled_workloads, minilm_workloads

from igviz.explanation.tensors import integrated_gradients

DEFAULT = "Captum, default call"
OURS: dict[str, dict[str, Any]] = {"igviz, tol 5 %": {"tol": 0.05}}
FIXED: dict[str, dict[str, Any]] = {"igviz, n_steps=50": {"n_steps": 50}}
TUNED: dict[str, dict[str, Any]] = {
    f"Captum, internal_batch_size={size}": {"internal_batch_size": size} for size in (16, 64, 256)
}
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks-many.md"
INTRO = """# Benchmarks of many examples, and of small ones

`python benchmarks/bench_many.py` wrote this page on {machine}, one thread, torch {torch}, Captum
{captum}. Every call is made in a process of its own; calls of milliseconds nine times there, and in
{turns} turns, of which the medians stand here. Only ratios mean anything. The score is what the
network returns.
Memory is what the process held at most beyond the data and the libraries. igviz takes what steps a
tolerance of 5 % needs, or 50 steps, as Captum's default call does.
"""
HEAD = "| what | call | seconds | / Captum's least | GiB above the data |\n|---|---|---|---|---|"


class Data(NamedTuple):
    """A network with examples, and the class explained of each."""

    forward: nn.Module
    inputs: Tensor
    targets: Tensor


def rows(n: int) -> Data:
    """Rows of 12 features through a network of two layers of 64."""
    torch.manual_seed(0)
    net = nn.Sequential(
        nn.Linear(12, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 3)
    )
    return _data(net, torch.randn(n, 12))


def images(n: int) -> Data:
    """Images of 3 x 32 x 32 through a small convolutional network."""
    torch.manual_seed(0)
    net = nn.Sequential(
        nn.Conv2d(3, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(32 * 64, 10),
    )  # fmt: skip
    return _data(net, torch.randn(n, 3, 32, 32))


def sentence(n: int) -> Data:
    """One sentence, as embeddings, through MiniLM with a fitted head; ``n`` is its number."""
    return _of(list(minilm_workloads())[n - 1])


def bundled(n: int) -> Data:
    """A drawn scene through the package's own classifier; ``n`` is the scene's number."""
    return _of(list(bundled_workloads())[n - 1])


def _of(workload: Workload) -> Data:
    assert isinstance(workload.forward, nn.Module)
    return Data(workload.forward, workload.inputs, torch.tensor([workload.target]))


def _data(net: nn.Module, inputs: Tensor) -> Data:
    with torch.no_grad():
        return Data(net.eval(), inputs, net(inputs).argmax(1))


KINDS: dict[str, tuple[str, Callable[[int], Data], dict[str, dict[str, Any]]]] = {
    "rows": ("{} × 12, ReLU 64-64", rows, OURS | FIXED | {DEFAULT: {}}),
    "images": ("{} × 3×32×32, small CNN", images, OURS | {DEFAULT: {}} | TUNED),
    "bundled": ("bundled image, scene {}", bundled, OURS | {DEFAULT: {}}),
    "sentence": ("MiniLM, sentence {}", sentence, OURS | {DEFAULT: {}}),
}


def attribute(data: Data, name: str, how: dict[str, Any]) -> object:
    """One call, of igviz or of Captum."""
    if name in OURS | FIXED:
        return integrated_gradients(data.forward, data.inputs, None, data.targets, **how)
    from captum.attr import IntegratedGradients

    return IntegratedGradients(data.forward).attribute(data.inputs, target=data.targets, **how)


def call(kind: str, n: int, name: str, repeats: int) -> None:
    """Print the seconds and the GiB of one call; what is loaded only once is loaded before."""
    _, make, calls = KINDS[kind]
    data = make(n)
    few = Data(data.forward, data.inputs[:2], data.targets[:2])
    attribute(few, name, calls[name])
    before, times = peak(), []
    for _ in range(repeats):
        started = time.perf_counter()
        attribute(data, name, calls[name])
        times.append(time.perf_counter() - started)
    print(statistics.median(times), peak() - before)


def measured(kind: str, n: int, runs: int, repeats: int) -> Iterator[str]:
    """The lines of one kind; calls take turns, and medians are over the turns."""
    title, _, calls = KINDS[kind]
    samples: dict[str, list[tuple[float, float]]] = {name: [] for name in calls}
    for _ in range(runs):
        for name, values in samples.items():
            code = f"import bench_many; bench_many.call({kind!r}, {n}, {name!r}, {repeats})"
            done = subprocess.run(
                [sys.executable, "-c", code], cwd=Path(__file__).parent, capture_output=True,
                text=True, check=False,
            )  # fmt: skip
            if done.returncode == 0:
                took, memory = map(float, done.stdout.split())
                values.append((took, memory))
            else:
                print(name, *done.stderr.splitlines()[-1:], file=sys.stderr)
    seconds = {
        name: statistics.median(each for each, _ in values)
        for name, values in samples.items()
        if values
    }
    theirs = min(value for name, value in seconds.items() if name.startswith("Captum"))
    for name, values in samples.items():
        cells = "failed | | |"  # most often of memory
        if values:
            memory = max(memory for _, memory in values)
            cells = f"{seconds[name]:.3g} | {seconds[name] / theirs:.2f} | {memory:.3f} |"
        yield f"| {title.format(f'{n:,}')} | {name} | {cells}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=[1, 3_000, 30_000])
    parser.add_argument("--images", type=int, nargs="*", default=[1_000])
    parser.add_argument("--bundled", type=int, nargs="*", default=[1, 2, 3])
    parser.add_argument("--sentences", type=int, nargs="*", default=[1])
    parser.add_argument("--turns", type=int, default=3, help="of calls of milliseconds")
    asked = parser.parse_args()
    print(HEAD, flush=True)
    kinds = {"rows": asked.rows, "images": asked.images}
    kinds |= {"bundled": asked.bundled, "sentence": asked.sentences}
    lines = [HEAD]
    for kind, sizes in kinds.items():
        for n in sizes:
            # What takes milliseconds is called several times in one process, and several times.
            small = n == 1 or kind in ("bundled", "sentence")
            turns, repeats = (asked.turns, 9) if small else (1, 1)
            for line in measured(kind, n, turns, repeats):
                print(line, flush=True)
                lines.append(line)
    if asked == parser.parse_args([]):
        intro = INTRO.format(
            machine=platform.machine(), torch=torch.__version__,
            captum=version("captum"), turns=asked.turns,
        )  # fmt: skip
        PAGE.write_text("\n".join([intro, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
