from __future__ import annotations

import hashlib
import subprocess
import sys

import numpy as np
import pytest

from training.scenes.objects import LABELS
from training.scenes.scene import scene

#: Mean colours of the 4 by 4 blocks of one scene.
LOOKS = (
    ((90, 149, 159), (55, 123, 138), (53, 119, 134), (57, 128, 143)),
    ((125, 164, 170), (145, 150, 159), (106, 144, 155), (111, 169, 173)),
    ((115, 107, 107), (233, 193, 184), (129, 118, 116), (64, 127, 135)),
    ((40, 92, 109), (93, 97, 108), (50, 93, 109), (37, 90, 107)),
)


def test_same_seed_draws_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib; from training.scenes.scene import scene;"
        "print(hashlib.sha256(scene(11).pixels.tobytes()).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(scene(11).pixels.tobytes()).hexdigest()


def test_scene_looks_as_it_did_when_the_model_was_trained() -> None:
    # Coarse on purpose: another Pillow may round an edge differently, not repaint the scene.
    blocks = scene(11, ["owl"]).pixels.reshape(4, 32, 4, 32, 3).mean(axis=(1, 3))
    assert np.abs(blocks - np.array(LOOKS)).max() < 2


def test_other_seeds_and_objects_draw_other_scenes() -> None:
    drawn = {scene(seed, [name]).pixels.tobytes() for seed in range(4) for name in LABELS}
    assert len(drawn) == 4 * len(LABELS)


def test_background_does_not_know_the_object() -> None:
    empty = scene(5, []).pixels
    for name in LABELS:
        drawn = scene(5, [name])
        outside = ~np.asarray(drawn.masks[name])
        differs = (drawn.pixels != empty).any(axis=2)
        # Only the antialiased rim of an object reaches beyond its mask.
        assert (differs & outside).sum() < 0.35 * drawn.masks[name].sum()
        assert (differs & drawn.masks[name]).sum() > 0.95 * drawn.masks[name].sum()


@pytest.mark.parametrize("name", LABELS)
def test_masks_are_neither_empty_nor_everything(name: str) -> None:
    for seed in range(6):
        drawn = scene(seed, [name])
        mask = drawn.masks[name]
        assert mask.shape == drawn.pixels.shape[:2]
        assert mask.dtype == np.bool_
        assert 0.02 < mask.mean() < 0.5
        assert not (mask[0].any() and mask[-1].any())


def test_masks_of_two_objects_do_not_overlap() -> None:
    for seed in range(12):
        first, second = scene(seed, ["fish", "house"]).masks.values()
        assert first.sum() > 200
        assert second.sum() > 200
        assert not (first & second).any()


@pytest.mark.slow
def test_every_object_gets_every_colour_alike() -> None:
    means = [
        np.mean(
            [(s := scene(seed, [name])).pixels[s.masks[name]].mean(axis=0) for seed in range(20)],
            axis=0,
        )
        for name in LABELS
    ]
    # The average owl is about as red, green and blue as the average house.
    assert np.std(means, axis=0).max() < 25


def test_size_is_what_was_asked_for() -> None:
    assert scene(3, ["owl"], size=96).pixels.shape == (96, 96, 3)
    assert scene(3, ["owl"], size=96).image.size == (96, 96)


@pytest.mark.parametrize(
    ("objects", "words"),
    [(["dog"], "'dog' cannot be drawn"), (["owl", "owl"], "up to three different")],
)
def test_objects_that_cannot_be_drawn_are_refused(objects: list[str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        scene(0, objects)
