"""Small models of our own, with an input of every kind to explain.

>>> import igviz, igviz.examples
>>> example = igviz.examples.load_image()
>>> how = {"transform": example.transform, "labels": example.labels}
>>> explorer = igviz.show(example.model, example.image, **how)

Models, each well under a megabyte:

``scenes``
    A convolutional network that names the object in a drawn scene (`SceneNet`). Background,
    colours, place and size say nothing about the object; its mask is known. Scenes with two
    objects have two right answers, and each has its own explanation.
``sentences``
    A network that tells praise from blame in a short review (`SentimentNet`).
``loans``
    A network that decides on loans (`LoanNet`) as known rules do, which weigh the columns of an
    application differently in each region.
``series``
    A convolutional network that names the pattern in a noisy series (`PatternNet`); where the
    pattern was planted is known.
``molecules``
    A network of messages between atoms that predicts logP (`MoleculeNet`), how much better a
    molecule dissolves in fat than in water. What each atom adds to it is known.

The project's folder ``training/`` draws, writes and trains them. Importing this package imports
neither torch nor Pillow.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from igviz.examples.bundled import (
        ImageExample,
        MoleculeExample,
        SeriesExample,
        TextExample,
        load_image,
        load_molecule,
        load_series,
        load_text,
    )
    from igviz.examples.models import (
        MoleculeNet,
        PatternNet,
        SceneNet,
        SentimentNet,
    )
    from igviz.examples.molecules import (
        MoleculeTransform,
    )
    from igviz.examples.table import (
        LoanNet,
        TableExample,
        load_table,
    )

__all__ = [
    "ImageExample",
    "LoanNet",
    "MoleculeExample",
    "MoleculeNet",
    "MoleculeTransform",
    "PatternNet",
    "SceneNet",
    "SentimentNet",
    "SeriesExample",
    "TableExample",
    "TextExample",
    "load_image",
    "load_molecule",
    "load_series",
    "load_table",
    "load_text",
]

_HOMES = {
    "ImageExample": "bundled",
    "LoanNet": "table",
    "MoleculeExample": "bundled",
    "MoleculeNet": "models",
    "MoleculeTransform": "molecules",
    "PatternNet": "models",
    "SceneNet": "models",
    "SentimentNet": "models",
    "SeriesExample": "bundled",
    "TableExample": "table",
    "TextExample": "bundled",
    "load_image": "bundled",
    "load_molecule": "bundled",
    "load_series": "bundled",
    "load_table": "table",
    "load_text": "bundled",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
