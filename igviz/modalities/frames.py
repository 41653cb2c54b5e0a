"""What was made by pandas, told by what its Series and data frames have; it is never imported."""

from __future__ import annotations

from typing import Any, cast


def is_framed(source: object) -> bool:
    """Whether something is a Series or data frame."""
    index = getattr(source, "index", None)
    return index is not None and not callable(index) and hasattr(source, "to_numpy")


def is_frame(source: object) -> bool:
    """Whether something is a data frame, which has columns."""
    return is_framed(source) and hasattr(source, "columns")


def is_frame_of_several(source: object) -> bool:
    """Whether something is a data frame of more than one row, each to be had by its place."""
    return is_frame(source) and hasattr(source, "iloc") and len(cast("Any", source)) > 1


def labels_of(framed: Any) -> list[Any]:
    """What the columns of a data frame or the cells of a Series are called; levels are joined."""
    labels = framed.columns if is_frame(framed) else framed.index
    return [" / ".join(map(str, one)) if isinstance(one, tuple) else one for one in labels]


def columns_by_name(framed: Any) -> dict[str, Any]:
    """The columns of a data frame by what they are called."""
    return dict(zip(map(str, labels_of(framed)), framed.columns, strict=True))
