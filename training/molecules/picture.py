"""The bundled molecule as plain numbers, for where RDKit is not installed."""

from __future__ import annotations

from typing import Any

from rdkit import Chem
from rdkit.Chem import rdDepictor

from igviz.examples.molecules import MoleculeTransform

__all__ = ["SMILES", "stored_molecule"]

#: Ibuprofen: a fatty chain at one end, an acid at the other.
SMILES = "CC(C)Cc1ccc(cc1)C(C)C(=O)O"


def stored_molecule() -> dict[str, Any]:
    """Return SMILES, names and places of atoms, the features that each has, and all edges."""
    molecule = Chem.MolFromSmiles(SMILES)
    graph = MoleculeTransform()(molecule)
    rdDepictor.Compute2DCoords(molecule)
    places = molecule.GetConformer().GetPositions()[:, :2].round(2).tolist()
    return {
        "smiles": SMILES,
        "names": [f"{atom.GetSymbol()}{atom.GetIdx()}" for atom in molecule.GetAtoms()],
        "pos": places,
        "features": [row.nonzero().flatten().tolist() for row in graph["x"]],
        "edge_index": graph["edge_index"].tolist(),
        "bond": graph["bond"].tolist(),
    }
