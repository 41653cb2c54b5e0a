"""Series: from whatever a person hands over to an array of finite numbers with names and dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray

from igviz.errors import InputError
from igviz.modalities.frames import is_framed
from igviz.modalities.names import listed_names
from igviz.modalities.numbers import is_number
from igviz.models.dense import check_dense

Floats = NDArray[np.float64]

_NEEDED = (
    "an array or tensor of shape (T,), (C, T) or (T, C), with or without a leading 1, or a pandas "
    "Series or data frame over dates"
)


@dataclass(frozen=True, eq=False)
class Series:
    """Values in time as they were handed over, in whichever order of axes.

    Attributes
    ----------
    values : array of float64, shape (T,), (A, B) or (1, A, B)
        Which of two axes is time is found later, see `igviz.modalities.series.layout`.
    names : tuple of str or None
        What the columns of a data frame are called, or a Series.
    dates : array of float64, shape (T,), or None
        Seconds since 1970 by the clock on the wall, where the index is one of dates.
    framed : bool
        Whether it was a pandas Series or data frame, whose rows are its steps.
    whole : bool
        Whether its numbers were integers.
    """

    values: Floats
    names: tuple[str, ...] | None = None
    dates: Floats | None = None
    framed: bool = False
    whole: bool = False


def is_dated(source: object) -> bool:
    """Whether something is a Series or data frame over dates, of which one alone is no series."""
    index = getattr(source, "index", None)
    return is_framed(source) and hasattr(index, "tz_localize") and len(cast("Any", index)) > 1


def is_plain_list(source: object) -> bool:
    """Whether something is a list of nothing but numbers."""
    return isinstance(source, (list, tuple)) and bool(source) and all(map(is_number, source))


def read_series(source: object, what: str = "The series") -> Series:
    """Read one series; nothing handed over is changed.

    Raises
    ------
    InputError
        It is no series of finite numbers.
    """
    array = _array(source, what)
    if array.dtype.kind not in "fiub":
        raise InputError(f"{what} holds {array.dtype} values, which are no numbers; pass floats.")
    if array.ndim == 4 and array.shape[:2] == (1, 1):  # a spectrogram as a batch of one picture
        array = array[0]
    if array.ndim == 3 and len(array) > 1:
        raise InputError(
            f"{what} holds {len(array)} series of shape {array.shape[1:]}; pass one of them, or a "
            "list, such as list(x), to explain each."
        )
    if array.ndim not in (1, 2, 3):
        raise InputError(f"{what} has shape {array.shape}; pass {_NEEDED}.")
    if not array.size:
        raise InputError(f"{what} is empty: its shape is {array.shape}; pass at least one step.")
    values = array.astype(np.float64)
    check_finite(values, what)
    if not is_framed(source):
        return Series(values, whole=array.dtype.kind != "f")
    framed = cast("Any", source)
    columns = getattr(framed, "columns", [getattr(framed, "name", None)])
    names = tuple(map(str, columns)) if None not in list(columns) else None
    return Series(values, names, _dates(framed.index), framed=True)


def check_finite(values: Floats, what: str) -> None:
    """Refuse what is no number, saying how many there are and where the first is."""
    bad = np.argwhere(~np.isfinite(values))
    if len(bad):
        first = ", ".join(map(str, bad[0]))
        raise InputError(
            f"{what} holds {len(bad)} of {values.size} values that are NaN or infinite, the first "
            f"at [{first}]; fill them first, for example with .interpolate() of pandas or "
            "numpy.nan_to_num."
        )


def names_given(
    feature_names: object, own: Sequence[str] | None, count: int
) -> tuple[str, ...] | None:
    """What the channels are called: as given, or as the columns are; None where nobody named them.

    A mapping gives other names to some columns, or to channels by their number.
    """
    if feature_names is None:
        return None if own is None or len(own) != count else tuple(own)
    if callable(getattr(feature_names, "items", None)):
        return _renamed(cast("Any", feature_names), own or [str(at) for at in range(count)])
    names = listed_names(feature_names, "channel") or ()
    if len(names) != count:
        channels = f"{count} channel{'' if count == 1 else 's'}"
        raise InputError(
            f"{len(names)} feature_names were given, and the series has {channels}; pass one name "
            "for each, in order."
        )
    return names


def _renamed(names: Any, own: Sequence[str]) -> tuple[str, ...]:
    from igviz.errors import nearest, quoted

    given = {str(key): str(name) for key, name in names.items()}
    for key in given:
        if key not in own:
            near = nearest(key, own, most=3, cutoff=0.0) or list(own[:3])
            raise InputError(
                f"feature_names names {key!r}, and no channel is called so; the nearest are "
                f"{quoted(near)}."
            )
    return tuple(given.get(name, name) for name in own)


def _array(source: object, what: str) -> NDArray[Any]:
    if isinstance(source, torch.Tensor):
        check_dense(source, what)
        values = source.detach().cpu()
        return np.asarray(values.double() if values.is_floating_point() else values)
    if isinstance(source, np.ndarray):
        return source
    if is_framed(source):
        return _framed(cast("Any", source), what)
    if is_plain_list(source):
        return np.array(source, np.float64)
    raise InputError(f"{what} is an object of type {type(source).__name__}; pass {_NEEDED}.")


def _framed(source: Any, what: str) -> NDArray[Any]:
    values = np.asarray(source.to_numpy())
    if values.dtype.kind in "fiub":
        return values
    convert: Callable[[Any], float] = float
    try:
        return np.asarray(np.vectorize(convert, otypes=[np.float64])(values))
    except (TypeError, ValueError) as error:
        raise InputError(
            f"{what} holds what is no number; keep its columns of numbers, for example with "
            ".select_dtypes('number')."
        ) from error


def _dates(index: Any) -> Floats | None:
    """Seconds since 1970 by the clock on the wall; None for an index that is not one of dates."""
    if not hasattr(index, "tz_localize"):
        return None
    naive = index if index.tz is None else index.tz_localize(None)
    moments = np.asarray(naive.to_numpy(), "datetime64[us]")
    if np.isnat(moments).any():
        raise InputError("The index of the series lacks dates; drop these rows first.")
    seconds: Floats = moments.astype(np.int64).astype(np.float64) / 1e6
    return seconds
