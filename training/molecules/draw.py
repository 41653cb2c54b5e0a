"""Molecules put together at random from fragments, each by the number of its seed."""

from __future__ import annotations

import random

import numpy as np
import numpy.typing as npt
from rdkit import Chem
from rdkit.Chem import rdMolDescriptors
from rdkit.rdBase import BlockLogs

__all__ = ["atom_truth", "molecule", "truth"]

#: What a molecule grows from, and what it grows by: rings, chains and functional groups.
CORES = (
    "c1ccccc1", "c1ccncc1", "c1ccc2ccccc2c1", "c1ccoc1", "c1ccsc1", "c1c[nH]cc1", "c1cncnc1",
    "C1CCCCC1", "C1CCNCC1", "C1COCCN1", "C1CCCC1", "C1CCOC1", "CCCCC", "CCOCC", "CC(C)CC",
    "c1ccc2[nH]ccc2c1", "CCC(=O)N", "C1CNCCN1", "CC=CC",
)  # fmt: skip
GROUPS = (
    "C", "CC", "CCC", "C(C)C", "O", "OC", "N", "NC", "N(C)C", "F", "Cl", "Br", "C(F)(F)F", "C#N",
    "C=O", "C(=O)C", "C(=O)O", "C(=O)OC", "C(=O)N", "NC(=O)C", "S", "SC", "S(=O)(=O)C",
    "S(=O)(=O)N", "[N+](=O)[O-]", "C(=O)[O-]", "[NH3+]", "CO", "CN", "C#C", "C=C", "I", "OC(=O)C",
    "P(=O)(O)O", "c1ccccc1", "c1ccncc1", "C1CC1",
)  # fmt: skip
FEWEST, MOST = 1, 5
HEAVIEST = 32


def molecule(seed: int) -> str:
    """Return the SMILES of the molecule that a seed assembles, always the same."""
    rng = random.Random(seed)
    whole = Chem.MolFromSmiles(rng.choice(CORES))
    for _ in range(rng.randint(FEWEST, MOST)):
        grown = _grown(whole, Chem.MolFromSmiles(rng.choice(GROUPS)), rng)
        if grown is not None and grown.GetNumAtoms() <= HEAVIEST:
            whole = grown
    smiles: str = Chem.MolToSmiles(whole)
    return smiles


def _grown(whole: Chem.Mol, group: Chem.Mol, rng: random.Random) -> Chem.Mol | None:
    """A molecule with a group in place of one of its hydrogens; None where it has none left."""
    free = [atom.GetIdx() for atom in whole.GetAtoms() if atom.GetTotalNumHs() > 0]
    if not free:
        return None
    joint = Chem.RWMol(Chem.CombineMols(whole, group))
    # The first atom of a group's SMILES is the one that it is bound by.
    at, first = rng.choice(free), whole.GetNumAtoms()
    for number in (at, first):
        atom = joint.GetAtomWithIdx(number)
        if atom.GetNumExplicitHs():
            atom.SetNumExplicitHs(atom.GetNumExplicitHs() - 1)
    joint.AddBond(at, first, Chem.BondType.SINGLE)
    made = joint.GetMol()
    with BlockLogs():
        problems = Chem.SanitizeMol(made, catchErrors=True)
    return made if problems == Chem.SanitizeFlags.SANITIZE_NONE else None


def truth(smiles: str) -> float:
    """Return Crippen's estimate of logP, which the network is to predict."""
    estimate: float = rdMolDescriptors.CalcCrippenDescriptors(Chem.MolFromSmiles(smiles))[0]
    return estimate


def atom_truth(smiles: str) -> npt.NDArray[np.float64]:
    """Return what each heavy atom with its hydrogens adds to `truth`, by Crippen."""
    whole = Chem.AddHs(Chem.MolFromSmiles(smiles))
    each = np.array([logp for logp, _ in rdMolDescriptors._CalcCrippenContribs(whole)])
    heavy = [atom.GetIdx() for atom in whole.GetAtoms() if atom.GetAtomicNum() > 1]
    total = np.zeros(len(heavy))
    for atom in whole.GetAtoms():
        held = atom.GetAtomicNum() > 1
        of = atom.GetIdx() if held else atom.GetNeighbors()[0].GetIdx()
        total[heavy.index(of)] += each[atom.GetIdx()]
    return total
