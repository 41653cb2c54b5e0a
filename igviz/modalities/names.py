"""Names that a person gives for what an input holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_WITHOUT_ORDER = (str, bytes, Mapping, set, frozenset)


def listed_names(feature_names: object, of_what: str) -> tuple[str, ...] | None:
    """The names that were given in order; None where none were.

    Parameters
    ----------
    feature_names : iterable of str or None
        Anything else is refused, and so is what has no order.
    of_what : str
        What each of them names, for the error: "channel".

    Raises
    ------
    TypeError
        They are no list.
    """
    if feature_names is None:
        return None
    if isinstance(feature_names, _WITHOUT_ORDER) or not isinstance(feature_names, Iterable):
        raise TypeError(
            f"feature_names={feature_names!r} was given; pass a list with a name for each "
            f"{of_what}, in order."
        )
    return tuple(map(str, feature_names))
