"""Baselines of several inputs: one for all that know it, or one for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from torch import Tensor

from igviz.errors import InputError, meant
from igviz.modalities.modality import Baseline, Input, Menu
from igviz.modalities.numbers import is_number

BASELINES = ("usual",)
USUAL = BASELINES[0]


@dataclass(frozen=True, eq=False)
class PartsBaseline:
    """One baseline of all inputs.

    Attributes
    ----------
    tensor : Tensor, shape (1, values)
        Side by side, as the path begins.
    each : tuple of Baseline
        That of every input.
    name : str
        Their names.
    """

    tensor: Tensor
    each: tuple[Baseline, ...]
    name: str


def menu_of(menus: Sequence[Menu]) -> Menu:
    """The usual baseline of each, and every name that one of them knows."""
    names = dict.fromkeys([USUAL, *(name for menu in menus for name in menu.names)])
    usual = {menu.usual for menu in menus}
    if len(usual) == 1:  # which is the usual one of all
        names.pop(usual.pop(), None)
    instead = next((m.instead for m in menus if m.instead in names), USUAL)
    return Menu(tuple(names), USUAL, instead, "one baseline for each input (baseline=(…, …))")


def specs(spec: object, names: Sequence[str], inputs: Sequence[Input], by_name: bool) -> list[Any]:
    """What a specification says of every input.

    Parameters
    ----------
    spec : str, number, tuple, mapping or list
        A name is that of every input that knows it, others have their usual one; a number that of
        all; a tuple or mapping has one for each, where None is the usual one.

    Raises
    ------
    InputError
        No input knows a name, or there are not as many as inputs.
    """
    menus = [one.menu for one in inputs]
    if spec is None or spec == USUAL:
        return [menu.usual for menu in menus]
    if is_number(spec):
        return [spec] * len(menus)
    if isinstance(spec, str):
        if not any(spec in menu.names for menu in menus):
            known = [*menu_of(menus).names]
            raise InputError(
                f"baseline {spec!r} is none of those that these inputs have; pass one of "
                f"{', '.join(map(repr, known))}, or one for each input{meant(spec, known)}"
            )
        return [spec if spec in menu.names else menu.usual for menu in menus]
    if isinstance(spec, Mapping):
        unknown = [name for name in spec if name not in names]
        if unknown:
            raise InputError(
                f"baseline names {unknown[0]!r}, and the inputs are "
                f"{', '.join(map(repr, names))}; call them the same."
            )
        given = [spec.get(name) for name in names]
    elif isinstance(spec, tuple) and len(spec) == len(names):
        given = list(spec)
    else:
        size = f" of {len(spec)}" if isinstance(spec, (tuple, list)) else ""
        how = (
            "{'" + "': …, '".join(names) + "': …}"
            if by_name
            else f"({', '.join('…' for _ in names)})"
        )
        raise InputError(
            f"baseline is {type(spec).__name__}{size}, and there are {len(names)} inputs; pass a "
            f"name, a number, or one for each: baseline={how}."
        )
    return [menu.usual if one is None else one for one, menu in zip(given, menus, strict=True)]


def together(each: Sequence[Sequence[Baseline]]) -> list[tuple[Baseline, ...]]:
    """Baselines of every input, several of which are averaged, as those of all inputs."""
    count = max(map(len, each))
    if any(len(some) not in (1, count) for some in each):
        sizes = " and ".join(map(str, sorted({len(some) for some in each})))
        raise InputError(f"The inputs have {sizes} baselines; pass equally many for each, or one.")
    return [tuple(some[k % len(some)] for some in each) for k in range(count)]
