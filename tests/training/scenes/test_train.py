"""The bundled scene classifier on scenes that its training never saw."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from midpoints import attributed
from PIL import Image, ImageFilter

from igviz.examples import ImageExample, load_image
from igviz.examples.weights_io import read_facts
from training.scenes.scene import scene
from training.scenes.train import FIRST_SEED, draw_scenes, scene_accuracy


@pytest.fixture(scope="module")
def example() -> ImageExample:
    return load_image()


@pytest.mark.slow
def test_scene_classifier_is_right_on_fresh_scenes(example: ImageExample) -> None:
    assert scene_accuracy(example.model, 70_000, 300) >= 0.97
    assert read_facts("scenes")["accuracy"] >= 0.97


@pytest.mark.slow
def test_attributions_lie_on_the_object(example: ImageExample) -> None:
    black = example.transform(Image.new("RGB", example.image.size))[None]
    exact, near = [], []
    for seed in range(80_000, 80_020):
        drawn = scene(seed)
        index = example.labels.index(drawn.objects[0])
        inputs = example.transform(drawn.image)[None]
        attributions = attributed(
            lambda x, k=index: example.model(x).softmax(1)[:, k], inputs, black
        )[0]
        positive = attributions.clamp(min=0).sum(0).numpy()
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


def test_training_scenes_are_not_the_tested_ones() -> None:
    trained, shares = draw_scenes(FIRST_SEED, 20, single=False)
    assert np.allclose(shares.sum(1), 1)
    assert len({picture.tobytes() for picture in trained}) == 20
    assert FIRST_SEED > 80_020
