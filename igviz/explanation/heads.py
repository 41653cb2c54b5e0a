"""Targets as they are typed, of models that may return several tensors."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from torch import Tensor

from igviz.errors import TargetError, meant, quoted
from igviz.models.activation import activation
from igviz.models.heads import Head, typed
from igviz.models.labels import name_of
from igviz.models.outputs import class_count
from igviz.models.targets import Target, resolve


def resolved(
    target: object,
    heads: Mapping[str, Tensor],
    labels: Sequence[str] | None,
    output: str | None,
    otherwise: Callable[[object], Target],
) -> Target:
    """Resolve a target: a value of the head that it names, or what it is ``otherwise``.

    Parameters
    ----------
    target : object
        Begins with a name where it means another head: ``("cls", 1)``, ``("mask", 1, 5, 5)``.
    heads : mapping of str to Tensor, shapes (1, ...)
        What the model returned for the input; see `igviz.models.heads.heads_of`.
    labels : sequence of str, optional
    output : str or None
        What was asked to be explained of it; the value itself by default.
    otherwise : callable
        Resolves targets that name no head.

    Raises
    ------
    TargetError
        There is no such head, or no such value in it; or the target is a function, of which
        ``output`` says nothing.
    """
    if (name := head_named(target, heads)) is not None:
        return _of_head(target, name, heads[name], labels, output)
    if callable(target) and output not in (None, "score"):
        raise TargetError(
            f"output={output!r} was given with a target that is a function, which gets what the "
            "model returns; leave output out, and put the softmax into the function."
        )
    try:
        return otherwise(target)
    except TargetError:
        if heads and isinstance(target, tuple) and target and isinstance(target[0], str):
            raise TargetError(
                f"target={target!r} was given, and the model returns no tensor of that name; "
                f"it returns {quoted(heads)}{meant(target[0], heads)}"
            ) from None
        raise


def head_named(target: object, heads: Mapping[str, Tensor]) -> str | None:
    """The name of the head that a target means; None where it means none."""
    if isinstance(target, tuple) and len(target) > 1 and isinstance(target[0], str):
        return target[0] if target[0] in heads else None
    return None


def _of_head(
    target: object, name: str, part: Tensor, labels: Sequence[str] | None, output: str | None
) -> Head:
    """A value of a head."""
    assert isinstance(target, tuple)
    value: object = target[1] if len(target) == 2 else target[1:]
    n_dims, n_given = max(1, part.ndim - 1), len(value) if isinstance(value, tuple) else 1
    if callable(value) or isinstance(value, Mapping) or value is None or n_given != n_dims:
        needed = "a number or a label" if n_dims == 1 else f"{n_dims} numbers"
        raise TargetError(
            f"target={target!r} was given; of the output {name!r}, which has shape "
            f"{tuple(part.shape[1:])} for one example, pass {needed}, such as {typed(name, part)}."
        )
    try:
        index = resolve(value, part, labels)
    except TargetError as error:
        raise TargetError(f"Of the output {name!r}: {error}") from None
    fits = len(labels or ()) == class_count(part)
    called = name_of(index, labels) if fits and labels and isinstance(index, int) else _typed(index)
    how = activation(output, part, False) if output else None
    whole = index if isinstance(index, tuple) else (index,)
    return Head(name, whole, called, output or "score", how)  # type: ignore[arg-type]


def _typed(index: object) -> str:
    return ", ".join(map(str, index)) if isinstance(index, tuple) else str(index)
