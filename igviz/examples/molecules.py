"""Molecules as the bundled network reads them: atoms as rows of features, bonds as edges."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from igviz.errors import InputError

__all__ = ["FEATURES", "MoleculeTransform"]

ELEMENTS = ("C", "N", "O", "F", "P", "S", "Cl", "Br", "I")
HYDROGENS = (0, 1, 2, 3)
#: What each feature of an atom is: its element, its hydrogens and where it stands; 1 or 0.
FEATURES = (
    *ELEMENTS,
    *(f"{count} hydrogens" if count != 1 else "1 hydrogen" for count in HYDROGENS),
    "aromatic",
    "in a ring",
    "charge +",
    "charge −",
)
#: Kinds of bonds, in RDKit's words, by their number.
BONDS = ("SINGLE", "DOUBLE", "TRIPLE", "AROMATIC")


class MoleculeTransform:
    """Turn a SMILES string or RDKit's molecule into the graph that `MoleculeNet` reads.

    It needs RDKit: ``pip install igviz-torch[molecules]``.
    """

    names = FEATURES

    def __call__(self, molecule: Any) -> dict[str, Tensor]:
        """Return ``x`` (atoms, 17), ``edge_index`` (2, edges) and ``bond`` (edges,).

        Hydrogens are no nodes of their own; each atom counts its own.
        """
        from rdkit import Chem

        if isinstance(molecule, str):
            molecule = Chem.MolFromSmiles(molecule)
        if molecule is None:
            raise InputError("This is no valid SMILES string; correct it.")
        plain = Chem.RemoveHs(molecule)
        x = torch.stack([_features(atom) for atom in plain.GetAtoms()])
        ends, kinds = [], []
        for bond in plain.GetBonds():
            pair = bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()
            ends += [pair, pair[::-1]]
            kinds += 2 * [BONDS.index(str(bond.GetBondType()))]
        edges = torch.tensor(ends, dtype=torch.long).reshape(-1, 2).T
        return {"x": x, "edge_index": edges, "bond": torch.tensor(kinds, dtype=torch.long)}


def _features(atom: Any) -> Tensor:
    element, charge = atom.GetSymbol(), atom.GetFormalCharge()
    if element == "H":
        raise InputError(
            "The molecule holds hydrogen as an atom of its own, as isotopes (deuterium, [2H]) and "
            "hydrogen alone are, and the network counts hydrogens on other atoms; pass it with "
            "plain hydrogens, such as 'CO' instead of '[2H]CO'."
        )
    if element not in ELEMENTS:
        raise InputError(
            f"The molecule holds {element}, and the network knows {', '.join(ELEMENTS)}; pass a "
            "molecule of these and hydrogen."
        )
    hydrogens = min(atom.GetTotalNumHs(), HYDROGENS[-1])
    told = [element == one for one in ELEMENTS] + [hydrogens == one for one in HYDROGENS]
    told += [atom.GetIsAromatic(), atom.IsInRing(), charge > 0, charge < 0]
    return torch.tensor(told, dtype=torch.float32)
