"""Molecules: read from SMILES, drawn by RDKit, hydrogens within their atom."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pytest
import torch
from rdkit import Chem
from small_graphs import Base, explained, pooled
from torch import Tensor

import igviz
from igviz.examples import load_molecule
from igviz.figure.arrays import unwire
from igviz.modalities.graph.molecule import STRAYED_NOTE, drawn, read_molecule
from igviz.modalities.graph.read import read_graph

EXAMPLE = load_molecule()


def with_hydrogens(molecule: Any) -> tuple[Tensor, Tensor]:
    """Every atom of its own, hydrogens among them, told by number, degree and charge."""
    if isinstance(molecule, str):
        molecule = Chem.AddHs(Chem.MolFromSmiles(molecule))
    each = [[a.GetAtomicNum() / 8, a.GetDegree() / 4, 0.3] for a in molecule.GetAtoms()]
    ends = [(b.GetBeginAtomIdx(), b.GetEndAtomIdx()) for b in molecule.GetBonds()]
    both = [*ends, *((b, a) for a, b in ends)]
    return torch.tensor(each), torch.tensor(both, dtype=torch.long).reshape(-1, 2).T


class Sum(Base):
    def forward(self, x: Tensor, edge_index: Tensor, batch: Tensor | None = None) -> Tensor:
        scores: Tensor = self.last(pooled(self.hidden(x, edge_index), batch))
        return scores


@pytest.mark.parametrize("kind", [None, "graph"])
@pytest.mark.parametrize("as_smiles", [True, False])
def test_a_molecule_is_an_input_with_a_transform(kind: str | None, as_smiles: bool) -> None:
    source = "CC(=O)[O-]" if as_smiles else Chem.MolFromSmiles("CC(=O)[O-]")
    explanation = explained(
        EXAMPLE.model, source, transform=EXAMPLE.transform, kind=kind, labels=None
    )
    figure: Any = explanation.figure()
    assert (figure["noun"], figure["title"]) == ("atom", "CC(=O)[O-]" if as_smiles else "")
    assert figure["names"] == ["C0", "C1", "O2", "O3"]
    assert figure["labels"] == ["", "", "O", "O−"]
    assert [path.count("M") for path in figure["paths"]] == [1, 2, 1]
    total = sum(value for _, value in explanation.words)
    assert total == pytest.approx(explanation.score, abs=1e-3)
    assert explanation.baseline_score == 0


def test_hydrogens_are_added_to_their_atom() -> None:
    explanation = explained(Sum().eval(), "CO", transform=with_hydrogens, tol=0.001)
    rows = explanation.attribution.attributions[0].sum(1)
    assert len(rows) == 6
    figure: Any = explanation.figure()
    assert figure["names"] == ["C0", "O1"]
    expected = [float(rows[[0, 2, 3, 4]].sum()), float(rows[[1, 5]].sum())]
    assert unwire(figure["values"]) == pytest.approx(expected, rel=1e-5)
    groups = explanation.display.drawing.groups(False)  # type: ignore[attr-defined]
    assert groups == (0, 1, 0, 0, 0, 1)
    assert STRAYED_NOTE not in explanation.notes


@pytest.mark.parametrize("smiles", ["[H][H]", "[2H]C", "[Na+].[Cl-]", "[H+]", "C"])
def test_odd_molecules_are_drawn(smiles: str) -> None:
    explanation = explained(Sum().eval(), smiles, transform=with_hydrogens)
    figure: Any = explanation.figure()
    assert np.isfinite(figure["places"]).all()
    explanation.plot()


def test_aromatic_bonds_have_their_second_line_within_the_ring() -> None:
    molecule = read_molecule("c1ccccc1")
    drawing = drawn(molecule, read_graph(EXAMPLE.transform(molecule)))
    assert drawing is not None
    centre = drawing.places.mean(0)
    for one, other, order in drawing.lines:
        way, inward = drawing.places[other] - drawing.places[one], centre - drawing.places[one]
        assert order == 4
        assert way[0] * inward[1] - way[1] * inward[0] > 0


def test_another_order_of_atoms_is_drawn_as_a_plain_graph() -> None:
    def fewer(_: object) -> tuple[Tensor, Tensor]:
        return torch.ones(2, 3), torch.tensor([[0, 1], [1, 0]])

    explanation = explained(Sum().eval(), "CCCO", transform=fewer)
    assert STRAYED_NOTE in explanation.notes
    assert [name for name, _ in explanation.words] == ["node 0", "node 1"]


@pytest.mark.parametrize(
    ("smiles", "sentence"),
    [
        ("c1ccccc", r"'c1ccccc' is no valid SMILES string \(its letters, brackets or rings"),
        ("C(C)(C)(C)(C)C", r"RDKit reads it and says: Explicit valence for atom # 0 C, 5, is"),
        ("hello world", r"is no valid SMILES string"),
        ("", r"The SMILES string is empty"),
    ],
)
def test_what_is_no_molecule_is_told(smiles: str, sentence: str) -> None:
    with pytest.raises(igviz.InputError, match=sentence):
        explained(EXAMPLE.model, smiles, transform=EXAMPLE.transform)


def test_a_molecule_needs_a_transform_that_works() -> None:
    with pytest.raises(igviz.InputError, match=r"without a transform; pass transform="):
        explained(EXAMPLE.model, "CCO")

    def broken(_: object) -> object:
        raise ValueError("no such atom")

    with pytest.raises(
        igviz.InputError, match=r"failed on the molecule \(ValueError: no such atom"
    ):
        explained(EXAMPLE.model, "CCO", transform=broken)
    with pytest.raises(
        igviz.InputError, match=r"The molecule holds Si, and the network knows C, N"
    ):
        explained(EXAMPLE.model, "C[Si]C", transform=EXAMPLE.transform)


def test_a_transform_of_rdkits_molecule_gets_one() -> None:
    def strict(molecule: Any) -> object:
        assert isinstance(molecule, Chem.Mol)
        return EXAMPLE.transform(molecule)

    explained(EXAMPLE.model, "CCO", transform=strict, labels=None)


def test_without_rdkit_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in sys.modules if one.partition(".")[0] == "rdkit"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "rdkit", None)
    with pytest.raises(igviz.InputError, match=r"pip install igviz-torch\[molecules\]"):
        explained(EXAMPLE.model, "CCO", transform=EXAMPLE.transform)
    # What is bundled needs none.
    example = load_molecule()
    explanation = explained(example.model, example.graph, labels=None)
    assert explanation.score == pytest.approx(3.06, abs=0.02)


def test_several_molecules_with_names_of_features_are_several() -> None:
    several: Any = igviz.explain(
        EXAMPLE.model,
        ["CCO", "CCN"],
        transform=EXAMPLE.transform,
        feature_names=EXAMPLE.feature_names,
        progress=False,
    )
    assert [one.display.title for one in several] == ["CCO", "CCN"]


def test_isotopes_of_hydrogen_are_told() -> None:
    with pytest.raises(igviz.InputError, match=r"as isotopes \(deuterium, \[2H\]\)"):
        explained(EXAMPLE.model, "[2H]C([2H])([2H])O", transform=EXAMPLE.transform)
