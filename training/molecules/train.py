"""Training of the network that predicts logP, on molecules assembled for the purpose."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import torch
from scipy.stats import spearmanr
from torch import Tensor
from torch.nn import functional

from igviz.examples.models import MoleculeNet
from igviz.examples.molecules import FEATURES, MoleculeTransform
from training.molecules.draw import atom_truth, molecule, truth

__all__ = [
    "HELD_OUT",
    "explained_variance",
    "held_out",
    "rank_correlation",
    "together",
    "train_molecules",
    "training_molecules",
]

SEED = 1
MOLECULES = 6000
EPOCHS = 30
BATCH = 64
RATE = 4e-3
#: Seeds from here on are for training; smaller ones are held out.
FIRST_SEED = 1_000_000
#: How many seeds the explained variance beside the weights was measured on.
HELD_OUT = 500
#: How finely the weights are rounded, see `training.rounding.step_sizes`.
FINENESS = 800

Graph = dict[str, Tensor]


@cache
def training_molecules() -> tuple[str, ...]:
    """Return the SMILES of the training set, each once."""
    drawn = (molecule(FIRST_SEED + i) for i in range(MOLECULES))
    return tuple(dict.fromkeys(drawn))


def held_out(first: int, n: int) -> list[str]:
    """Return the molecules of so many seeds that the network was not trained on, each once."""
    seen = set(training_molecules())
    drawn = dict.fromkeys(molecule(seed) for seed in range(first, first + n))
    return [smiles for smiles in drawn if smiles not in seen]


def together(graphs: Sequence[Graph]) -> Graph:
    """Return several graphs as one batch."""
    counts = [len(graph["x"]) for graph in graphs]
    starts = torch.tensor([0, *counts]).cumsum(0)
    edges = [graph["edge_index"] + int(start) for graph, start in zip(graphs, starts, strict=False)]
    return {
        "x": torch.cat([graph["x"] for graph in graphs]),
        "edge_index": torch.cat(edges, 1),
        "bond": torch.cat([graph["bond"] for graph in graphs]),
        "batch": torch.arange(len(graphs)).repeat_interleave(torch.tensor(counts)),
    }


def train_molecules(report: Callable[[str], None] = print) -> MoleculeNet:
    """Assemble the training molecules, train the network, return it in evaluation mode."""
    drawn, transform = training_molecules(), MoleculeTransform()
    known: list[tuple[Graph, float]] = [(transform(one), truth(one)) for one in drawn]
    report(f"molecules: {len(known)} assembled")
    rng = random.Random(SEED)
    torch.manual_seed(SEED)
    model = MoleculeNet(len(FEATURES))
    steps = EPOCHS * -(-len(known) // BATCH)
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.02)
    schedule: Any = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    for epoch in range(EPOCHS):
        rng.shuffle(known)
        total = 0.0
        for start in range(0, len(known), BATCH):
            chosen = known[start : start + BATCH]
            wanted = torch.tensor([value for _, value in chosen])
            given = model(**together([graph for graph, _ in chosen]))[:, 0]
            loss = functional.smooth_l1_loss(given, wanted)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(chosen)
        report(f"molecules: epoch {epoch + 1} of {EPOCHS}, loss {total / len(known):.4f}")
    return model.eval()


def explained_variance(model: MoleculeNet, drawn: Sequence[str]) -> float:
    """Return R², the share of the variance of logP that a network explains."""
    transform = MoleculeTransform()
    wanted = torch.tensor([truth(one) for one in drawn])
    with torch.no_grad():
        given = model(**together([transform(one) for one in drawn]))[:, 0]
    return 1 - float((given - wanted).square().sum() / (wanted - wanted.mean()).square().sum())


def rank_correlation(model: MoleculeNet, drawn: Sequence[str]) -> float:
    """Return Spearman's correlation of atoms' attributions, from zero, with what Crippen adds.

    All atoms of all molecules are ranked together.
    """
    given: list[float] = []
    wanted: list[float] = []
    for smiles in drawn:
        graph = MoleculeTransform()(smiles)
        given += atom_values(model, graph)
        wanted += atom_truth(smiles).tolist()
    return float(spearmanr(given, wanted).statistic)


def atom_values(model: MoleculeNet, graph: Graph) -> list[float]:
    """Return the attribution of each atom, by a rule of 32 midpoints from zero features."""
    x, total = graph["x"], torch.zeros_like(graph["x"])
    for step in range(32):
        point = (x * (step + 0.5) / 32).requires_grad_()
        logp = model(point, graph["edge_index"], graph["bond"]).sum()
        total += torch.autograd.grad(logp, point)[0] / 32
    values: list[float] = (total * x).sum(1).tolist()
    return values
