"""A person's transform, called on copies of rows in the form that it takes."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np
import torch

from igviz.errors import InputError, quoted, what_it_said
from igviz.modalities.frames import is_framed
from igviz.modalities.tabular.cells import Cells, is_missing
from igviz.modalities.tabular.fitted import names_taken, told
from igviz.modalities.tabular.read import Floats
from igviz.visible import one_line

_MOST_KNOWN = 8  # categories that a sentence lists


class Prepared:
    """From rows as a person has them to rows as the model takes them.

    Parameters
    ----------
    transform : object
        A fitted transformer with ``.transform``, which takes a table, or a function of one row.
    source : object
        The row in the form in which a function is to get all rows.
    names : sequence of str
        What the cells of a row are called.
    """

    def __init__(self, transform: Any, source: object, names: Sequence[str]) -> None:
        self.transform, self.source, self.names = transform, source, tuple(names)
        self.takes_table = hasattr(transform, "transform")
        check_transform(transform)
        self.fitted = told(transform, self.names)

    def __call__(self, rows: Sequence[Cells], what: str) -> Floats:
        """The rows as the model takes them, (N, D); errors call them ``what``."""
        try:
            with torch.no_grad():
                if self.takes_table:
                    made = _array(self._all(rows))
                    made = made[None] if made.ndim == 1 else made
                else:
                    made = np.stack([_flat(_array(self._one(row))) for row in rows])
        except InputError:
            raise
        except Exception as error:
            raise InputError(self._failed(rows, what, error)) from error
        if made.ndim != 2 or len(made) != len(rows) or not made.shape[1]:
            raise InputError(
                f"The transform returned shape {made.shape} for {len(rows)} "
                f"row{'s' if len(rows) > 1 else ''}; it must return the numbers (D,) that the "
                "model takes for one row."
            )
        return np.asarray(made)

    @property
    def tells_all(self) -> bool:
        """Whether the transform says of every number that it returns which cell it is made of."""
        return self.fitted.sources is not None and None not in self.fitted.sources

    def unknown(self, cells: Cells) -> tuple[int, str] | None:
        """The first cell whose category the transform does not know, and a sentence of it."""
        for at, known in self.fitted.categories.items():
            cell = cells[at]
            missing = is_missing(cell)
            if not any(cell == one or (missing and is_missing(one)) for one in known):
                more = f" and {len(known) - _MOST_KNOWN} more" if len(known) > _MOST_KNOWN else ""
                few = quoted(str(one) for one in known[:_MOST_KNOWN])
                given = "missing" if missing else repr(one_line(str(cell), 60))
                return at, f"{self.names[at]!r} is {given}, and the transform knows {few}{more}"
        return None

    def _all(self, rows: Sequence[Cells]) -> Any:
        """What a transformer makes of rows: of a table, or else of mappings, as some take."""
        try:
            return self.transform.transform(self._table(rows))
        except Exception:
            if isinstance(self.source, Mapping):
                with contextlib.suppress(Exception):  # what it says of a table tells more
                    named = [dict(zip(self.names, row, strict=True)) for row in rows]
                    return self.transform.transform(named)
            raise

    def _one(self, cells: Cells) -> Any:
        """What a function makes of one row; of a data frame, of its row or else of the frame."""
        row = self._row(cells)
        if hasattr(row, "columns") and hasattr(row, "iloc"):
            with contextlib.suppress(Exception):  # a function may be of frames of one row
                made = self.transform(row.iloc[0])
                if _array(made).ndim:
                    return made
        return self.transform(row)

    def _table(self, rows: Sequence[Cells]) -> Any:
        """Rows as a table: with names where the transformer was fitted on some."""
        if (taken := names_taken(self.transform)) is not None:
            import pandas as pd

            columns = dict(zip(self.names, zip(*rows, strict=True), strict=True))
            nothing = [None] * len(rows)  # of a column that is only dropped
            return pd.DataFrame({name: list(columns.get(name, nothing)) for name in taken})
        values = np.empty((len(rows), len(self.names)), object)
        for at, row in enumerate(rows):
            values[at] = row
        try:
            return values.astype(np.float64)
        except (TypeError, ValueError):
            return values

    def _row(self, cells: Cells) -> Any:
        """One row in the form of the source."""
        source, kind = self.source, cast("Any", type(self.source))
        if isinstance(source, Mapping):
            return dict(zip(self.names, cells, strict=True))
        if is_framed(source):
            framed = cast("Any", source)
            if not hasattr(framed, "columns"):
                return kind(list(cells), index=list(framed.index))
            made = kind({name: [cell] for name, cell in zip(framed.columns, cells, strict=True)})
            return made.astype(framed.dtypes.to_dict(), errors="ignore")
        if isinstance(source, torch.Tensor):
            return torch.tensor(cells, dtype=source.dtype).reshape(source.shape)
        if isinstance(source, np.ndarray):
            return np.array(cells, source.dtype).reshape(source.shape)
        return list(cells)

    def _failed(self, rows: Sequence[Cells], what: str, error: Exception) -> str:
        """What to say where the transform failed: which cell it does not know, if it is one."""
        said = f"The transform failed on {what} ({what_it_said(error)})"
        for row in rows:
            if unknown := self.unknown(row):
                return f"{said}: {unknown[1]}; pass one of these."
        if type(error).__name__ == "NotFittedError":  # scikit-learn's, which is not imported
            return f"{said}; fit it first: transform.fit(rows), on the rows of the training."
        if not self.takes_table:
            kind = type(self._row(rows[0])).__name__
            return f"{said}; it is called with a {kind}: call it on one yourself to see more."
        return f"{said}; pass the row as the transform was fitted on it: {quoted(self.names[:5])}."


def check_transform(transform: object) -> None:
    """Refuse what transforms nothing, such as a pipeline with its classifier."""
    if hasattr(transform, "transform") or callable(transform):
        return
    kind = type(transform).__name__
    if steps := getattr(transform, "steps", None):
        raise InputError(
            f"The transform is a {kind} that ends in {type(steps[-1][1]).__name__}, which "
            "transforms nothing; pass what comes before it: transform=pipe[:-1]."
        )
    raise InputError(f"The transform is a {kind}; pass a function, or what has .transform(rows).")


def _array(made: Any) -> Any:
    """What a transform returned, as numbers."""
    if made is None or isinstance(made, (str, Mapping)):
        raise InputError(
            f"The transform returned {'None' if made is None else f'a {type(made).__name__}'}; it "
            "must return the numbers (D,) that the model takes for one row."
        )
    if isinstance(made, torch.Tensor):
        made = made.detach().cpu().double().numpy()
    elif hasattr(made, "toarray"):
        made = made.toarray()
    elif is_framed(made):
        made = made.to_numpy()
    return np.asarray(made, np.float64)


def _flat(made: Any) -> Any:
    """The numbers of one row, which may come as a table of one."""
    return made[0] if made.ndim == 2 and len(made) == 1 else made
