"""Train the bundled models anew: ``python -m training.train [model ...]``, all without a name.

Everything is drawn, written and shuffled from fixed seeds and runs on one thread, so the same
machine gives the same weights again.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn

from igviz.examples.models import MoleculeNet, PatternNet, SceneNet, SentimentNet
from igviz.examples.molecules import FEATURES
from igviz.examples.table import LoanNet
from igviz.examples.tokenizer import Tokenizer
from igviz.examples.weights_io import FOLDER, load
from training.molecules import train as train_molecules
from training.molecules.picture import stored_molecule
from training.rounding import settle, step_sizes
from training.scenes import train as train_scenes
from training.scenes.objects import LABELS
from training.sentences import train as train_sentences
from training.sentences.sentence import LABELS as OPINIONS
from training.sentences.sentence import vocabulary
from training.series import train as train_series
from training.series.series import LABELS as PATTERNS
from training.series.series import PLANTED, RATE, series
from training.table import train as train_table
from training.table.rules import LABELS as LOANS
from training.weights import save

__all__ = ["main"]


def _facts(model: nn.Module, seed: int, examples: int, epochs: int) -> dict[str, Any]:
    return {
        "seed": seed,
        "training_examples": examples,
        "epochs": epochs,
        "parameters": sum(parameter.numel() for parameter in model.parameters()),
        "torch": torch.__version__,
    }


def _scenes(folder: Path, report: Callable[[str], None]) -> None:
    model = train_scenes.train_scenes(report)
    steps = step_sizes(model, train_scenes.FINENESS)
    settle(model, steps, train_scenes.points_of_paths(), report)
    facts = _facts(model, train_scenes.SEED, train_scenes.SCENES, train_scenes.EPOCHS)
    facts |= {"labels": LABELS, "held_out": train_scenes.HELD_OUT}
    save("scenes", model, steps, facts, folder)
    # Measured on the weights as they are read back.
    stored = load("scenes", lambda: SceneNet(len(LABELS)), folder)
    facts["accuracy"] = train_scenes.scene_accuracy(stored, 0, train_scenes.HELD_OUT)
    save("scenes", model, steps, facts, folder)
    report(f"scenes: held-out accuracy {facts['accuracy']:.1%}")


def _sentences(folder: Path, report: Callable[[str], None]) -> None:
    model, words = train_sentences.train_sentences(report), vocabulary()
    size, steps = len(Tokenizer(words)), step_sizes(model, train_sentences.FINENESS)
    facts = _facts(model, train_sentences.SEED, train_sentences.SENTENCES, train_sentences.EPOCHS)
    facts |= {"labels": OPINIONS, "held_out": train_sentences.HELD_OUT, "words": words}
    save("sentences", model, steps, facts, folder)
    stored = load("sentences", lambda: SentimentNet(size), folder)
    facts["accuracy"] = train_sentences.sentence_accuracy(stored, 0, train_sentences.HELD_OUT)
    save("sentences", model, steps, facts, folder)
    report(f"sentences: held-out accuracy {facts['accuracy']:.1%}")


def _loans(folder: Path, report: Callable[[str], None]) -> None:
    model = train_table.train_loans(report)
    background = train_table.drawn(train_table.FIRST_BACKGROUND, train_table.BACKGROUND)
    rows = train_table.drawn(train_table.FIRST_BACKGROUND + 1, 4)
    facts = _facts(model, train_table.SEED, train_table.APPLICATIONS, train_table.EPOCHS)
    facts |= {"labels": LOANS, "held_out": train_table.HELD_OUT}
    facts |= {"rows": [list(row.values()) for row in rows]}
    facts |= {"background": [list(row.values()) for row in background]}
    save("loans", model, {}, facts, folder)
    stored = load("loans", LoanNet, folder)
    facts["accuracy"] = train_table.loan_accuracy(stored, train_table.HELD_OUT)
    save("loans", model, {}, facts, folder)
    report(f"loans: held-out accuracy {facts['accuracy']:.1%}")


def _series(folder: Path, report: Callable[[str], None]) -> None:
    model, shown = train_series.train_series(report), series(train_series.SHOWN)
    steps = step_sizes(model, train_series.FINENESS)
    facts = _facts(model, train_series.SEED, train_series.SERIES, train_series.EPOCHS)
    facts |= {"labels": PATTERNS, "held_out": train_series.HELD_OUT, "sample_rate": RATE}
    facts["planted"] = [shown.start, shown.start + PLANTED]
    facts["values"] = [round(value, 3) for value in shown.values.tolist()]
    save("series", model, steps, facts, folder)
    stored = load("series", lambda: PatternNet(len(PATTERNS)), folder)
    facts["accuracy"] = train_series.pattern_accuracy(stored, 0, train_series.HELD_OUT)
    save("series", model, steps, facts, folder)
    report(f"series: held-out accuracy {facts['accuracy']:.1%}")


def _molecules(folder: Path, report: Callable[[str], None]) -> None:
    model = train_molecules.train_molecules(report)
    steps = step_sizes(model, train_molecules.FINENESS)
    count = len(train_molecules.training_molecules())
    facts = _facts(model, train_molecules.SEED, count, train_molecules.EPOCHS)
    facts |= {"held_out": train_molecules.HELD_OUT, "molecule": stored_molecule()}
    save("molecules", model, steps, facts, folder)
    stored = load("molecules", lambda: MoleculeNet(len(FEATURES)), folder)
    fresh = train_molecules.held_out(0, train_molecules.HELD_OUT)
    facts["explained_variance"] = train_molecules.explained_variance(stored, fresh)
    facts["rank_correlation"] = train_molecules.rank_correlation(stored, fresh[:200])
    save("molecules", model, steps, facts, folder)
    report(
        f"molecules: held-out R² {facts['explained_variance']:.3f}, rank correlation of atoms "
        f"with Crippen's {facts['rank_correlation']:.2f}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Train the models named on the command line, or all, and write their weights."""
    parser = argparse.ArgumentParser(prog="python -m training.train")
    jobs = {
        "scenes": _scenes,
        "sentences": _sentences,
        "loans": _loans,
        "series": _series,
        "molecules": _molecules,
    }
    parser.add_argument("models", nargs="*", help=f"{', '.join(jobs)}; all when left out")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the weights go")
    given = parser.parse_args(arguments)
    unknown = [name for name in given.models if name not in jobs]
    if unknown:
        parser.error(f"{unknown[0]!r} is not a bundled model; choose from {', '.join(jobs)}.")
    torch.set_num_threads(1)
    for name in given.models or jobs:
        jobs[name](given.folder, print)


if __name__ == "__main__":
    main()
