from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image, ImageFilter

from igviz.examples import ImageExample, load_image, load_text, scene
from igviz.examples.train_scenes import FIRST_SEED, draw_scenes, scene_accuracy
from igviz.examples.train_sentences import sentence_accuracy
from igviz.examples.weights_io import FOLDER, load, read_facts, save

Attribute = Callable[..., torch.Tensor]


@pytest.fixture(scope="module")
def example() -> ImageExample:
    return load_image()


def probabilities(example: ImageExample) -> torch.Tensor:
    with torch.no_grad():
        result: torch.Tensor = example.model(example.transform(example.image)[None]).softmax(1)[0]
    return result


def test_weights_are_small() -> None:
    for name in ("scenes", "sentences"):
        assert 10_000 < (FOLDER / f"{name}.npz").stat().st_size < 1_000_000


def test_scene_classifier_is_right_on_fresh_scenes(example: ImageExample) -> None:
    assert scene_accuracy(example.model, 70_000, 300) >= 0.97
    assert read_facts("scenes")["accuracy"] >= 0.97


def test_sentiment_classifier_is_right_on_fresh_sentences() -> None:
    assert sentence_accuracy(load_text().model, 70_000, 500) >= 0.97
    assert read_facts("sentences")["accuracy"] >= 0.97


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


def test_attributions_of_each_answer_lie_on_its_object(
    example: ImageExample, midpoint_attributions: Attribute
) -> None:
    inputs = example.transform(example.image)[None]
    black = example.transform(Image.new("RGB", example.image.size))[None]
    for label, mask in example.masks.items():
        index = example.labels.index(label)
        found = midpoint_attributions(
            lambda x, k=index: example.model(x).softmax(1)[:, k], inputs, black
        )[0]
        positive = found.clamp(min=0).sum(0).numpy()
        strongest = positive >= np.quantile(positive, 0.99)
        assert mask[strongest].mean() > 0.8
        assert positive[mask].mean() > 5 * positive[~mask].mean()


def test_attributions_lie_on_the_object(
    example: ImageExample, midpoint_attributions: Attribute
) -> None:
    black = example.transform(Image.new("RGB", example.image.size))[None]
    exact, near = [], []
    for seed in range(80_000, 80_020):
        drawn = scene(seed)
        index = example.labels.index(drawn.objects[0])
        inputs = example.transform(drawn.image)[None]
        found = midpoint_attributions(
            lambda x, k=index: example.model(x).softmax(1)[:, k], inputs, black
        )[0]
        positive = found.clamp(min=0).sum(0).numpy()
        strongest = positive >= np.quantile(positive, 0.99)
        mask = drawn.masks[drawn.objects[0]]
        grown = np.asarray(Image.fromarray(mask).convert("L").filter(ImageFilter.MaxFilter(7))) > 0
        exact.append(mask[strongest].mean())
        near.append(grown[strongest].mean())
    # An outline is a contrast: before a bright sky its brighter side lies just beyond the mask.
    assert np.mean(near) > 0.93
    assert np.mean(exact) > 0.65


def test_an_empty_scene_is_no_object(example: ImageExample) -> None:
    empty = torch.stack([example.transform(scene(seed, []).image) for seed in range(60)])
    with torch.no_grad():
        surest = example.model(empty).softmax(1).max(1).values
    assert surest.median() < 0.5


def test_transform_takes_any_picture(example: ImageExample) -> None:
    for mode, size in (("L", (300, 200)), ("RGBA", (64, 128)), ("RGB", (128, 128))):
        assert example.transform(Image.new(mode, size)).shape == (3, 128, 128)


def test_training_scenes_are_not_the_tested_ones() -> None:
    trained, shares = draw_scenes(FIRST_SEED, 20, single=False)
    assert np.allclose(shares.sum(1), 1)
    assert len({picture.tobytes() for picture in trained}) == 20
    assert FIRST_SEED > 80_020


def test_weights_written_are_weights_read(tmp_path: Path) -> None:
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2))
    save("small", model, {"seed": 0}, tmp_path)
    again = load(
        "small",
        lambda: torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2)),
        tmp_path,
    )
    for key, value in model.state_dict().items():
        assert torch.allclose(value, again.state_dict()[key], atol=1e-3)
    assert read_facts("small", tmp_path) == {"seed": 0}
