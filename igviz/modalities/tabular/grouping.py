"""Which of a model's columns belong to which feature that a person knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from igviz.cached import cached_property
from igviz.errors import InputError, nearest, quoted
from igviz.modalities.numbers import is_whole
from igviz.modalities.tabular.cells import Cell, joined, on_wire
from igviz.quadrature.shown import AS_IT_IS, Shown

# What is called so comes from no single column of the person's.
OTHERS = "other outputs of the transform"


@dataclass(frozen=True)
class Grouping:
    """The features that are shown.

    Attributes
    ----------
    names : tuple of str
        What each is called.
    columns : tuple of int
        For each column of the model, the number of the feature that it is added to.
    sources : tuple of tuple of int
        For each feature, the cells of a person's row that it stands for.
    """

    names: tuple[str, ...]
    columns: tuple[int, ...]
    sources: tuple[tuple[int, ...], ...]

    @cached_property
    def shown(self) -> Shown:
        """By which the certificate judges."""
        same = self.columns == tuple(range(len(self.names)))
        return AS_IT_IS if same else Shown(groups=self.columns)

    @cached_property
    def _one_each(self) -> bool:
        """Whether every feature is one cell, in their order."""
        return self.sources == tuple((at,) for at in range(len(self.names)))

    def cells(self, cells: Sequence[object], names: Sequence[str]) -> list[Cell]:
        """What each feature is in a person's row, whose cells have names of their own."""
        if self._one_each and all(type(cell) is float for cell in cells):
            return [on_wire(cell) for cell in cells]
        return [
            joined([cells[at] for at in own], [names[at] for at in own]) if own else None
            for own in self.sources
        ]


def as_they_are(names: Sequence[str]) -> Grouping:
    """Every column by itself."""
    alone = range(len(names))
    return Grouping(tuple(names), tuple(alone), tuple((at,) for at in alone))


def grouped(given: object, names: Sequence[str]) -> Grouping:
    """Columns of the model added up as a person asked for, the others by themselves.

    Parameters
    ----------
    given : mapping of str to lists of names or numbers of columns
    names : sequence of str
        What the model's columns are called.
    """
    number_of, called = [-1] * len(names), list[str]()
    owner: dict[int, str] = {}
    for label, members in _members(given, names).items():
        for at in members:
            if at in owner:
                raise InputError(
                    f"groups has {names[at]!r} in {owner[at]!r} and in {label!r}; put every column "
                    "into one group."
                )
            owner[at] = label
    sources: list[list[int]] = []
    places: dict[str, int] = {}
    for at, name in enumerate(names):
        group = owner.get(at)
        if group is None or group not in places:
            called.append(name if group is None else group)
            sources.append([])
            if group is not None:
                places[group] = len(called) - 1
        number_of[at] = len(called) - 1 if group is None else places[group]
        sources[number_of[at]].append(at)
    twice = [name for name in called if name in places and called.count(name) > 1]
    if twice:
        raise InputError(
            f"groups calls a group {twice[0]!r}, as a column beside it is called; give it another "
            "name."
        )
    return Grouping(tuple(called), tuple(number_of), tuple(map(tuple, sources)))


def _members(given: object, names: Sequence[str]) -> dict[str, list[int]]:
    if not isinstance(given, Mapping) or not given:
        raise TypeError(
            f"groups={given!r} was given; pass a mapping from what each group is called to its "
            "columns, such as {'city': ['city_A', 'city_B']}."
        )
    return {str(group): _places(str(group), members, names) for group, members in given.items()}


def _places(group: str, members: object, names: Sequence[str]) -> list[int]:
    if isinstance(members, (str, bytes)) or not isinstance(members, Iterable):
        members = [members]
    places = []
    for member in cast("Iterable[Any]", members):
        if is_whole(member):
            at = int(member)
            if not -len(names) <= at < len(names):
                raise InputError(
                    f"groups has {at} in {group!r}, and the model's columns are 0 to "
                    f"{len(names) - 1}."
                )
            places.append(at % len(names))
        elif member in names:
            places.append(list(names).index(member))
        else:
            near = nearest(str(member), names, 3, 0.3) or list(names[:3])
            raise InputError(
                f"groups has {member!r} in {group!r}, which is none of the model's "
                f"{len(names)} columns; the nearest are {quoted(near)}."
            )
    if not places:
        raise InputError(f"groups has no columns for {group!r}; name one or more.")
    return places
