from __future__ import annotations

from pathlib import Path

import numpy as np

from igviz.examples import load_image, load_text
from igviz.examples.bundled import SCENE
from training import picture
from training.scenes.objects import LABELS
from training.sentences.sentence import LABELS as OPINIONS


def test_bundled_scene_is_what_would_be_drawn() -> None:
    example, drawn = load_image(), picture.bundled_scene()
    assert np.array_equal(np.asarray(example.image), drawn.pixels), (
        "run: python -m training.picture"
    )
    assert list(example.masks) == list(drawn.masks)
    for label, mask in drawn.masks.items():
        assert example.masks[label].dtype == np.bool_
        assert np.array_equal(example.masks[label], mask)


def test_files_written_are_the_files_bundled(tmp_path: Path) -> None:
    picture.main(tmp_path)
    bundled = {path.name for path in SCENE.iterdir()}
    assert {path.name for path in tmp_path.iterdir()} == bundled


def test_bundled_labels_are_those_drawn_and_written() -> None:
    assert load_image().labels == LABELS
    assert load_text().labels == OPINIONS
