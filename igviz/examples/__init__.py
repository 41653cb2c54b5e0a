"""Small models of our own, and pictures and sentences for them to be explained on.

>>> import igviz
>>> example = igviz.examples.load_image()  # doctest: +SKIP
>>> igviz.show(
...     example.model, example.image, transform=example.transform, labels=example.labels
... )  # doctest: +SKIP

Two models, each well under a megabyte, trained on data that this package draws itself:

``scenes``
    A convolutional network that names the object in a drawn scene (`SceneNet`). Background,
    colours, place and size say nothing about the object; its mask is known. Scenes with two
    objects have two right answers, and each has its own explanation.
``sentences``
    A network that tells praise from blame in a short review (`SentimentNet`). The generator
    knows which words decide and which turn an opinion round.

``python -m igviz.examples.train`` trains both anew (about seven minutes on one core). Importing
this package imports neither torch nor Pillow.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from igviz.examples.bundled import ImageExample, TextExample, load_image, load_text
    from igviz.examples.models import SceneNet, SentimentNet
    from igviz.examples.scenes import Scene, scene
    from igviz.examples.sentences import Sentence, sentence

__all__ = [
    "ImageExample",
    "Scene",
    "SceneNet",
    "Sentence",
    "SentimentNet",
    "TextExample",
    "load_image",
    "load_text",
    "scene",
    "sentence",
]

_HOMES = {
    "ImageExample": "bundled",
    "Scene": "scenes",
    "SceneNet": "models",
    "Sentence": "sentences",
    "SentimentNet": "models",
    "TextExample": "bundled",
    "load_image": "bundled",
    "load_text": "bundled",
    "scene": "scenes",
    "sentence": "sentences",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
