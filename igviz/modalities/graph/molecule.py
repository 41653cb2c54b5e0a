"""Molecules by RDKit, where it is installed: read from SMILES, and drawn as chemists do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from igviz.errors import IgvizError, InputError, what_it_said
from igviz.modalities.graph.drawing import AROMATIC, Drawing, Line, joined
from igviz.modalities.graph.layout import Floats
from igviz.modalities.graph.read import Graph

_NO_RDKIT = (
    "A molecule was given, and RDKit, which reads and draws molecules, is not installed; run "
    "pip install igviz-torch[molecules], or pass the graph itself."
)
_TRANSFORM = (
    "A molecule was given without a transform; pass transform=, the function that turns a SMILES "
    "string or an RDKit molecule into the graph that the model takes."
)
STRAYED_NOTE = (
    "The transform gave a graph whose nodes and edges are not the molecule's atoms and bonds in "
    "RDKit's order, so it is drawn as a plain graph."
)


def read_molecule(source: object) -> Any:
    """RDKit's molecule of a SMILES string; one that is a molecule already is left alone.

    Raises
    ------
    InputError
        RDKit is not there, or says that it is no molecule.
    """
    try:
        from rdkit import Chem
        from rdkit.rdBase import BlockLogs
    except ImportError:
        raise InputError(_NO_RDKIT) from None
    if not isinstance(source, str):
        return source
    with BlockLogs():
        molecule = Chem.MolFromSmiles(source)
        if molecule is not None and molecule.GetNumAtoms():
            return molecule
        rough = Chem.MolFromSmiles(source, sanitize=False)
        problems = [] if rough is None else Chem.DetectChemistryProblems(rough)
    if molecule is not None:
        raise InputError("The SMILES string is empty; pass a molecule, such as 'CCO'.")
    why = "; ".join(problem.Message() for problem in problems)
    said = f"RDKit reads it and says: {why}" if why else "its letters, brackets or rings do not fit"
    raise InputError(f"{source[:200]!r} is no valid SMILES string ({said}); correct it.")


def graph_of(source: object, molecule: Any, transform: Callable[..., Any] | None) -> object:
    """What a transform makes of a molecule: of what was given, or else of RDKit's molecule."""
    if transform is None:
        raise InputError(_TRANSFORM)
    try:
        return transform(source)
    except IgvizError:
        raise
    except Exception as error:  # noqa: BLE001 - it is anybody's function
        first = error
    if isinstance(source, str):
        try:
            return transform(molecule)
        except Exception:  # noqa: BLE001 - the error about what was given tells more
            pass
    raise InputError(
        f"The transform failed on the molecule ({what_it_said(first)}); pass a function that "
        "takes a SMILES string or an RDKit molecule, and call it on the same to see more."
    ) from first


def drawn(molecule: Any, graph: Graph) -> Drawing | None:
    """A molecule's drawing; None where the graph is not that of its atoms.

    Explicit hydrogens are part of the atom that they are bound to.
    """
    from rdkit import Chem
    from rdkit.Chem import rdDepictor

    if graph.nodes != molecule.GetNumAtoms():
        molecule = Chem.AddHs(molecule)
    bonds = {
        (bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()): _order(bond) for bond in molecule.GetBonds()
    }
    edges = {(min(a, b), max(a, b)) for a, b in graph.edge_index.T.tolist()}
    if graph.nodes != molecule.GetNumAtoms() or not {(min(p), max(p)) for p in bonds} <= edges:
        return None
    atoms = list(molecule.GetAtoms())
    heavy = [atom.GetIdx() for atom in atoms if not _folds(atom)]
    circle = {atom: number for number, atom in enumerate(heavy)}
    of_node = tuple(
        circle[atoms[i].GetNeighbors()[0].GetIdx() if _folds(atoms[i]) else i]
        for i in range(len(atoms))
    )
    orders = {}
    for (a, b), order in bonds.items():
        one, other = of_node[a], of_node[b]
        orders[min(one, other), max(one, other)] = order
    lines, of_edge = joined(graph, of_node, orders)
    flat = Chem.Mol(molecule)
    rdDepictor.Compute2DCoords(flat)
    found = np.array(flat.GetConformer().GetPositions())[heavy, :2] * [1, -1]
    names = tuple(f"{atoms[i].GetSymbol()}{i}" for i in heavy)
    labels = tuple(_label(atoms[i], len(heavy)) for i in heavy)
    rings = [[of_node[atom] for atom in ring] for ring in molecule.GetRingInfo().AtomRings()]
    lines = tuple(_turned(line, found, rings) for line in lines)
    return Drawing(names, labels, found, lines, of_node, of_edge, tuple(heavy), "atom")


def _turned(line: Line, places: Floats, rings: list[list[int]]) -> Line:
    """An aromatic bond so that its ring lies at the right, where the second stroke is drawn."""
    one, other, order = line
    ring = min((r for r in rings if one in r and other in r), key=len, default=[])
    if order != AROMATIC or not ring:
        return line
    way, inward = places[other] - places[one], places[ring].mean(0) - places[one]
    right = way[0] * inward[1] - way[1] * inward[0] > 0
    return line if right else (other, one, order)


def _folds(atom: Any) -> bool:
    """Whether an atom is a plain hydrogen on one heavy atom."""
    neighbours = atom.GetNeighbors()
    plain = atom.GetAtomicNum() == 1 and not atom.GetIsotope()
    return bool(plain and len(neighbours) == 1 and neighbours[0].GetAtomicNum() > 1)


def _label(atom: Any, of: int) -> str:
    """An element's letters and charge; none for carbon within a skeleton, as chemists draw it."""
    charge = atom.GetFormalCharge()
    sign = (
        ""
        if not charge
        else f"{abs(charge) if abs(charge) > 1 else ''}{'+' if charge > 0 else '−'}"
    )
    carbon = atom.GetSymbol() == "C" and not sign and of > 1
    return "" if carbon else f"{atom.GetSymbol()}{sign}"


def _order(bond: Any) -> int:
    if bond.GetIsAromatic():
        return AROMATIC
    order = round(bond.GetBondTypeAsDouble())
    return int(order) if 1 <= order <= 3 else 1
