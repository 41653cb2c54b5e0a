"""The target: which value of the output is explained."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from numbers import Real
from typing import Any, cast

import numpy as np
from torch import Tensor

from igviz.errors import TargetError, nearest, quoted
from igviz.models.outputs import class_count

Index = int | tuple[int, ...]
Target = Index | Mapping[Index, float] | Callable[[Any], Tensor]


def resolve(target: object, outputs: Tensor, labels: Sequence[str] | None) -> Target:
    """Resolve one example's target to an index, a tuple index, a mapping of these or a callable.

    Parameters
    ----------
    target : None, int, str, tuple of int, mapping of these to weights, or callable
        None is the top class; a str is looked up in ``labels``; a tuple indexes what follows the
        batch dimension of a sequence or dense output.
    outputs : Tensor, shape (1, ...)
        The model's output for this example.
    labels : sequence of str, optional
        Class names, by index.

    Raises
    ------
    TargetError
        If the label is unknown or the index lies outside the output.
    """
    if callable(target):
        return cast("Callable[[Any], Tensor]", target)
    if isinstance(target, Mapping):
        return _weighted(target, outputs, labels)
    if target is None:
        return _top(outputs)
    if isinstance(target, str):
        target = _by_label(target, labels, class_count(outputs))
    if isinstance(target, (Tensor, np.ndarray)):
        numbers = target.reshape(-1).tolist()
        target = numbers[0] if len(numbers) == 1 else tuple(numbers)
    return _checked(target, outputs)


def check_not_ruled_out(index: Index, outputs: Tensor) -> None:
    """Refuse a value of an output (1, ...) that the model rules out by −infinity."""
    place = index if isinstance(index, tuple) else (index,)
    if float(outputs[(0, *place)]) == -math.inf:
        raise TargetError(
            f"The model's output for target={index!r} is −infinity: it is ruled out, whatever the "
            "values of this input, so that nothing changes its score; pass another target."
        )


def is_function(target: object) -> bool:
    """Whether a target, or one of several, is a function of all that the model returns."""
    return callable(target) or (isinstance(target, list) and any(map(callable, target)))


def _weighted(
    target: Mapping[Any, float], outputs: Tensor, labels: Sequence[str] | None
) -> dict[Index, float]:
    if not target:
        raise TargetError('An empty mapping was given as target; pass {"dog": 1, "wolf": -1}.')
    sums: dict[Index, float] = {}
    for key, weight in target.items():
        if key is None:
            raise TargetError(
                f"target={dict(target)!r} names no class with None; pass a class index or a label "
                'for each weight, such as {"dog": 1, "wolf": -1}.'
            )
        if not isinstance(weight, Real) or not math.isfinite(weight):
            raise TargetError(f"The weight of {key!r} is {weight!r}; pass a finite number.")
        index = cast("Index", resolve(key, outputs, labels))
        sums[index] = sums.get(index, 0.0) + float(weight)
    return sums


def _top(outputs: Tensor) -> Index:
    if outputs.ndim == 1:
        return ()
    if outputs.ndim == 2:
        return int(outputs[0].argmax())
    raise TargetError(
        f"The output has shape {tuple(outputs.shape)}, so there is no single top class; name one "
        f"value, such as target={tuple(0 for _ in outputs.shape[1:])}."
    )


def _by_label(label: str, labels: Sequence[str] | None, classes: int | None) -> int:
    index = _index_of(label, labels)
    if classes is not None and index >= classes:
        raise TargetError(
            f"target={label!r} is number {index} of the labels, but the output has {classes} "
            "classes; pass labels=[...] with one name for each, in order."
        )
    return index


def _index_of(label: str, labels: Sequence[str] | None) -> int:
    if not labels:
        raise TargetError(
            f"target={label!r} was given without labels; pass labels=[...] (class names in order) "
            "or a class index."
        )
    names = [str(name) for name in labels]
    same = [i for i, name in enumerate(names) if name == label] or [
        i for i, name in enumerate(names) if name.casefold() == label.casefold()
    ]
    if len(same) > 1:
        raise TargetError(
            f"target={label!r} is the name of classes {' and '.join(map(str, same[:5]))}; pass the "
            f"index of the one that is meant, such as target={same[0]}."
        )
    if same:
        return same[0]
    folded = {name.casefold(): i for i, name in reversed(list(enumerate(names)))}
    if label.lstrip("-").isdigit():
        raise TargetError(f"target={label!r} is text; pass the index itself, target={label}.")
    # A word of a label is what people type, so those come before labels that look alike.
    within = [names[i] for name, i in folded.items() if label.casefold() in name.split()]
    alike = nearest(label, names, most=3, cutoff=0.0)
    near = quoted(list(dict.fromkeys([*within, *alike]))[:3])
    raise TargetError(
        f"target={label!r} is not among the {len(names)} labels; the nearest are {near}."
    )


def _checked(target: object, outputs: Tensor) -> Index:
    index = target if isinstance(target, tuple) else (target,)
    if isinstance(target, bool) or not all(hasattr(i, "__index__") for i in index):
        raise TargetError(
            f"target={target!r} ({type(target).__name__}) was given; pass a class index, a label, "
            "a tuple index, a mapping of these to weights, or a callable."
        )
    shape = tuple(outputs.shape[1:])
    if len(index) != len(shape):
        if not (shape == () and index == (0,)):
            raise TargetError(
                f"target={target!r} was given, but one example's output has shape {shape}; pass "
                f"{_as_typed(tuple(0 for _ in shape))} or another index of {len(shape)} numbers."
            )
        return ()
    whole = tuple(int(cast("int", i)) for i in index)
    for i, size in zip(whole, shape, strict=True):
        if not -size <= i < size:
            raise TargetError(
                f"target={target!r} was given, but the output has {size} "
                f"{'classes' if len(shape) == 1 else 'entries there'}; pass 0 to {size - 1}."
            )
    whole = tuple(i % size for i, size in zip(whole, shape, strict=True))
    return whole[0] if len(whole) == 1 else whole


def _as_typed(index: tuple[int, ...]) -> str:
    return f"target={index[0] if len(index) == 1 else index}"
