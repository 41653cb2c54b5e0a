"""Names of features: as they are given, counted or quoted."""

from __future__ import annotations

from collections.abc import Sequence

from igviz.errors import InputError, nearest, quoted
from igviz.modalities.names import listed_names

# So many names stand in a sentence; there may be thousands.
_MOST_NAMES = 5


def names_given(feature_names: object) -> tuple[str, ...] | None:
    """The names that were given for the features; None where none were."""
    return listed_names(feature_names, "value of the row")


def unnamed(count: int) -> tuple[str, ...]:
    """What features are called that nobody named."""
    return tuple(f"feature {number}" for number in range(count))


def check_same(own: Sequence[str], names: Sequence[str], what: str) -> None:
    """Refuse names that something brings along and that are not those of the features."""
    if set(own) == set(names):
        return
    lacks = [name for name in names if name not in own]
    more = [name for name in own if name not in names]
    said = [f"lacks {some(lacks)}"] * bool(lacks) + [f"has {some(more)}"] * bool(more)
    near = like_them(lacks[0], more) if lacks and more else "."
    raise InputError(
        f"{what} {' and '.join(said)}, but the features are {some(names)}; call them the same, in "
        f"any order, or pass values without names{near}"
    )


def like_them(name: str, names: Sequence[str]) -> str:
    """How a sentence about a name that is not there ends: with the three that are nearest to it."""
    near = nearest(name, names, 3, 0.4) or list(names[:3])
    return f"; nearest to {name!r} are {quoted(near)}." if near else "."


def some(names: Sequence[str]) -> str:
    """Names in quotes, the first of them where there are many."""
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return quoted(names[:_MOST_NAMES]) + more
