"""The bundled network for molecules on those that its training never saw."""

from __future__ import annotations

import pytest
import torch
from rdkit import Chem

from igviz.examples import MoleculeTransform, load_molecule
from igviz.examples.molecules import FEATURES
from igviz.examples.weights_io import FOLDER, read_facts
from training.molecules.draw import atom_truth, molecule, truth
from training.molecules.picture import stored_molecule
from training.molecules.train import (
    atom_values,
    explained_variance,
    held_out,
    rank_correlation,
    together,
)


def test_the_same_seed_draws_the_same_valid_molecule() -> None:
    drawn = [molecule(seed) for seed in range(60)]
    assert drawn == [molecule(seed) for seed in range(60)]
    assert len(set(drawn)) > 50
    for smiles in drawn:
        assert Chem.MolFromSmiles(smiles) is not None
        assert MoleculeTransform()(smiles)["x"].sum(1).min() >= 2


def test_what_atoms_add_sums_to_the_whole() -> None:
    for seed in range(20):
        smiles = molecule(seed)
        each = atom_truth(smiles)
        assert len(each) == Chem.MolFromSmiles(smiles).GetNumAtoms()
        assert each.sum() == pytest.approx(truth(smiles), abs=1e-6)


def test_the_bundled_molecule_is_what_the_transform_gives() -> None:
    example = load_molecule()
    again = example.transform(example.smiles)
    for name, value in again.items():
        assert torch.equal(example.graph[name], value)
    assert read_facts("molecules")["molecule"] == stored_molecule()
    assert example.graph["x"].shape[1] == len(FEATURES) == len(example.feature_names)


def test_a_batch_is_each_molecule_by_itself() -> None:
    model, transform = load_molecule().model, MoleculeTransform()
    graphs = [transform(one) for one in ("CCO", "c1ccccc1", "C")]
    with torch.no_grad():
        alone = torch.cat([model(**graph) for graph in graphs])
        assert torch.allclose(model(**together(graphs)), alone, atol=1e-5)
        nothing = {**graphs[1], "x": torch.zeros_like(graphs[1]["x"])}
        assert model(**nothing).item() == 0


@pytest.mark.slow
def test_it_predicts_molecules_that_it_has_not_seen() -> None:
    model, fresh = load_molecule().model, held_out(0, 300)
    assert len(fresh) > 200
    assert explained_variance(model, fresh) >= 0.95
    facts = read_facts("molecules")
    assert facts["explained_variance"] >= 0.95
    # Atoms are ranked nearly as Crippen ranks them, though only sums were ever shown.
    assert rank_correlation(model, fresh[:60]) >= 0.7
    assert facts["rank_correlation"] >= 0.7
    assert sum(atom_values(model, load_molecule().graph)) == pytest.approx(3.06, abs=0.05)


def test_weights_are_small() -> None:
    assert 5000 < (FOLDER / "molecules.npz.xz").stat().st_size <= 25_000
