"""Names of classes: from a list, a mapping, or the model's own configuration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from igviz.models import huggingface
from igviz.models.targets import Target

MOST_CLASSES = 10**6  # that can have names: a gap before an index is filled, name by name


def read_labels(labels: object, model: object) -> tuple[str, ...]:
    """Read class names, by index; none where the model has none either.

    ``labels`` is a sequence of names or a mapping from index to name; without it, those in a
    Hugging Face model's configuration are used.
    """
    if labels is None:
        labels = huggingface.class_names(model)
    if labels is None:
        return ()
    if isinstance(labels, Mapping):
        by_index = {_index(key): _name(name, key) for key, name in labels.items()}
        return tuple(by_index.get(i, f"class {i}") for i in range(max(by_index, default=-1) + 1))
    if hasattr(labels, "tolist"):  # an array or a column of a table
        labels = labels.tolist()
    if isinstance(labels, (str, bytes)) or not isinstance(labels, Sequence):
        raise TypeError(
            f"labels is {type(labels).__name__}; pass the class names in order, such as "
            "labels=['cat', 'dog'], or a mapping from index to name."
        )
    return tuple(_name(name, i) for i, name in enumerate(labels))


def check_labels(given: object, labels: Sequence[str], classes: int | None) -> None:
    """Refuse class names that are not as many as the classes: names would be shifted."""
    if given is not None and (classes or 0) > 1 and len(labels) != classes:
        raise ValueError(
            f"{len(labels)} labels were given and the model has {classes} classes; pass one name "
            "for each, in order, or leave labels out."
        )


def _name(name: object, index: object) -> str:
    if name is None:
        raise TypeError(
            f"labels has None for class {index}; pass a name for each class, in order, or leave "
            "labels out."
        )
    return str(name)


def _index(key: Any) -> int:
    try:
        text = str(key)  # Hugging Face's configurations are JSON, where keys are text
        index = int(text) if text.isascii() and text.isdigit() else -1
    except ValueError:  # more digits than Python reads
        index = MOST_CLASSES
    if index < 0:
        raise TypeError(
            f"labels has the key {key!r}; pass a mapping from index to name, such as "
            "labels={0: 'cat', 1: 'dog'}, or the class names in order."
        )
    if index >= MOST_CLASSES:
        raise ValueError(
            f"labels has an index of {MOST_CLASSES} or more, and no model has as many classes; "
            "pass a mapping from the model's own class indices, which start at 0."
        )
    return index


def name_of(target: Target, labels: Sequence[str]) -> str:
    """The name of a target."""
    if isinstance(target, int):
        return labels[target] if target < len(labels) else f"class {target}"
    if isinstance(target, Mapping):
        return weighted({name_of(index, labels): weight for index, weight in target.items()})
    if isinstance(target, tuple):
        return f"output {list(target)}" if target else (labels[-1] if labels else "output")
    name = str(getattr(target, "__name__", None) or type(cast("Any", target)).__name__)
    return "your function" if name == "<lambda>" else name


def weighted(names: Mapping[str, float]) -> str:
    """The name of a weighted sum of named values, such as "dog − 0.5 wolf"."""
    return " ".join(_term(weight, name) for name, weight in names.items()).removeprefix("+ ")


def _term(weight: float, name: str) -> str:
    sign = "\N{MINUS SIGN}" if weight < 0 else "+"
    return f"{sign} {name}" if abs(weight) == 1 else f"{sign} {abs(weight):g} {name}"
