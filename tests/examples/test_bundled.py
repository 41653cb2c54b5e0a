from __future__ import annotations

import numpy as np
import pytest
import torch
from midpoints import attributed
from PIL import Image

from igviz.examples import ImageExample, load_image, load_text
from igviz.examples.weights_io import FOLDER


@pytest.fixture(scope="module")
def example() -> ImageExample:
    return load_image()


def probabilities(example: ImageExample) -> torch.Tensor:
    with torch.no_grad():
        result: torch.Tensor = example.model(example.transform(example.image)[None]).softmax(1)[0]
    return result


def test_weights_are_small() -> None:
    for name in ("scenes", "sentences"):
        assert 10_000 < (FOLDER / f"{name}.npz.xz").stat().st_size < 1_000_000


def test_loading_leaves_the_random_state_alone() -> None:
    before = torch.random.get_rng_state()
    image, text = load_image(), load_text()
    assert torch.equal(before, torch.random.get_rng_state())
    assert not image.model.training
    assert not text.model.training


def test_demo_scene_has_two_answers(example: ImageExample) -> None:
    best = probabilities(example).topk(2)
    assert {example.labels[i] for i in best.indices.tolist()} == set(example.masks)
    assert best.values.min() > 0.2


@pytest.mark.slow
def test_attributions_of_each_answer_lie_on_its_object(example: ImageExample) -> None:
    inputs = example.transform(example.image)[None]
    black = example.transform(Image.new("RGB", example.image.size))[None]
    for label, mask in example.masks.items():
        index = example.labels.index(label)
        attributions = attributed(
            lambda x, k=index: example.model(x).softmax(1)[:, k], inputs, black
        )[0]
        positive = attributions.clamp(min=0).sum(0).numpy()
        strongest = positive >= np.quantile(positive, 0.99)
        assert mask[strongest].mean() > 0.8
        assert positive[mask].mean() > 5 * positive[~mask].mean()


def test_transform_takes_any_picture(example: ImageExample) -> None:
    for mode, size in (("L", (300, 200)), ("RGBA", (64, 128)), ("RGB", (128, 128))):
        assert example.transform(Image.new(mode, size)).shape == (3, 128, 128)


def test_zero_embeddings_say_nothing() -> None:
    example = load_text()
    for text in example.sentences:
        ids = torch.tensor([example.tokenizer(text)])
        nothing = torch.zeros_like(example.model.embedding(ids))
        with torch.no_grad():
            share = example.model.vote(nothing, ids != 0).softmax(1)[0, 1]
        assert abs(float(share) - 0.5) < 0.05


def test_padding_changes_nothing() -> None:
    example = load_text()
    ids = torch.tensor([example.tokenizer(example.sentence)])
    with torch.no_grad():
        padded = example.model(torch.cat([ids, torch.zeros(1, 9, dtype=torch.long)], dim=1))
        assert torch.allclose(padded, example.model(ids), atol=1e-5)


def test_bundled_sentences_are_in_the_vocabulary() -> None:
    example = load_text()
    for text in example.sentences:
        assert example.tokenizer.unk_token_id not in example.tokenizer(text)
    assert example.tokenizer("Zebra!")[0] == example.tokenizer.unk_token_id
