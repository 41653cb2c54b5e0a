"""Whether plain data is what the wire holds: for figures that come from a file."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from types import UnionType
from typing import Any, Literal, NotRequired, Union, cast, get_args, get_origin, get_type_hints

import numpy as np

from igviz.figure.arrays import WireArray, unwire
from igviz.figure.schema import Facts

_Place = tuple[str, ...]


def problem(value: Any, kinds: Mapping[str, type]) -> str:
    """What is wrong with a figure; "" if nothing is.

    Parameters
    ----------
    value
        Plain data, as JSON has it, in which arrays are a `WireArray`.
    kinds : mapping from str to type
        What figures of each kind are, as a TypedDict.
    """
    return _Checked(kinds).figure(value, ())


class _Checked:
    def __init__(self, kinds: Mapping[str, type]) -> None:
        self.kinds = kinds

    def figure(self, value: Any, place: _Place) -> str:
        kind = value.get("kind") if type(value) is dict else None
        if type(kind) is not str or kind not in self.kinds:
            return _wrong(value if type(value) is not dict else kind, (*place, "kind"))
        return self.mapping(value, self.kinds[kind], place)

    def any(self, value: Any, hint: Any, place: _Place) -> str:
        """What is wrong with a value of which a type hint says what it should be."""
        origin, given = get_origin(hint), get_args(hint)
        if hint is Any:
            return ""
        if hint is WireArray:
            return _array(value, place)
        if hint is Facts:
            return self.figure(value, place)
        if origin is NotRequired:
            return self.any(value, given[0], place)
        if origin is Literal:
            same = any(type(value) is type(one) and value == one for one in given)
            return "" if same else _wrong(value, place)
        if origin in (Union, UnionType):
            tried = [self.any(value, one, place) for one in given]
            return "" if "" in tried else tried[0]
        if origin in (dict, list, Sequence, tuple):
            return self.each(value, origin, given, place)
        if hint in (int, float, str, bool, type(None)):
            return _plain(value, hint, place)
        return self.mapping(value, hint, place)

    def each(self, value: Any, origin: Any, given: tuple[Any, ...], place: _Place) -> str:
        kind = dict if origin is dict else list
        if type(value) is not kind:
            return _wrong(value, place)
        items = cast("Any", value).items() if kind is dict else enumerate(value)
        hint = given[1] if kind is dict else given[0]
        every = (self.any(one, hint, (*place, str(key))) for key, one in items)
        return next(filter(None, every), "")

    def mapping(self, value: Any, hint: Any, place: _Place) -> str:
        if type(value) is not dict:
            return _wrong(value, place)
        hints = get_type_hints(hint, include_extras=True)
        if more := value.keys() - hints.keys():
            return f"{_at((*place, min(map(str, more))))} is no field"
        for name, one in hints.items():
            if name in value:
                if said := self.any(value[name], one, (*place, name)):
                    return said
            elif get_origin(one) is not NotRequired:
                return f"{_at((*place, name))} is missing"
        return ""


def _plain(value: Any, hint: Any, place: _Place) -> str:
    if hint is float:
        good = type(value) in (int, float) and abs(value) <= sys.float_info.max
    else:
        good = type(value) is hint
    return "" if good else _wrong(value, place)


def _array(value: Any, place: _Place) -> str:
    try:
        array = unwire(value)
    except Exception:  # noqa: BLE001 - whatever stands there instead of an array
        return _wrong(value, place)
    finite = array.dtype.kind != "f" or np.isfinite(array).all()
    return "" if finite else f"{_at(place)} holds NaN or infinity"


def _wrong(value: Any, place: _Place) -> str:
    return f"{_at(place)} cannot be {type(value).__name__} {str(value)[:40]!r}"


def _at(place: _Place) -> str:
    return ".".join(place) or "it"
