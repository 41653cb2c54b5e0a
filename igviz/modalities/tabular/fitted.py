"""What a fitted transformer of scikit-learn's manner tells of its columns, without importing it."""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np

Sources = list[int | None]


@dataclass
class Fitted:
    """Where the columns that a transformer returns come from.

    Attributes
    ----------
    sources : list of int or None
        For each column that it returns, the one that it is made of, or None where that is not told.
    categories : mapping of int to list
        By the number of a column that it takes, the categories that it knows.
    standardised : set of int
        Columns of which it takes the mean away.
    """

    sources: Sources | None = None
    categories: dict[int, list[Any]] = field(default_factory=dict)
    standardised: set[int] = field(default_factory=set)


def names_taken(transformer: object) -> tuple[str, ...] | None:
    """What the columns were called that a transformer was fitted on."""
    names = getattr(transformer, "feature_names_in_", None)
    return None if names is None else tuple(map(str, names))


def names_returned(transformer: object, width: int) -> tuple[str, ...]:
    """What the columns are called that a transformer returns; counted where it does not tell."""
    with contextlib.suppress(Exception):  # anybody's
        names = tuple(map(str, transformer.get_feature_names_out()))  # type: ignore[attr-defined]
        if len(names) == width:
            return names
    return tuple(f"output {at}" for at in range(width))


def told(transformer: object, names: Sequence[str]) -> Fitted:
    """All that a transformer tells of columns of these names; nothing of one that tells nothing."""
    fitted, given = Fitted(), cast("Sources", list(range(len(names))))
    if taken := names_taken(transformer):  # also of columns that it drops, and that are not there
        given = [names.index(name) if name in names else None for name in taken]
    with contextlib.suppress(Exception):  # anybody's
        fitted.sources = _through(transformer, given, fitted)
    return fitted


def names_used(transformer: object) -> tuple[str, ...] | None:
    """The columns that a transformer was fitted on, without those that it only drops."""
    names = names_taken(transformer)
    if names is None:
        return None
    with contextlib.suppress(Exception):  # anybody's
        used = _used(transformer, range(len(names)))
        return tuple(name for at, name in enumerate(names) if at in used) or names
    return names


def _used(step: Any, given: Sequence[int]) -> set[int]:
    """Which columns a step makes something of."""
    if isinstance(step, str) and step == "drop":
        return set()
    if hasattr(step, "steps"):  # the first that does something sees columns as they were given
        each = [one for _, one in step.steps if one is not None and one != "passthrough"]
        return _used(each[0], given) if each else set(given)
    if not hasattr(step, "output_indices_"):
        return set(given)
    names, used = names_taken(step), set[int]()
    for _, one, columns in step.transformers_:
        used |= _used(one, [given[at] for at in _positions(columns, names, len(given))])
    return used


def _through(step: Any, given: Sources, fitted: Fitted) -> Sources | None:
    """The sources of what a step returns, of those of what it takes."""
    if step is None or isinstance(step, str):
        return [] if step == "drop" else given
    if hasattr(step, "steps"):
        now: Sources | None = given
        for _, one in step.steps:
            now = None if now is None else _through(one, now, fitted)
        return now
    if hasattr(step, "output_indices_"):
        return _side_by_side(step, given, fitted)
    if hasattr(step, "categories_"):
        return _categorical(step, given, fitted)
    if not _one_to_one(step, len(given)):
        return None
    if getattr(step, "mean_", None) is not None:
        fitted.standardised.update(at for at in given if at is not None)
    return given


def _side_by_side(step: Any, given: Sources, fitted: Fitted) -> Sources:
    """Through a transformer that gives columns to others, as ColumnTransformer does."""
    places: Mapping[str, slice] = step.output_indices_
    returned: Sources = [None] * max((place.stop for place in places.values()), default=0)
    names = names_taken(step)
    for name, one, columns in step.transformers_:
        own = [given[at] for at in _positions(columns, names, len(given))]
        sources = _through(one, own, fitted)
        place = places[name]
        if sources is not None and len(sources) == place.stop - place.start:
            returned[place] = sources
    return returned


def _positions(columns: Any, names: Sequence[str] | None, count: int) -> list[int]:
    """The numbers of columns that were named, numbered, masked or given as a slice."""
    if isinstance(columns, slice):
        start, stop = (
            names.index(end) if isinstance(end, str) and names else end
            for end in (columns.start, columns.stop)
        )
        last = 1 if isinstance(columns.stop, str) else 0  # a slice of names includes its end
        return list(range(count))[slice(start, None if stop is None else stop + last)]
    if isinstance(columns, str) or not isinstance(columns, Iterable):
        columns = [columns]
    listed = list(columns)
    if len(listed) == count and all(isinstance(one, (bool, np.bool_)) for one in listed):
        return [at for at, one in enumerate(listed) if one]
    return [names.index(one) if isinstance(one, str) and names else int(one) for one in listed]


def _categorical(step: Any, given: Sources, fitted: Fitted) -> Sources | None:
    """Through an encoder that knows the categories of every column."""
    for at, categories in zip(given, step.categories_, strict=True):
        if at is not None:
            fitted.categories[at] = list(categories)
    if not hasattr(step, "drop_idx_"):
        return given if len(given) == len(step.categories_) else None
    bare = copy.copy(step)
    vars(bare).pop("feature_names_in_", None)
    names = bare.get_feature_names_out([str(at) for at in range(len(given))])
    return [given[int(name.split("_")[0])] for name in names]


def _one_to_one(step: Any, count: int) -> bool:
    """Whether every column that a step returns is called like the one in its place."""
    returned = [str(name) for name in step.get_feature_names_out()]
    return returned == list(names_taken(step) or [f"x{at}" for at in range(count)])
