"""Which form a row has, and how it is read."""

from __future__ import annotations

from typing import Any, cast

from igviz.modalities.choose import together
from igviz.modalities.tabular.names import names_given
from igviz.modalities.tabular.pieces import is_pieces
from igviz.modalities.tabular.table import Table, plain_table, prepared_table
from igviz.modalities.tabular.tensor_rows import looked_up_table
from igviz.models.model import Model
from igviz.options import How


def opened(model: Model, source: object, options: How) -> Table:
    """Read a row, its features in the order of the first."""
    first: list[tuple[str, ...]] = model.once(_names_of_first)
    groups, transform = options["groups"], options["transform"]
    if transform is None and is_pieces(source):
        return looked_up_table(model, cast("Any", source), options["feature_names"])
    names = names_given(options["feature_names"]) or (first[0] if first else None)
    if transform is None:
        table = plain_table(source, names, groups)
    else:
        beside, background = model.once(together), options["background"]
        table = prepared_table(source, names, groups, transform, background, beside)
    if table.row.named and not first:
        first.append(table.names)
    return table


def _names_of_first(_: Model) -> list[tuple[str, ...]]:
    """What the first row with names calls its features: others are put in its order."""
    return []
