"""Draw the bundled scene anew: ``python -m training.picture``."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from igviz.examples.bundled import OBJECTS, SCENE
from training.scenes.scene import Scene, scene

__all__ = ["bundled_scene", "main"]

#: The network sees both objects of this scene, so that another class moves the highlight.
SEED = 304


def bundled_scene() -> Scene:
    """Draw the scene that `igviz.examples.load_image` returns."""
    return scene(SEED, OBJECTS)


def main(folder: Path = SCENE) -> None:
    """Write the scene's picture, and the mask of each object under its label."""
    drawn = bundled_scene()
    folder.mkdir(parents=True, exist_ok=True)
    # Lossless, and a quarter smaller than as PNG; the method is the slowest and smallest.
    drawn.image.save(folder / "picture.webp", lossless=True, quality=100, method=6)
    for label, mask in drawn.masks.items():
        Image.fromarray(mask).save(folder / f"{label}.png", optimize=True)


if __name__ == "__main__":
    main()
